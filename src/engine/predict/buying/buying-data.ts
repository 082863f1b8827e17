import type { CustomerStates } from '../windows.ts'

/**
 * What the buying models need to know of a set of customers, those alike counted together: the likelihood depends on
 * nothing else (Fader, Hardie & Lee 2005, section 3).
 */
export interface BuyingData {
  readonly customers: number
  /** Repeat purchase days: distinct purchase days less the first. One entry per kind of customer. */
  readonly repeats: Uint32Array
  /** Days from the first purchase to the last, and to the end of the observation. */
  readonly recency: Int32Array
  readonly age: Int32Array
  /** How many customers are of this kind. */
  readonly weight: Float64Array
}

/** Days to the unit of the published models. */
export const WEEK = 7

/**
 * Customers as the models count them. Order: repeats, then recency, then age, so that the sums do not depend on the
 * order of the customers.
 */
export function buyingData(states: Pick<CustomerStates, 'cutoff' | 'first' | 'last' | 'purchaseDays'>): BuyingData {
  const n = states.first.length
  const keys = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const recency = states.last[i]! - states.first[i]!
    const age = states.cutoff - states.first[i]!
    keys[i] = ((states.purchaseDays[i]! - 1) * DAYS + recency) * DAYS + age
  }
  keys.sort()
  let kinds = 0
  for (let i = 0; i < n; i++) if (i === 0 || keys[i] !== keys[i - 1]) kinds++
  const repeats = new Uint32Array(kinds)
  const recency = new Int32Array(kinds)
  const age = new Int32Array(kinds)
  const weight = new Float64Array(kinds)
  for (let i = 0, kind = -1; i < n; i++) {
    const key = keys[i]!
    if (i === 0 || key !== keys[i - 1]) {
      kind++
      const days = Math.floor(key / DAYS)
      repeats[kind] = Math.floor(days / DAYS)
      recency[kind] = days % DAYS
      age[kind] = key % DAYS
    }
    weight[kind]!++
  }
  return { customers: n, repeats, recency, age, weight }
}

/** More days than any history has: three numbers then fit into one of 53 bits. */
const DAYS = 65_536

/** Every `step`-th kind of customer, for a first look. */
export function everyNth({ repeats, recency, age, weight }: BuyingData, step: number): BuyingData {
  const pick = (_: number, i: number) => i % step === 0
  const kept = weight.filter(pick)
  return {
    customers: kept.reduce((a, b) => a + b, 0),
    repeats: repeats.filter(pick),
    recency: recency.filter(pick),
    age: age.filter(pick),
    weight: kept,
  }
}
