import { quantile } from '../rfm/quantile.ts'

export const HISTOGRAM_BINS = 12

/** Histograms of one figure over the same bins, each scaled to its own peak 0–1. */
export interface Histograms {
  readonly scale: 'linear' | 'log'
  /** 13 ascending edges in the figure's own unit; the outer bins also hold what lies beyond. */
  readonly edges: readonly number[]
  readonly everyone: readonly number[]
  /** One per cluster. */
  readonly clusters: readonly (readonly number[])[]
}

/**
 * Histograms of a figure for everyone and for each cluster, 12 bins between the 1st and the 99th percentile (so that
 * one giant does not squeeze all others into one bar). The scale is logarithmic (log1p) where nothing is negative and
 * the upper half of the range is more than four times as long as the lower one; else linear.
 *
 * @param values one finite number per customer
 * @param labels cluster of each customer, 0 … clusterCount − 1; other labels count for everyone alone
 */
export function histograms(
  values: Float64Array | Int32Array | Uint32Array,
  labels: Uint8Array,
  clusterCount: number,
): Histograms {
  if (values.length !== labels.length) {
    throw new Error(`histograms: ${values.length} values but ${labels.length} labels`)
  }
  const everyone = new Float64Array(HISTOGRAM_BINS)
  const clusters = Array.from({ length: clusterCount }, () => new Float64Array(HISTOGRAM_BINS))
  if (values.length === 0) {
    return { scale: 'linear', edges: [], everyone: [...everyone], clusters: clusters.map((bins) => [...bins]) }
  }

  const sorted = Float64Array.from(values).sort()
  const low = quantile(sorted, 0.01)
  const middle = quantile(sorted, 0.5)
  const high = quantile(sorted, 0.99)
  const scale = low >= 0 && high - middle > 4 * (middle - low) ? 'log' : 'linear'
  const forward = (value: number): number => (scale === 'log' ? Math.log1p(Math.max(0, value)) : value)
  const start = forward(low)
  const width = (forward(high) - start) / HISTOGRAM_BINS

  for (let i = 0; i < values.length; i++) {
    const place = width > 0 ? Math.floor((forward(values[i]!) - start) / width) : HISTOGRAM_BINS / 2
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.max(0, place))
    everyone[bin] = everyone[bin]! + 1
    const own = clusters[labels[i]!]
    if (own !== undefined) own[bin] = own[bin]! + 1
  }

  const edges = Array.from({ length: HISTOGRAM_BINS + 1 }, (_, i) => {
    const edge = start + i * width
    return scale === 'log' ? Math.expm1(edge) : edge
  })
  return { scale, edges, everyone: toPeak(everyone), clusters: clusters.map(toPeak) }
}

function toPeak(bins: Float64Array): number[] {
  const peak = Math.max(...bins)
  return Array.from(bins, (count) => (peak > 0 ? count / peak : 0))
}
