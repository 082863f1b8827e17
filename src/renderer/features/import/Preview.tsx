import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ImportPreview } from '../../../contract/imports.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { Button, ErrorNote, NoteBox, ProgressBar, Select, Skeleton, useAfter } from '../../ui/index.ts'
import { Ambiguities } from './Ambiguities.tsx'
import { chooseFiles } from './choose-files.ts'
import { Columns } from './Columns.tsx'
import { Options } from './Options.tsx'
import { projectNameFor } from './project-name.ts'
import { nameOf } from './Queue.tsx'
import { RawFile } from './RawFile.tsx'
import { Remembered } from './Remembered.tsx'
import { targetOf } from './queued-file.ts'
import { useLayers } from './layers-store.ts'
import { useImports } from './store.ts'
import type { QueuedFile } from './queued-file.ts'

/** A file before it is imported: as it is, as it is read, and what to correct. */
export function Preview({ file }: { readonly file: QueuedFile }) {
  const { discard, cancel } = useImports(useShallow((state) => ({ discard: state.discard, cancel: state.cancel })))
  const name = nameOf(file)

  if (file.step === 'failed' && file.error !== null) {
    return (
      <ErrorNote
        error={file.error}
        title={t('import.file.failed', { name })}
        action={
          <>
            <Button onPress={() => discard(file.key)}>{t('import.discard')}</Button>
            <Button
              variant="primary"
              onPress={() => {
                discard(file.key)
                chooseFiles()
              }}
            >
              {t('import.file.another')}
            </Button>
          </>
        }
      />
    )
  }
  const { preview } = file
  if (preview === null) return <Looking file={file} onCancel={() => discard(file.key)} />
  if (file.step === 'importing') {
    // Read whole, and held against the files that are there.
    const isCompared = file.job.state === 'running' && file.job.progress?.stage === 'load'
    return (
      <>
        <h1 className="name">{t(isCompared ? 'change.reading' : 'import.running', { name })}</h1>
        <div className="card">
          <ProgressBar
            progress={file.job.state === 'running' ? file.job.progress : null}
            cancelling={file.job.state === 'running' && file.job.cancelling}
            // What was read whole is being taken in: that is over in a moment.
            {...(file.change === null ? { onCancel: () => cancel(file.key) } : {})}
          />
        </div>
      </>
    )
  }
  return (
    <>
      <PreviewHead file={file} preview={preview} />
      {file.error !== null && <ErrorNote error={file.error} title={t('import.file.failed', { name })} />}
      <Problems preview={preview} />
      <Remembered file={file} />
      <Options fileKey={file.key} options={file.options} preview={preview} />
      <div className="import-sides">
        <RawFile fileKey={file.key} preview={preview} />
        <div className="import-read">
          <Ambiguities fileKey={file.key} preview={preview} />
          <Notes preview={preview} />
          <Columns fileKey={file.key} options={file.options} preview={preview} />
        </div>
      </div>
    </>
  )
}

/** Under 100 ms nothing, then the shape of it, beyond a second a bar. */
function Looking({ file, onCancel }: { readonly file: QueuedFile; readonly onCancel: () => void }) {
  const long = useAfter(1000, true)
  if (!long) return <Skeleton lines={8} />
  return (
    <div className="card">
      <ProgressBar
        title={t('import.looking', { name: nameOf(file) })}
        progress={file.job.state === 'running' ? file.job.progress : null}
        onCancel={onCancel}
      />
    </div>
  )
}

