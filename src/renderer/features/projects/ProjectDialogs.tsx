import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { t } from '../../i18n/index.ts'
import { Button, Dialog, TextField } from '../../ui/index.ts'
import { useProjectsUi } from './store.ts'

/** Create, rename and delete: the only dialogs over the data. */
export function ProjectDialogs() {
  const { dialog, open } = useProjectsUi(useShallow((state) => ({ dialog: state.dialog, open: state.open })))
  const close = () => open(null)
  if (dialog === null) return null
  if (dialog.type === 'create') return <CreateDialog onClose={close} />
  if (dialog.type === 'rename') return <RenameDialog projectId={dialog.projectId} onClose={close} />
  return <DeleteDialog projectId={dialog.projectId} onClose={close} />
}

function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const createProject = useApp((state) => state.createProject)
  const create = async (name: string) => {
    onClose()
    if ((await createProject(name)) !== null) navigate('import')
  }
  return (
    <NameDialog
      title={t('projects.new')}
      verb={t('projects.create')}
      initial=""
      onClose={onClose}
      onName={(name) => void create(name)}
    />
  )
}

function RenameDialog({ projectId, onClose }: { readonly projectId: string; readonly onClose: () => void }) {
  const name = useApp((state) => state.projects.find((project) => project.id === projectId)?.name ?? '')
  const renameProject = useApp((state) => state.renameProject)
  return (
    <NameDialog
      title={t('projects.rename.title')}
      verb={t('projects.rename.save')}
      initial={name}
      onClose={onClose}
      onName={(next) => {
        onClose()
        void renameProject(projectId, next)
      }}
    />
  )
}

function NameDialog(props: {
  readonly title: string
  readonly verb: string
  readonly initial: string
  readonly onName: (name: string) => void
  readonly onClose: () => void
}) {
  const [name, setName] = useState(props.initial)
  const trimmed = name.trim()
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (trimmed !== '') props.onName(trimmed)
        }}
      >
        <TextField
          label={t('projects.new.name')}
          help={t('projects.new.hint')}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
        />
        <div className="dialog-actions">
          <Button onPress={props.onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" type="submit" isDisabled={trimmed === ''}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function DeleteDialog({ projectId, onClose }: { readonly projectId: string; readonly onClose: () => void }) {
  const project = useApp((state) => state.projects.find((item) => item.id === projectId))
  const deleteProject = useApp((state) => state.deleteProject)
  if (project === undefined) return null
  const { layers } = project.counts
  return (
    <Dialog
      title={t('projects.delete.title', { name: project.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            onPress={() => {
              onClose()
              void deleteProject(projectId)
            }}
          >
            {t('projects.delete.do')}
          </Button>
        </>
      }
    >
      {layers === 0 ? <p>{t('projects.delete.empty')}</p> : <Losses projectId={projectId} layers={layers} />}
    </Dialog>
  )
}

/** What would be gone, in numbers; the project's own count leaves out imports that are switched off. */
function Losses({ projectId, layers }: { readonly projectId: string; readonly layers: number }) {
  const [rows, setRows] = useState<number | null>(null)
  useEffect(() => {
    let current = true
    void client.call('imports.list', { projectId }).then((answer) => {
      if (current && answer.ok) setRows(answer.value.reduce((sum, layer) => sum + layer.counts.read, 0))
    })
    return () => {
      current = false
    }
  }, [projectId])
  return <p>{rows === null ? t('projects.delete.imports', { layers }) : t('projects.delete.text', { layers, rows })}</p>
}
