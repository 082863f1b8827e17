import { quantile } from '../rfm/quantile.ts'
import type { PurchaseHistory } from './history.ts'

export interface Horizon {
  /** Days ahead that "no purchase" is asked for. */
  readonly days: number
  /** 90th percentile of the gaps before it is held to 30 … a third of the history; null without a single gap. */
  readonly percentile: number | null
  /** Gaps between consecutive purchase days of one customer, all customers together. */
  readonly gaps: number
}

const SHARE = 0.9
export const SHORTEST = 30
const LONGEST = 365

/**
 * How long a silence has to be before it means something: the type-7 90th percentile of the gaps between consecutive
 * distinct purchase days, pooled over all customers, rounded, held to 30 … min(365, a third of the history).
 * Cost: O(gaps).
 * @param firstDay first day of the data, days since 1970-01-01
 * @param asOf last day of the data
 */
export function purchaseHorizon(history: PurchaseHistory, firstDay: number, asOf: number): Horizon {
  const most = Math.max(SHORTEST, Math.min(LONGEST, Math.floor((asOf - firstDay) / 3)))
  const gaps: number[] = []
  const { customers, offsets, day, gross } = history
  // Days are whole: counting them is a sort.
  let total = 0
  for (let i = 0; i < customers; i++) {
    let before: number | null = null
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      if (!(gross[at]! > 0)) continue
      if (before !== null) {
        const gap = day[at]! - before
        gaps[gap] = (gaps[gap] ?? 0) + 1
        total++
      }
      before = day[at]!
    }
  }
  if (total === 0) return { days: most, percentile: null, gaps: 0 }
  const percentile = quantile(expand(gaps, total), SHARE)
  return { days: Math.min(most, Math.max(SHORTEST, Math.round(percentile))), percentile, gaps: total }
}

function expand(counts: readonly number[], total: number): Uint32Array {
  const sorted = new Uint32Array(total)
  let at = 0
  counts.forEach((count, gap) => {
    sorted.fill(gap, at, at + count)
    at += count
  })
  return sorted
}
