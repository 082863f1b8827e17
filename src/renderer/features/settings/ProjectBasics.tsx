import { useMemo, useState } from 'react'
import type { Project } from '../../../contract/projects.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, DateField, Select, TextField } from '../../ui/index.ts'
import { Section } from './Section.tsx'

const common = ['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL', 'CNY']
const noCurrency = 'none'

/** Name, currency and analysis window of the project. */
export function ProjectBasics({ project }: { readonly project: Project }) {
  const updateProject = useApp((state) => state.updateProject)
  const locale = useApp((state) => state.settings.locale)
  const currencies = useMemo(() => currencyOptions(locale), [locale])
  return (
    <>
      <Section title={t('settings.project')}>
        <div className="settings-row">
          <NameField key={project.name} project={project} />
          <div>
            <Select
              label={t('settings.currency')}
              options={currencies}
              value={project.currency ?? noCurrency}
              onChange={(key) => void updateProject(project.id, { currency: key === noCurrency ? null : key })}
            />
            <p className="field-help">{t('settings.currency.help')}</p>
          </div>
        </div>
      </Section>
      <Section title={t('settings.window')} text={t('settings.window.text')}>
        <Window key={`${project.analysisFrom} ${project.asOf}`} project={project} />
      </Section>
    </>
  )
}

/** Kept when the field is left or Enter is pressed. Begins anew when the name was changed elsewhere, for instance by undo. */
function NameField({ project }: { readonly project: Project }) {
  const renameProject = useApp((state) => state.renameProject)
  const [name, setName] = useState(project.name)
  const save = () => {
    const trimmed = name.trim()
    if (trimmed === '') setName(project.name)
    else if (trimmed !== project.name) void renameProject(project.id, trimmed)
  }
  return (
    <TextField
      label={t('settings.project.name')}
      value={name}
      maxLength={200}
      onChange={setName}
      onBlur={save}
      onKeyDown={onEnter(save)}
    />
  )
}

/** The two days. A day is kept when the field is left or Enter is pressed, so that typing a year does not start anything. */
function Window({ project }: { readonly project: Project }) {
  const updateProject = useApp((state) => state.updateProject)
  const defaultAsOf = useApp((state) => state.analysis?.overview.asOf ?? null)
  const [from, setFrom] = useState(project.analysisFrom ?? '')
  const [asOf, setAsOf] = useState(project.asOf ?? '')
  const wrongOrder = from !== '' && asOf !== '' && from > asOf
  const save = (next: { readonly from: string; readonly asOf: string }) => {
    if (next.from !== '' && next.asOf !== '' && next.from > next.asOf) return
    const analysisFrom = next.from === '' ? null : next.from
    const asOfDay = next.asOf === '' ? null : next.asOf
    if (analysisFrom === project.analysisFrom && asOfDay === project.asOf) return
    void updateProject(project.id, { analysisFrom, asOf: asOfDay })
  }
  return (
    <>
      <div className="settings-row">
        <DateField
          label={t('settings.window.from')}
          value={from}
          onChange={setFrom}
          onBlur={() => save({ from, asOf })}
          onKeyDown={onEnter(() => save({ from, asOf }))}
          isInvalid={wrongOrder}
          {...(wrongOrder ? { help: t('settings.window.order') } : {})}
        />
        <DateField
          label={t('settings.window.asOf')}
          value={asOf}
          onChange={setAsOf}
          onBlur={() => save({ from, asOf })}
          onKeyDown={onEnter(() => save({ from, asOf }))}
          isInvalid={wrongOrder}
          {...(asOf === '' && defaultAsOf !== null
            ? { help: t('settings.window.default', { date: defaultAsOf }) }
            : {})}
        />
      </div>
      {(project.analysisFrom !== null || project.asOf !== null) && (
        <div className="row">
          <Button size="dense" onPress={() => save({ from: '', asOf: '' })}>
            {t('settings.window.clear')}
          </Button>
        </div>
      )}
    </>
  )
}

const onEnter =
  (act: () => void) =>
  ({ key }: { readonly key: string }) => {
    if (key === 'Enter') act()
  }

/** The commonest first, then every currency the platform knows, each with its name. */
function currencyOptions(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const all = [...new Set([...common, ...Intl.supportedValuesOf('currency')])]
  return [
    { key: noCurrency, label: t('settings.currency.none') },
    ...all.map((code) => ({ key: code, label: `${code} · ${names.of(code) ?? code}` })),
  ]
}
