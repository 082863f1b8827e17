import type { Matrix } from '../../columns/types.ts'
import type { PurchaseHistory } from '../history.ts'
import { statesAt, type CustomerStates } from '../windows.ts'

/** What is known of a customer on the last day that is looked at; days, counts, currency units. */
export const churnFeatures = [
  'recency',
  'purchase_days',
  'spend',
  'tenure',
  'basket',
  'gap',
  'recent_days',
  'return_share',
] as const
export type ChurnFeature = (typeof churnFeatures)[number]

export const RECENT_DAYS = 90

/** The customers with a purchase by the cut-off, one row of `churnFeatures` each. */
export interface ChurnRows {
  readonly states: CustomerStates
  readonly features: Matrix
}

/**
 * - recency: days since the last purchase day; tenure: since the first
 * - purchase_days: distinct days with a purchase; recent_days: of the last 90 days
 * - spend: purchases without returns; basket: spend a purchase day; return_share: returned part of it, 0–1
 * - gap: mean days between purchase days; for who bought on one day only the days waited for so far
 *
 * Rows after the cut-off are never looked at. Cost: O(entries up to the cut-off).
 */
export function churnRows(history: PurchaseHistory, cutoff: number): ChurnRows {
  const states = statesAt(history, cutoff)
  const { index, first, last, purchaseDays, gross, net } = states
  const columns = churnFeatures.length
  const data = new Float64Array(index.length * columns)
  for (let n = 0, at = 0; n < index.length; n++, at += columns) {
    const days = purchaseDays[n]!
    const spend = gross[n]!
    data[at] = cutoff - last[n]!
    data[at + 1] = days
    data[at + 2] = spend
    data[at + 3] = cutoff - first[n]!
    data[at + 4] = spend / days
    data[at + 5] = days > 1 ? (last[n]! - first[n]!) / (days - 1) : cutoff - first[n]!
    data[at + 6] = recentDays(history, index[n]!, cutoff)
    data[at + 7] = Math.min(1, Math.max(0, (spend - net[n]!) / spend))
  }
  return { states, features: { data, rows: index.length, columns } }
}

function recentDays({ offsets, day, gross }: PurchaseHistory, customer: number, cutoff: number): number {
  let count = 0
  for (let at = offsets[customer + 1]! - 1; at >= offsets[customer]! && day[at]! > cutoff - RECENT_DAYS; at--)
    if (day[at]! <= cutoff && gross[at]! > 0) count++
  return count
}

/** The same on scales on which a straight line fits better: logarithms of all but the share. */
export function onLogScale({ data, rows, columns }: Matrix): Matrix {
  const logs = data.map((value, i) => (i % columns === columns - 1 ? value : Math.log1p(value)))
  return { data: logs, rows, columns }
}
