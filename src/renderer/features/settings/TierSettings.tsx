import { useState } from 'react'
import type { Project, TierThresholds } from '../../../contract/projects.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, TextField } from '../../ui/index.ts'
import { Section } from './Section.tsx'
import { parseTiers, tierFields, type TierField } from './tiers.ts'

/** Where the value, loyalty and engagement segments and the churn risks begin. Kept once all of them fit together. */
export function TierSettings({ project }: { readonly project: Project }) {
  return <Fields key={JSON.stringify(project.tiers)} projectId={project.id} tiers={project.tiers} />
}

function Fields({ projectId, tiers }: { readonly projectId: string; readonly tiers: TierThresholds }) {
  const updateProject = useApp((state) => state.updateProject)
  const [texts, setTexts] = useState(() => tierFields.map(({ read }) => String(read(tiers))))
  const parsed = parseTiers(texts)
  const save = () => {
    if (parsed.tiers !== null && JSON.stringify(parsed.tiers) !== JSON.stringify(tiers))
      void updateProject(projectId, { tiers: parsed.tiers })
  }
  return (
    <Section title={t('settings.tiers')} text={t('settings.tiers.text')}>
      {(['value', 'loyalty', 'engagement', 'churn'] as const).map((group) => (
        <div key={group}>
          <div className="settings-tiers">
            {tierFields.map(({ key, group: own }, at) =>
              own === group ? (
                <Field
                  key={key}
                  name={key}
                  value={texts[at]!}
                  isInvalid={parsed.wrong.has(group)}
                  onChange={(text) => setTexts(texts.map((before, i) => (i === at ? text : before)))}
                  onSave={save}
                />
              ) : null,
            )}
          </div>
          <p className="field-help">
            {t(parsed.wrong.has(group) ? `settings.tiers.${group}.wrong` : `settings.tiers.${group}.help`)}
          </p>
        </div>
      ))}
      <div className="row">
        <Button size="dense" onPress={() => void updateProject(projectId, { tiers: null })}>
          {t('settings.tiers.usual')}
        </Button>
      </div>
    </Section>
  )
}

function Field(props: {
  readonly name: TierField
  readonly value: string
  readonly isInvalid: boolean
  readonly onChange: (text: string) => void
  readonly onSave: () => void
}) {
  const { name, value, isInvalid, onChange, onSave } = props
  return (
    <TextField
      label={t(`settings.tiers.${name}`)}
      value={value}
      inputMode="decimal"
      isInvalid={isInvalid}
      onChange={onChange}
      onBlur={onSave}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onSave()
      }}
    />
  )
}
