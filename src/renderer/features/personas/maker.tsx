import { useRef, useState } from 'react'
import type { Maker } from '../../../contract/projects.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { bytes } from '../../ui/format.ts'
import { Button, DateField, NoteBox, Popover, TextField } from '../../ui/index.ts'
import { readLogo } from './logo.ts'

const nobody: Maker = { name: null, logo: null, date: null }

/** Logo, name and date that are printed on the cards, changed where they show. */
export function MakerButton() {
  const project = useApp(currentProject)
  if (project === null) return null
  return (
    <Popover label={t('personas.maker.title')} trigger={<Button icon="edit">{t('personas.maker.button')}</Button>}>
      <MakerForm key={project.id} projectId={project.id} maker={project.maker} />
    </Popover>
  )
}

function MakerForm({ projectId, maker }: { readonly projectId: string; readonly maker: Maker }) {
  const updateProject = useApp((state) => state.updateProject)
  const toast = useApp((state) => state.toast)
  const [name, setName] = useState(maker.name ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)

  const save = async (patch: Partial<Maker>) => {
    const before = Object.fromEntries(Object.keys(patch).map((key) => [key, maker[key as keyof Maker]]))
    const change = (part: Partial<Maker>) =>
      updateProject(projectId, (now) => ({ maker: { ...nobody, ...now.maker, ...part } }))
    if (await change(patch)) toast(t('personas.maker.saved'), { undo: () => void change(before) })
  }
  const choose = async (file: File) => {
    const result = await readLogo(file)
    if (result.ok) {
      setProblem(null)
      await save({ logo: result.dataUrl })
    } else if (result.reason === 'tooLarge') setProblem(t('personas.maker.tooLarge', { size: bytes(file.size) }))
    else setProblem(t(`personas.maker.${result.reason}`))
  }
  const saveName = () => {
    const next = name.trim() === '' ? null : name.trim()
    if (next !== maker.name) void save({ name: next })
  }
  return (
    <div className="maker stack">
      <h3>{t('personas.maker.title')}</h3>
      <TextField
        label={t('personas.maker.name')}
        value={name}
        maxLength={120}
        onChange={setName}
        onBlur={saveName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') saveName()
          // Escape still closes the panel.
          else event.continuePropagation()
        }}
      />
      <DateField
        label={t('personas.maker.date')}
        value={maker.date ?? ''}
        {...(maker.date === null ? { help: t('personas.maker.dateHelp') } : {})}
        onChange={(date) => void save({ date: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null })}
      />
      <div>
        <span className="field-label">{t('personas.maker.logo')}</span>
        <div className="row">
          {maker.logo === null ? null : <img className="maker-logo" src={maker.logo} alt={t('personas.maker.alt')} />}
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            aria-label={t('personas.maker.choose')}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file !== undefined) void choose(file)
            }}
          />
          <Button size="dense" icon="plus" onPress={() => input.current?.click()}>
            {t('personas.maker.choose')}
          </Button>
          {maker.logo === null ? null : (
            <Button size="dense" variant="quiet" onPress={() => void save({ logo: null })}>
              {t('personas.maker.remove')}
            </Button>
          )}
        </div>
      </div>
      {problem === null ? null : <NoteBox tone="warning">{problem}</NoteBox>}
    </div>
  )
}
