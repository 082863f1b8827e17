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
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('charts.spark', { values: values.map((value) => short(value)).join(', ') })}
    >
      {values.map((value, at) => {
        const tall = Math.max(value === 0 ? 0 : 1, (Math.abs(value) / span) * height)
        return (
          <rect
            key={at}
            className={value < 0 ? 'is-loss' : 'is-gain'}
            x={at * step + 0.5}
            y={value < 0 ? Math.min(zero, height - tall) : Math.max(0, zero - tall)}
            width={step - 1}
            height={tall}
          />
        )
      })}
    </svg>
  )
}
