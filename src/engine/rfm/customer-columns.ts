import type { TierThresholds } from '../../contract/projects.ts'
import { stringAt, stringColumn } from '../columns/strings.ts'
import { NO_CODE, NO_DAY, type AttributeColumn, type StringColumn } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { lastEventDays } from '../dataset/events.ts'
import { abcClasses } from './abc.ts'
import { type CustomerAggregates } from './aggregate.ts'
import { dayNumber } from './dates.ts'
import { ascending } from './quantile.ts'
import { quantileScores, scoresByCuts } from './score.ts'
import { segmentIndex } from './segment-map.ts'
import { defaultTiers, engagementTier, loyaltySegment, valueSegment } from './tiers.ts'

/** "No value" in the small code columns below. */
export const NONE = 255

/** One entry per listed customer; money integers × 10^-scale. */
export interface CustomerColumns {
  readonly customers: StringColumn
  /** The customer's code in the dataset. */
  readonly code: Uint32Array
  /** −1 where there is no purchase. */
  readonly recency: Int32Array
  readonly frequency: Uint32Array
  readonly net: Float64Array
  readonly gross: Float64Array
  readonly rows: Uint32Array
  readonly returnRows: Uint32Array
  readonly firstPurchase: Int32Array
  readonly lastPurchase: Int32Array
  /** 1 … 5, 0 without a purchase. */
  readonly r: Uint8Array
  readonly f: Uint8Array
  readonly m: Uint8Array
  /** Index into segmentLabels, or NONE. */
  readonly segment: Uint8Array
  /** AbcClass. */
  readonly abc: Uint8Array
  readonly value: Uint8Array
  readonly loyalty: Uint8Array
  readonly engagement: Uint8Array
  /** 1: a lifetime value of a customers file decides the value segment. */
  readonly valueGiven: Uint8Array
  /** Days since 1970-01-01 of the sign-up and of the last event, or NO_DAY. */
  readonly signup: Int32Array
  readonly lastEvent: Int32Array
  /** Net spend of the last twelve months in currency units (customers × 12). */
  readonly monthly: Float32Array
  readonly attributes: readonly AttributeColumn[]
  /** Positions (in these columns) of the customers with a purchase. */
  readonly buyers: Uint32Array
}

export interface RfmResult {
  readonly columns: CustomerColumns
  /** Net spend of the buyers, ascending. */
  readonly sortedNet: Float64Array
  /** Cut-points; m in currency units. */
  readonly cuts: { readonly r: readonly number[]; readonly f: readonly number[]; readonly m: readonly number[] }
  readonly counts: { readonly r: readonly number[]; readonly f: readonly number[]; readonly m: readonly number[] }
}

/** Cut-points of the person's own; null: quintiles of the customers. Monetary in currency units. */
export interface FixedCuts {
  readonly r: readonly number[] | null
  readonly f: readonly number[] | null
  readonly m: readonly number[] | null
}

const quintiles: FixedCuts = { r: null, f: null, m: null }

/**
 * Scores and classes of every customer: those with a row or an event in scope and those of a customers file.
 * Cost: O(n log n) for the quantiles and the ABC order.
 */
