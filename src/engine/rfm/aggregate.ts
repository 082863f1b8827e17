import { NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { joinItems, type CustomerItems } from './customer-items.ts'
import { joinMonths, monthFigures, type MonthFigures } from './month-figures.ts'
import { MONTHS, monthsBeforeTable } from './months.ts'
import { exclusionMask, type Exclusion, type Scope } from './scope.ts'
import { Field, RECORD, Tally } from './tally.ts'

export interface AggregateOptions {
  /** First day that takes part (days since 1970-01-01), or null. */
  readonly from: number | null
  /** The day everything is measured from, or null: the latest purchase or return, never later than `today`. */
  readonly asOf: number | null
  readonly today: number
  readonly exclusions: readonly Exclusion[]
}

/** Figures of the customers first … first + n − 1, as they cross threads. Days since 1970-01-01, NO_DAY where there is none. */
export interface CustomerFigures {
  readonly first: number
  readonly rows: Uint32Array
  readonly purchaseRows: Uint32Array
  readonly returnRows: Uint32Array
  /** Distinct orders with a purchase row. */
  readonly frequency: Uint32Array
  readonly firstPurchase: Int32Array
  readonly lastPurchase: Int32Array
  /** Money as integers × 10^-scale of the dataset. */
  readonly net: Float64Array
  readonly gross: Float64Array
  /** Net spend per customer and calendar month, the twelve months up to as-of, oldest first (customers × 12). */
  readonly monthly: Float64Array
  /** Bit m of four words per customer: bought in the calendar month m months before as-of (128 months at most). */
  readonly purchaseMonths: Uint32Array
  /** Purchase rows by category (else product). */
  readonly items: CustomerItems
  readonly months: MonthFigures
  readonly totals: {
    readonly rows: number
    readonly purchaseRows: number
    readonly returnRows: number
    readonly rowsWithoutCustomer: number
    /** Rows after as-of take no part: those dated after `today` too, which never move as-of by themselves, and the others. */
    readonly futureRows: number
    readonly rowsAfterAsOf: number
    readonly firstDay: number
    readonly net: bigint
    readonly gross: bigint
    readonly withoutCustomer: bigint
  }
}

/** Figures of every customer, in the dataset's order. */
export interface CustomerAggregates extends CustomerFigures {
  readonly asOf: number
  readonly scope: Scope
  readonly scale: number
  /** 1: an exclusion leaves this customer out. */
  readonly excluded: Uint8Array
}

/** Which of several equal ranges of customers is meant. */
export interface RangePart {
  readonly index: number
  readonly of: number
}

const WHOLE: RangePart = { index: 0, of: 1 }

/** What takes part, with the as-of day where it is not given. Cost: nothing, or one scan of days where chunks do not say theirs. */
export function scopeOf(dataset: Dataset, options: AggregateOptions): Scope {
  return {
    from: options.from ?? NO_DAY,
    asOf: options.asOf ?? latestDay(dataset, options.today),
    mask: exclusionMask(dataset, options.exclusions),
  }
}

/**
 * One scan for everything that is known of customers one by one. Several threads can share it: each takes a range of
 * customers, and `joinFigures` puts them together.
 * Cost: O(rows); memory about 100 bytes and 8 a month for each customer of the range, 14 to 28 a distinct order.
 * A generator: yields the chunks done, so that the caller can report and cancel.
 */
export function* customerFigures(
  dataset: Dataset,
  scope: Scope,
  today: number,
  part: RangePart = WHOLE,
): Generator<number, CustomerFigures> {
  const n = dataset.customers.count
  const from = Math.floor((n * part.index) / part.of)
  const to = Math.floor((n * (part.index + 1)) / part.of)
  const earliest = Math.min(scope.asOf, Math.max(dataset.firstDay, scope.from))
  const months = Math.min(MONTHS, Math.max(12, monthsBeforeTable(scope.asOf)(earliest) + 1))
  // Where several lines make an order there are fewer; the set grows where there are more.
  const expected = dataset.rows / 2 / part.of
  const tally = new Tally(
    { from, to, isFirst: part.index === 0 },
    { items: dataset.items.count, expected, months },
    scope,
    today,
  )
  let done = 0
  for (const chunk of dataset.chunks()) {
    tally.add(chunk)
    yield ++done
  }
  return figuresOf(tally, from, to - from, months)
}

function figuresOf(tally: Tally, first: number, n: number, months: number): CustomerFigures {
  const { words, doubles } = tally
  const counts = (field: number): Uint32Array => {
    const out = new Uint32Array(n)
    for (let i = 0, at = field; i < n; i++, at += RECORD) out[i] = words[at]!
    return out
  }
  const days = (field: number): Int32Array => {
    const out = new Int32Array(n)
    for (let i = 0, at = field; i < n; i++, at += RECORD) out[i] = words[at]!
    return out
  }
  const money = (field: number): Float64Array => {
    const out = new Float64Array(n)
    for (let i = 0; i < n; i++) out[i] = doubles[i * 8 + field]!
    return out
  }
  const [rows, purchaseRows, returnRows] = [counts(Field.rows), counts(Field.purchaseRows), counts(Field.returnRows)]
  const [net, gross] = [money(Field.net), money(Field.gross)]
  const purchaseMonths = new Uint32Array(n * 4)
  const monthly = new Float64Array(n * 12)
  for (let i = 0; i < n; i++) {
    for (let word = 0; word < 4; word++) purchaseMonths[i * 4 + word] = words[i * RECORD + Field.purchaseMonths + word]!
    for (let ago = 0; ago < 12; ago++) monthly[i * 12 + 11 - ago] = tally.monthly[i * months + ago]!
  }
  const firstPurchase = days(Field.firstPurchase)
  return {
    first,
    rows,
    purchaseRows,
    returnRows,
    frequency: counts(Field.frequency),
    firstPurchase,
    lastPurchase: days(Field.lastPurchase),
    net,
    gross,
    monthly,
    purchaseMonths,
    items: tally.items.finish(),
    months: monthFigures(tally, { customers: n, months, firstPurchase, purchaseMonths }),
    totals: {
      rows: sum(rows),
      purchaseRows: sum(purchaseRows),
      returnRows: sum(returnRows),
      rowsWithoutCustomer: tally.strangers,
      futureRows: tally.futureRows,
      rowsAfterAsOf: tally.rowsAfterAsOf,
      firstDay: tally.firstDay,
      net: exactSum(net),
      gross: exactSum(gross),
      withoutCustomer: tally.withoutCustomer.total(),
    },
  }
}

/** @param parts ranges of customers, one behind the other, that make all of the dataset's */
export function joinFigures(dataset: Dataset, scope: Scope, parts: readonly CustomerFigures[]): CustomerAggregates {
  const join = <Type extends Uint32Array | Int32Array | Float64Array>(
    of: (part: CustomerFigures) => Type,
    create: (length: number) => Type,
  ): Type => {
    if (parts.length === 1) return of(parts[0]!)
    const whole = create(parts.reduce((length, part) => length + of(part).length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(of(part), at)
      at += of(part).length
    }
    return whole
  }
  const words = (of: (part: CustomerFigures) => Uint32Array) => join(of, (length) => new Uint32Array(length))
  const days = (of: (part: CustomerFigures) => Int32Array) => join(of, (length) => new Int32Array(length))
  const doubles = (of: (part: CustomerFigures) => Float64Array) => join(of, (length) => new Float64Array(length))
  const total = (of: (totals: CustomerFigures['totals']) => number) =>
    parts.reduce((n, { totals }) => n + of(totals), 0)
  const money = (of: (totals: CustomerFigures['totals']) => bigint) =>
    parts.reduce((n, { totals }) => n + of(totals), 0n)
  return {
    asOf: scope.asOf,
    scope,
    scale: dataset.scale,
    excluded: scope.mask.customer,
    first: 0,
    rows: words(({ rows }) => rows),
    purchaseRows: words(({ purchaseRows }) => purchaseRows),
    returnRows: words(({ returnRows }) => returnRows),
    frequency: words(({ frequency }) => frequency),
    firstPurchase: days(({ firstPurchase }) => firstPurchase),
    lastPurchase: days(({ lastPurchase }) => lastPurchase),
    net: doubles(({ net }) => net),
    gross: doubles(({ gross }) => gross),
    monthly: doubles(({ monthly }) => monthly),
    purchaseMonths: words(({ purchaseMonths }) => purchaseMonths),
    items: joinItems(parts.map(({ items }) => items)),
    months: joinMonths(parts.map(({ months }) => months)),
    totals: {
      rows: total(({ rows }) => rows),
      purchaseRows: total(({ purchaseRows }) => purchaseRows),
      returnRows: total(({ returnRows }) => returnRows),
      rowsWithoutCustomer: total(({ rowsWithoutCustomer }) => rowsWithoutCustomer),
      futureRows: total(({ futureRows }) => futureRows),
      rowsAfterAsOf: total(({ rowsAfterAsOf }) => rowsAfterAsOf),
      firstDay: Math.min(...parts.map(({ totals }) => totals.firstDay)),
      net: money(({ net }) => net),
      gross: money(({ gross }) => gross),
      withoutCustomer: money(({ withoutCustomer }) => withoutCustomer),
    },
  }
}

/** The same for everyone at once. */
export function* aggregate(dataset: Dataset, options: AggregateOptions): Generator<number, CustomerAggregates> {
  const scope = scopeOf(dataset, options)
  return joinFigures(dataset, scope, [yield* customerFigures(dataset, scope, options.today)])
}

/** The latest day of a purchase or return that is not in the future; `today` where there is none. */
function latestDay(dataset: Dataset, today: number): number {
  let latest = dataset.latestDay ?? NO_DAY
  if (dataset.latestDay === null || latest > today) {
    latest = NO_DAY
    for (const { rows, day, kind } of dataset.chunks(['day', 'kind'])) {
      for (let i = 0; i < rows; i++) {
        if (day[i]! > latest && day[i]! <= today && kind[i]! <= RowKind.return) latest = day[i]!
      }
    }
  }
  return latest === NO_DAY ? today : latest
}

function sum(values: Uint32Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

function exactSum(values: Float64Array): bigint {
  const total = new ExactSum()
  for (let i = 0; i < values.length; i++) total.add(values[i]!)
  return total.total()
}
