import { quantile } from '../rfm/quantile.ts'

/** Fewer customers with two orders than this say nothing about the usual gap. */
const MIN_REPEAT_BUYERS = 10
const DEFAULT_THRESHOLD_DAYS = 90
const SHORTEST_THRESHOLD_DAYS = 30
const LONGEST_THRESHOLD_DAYS = 365

/** One entry per customer with a purchase, all of the same length. */
export interface SilenceInput {
  /** Cluster of each customer, 0 … clusterCount − 1. */
  readonly labels: Uint8Array
  /** Calendar days from the last purchase to as_of. */
  readonly recencyDays: Int32Array | Uint32Array | Float64Array
  /** Calendar days from the first purchase to as_of. */
  readonly tenureDays: Int32Array | Uint32Array | Float64Array
  /** Distinct orders with a purchase row. */
  readonly orders: Int32Array | Uint32Array | Float64Array
  /** Net spend, currency units. */
  readonly spend: Float64Array
  /** Net spend in the 12 months up to as_of, currency units; null where it is not known. */
  readonly spendLastYear: Float64Array | null
}

/** What is known about the customers of a cluster who have gone quiet. */
export interface SilenceEstimate {
  /** Silent means no purchase for more than this many days. */
  readonly thresholdDays: number
  /** `gap`: three in four repeat buyers of the cluster order again within the threshold; `default`: too few to say. */
  readonly basis: 'gap' | 'default'
  /** Median of the customers' own mean gaps between orders, days; null where fewer than ten ordered twice. */
  readonly usualGapDays: number | null
  readonly customers: number
  /** What the silent ones spent, currency units. */
  readonly spent: number
  readonly period: 'year' | 'total'
  /** Median days since the last purchase of the silent ones; 0 where there are none. */
  readonly medianDaysSilent: number
}

/**
 * Counts, for every cluster, the customers whose silence exceeds the cluster's usual gap between orders.
 *
 * A customer's gap is (first to last purchase) ÷ (orders − 1). The threshold is the type-7 75 % quantile of these gaps
 * among those with at least two orders on different days, rounded up and held between 30 and 365 days; where fewer
 * than ten such customers exist, 90 days.
 */
export function estimateSilence(input: SilenceInput, clusterCount: number): SilenceEstimate[] {
  const gaps: number[][] = Array.from({ length: clusterCount }, () => [])
  for (let i = 0; i < input.labels.length; i++) {
    const orders = input.orders[i]!
    const span = input.tenureDays[i]! - input.recencyDays[i]!
    if (orders >= 2 && span > 0) gaps[input.labels[i]!]?.push(span / (orders - 1))
  }
  const thresholds = gaps.map(thresholdFrom)

  const silent: number[][] = Array.from({ length: clusterCount }, () => [])
  const total = new Float64Array(clusterCount)
  const year = new Float64Array(clusterCount)
  for (let i = 0; i < input.labels.length; i++) {
    const cluster = input.labels[i]!
    const threshold = thresholds[cluster]
    const days = input.recencyDays[i]!
    if (threshold === undefined || days <= threshold.days) continue
    silent[cluster]!.push(days)
    total[cluster] = total[cluster]! + input.spend[i]!
    year[cluster] = year[cluster]! + (input.spendLastYear?.[i] ?? 0)
  }

  return thresholds.map((threshold, cluster) => {
    const days = Float64Array.from(silent[cluster]!).sort()
    // Somebody silent for more than a year spent nothing in it: then the total is what tells her worth.
    const period = year[cluster]! > 0 ? 'year' : 'total'
    return {
      thresholdDays: threshold.days,
      basis: threshold.basis,
      usualGapDays: threshold.usual,
      customers: days.length,
      spent: period === 'year' ? year[cluster]! : total[cluster]!,
      period,
      medianDaysSilent: days.length === 0 ? 0 : quantile(days, 0.5),
    }
  })
}

function thresholdFrom(gaps: number[]): { days: number; basis: 'gap' | 'default'; usual: number | null } {
  if (gaps.length < MIN_REPEAT_BUYERS) return { days: DEFAULT_THRESHOLD_DAYS, basis: 'default', usual: null }
  const sorted = Float64Array.from(gaps).sort()
  const upper = Math.ceil(quantile(sorted, 0.75))
  return {
    days: Math.min(LONGEST_THRESHOLD_DAYS, Math.max(SHORTEST_THRESHOLD_DAYS, upper)),
    basis: 'gap',
    usual: quantile(sorted, 0.5),
  }
}
