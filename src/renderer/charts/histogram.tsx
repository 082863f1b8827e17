import './charts.css'

export interface HistogramProps {
  /** Bins scaled to their own peak, 0–1. */
  readonly everyone: readonly number[]
  readonly cluster: readonly number[]
  readonly colour: number
  readonly label: string
}

/** A tiny distribution: this cluster in its colour over everyone in grey. */
export function Histogram({ everyone, cluster, colour, label }: HistogramProps) {
  if (everyone.length === 0 || cluster.length === 0) return null
  const width = 96
  const height = 26
  const step = width / everyone.length
  const bars = (values: readonly number[], className: string, inset: number) =>
    values.map((value, at) => {
      const tall = Math.max(value > 0 ? 1 : 0, value * height)
      return (
        <rect
          key={at}
          className={className}
          x={at * step + inset}
          y={height - tall}
          width={step - inset * 2}
          height={tall}
        />
      )
    })
  return (
    <svg className="histogram" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {bars(everyone, 'is-everyone', 0.5)}
      {bars(cluster, `is-cat-${colour}`, 2)}
    </svg>
  )
}