function PreviewHead({ file, preview }: { readonly file: QueuedFile; readonly preview: ImportPreview }) {
  const { discard, importFile } = useImports(
    useShallow((state) => ({ discard: state.discard, importFile: state.importFile })),
  )
  const looking = useAfter(150, file.job.state === 'running')
  const rows = preview.rows.exact
    ? t('import.preview.rowsExact', { rows: preview.rows.count })
    : t('import.preview.rowsAbout', { rows: roughly(preview.rows.count) })
  return (
    <header className="import-head">
      <div className="import-head-words">
        <h1 className="name">
          {t(`import.preview.${preview.kind}`, { name: preview.fileName, rows, columns: preview.columns.length })}
        </h1>
        <p className="import-again muted dense" role="status">
          {looking ? t('import.again') : ''}
        </p>
      </div>
      <div className="import-head-actions">
        <TargetSelect preview={preview} />
        <Button onPress={() => discard(file.key)}>{t('import.discard')}</Button>
        <Button
          variant="primary"
          isDisabled={preview.problems.length > 0 || file.job.state === 'running'}
          onPress={() => void importFile(file.key)}
        >
          {preview.rows.exact
            ? t('import.button.exact', { rows: preview.rows.count })
            : t('import.button.about', { rows: roughly(preview.rows.count) })}
        </Button>
      </div>
    </header>
  )
}

/** An estimate shows no more digits than it is worth: three. */
function roughly(rows: number): number {
  return Number(rows.toPrecision(3))
}

const newKey = 'new'

/** Which project it goes into. Nothing to choose while there is no other project. */
function TargetSelect({ preview }: { readonly preview: ImportPreview }) {
  const { projects, project } = useApp(
    useShallow((state) => ({ projects: state.projects, project: currentProject(state) })),
  )
  const { chosen, setTarget } = useImports(
    useShallow((state) => ({ chosen: state.target, setTarget: state.setTarget })),
  )
  const target = targetOf(chosen, project)
  const options = useMemo(
    () => [
      { key: newKey, label: t('import.into.new', { name: projectNameFor(preview.fileName) }) },
      ...projects.map((item) => ({ key: item.id, label: item.name })),
    ],
    [projects, preview.fileName],
  )
  if (projects.length === 0) return null
  return (
    <div className="import-target">
      <span className="muted" aria-hidden="true">
        {t('import.into')}
      </span>
      <Select
        label={t('import.into')}
        hideLabel
        options={options}
        value={target.type === 'new' ? newKey : target.projectId}
        onChange={(key) => setTarget(key === newKey ? { type: 'new' } : { type: 'project', projectId: key })}
      />
    </div>
  )
}

function Problems({ preview }: { readonly preview: ImportPreview }) {
  const layers = useLayers((state) => state.layers)
  const twin = layers?.find((layer) => layer.id === preview.duplicateOf)
  if (preview.problems.length === 0 && preview.duplicateOf === null && preview.mends === null) return null
  // Without rows nobody can tell what a column holds: what is missing besides says nothing more.
  const empty = preview.problems.find(({ code }) => code === 'import.problem.no_rows')
  return (
    <div className="stack">
      {(empty === undefined ? preview.problems : [empty]).map((problem) => (
        <NoteBox key={problem.code} tone="danger">
          {noteText(problem)}
        </NoteBox>
      ))}
      {preview.mends !== null && <NoteBox>{t('import.mends', { name: preview.mends })}</NoteBox>}
      {preview.duplicateOf !== null && (
        <NoteBox tone="warning">{t('import.duplicate', { name: twin?.fileName ?? preview.duplicateOf })}</NoteBox>
      )}
    </div>
  )
}

function Notes({ preview }: { readonly preview: ImportPreview }) {
  // What is asked above need not be said again.
  const asked = preview.ambiguities.some(({ question }) => question.code === 'import.ambiguity.date_order')
  const notes = preview.notes.filter(({ code }) => !(asked && code.startsWith('import.note.dates_open_')))
  return (
    <section className="import-notes">
      <h2 className="import-section-title">
        {t('import.notes.title')}
        {notes.length > 0 && <span className="faint"> {count(notes.length)}</span>}
      </h2>
      {notes.length === 0 ? (
        <p className="muted">{t('import.notes.none')}</p>
      ) : (
        <ul className="import-notes-list">
          {notes.map((note, index) => (
            <li key={`${note.code} ${index}`}>{noteText(note)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
