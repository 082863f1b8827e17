import { t } from '../i18n/index.ts'
import { short } from '../ui/format.ts'
import './charts.css'

/** Monthly spend as small columns around zero, oldest first; empty months are empty. */
export function Sparkline(props: {
  readonly values: readonly number[]
  readonly width?: number
  readonly height?: number
}) {
  const { values, width = 72, height = 16 } = props
  const top = Math.max(0, ...values)
  const bottom = Math.min(0, ...values)
  const span = top - bottom
  if (span === 0) return <span className="faint">–</span>
  const step = width / Math.max(1, values.length)
  const zero = (top / span) * height
  // One path for all: a table of hundreds of these stays light.
  const columns = (wanted: (value: number) => boolean) =>
    values
      .map((value, at) => {
        if (!wanted(value)) return ''
        const tall = Math.max(1, (Math.abs(value) / span) * height)
        const y = value < 0 ? Math.min(zero, height - tall) : Math.max(0, zero - tall)
        return `M${round(at * step + 0.5)} ${round(y)}h${round(step - 1)}v${round(tall)}h-${round(step - 1)}z`
      })
      .join('')
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('charts.spark', { values: values.map((value) => short(value)).join(', ') })}
    >
      <path className="is-gain" d={columns((value) => value > 0)} />
      {bottom < 0 ? <path className="is-loss" d={columns((value) => value < 0)} /> : null}
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