export function customerColumns(
  dataset: Dataset,
  totals: CustomerAggregates,
  fixed: FixedCuts = quintiles,
  tiers: TierThresholds = defaultTiers,
): RfmResult {
  const { events, customers } = dataset
  const eventDays = events === null ? null : lastEventDays(events, customers.count, totals.scope)
  const listed = new Uint32Array(customers.count)
  let n = 0
  for (let code = 0; code < customers.count; code++) {
    if (totals.excluded[code] === 1) continue
    if (
      totals.rows[code]! > 0 ||
      dataset.inCustomersFile[code] === 1 ||
      (eventDays !== null && eventDays[code] !== NO_DAY)
    )
      listed[n++] = code
  }
  const code = listed.slice(0, n)
  const isEveryone = n === customers.count
  /** Where nobody is left out the columns are what they were. */
  const pick = <Type extends Uint32Array | Int32Array | Float64Array>(
    from: Type,
    to: (length: number) => Type,
  ): Type => {
    if (isEveryone) return from
    const picked = to(n)
    for (let i = 0; i < n; i++) picked[i] = from[code[i]!]!
    return picked
  }
  const words = (length: number) => new Uint32Array(length)
  const days = (length: number) => new Int32Array(length)
  const money = (length: number) => new Float64Array(length)
  const frequency = pick<Uint32Array>(totals.frequency, words)
  const net = pick<Float64Array>(totals.net, money)
  const rows = pick<Uint32Array>(totals.rows, words)
  const firstPurchase = pick<Int32Array>(totals.firstPurchase, days)
  const lastPurchase = pick<Int32Array>(totals.lastPurchase, days)
  const recency = new Int32Array(n)
  for (let i = 0; i < n; i++) recency[i] = lastPurchase[i] === NO_DAY ? -1 : totals.asOf - lastPurchase[i]!
  let bought = 0
  for (let i = 0; i < n; i++) if (recency[i]! >= 0) bought++
  const buyers = new Uint32Array(bought)
  for (let i = 0, b = 0; i < n; i++) if (recency[i]! >= 0) buyers[b++] = i
  const unit = 10 ** totals.scale
  const score = (
    values: Float64Array,
    direction: 'high' | 'low',
    cuts: readonly number[] | null,
    sorted?: Float64Array,
  ) => (cuts === null ? quantileScores(values, direction, 5, sorted) : scoresByCuts(values, direction, cuts))
  const rScored = score(valuesOf(recency, buyers), 'low', fixed.r)
  const fScored = score(valuesOf(frequency, buyers), 'high', fixed.f)
  const buyerNet = valuesOf(net, buyers)
  const sortedNet = ascending(buyerNet)
  const mScored = score(buyerNet, 'high', fixed.m?.map((cut) => cut * unit) ?? null, sortedNet)
  const abcOfBuyers = abcClasses(buyerNet, sortedNet)

  const r = new Uint8Array(n)
  const f = new Uint8Array(n)
  const m = new Uint8Array(n)
  const segment = new Uint8Array(n).fill(NONE)
  const abc = new Uint8Array(n)
  for (let b = 0; b < buyers.length; b++) {
    const i = buyers[b]!
    r[i] = rScored.scores[b]!
    f[i] = fScored.scores[b]!
    m[i] = mScored.scores[b]!
    segment[i] = segmentIndex(r[i]!, f[i]!)
    abc[i] = abcOfBuyers[b]!
  }

  const attributes = dataset.attributes.map((attribute) => ({
    ...attribute,
    codes: pick<Uint32Array>(attribute.codes, words),
  }))
  const lifetimeValue = numbersOf(attributes, 'lifetime_value')
  const signupOf = daysOf(attributes, 'signup_date')
  const value = new Uint8Array(n)
  const loyalty = new Uint8Array(n).fill(NONE)
  const engagement = new Uint8Array(n).fill(NONE)
  const valueGiven = new Uint8Array(n)
  const signup = new Int32Array(n).fill(NO_DAY)
  const lastEvent = eventDays === null ? new Int32Array(n).fill(NO_DAY) : pick<Int32Array>(eventDays, days)
  const monthly = isEveryone ? totals.monthly : new Float32Array(n * 12)
  for (let i = 0; i < n; i++) {
    const given = lifetimeValue?.(i) ?? null
    if (given !== null) valueGiven[i] = 1
    value[i] = valueSegment(given ?? net[i]! / unit, tiers)
    signup[i] = signupOf?.(i) ?? NO_DAY
    const since = signup[i] === NO_DAY ? firstPurchase[i]! : signup[i]!
    if (since !== NO_DAY) loyalty[i] = loyaltySegment(totals.asOf - since, tiers)
    const last = lastEvent[i] === NO_DAY ? lastPurchase[i]! : lastEvent[i]!
    if (last !== NO_DAY) engagement[i] = engagementTier(totals.asOf - last, tiers)
    if (!isEveryone) monthly.set(totals.monthly.subarray(code[i]! * 12, code[i]! * 12 + 12), i * 12)
  }

  return {
    sortedNet,
    columns: {
      customers: isEveryone ? dataset.customers : stringColumn(Array.from(code, (each) => stringAt(customers, each))),
      code,
      recency,
      frequency,
      net,
      gross: pick<Float64Array>(totals.gross, money),
      rows,
      returnRows: pick<Uint32Array>(totals.returnRows, words),
      firstPurchase,
      lastPurchase,
      r,
      f,
      m,
      segment,
      abc,
      value,
      loyalty,
      engagement,
      valueGiven,
      signup,
      lastEvent,
      monthly,
      attributes,
      buyers,
    },
    cuts: { r: tidy(rScored.cuts), f: tidy(fScored.cuts), m: tidy(mScored.cuts.map((cut) => cut / unit)) },
    counts: { r: rScored.counts, f: fScored.counts, m: mScored.counts },
  }
}

/** The values that stand at these places. A plain loop: `from` with a function takes ten times as long. */
export function valuesOf(values: ArrayLike<number>, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i]!]!
  return picked
}

/** Cuts lie between data values: nine significant decimals show them without the noise of binary fractions. */
function tidy(cuts: readonly number[]): number[] {
  return cuts.map((cut) => Number(cut.toFixed(9)))
}

function numbersOf(attributes: readonly AttributeColumn[], role: string): ((i: number) => number | null) | null {
  const column = attributes.find((attribute) => attribute.role === role)
  if (column === undefined) return null
  const values = Array.from({ length: column.dictionary.count }, (_, code) => Number(stringAt(column.dictionary, code)))
  return (i) => {
    const code = column.codes[i]!
    const value = code === NO_CODE ? Number.NaN : values[code]!
    return Number.isFinite(value) ? value : null
  }
}

function daysOf(attributes: readonly AttributeColumn[], role: string): ((i: number) => number | null) | null {
  const column = attributes.find((attribute) => attribute.role === role)
  if (column === undefined) return null
  const isDay = /^\d{4}-\d{2}-\d{2}/
  const values = Array.from({ length: column.dictionary.count }, (_, code) => {
    const text = stringAt(column.dictionary, code)
    return isDay.test(text) ? dayNumber(text.slice(0, 10)) : null
  })
  return (i) => {
    const code = column.codes[i]!
    return code === NO_CODE ? null : values[code]!
  }
}
