import { ascending, quantile } from './quantile.ts'

export interface Scored {
  /** Cut-points at i/bins, ascending; empty where there is one distinct value. */
  readonly cuts: readonly number[]
  /** 1 … bins per value, best highest. */
  readonly scores: Uint8Array
  /** Values per score 1 … bins. */
  readonly counts: readonly number[]
}

/**
 * Quantile scores with ties kept together: cuts are type-7 quantiles at i/bins; a value equal to a cut goes to the
 * lower interval. One distinct value: everyone gets ceil(bins / 2).
 * @param values any order, one per customer
 * @param direction `high`: more is better (1 + number of cuts < value); `low`: less is better (bins − number of cuts < value)
 * @param sorted the values, ascending
 */
export function quantileScores(
  values: ArrayLike<number>,
  direction: 'high' | 'low',
  bins = 5,
  sorted = ascending(Float64Array.from(values)),
): Scored {
  if (bins < 2 || bins > 10) throw new Error(`quantileScores: bins must be 2 to 10, got ${bins}`)
  const n = values.length
  const scores = new Uint8Array(n)
  const counts = new Array<number>(bins).fill(0)
  if (n === 0) return { cuts: [], scores, counts }
  if (sorted[0] === sorted[n - 1]) {
    const middle = Math.ceil(bins / 2)
    scores.fill(middle)
    counts[middle - 1] = n
    return { cuts: [], scores, counts }
  }
  const cuts = Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins))
  return scoresByCuts(values, direction, cuts)
}

/**
 * Scores by given cut-points: a value equal to a cut goes to the lower interval.
 * @param cuts ascending; their number + 1 is the best score
 */
export function scoresByCuts(values: ArrayLike<number>, direction: 'high' | 'low', cuts: readonly number[]): Scored {
  const bins = cuts.length + 1
  const scores = new Uint8Array(values.length)
  const counts = new Array<number>(bins).fill(0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    let below = 0
    while (below < cuts.length && cuts[below]! < value) below++
    const score = direction === 'high' ? 1 + below : bins - below
    scores[i] = score
    counts[score - 1]!++
  }
  return { cuts, scores, counts }
}
