import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Mapping } from '../../../contract/mappings.ts'
import type { Project } from '../../../contract/projects.ts'
import { bridge, client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/index.ts'
import { Section } from './Section.tsx'

const firstShown = 5

/** Everything the person settled in a project, as a file to take along; and how files are read, to be forgotten. */
export function SettingsFile({ project }: { readonly project: Project }) {
  const { toast, showError, updateProject, loadProjects } = useApp(
    useShallow((state) => ({
      toast: state.toast,
      showError: state.showError,
      updateProject: state.updateProject,
      loadProjects: state.loadProjects,
    })),
  )
  const [mappings, setMappings] = useState<readonly Mapping[] | null>(null)
  const [changes, setChanges] = useState(0)
  const projectId = project.id
  useEffect(() => {
    let wanted = true
    void client.call('mappings.list', { projectId }).then((answer) => {
      if (wanted && answer.ok) setMappings(answer.value)
    })
    return () => {
      wanted = false
    }
  }, [projectId, changes])

  const save = async () => {
    const answer = await client.call('projects.exportSettings', { projectId: project.id })
    if (!answer.ok) return showError(answer.error)
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
    else if (saved.value.saved) toast(t('settings.file.saved', { file: answer.value.fileName }))
  }
  const take = async (file: File) => {
    const offered = await bridge.offerFile(file)
    if (!offered.ok) return showError(offered.error)
    const { fileId } = offered.value
    const answer = await client.call('projects.importSettings', { projectId: project.id, fileId })
    if (!answer.ok) {
      void client.call('imports.discardFile', { fileId })
      return showError(answer.error)
    }
    const { before, mappings: added } = answer.value
    const { exclusions, cuts, tiers, maker, analysisFrom, asOf } = before
    setChanges((before) => before + 1)
    await loadProjects()
    toast(added === 0 ? t('settings.file.takenOnly') : t('settings.file.taken', { mappings: added }), {
      undo: () =>
        void updateProject(project.id, { exclusions: [...exclusions], cuts, tiers, maker, analysisFrom, asOf }),
    })
  }
  const choose = () => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file !== undefined) void take(file)
    })
    input.click()
  }
  const forget = async ({ fingerprint }: Mapping) => {
    const answer = await client.call('mappings.forget', { fingerprint })
    if (!answer.ok) return showError(answer.error)
    toast(t('settings.mappings.forgotten'))
    setChanges((before) => before + 1)
  }
  return (
    <>
      <Section title={t('settings.mappings')} text={t('settings.mappings.text')}>
        {mappings !== null && <Mappings mappings={mappings} onForget={(mapping) => void forget(mapping)} />}
      </Section>
      <Section title={t('settings.file')} text={t('settings.file.text')}>
        <div className="row">
          <Button onPress={() => void save()}>{t('settings.file.save')}</Button>
          <Button onPress={choose}>{t('settings.file.take')}</Button>
        </div>
      </Section>
    </>
  )
}

function Mappings(props: { readonly mappings: readonly Mapping[]; readonly onForget: (mapping: Mapping) => void }) {
  const { mappings, onForget } = props
  const [all, setAll] = useState(false)
  if (mappings.length === 0) return <p className="muted">{t('settings.mappings.none')}</p>
  return (
    <>
      <ul className="rules">
        {(all ? mappings : mappings.slice(0, firstShown)).map((mapping) => (
          <li key={mapping.fingerprint} className="rule">
            <div className="rule-words">
              <p className="name truncate" title={mapping.header.join(', ')}>
                {mapping.header.join(', ')}
              </p>
              <p className="muted dense">
                {t('settings.mappings.used', { name: mapping.fileName, date: mapping.usedAt.slice(0, 10) })}
                {choicesOf(mapping) > 0 && ` · ${t('settings.mappings.choices', { n: choicesOf(mapping) })}`}
              </p>
            </div>
            <IconButton
              icon="trash"
              size="dense"
              label={t('settings.mappings.forget', { columns: mapping.header.slice(0, 3).join(', ') })}
              onPress={() => onForget(mapping)}
            />
          </li>
        ))}
      </ul>
      {!all && mappings.length > firstShown && (
        <div className="row">
          <Button size="dense" onPress={() => setAll(true)}>
            {t('settings.mappings.all', { n: mappings.length })}
          </Button>
        </div>
      )}
    </>
  )
}

function choicesOf({ choices }: Mapping): number {
  const { roles = {}, revenue = {}, ...rest } = choices
  return Object.keys(roles).length + Object.keys(revenue).length + Object.keys(rest).length
}
