import type { PredictionWindow, PredictionWindows } from '../../../contract/predictions.ts'
import { t } from '../../i18n/index.ts'
import { count, dayShort } from '../../ui/format.ts'
import { Why } from '../../ui/index.ts'

const names = ['train', 'choose', 'report'] as const
const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** The three stretches of time a score was learned, chosen and judged on, to scale. */
export function Windows({ windows }: { readonly windows: PredictionWindows }) {
  const first = Math.min(...names.map((name) => day(windows[name].cutoff)))
  const last = Math.max(...names.map((name) => day(windows[name].until)))
  const span = Math.max(1, last - first)
  const place = (window: PredictionWindow) => ({
    insetInlineStart: `${((day(window.cutoff) - first) / span) * 100}%`,
    inlineSize: `${((day(window.until) - day(window.cutoff)) / span) * 100}%`,
  })
  return (
    <>
      <h3 className="card-title">
        {t('predict.windows.title')} <Why about={t('predict.windows.title')} rule={t('predict.windows.why')} />
      </h3>
      <ul className="windows">
        {names.map((name) => {
          const window = windows[name]
          return (
            <li key={name}>
              <span>
                <b>{t(`predict.window.${name}`)}</b>
                <span className="muted dense"> {t(`predict.window.${name}Text`)}</span>
              </span>
              <span className="window-track" aria-hidden="true">
                <i className={`is-${name}`} style={place(window)} />
              </span>
              <span className="muted dense tabular">
                {t('predict.window.dates', { from: dayShort(window.cutoff), to: dayShort(window.until) })} ·{' '}
                {t('predict.window.customers', { n: window.customers })}
                <span className="visually-hidden">{count(window.days)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
