import { useState } from 'react'
import type { Maker, Project } from '../../../contract/projects.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { bytes } from '../../ui/format.ts'
import { Button, DateField, TextField } from '../../ui/index.ts'
import { Section } from './Section.tsx'

const largestLogo = 512_000
const logoKinds = ['image/png', 'image/jpeg', 'image/webp']

/** Name, logo and date that are printed on the cards. */
export function MakerSettings({ project }: { readonly project: Project }) {
  const updateProject = useApp((state) => state.updateProject)
  const [name, setName] = useState(project.maker.name ?? '')
  const [date, setDate] = useState(project.maker.date ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const save = (part: Partial<Maker>) =>
    void updateProject(project.id, ({ maker }) => ({ maker: { ...maker, ...part } }))

  const takeLogo = async (file: File) => {
    setProblem(null)
    if (!logoKinds.includes(file.type)) setProblem(t('settings.maker.logo.kind'))
    else if (file.size > largestLogo) setProblem(t('settings.maker.logo.big', { size: bytes(file.size) }))
    else save({ logo: await dataUrl(file) })
  }
  const choose = () => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = logoKinds.join(',')
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file !== undefined) void takeLogo(file)
    })
    input.click()
  }
  return (
    <Section title={t('settings.maker')} text={t('settings.maker.text')}>
      <div className="settings-row">
        <TextField
          label={t('settings.maker.name')}
          value={name}
          maxLength={120}
          onChange={setName}
          onBlur={() => {
            const next = name.trim() === '' ? null : name.trim()
            if (next !== project.maker.name) save({ name: next })
          }}
        />
        <DateField
          label={t('settings.maker.date')}
          value={date}
          onChange={setDate}
          onBlur={() => {
            const next = date === '' ? null : date
            if (next !== project.maker.date) save({ date: next })
          }}
        />
      </div>
      <div>
        <span className="field-label">{t('settings.maker.logo')}</span>
        <div className="logo-row">
          {project.maker.logo !== null && (
            <img className="logo" src={project.maker.logo} alt={t('settings.maker.logo')} />
          )}
          <Button onPress={choose}>
            {t(project.maker.logo === null ? 'settings.maker.logo.choose' : 'settings.maker.logo.change')}
          </Button>
          {project.maker.logo !== null && (
            <Button variant="quiet" onPress={() => save({ logo: null })}>
              {t('settings.maker.logo.remove')}
            </Button>
          )}
        </div>
        <p
          className={problem === null ? 'field-help' : 'field-help settings-problem'}
          role={problem === null ? undefined : 'alert'}
        >
          {problem ?? t('settings.maker.logo.help')}
        </p>
      </div>
    </Section>
  )
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The picture could not be read')))
    reader.readAsDataURL(file)
  })
}
