import { NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { joinItems, type CustomerItems } from './customer-items.ts'
import { joinMonths, monthFigures, type MonthFigures } from './month-figures.ts'
import { MONTH_WORDS, MONTHS, monthsBeforeTable } from './months.ts'
import { BUCKET_CUSTOMERS, release, RowBuckets } from './row-buckets.ts'
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
 * Cost: O(rows); memory 28 bytes a row of the range's customers and about 200 a customer.
 * A generator: yields the fraction done, so that the caller can report and cancel.
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
  const rows = new RowBuckets({ from, to, isFirst: part.index === 0 }, scope, today)
  let read = 0
  for (const chunk of dataset.chunks()) {
    rows.add(chunk)
    read += chunk.rows
    yield (0.7 * read) / dataset.rows
  }
  const months = Math.min(MONTHS, Math.max(12, monthsBeforeTable(scope.asOf)(rows.firstDay) + 1))
  const figures = new Figures(from, to - from)
  for (let bucket = 0; bucket < rows.count; bucket++) {
    const blocks = rows.take(bucket)
    const customers = Math.min(BUCKET_CUSTOMERS, to - from - bucket * BUCKET_CUSTOMERS)
    const count = blocks.reduce((sum, block) => sum + block.rows, 0)
    const tally = new Tally(customers, dataset.items.count, scope.asOf, months, count)
    for (const block of blocks) {
      tally.add(block)
      release(block)
    }
    figures.put(tally, bucket * BUCKET_CUSTOMERS, customers)
    yield 0.7 + (0.3 * (bucket + 1)) / rows.count
  }
  return figures.finish(rows)
}

/** Collects what the buckets of a range say. */
class Figures {
  private readonly first: number
  private readonly rows: Uint32Array
  private readonly purchaseRows: Uint32Array
  private readonly returnRows: Uint32Array
  private readonly frequency: Uint32Array
  private readonly firstPurchase: Int32Array
  private readonly lastPurchase: Int32Array
  private readonly net: Float64Array
  private readonly gross: Float64Array
  private readonly monthly: Float64Array
  private readonly purchaseMonths: Uint32Array
  private readonly items: CustomerItems[] = []
  private readonly months: MonthFigures[] = []

  constructor(first: number, n: number) {
    this.first = first
    this.rows = new Uint32Array(n)
    this.purchaseRows = new Uint32Array(n)
    this.returnRows = new Uint32Array(n)
    this.frequency = new Uint32Array(n)
    this.firstPurchase = new Int32Array(n)
    this.lastPurchase = new Int32Array(n)
    this.net = new Float64Array(n)
    this.gross = new Float64Array(n)
    this.monthly = new Float64Array(n * 12)
    this.purchaseMonths = new Uint32Array(n * MONTH_WORDS)
  }

  /** @param first of the bucket's customers, within the range */
  put(tally: Tally, first: number, customers: number): void {
    const { words, doubles, months } = tally
    for (let i = 0; i < customers; i++) {
      const to = first + i
      const at = i * RECORD
      this.rows[to] = words[at + Field.rows]!
      this.purchaseRows[to] = words[at + Field.purchaseRows]!
      this.returnRows[to] = words[at + Field.returnRows]!
      this.frequency[to] = words[at + Field.frequency]!
      this.firstPurchase[to] = words[at + Field.firstPurchase]!
      this.lastPurchase[to] = words[at + Field.lastPurchase]!
      this.net[to] = doubles[i * 8 + Field.net]!
      this.gross[to] = doubles[i * 8 + Field.gross]!
      for (let word = 0; word < MONTH_WORDS; word++)
        this.purchaseMonths[to * MONTH_WORDS + word] = words[at + Field.purchaseMonths + word]!
      for (let ago = 0; ago < 12; ago++) this.monthly[to * 12 + 11 - ago] = tally.monthly[i * months + ago]!
    }
    this.items.push(tally.items.finish())
    this.months.push(monthFigures(tally, customers))
  }

  finish(read: RowBuckets): CustomerFigures {
    const { first, rows, purchaseRows, returnRows, frequency, firstPurchase, lastPurchase, net, gross } = this
    const { monthly, purchaseMonths } = this
    return {
      first,
      rows,
      purchaseRows,
      returnRows,
      frequency,
      firstPurchase,
      lastPurchase,
      net,
      gross,
      monthly,
      purchaseMonths,
      items: joinItems(this.items),
      months: joinMonths(this.months),
      totals: {
        rows: sum(rows),
        purchaseRows: sum(purchaseRows),
        returnRows: sum(returnRows),
        rowsWithoutCustomer: read.rowsWithoutCustomer,
        futureRows: read.futureRows,
        rowsAfterAsOf: read.rowsAfterAsOf,
        firstDay: read.firstDay,
        net: exactSum(net),
        gross: exactSum(gross),
        withoutCustomer: read.withoutCustomer.total(),
      },
    }
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
    for (const { rows, day, kind } of dataset.beforeNetting(['day', 'kind'])) {
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
