import { NO_DAY } from '../columns/types.ts'
import type { PurchaseHistory } from './history.ts'

/** What is known up to and with the cut-off predicts what happens on the days cutoff + 1 … cutoff + days. */
export interface Window {
  /** Days since 1970-01-01. */
  readonly cutoff: number
  readonly days: number
}

/** Three windows whose labels never overlap: to train on, to choose and calibrate on, and to report on. */
export interface WindowPlan {
  readonly train: Window
  readonly choose: Window
  readonly report: Window
}

/** A training window shorter than this says too little about anybody. */
const SHORTEST_TRAINING = 14

/**
 * Lays the windows end to end before as-of: the report has the last `horizon` days as labels, the choice the `horizon`
 * days before, and training what then is left, at most `horizon` days of it and never more than half, so that as many
 * days at least are left to learn the customers from.
 * @returns null where the history is too short for that
 */
export function planWindows(firstDay: number, asOf: number, horizon: number): WindowPlan | null {
  const report = { cutoff: asOf - horizon, days: horizon }
  const choose = { cutoff: report.cutoff - horizon, days: horizon }
  const left = choose.cutoff - firstDay
  const days = Math.min(horizon, Math.floor(left / 2))
  if (days < SHORTEST_TRAINING) return null
  return { train: { cutoff: choose.cutoff - days, days }, choose, report }
}

/** Customers with a purchase on or before a cut-off, as they were then. One entry per customer of `index`. */
export interface CustomerStates {
  readonly cutoff: number
  /** Places in the history, ascending. */
  readonly index: Uint32Array
  /** First and last purchase day. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** Distinct purchase days. */
  readonly purchaseDays: Uint32Array
  /** Purchases, and purchases less returns, in currency units. */
  readonly gross: Float64Array
  readonly net: Float64Array
}

/** Cost: O(entries up to the cut-off). */
export function statesAt(history: PurchaseHistory, cutoff: number): CustomerStates {
  const { customers, offsets, day, gross, net } = history
  const unit = 10 ** history.scale
  const index = new Uint32Array(customers)
  const first = new Int32Array(customers)
  const last = new Int32Array(customers)
  const purchaseDays = new Uint32Array(customers)
  const grossSum = new Float64Array(customers)
  const netSum = new Float64Array(customers)
  let n = 0
  for (let i = 0; i < customers; i++) {
    let [earliest, latest, days, bought, kept] = [NO_DAY, NO_DAY, 0, 0, 0]
    for (let at = offsets[i]!; at < offsets[i + 1]! && day[at]! <= cutoff; at++) {
      kept += net[at]!
      if (!(gross[at]! > 0)) continue
      bought += gross[at]!
      if (days++ === 0) earliest = day[at]!
      latest = day[at]!
    }
    if (days === 0) continue
    index[n] = i
    first[n] = earliest
    last[n] = latest
    purchaseDays[n] = days
    grossSum[n] = bought / unit
    netSum[n] = kept / unit
    n++
  }
  return {
    cutoff,
    index: index.slice(0, n),
    first: first.slice(0, n),
    last: last.slice(0, n),
    purchaseDays: purchaseDays.slice(0, n),
    gross: grossSum.slice(0, n),
    net: netSum.slice(0, n),
  }
}

/** Some of the customers: `rows` are places in `states.index`, ascending. */
export function pickStates(states: CustomerStates, rows: Uint32Array): CustomerStates {
  if (rows.length === states.index.length) return states
  const pick = <Column extends Uint32Array | Int32Array | Float64Array>(from: Column, to: Column): Column => {
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!
    return to
  }
  const n = rows.length
  return {
    cutoff: states.cutoff,
    index: pick(states.index, new Uint32Array(n)),
    first: pick(states.first, new Int32Array(n)),
    last: pick(states.last, new Int32Array(n)),
    purchaseDays: pick(states.purchaseDays, new Uint32Array(n)),
    gross: pick(states.gross, new Float64Array(n)),
    net: pick(states.net, new Float64Array(n)),
  }
}

/** What the customers of `index` did in the window. */
export interface Outcomes {
  /** 1: a purchase day at least. */
  readonly bought: Uint8Array
  readonly purchaseDays: Uint32Array
  /** Purchases less returns, in currency units. */
  readonly net: Float64Array
}

export function outcomesIn(history: PurchaseHistory, index: Uint32Array, { cutoff, days }: Window): Outcomes {
  const { offsets, day, gross, net } = history
  const unit = 10 ** history.scale
  const bought = new Uint8Array(index.length)
  const purchaseDays = new Uint32Array(index.length)
  const netSum = new Float64Array(index.length)
  index.forEach((i, n) => {
    let sum = 0
    for (let at = offsets[i + 1]! - 1; at >= offsets[i]! && day[at]! > cutoff; at--) {
      if (day[at]! > cutoff + days) continue
      sum += net[at]!
      if (gross[at]! > 0) purchaseDays[n]!++
    }
    netSum[n] = sum / unit
    bought[n] = purchaseDays[n]! > 0 ? 1 : 0
  })
  return { bought, purchaseDays, net: netSum }
}
