import { useShallow } from 'zustand/react/shallow'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Select } from '../../ui/index.ts'
import { Section } from './Section.tsx'

const locales = [
  'en',
  'en-GB',
  'en-US',
  'de',
  'de-CH',
  'fr',
  'es',
  'it',
  'nl',
  'pt-BR',
  'pl',
  'sv',
  'ja',
  'zh-CN',
] as const

/** Theme and formats: the person's, not the project's. */
export function AppSettings() {
  const { settings, info, updateSettings } = useApp(
    useShallow((state) => ({ settings: state.settings, info: state.info, updateSettings: state.updateSettings })),
  )
  const known: readonly string[] = locales
  const offered = known.includes(settings.locale) ? known : [settings.locale, ...known]
  return (
    <Section title={t('settings.app')}>
      <div className="settings-row">
        <Select<typeof settings.theme>
          label={t('settings.theme')}
          options={(['system', 'light', 'dark'] as const).map((key) => ({ key, label: t(`settings.theme.${key}`) }))}
          value={settings.theme}
          onChange={(theme) => void updateSettings({ theme })}
        />
        <Select
          label={t('settings.locale')}
          options={offered.map((key) => ({ key, label: example(key) }))}
          value={settings.locale}
          onChange={(locale) => void updateSettings({ locale })}
        />
      </div>
      {info !== null && (
        <dl className="facts">
          <div>
            <dt>{t('settings.store')}</dt>
            <dd>{info.dataFolder}</dd>
          </div>
          <div>
            <dt>{t('settings.version')}</dt>
            <dd>{info.version}</dd>
          </div>
        </dl>
      )}
    </Section>
  )
}

/** A locale is best chosen by how it looks. */
function example(locale: string): string {
  const number = new Intl.NumberFormat(locale).format(1234.5)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(2011, 11, 9))
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale
  return `${name}: ${t('settings.locale.example', { number, date })}`
}
