import { NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { joinItems, type CustomerItems } from './customer-items.ts'
import { joinMonths, type MonthFigures } from './month-figures.ts'
import {
  BUCKET_CUSTOMERS,
  rackStarts,
  RowBuckets,
  type CustomerRange,
  type Rack,
  type RowsSeen,
} from './row-buckets.ts'
import { exclusionMask, type Exclusion, type Scope } from './scope.ts'
import { KernelTally } from './kernel-tally.ts'
import { perCustomer, Tally, type PerCustomer, type RangeTotals } from './tally.ts'

export interface AggregateOptions {
  /** First day that takes part (days since 1970-01-01), or null. */
  readonly from: number | null
  /** The day everything is measured from, or null: the latest purchase or return, never later than `today`. */
  readonly asOf: number | null
  readonly today: number
  readonly exclusions: readonly Exclusion[]
}

/** Figures of every customer, in the dataset's order. */
export interface CustomerAggregates extends PerCustomer {
  readonly asOf: number
  readonly scope: Scope
  readonly scale: number
  /** 1: an exclusion leaves this customer out. */
  readonly excluded: Uint8Array
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

/** Which of several equal parts is meant. */
export interface Part {
  readonly index: number
  readonly of: number
}

const WHOLE: Part = { index: 0, of: 1 }

/** What takes part, with the as-of day where it is not given. Cost: nothing, or one scan of days where chunks do not say theirs. */
export function scopeOf(dataset: Dataset, options: AggregateOptions): Scope {
  return {
    from: options.from ?? NO_DAY,
    asOf: options.asOf ?? latestDay(dataset, options.today),
    mask: exclusionMask(dataset, options.exclusions),
  }
}

/** Rows of a part of the chunks, laid out by customer. */
export interface LaidRows {
  readonly racks: readonly Rack[]
  readonly seen: RowsSeen
}

/**
 * The first half of counting: the rows of some customers in a part of the chunks, laid out in racks.
 * Cost: O(rows); memory 20 bytes a row in scope. A generator: yields the fraction done, so that the caller can report and
 * cancel.
 */
export function* layRows(
  dataset: Dataset,
  scope: Scope,
  today: number,
  range: CustomerRange,
  part: Part = WHOLE,
): Generator<number, LaidRows> {
  const mine = dataset.places.filter(({ firstRow }) => partOf(firstRow, dataset.source.rows, part.of) === part.index)
  const rows = mine.reduce((sum, place) => sum + place.rows, 0)
  const buckets = new RowBuckets(range, scope, today)
  const wanted = new Set(mine.map(({ layer, place }) => `${layer} ${place}`))
  let read = 0
  for (const chunk of dataset.chunks(undefined, (layer, place) => wanted.has(`${layer} ${place}`))) {
    buckets.add(chunk)
    read += chunk.rows
    yield read / Math.max(1, rows)
  }
  return buckets.finish()
}

function partOf(row: number, rows: number, parts: number): number {
  return Math.floor((row * parts) / rows)
}

/** What the counting of rows needs to know beside them. */
export interface CountScope {
  readonly asOf: number
  readonly scale: number
  /** How many there are in the dataset. */
  readonly items: number
}

/**
 * The second half: counts one rack of every part, whose customers are figured in place. Cost: O(rows). Yields the fraction
 * done.
 * @param racks of the parts in the order of the file
 * @param index which of the range's racks they are
 */
export function* countRacks(
  figures: PerCustomer,
  { asOf, scale, items }: CountScope,
  range: CustomerRange,
  racks: readonly Rack[],
  index: number,
): Generator<number, RangeTotals> {
  const starts = rackStarts(range)
  const first = starts[index]!
  const buckets = starts[index + 1]! - first
  const firstCustomer = (bucket: number) => Math.min(range.to, range.from + (first + bucket) * BUCKET_CUSTOMERS)
  const Counting = racks.every(({ wide }) => wide.length === 0) ? KernelTally : Tally
  const tally = new Counting(figures, firstCustomer(buckets) - firstCustomer(0), racks, items, asOf, 10 ** scale)
  for (let bucket = 0; bucket < buckets; bucket++) {
    const customer = firstCustomer(bucket)
    tally.addBucket(bucket, customer, firstCustomer(bucket + 1) - customer)
    yield (bucket + 1) / buckets
  }
  return tally.finish()
}

/**
 * @param parts ranges of customers, one behind the other, that make all of the dataset's
 * @param seen of every part of the chunks
 */
export function joinFigures(
  dataset: Dataset,
  scope: Scope,
  figures: PerCustomer,
  parts: readonly RangeTotals[],
  seen: readonly RowsSeen[],
): CustomerAggregates {
  const total = <Of>(list: readonly Of[], of: (each: Of) => number) => list.reduce((n, each) => n + of(each), 0)
  const money = <Of>(list: readonly Of[], of: (each: Of) => bigint) => list.reduce((n, each) => n + of(each), 0n)
  return {
    ...figures,
    asOf: scope.asOf,
    scope,
    scale: dataset.scale,
    excluded: scope.mask.customer,
    items: joinItems(parts.map(({ items }) => items)),
    months: joinMonths(parts.map(({ months }) => months)),
    totals: {
      rows: total(parts, ({ rows }) => rows),
      purchaseRows: total(parts, ({ purchaseRows }) => purchaseRows),
      returnRows: total(parts, ({ returnRows }) => returnRows),
      rowsWithoutCustomer: total(seen, ({ rowsWithoutCustomer }) => rowsWithoutCustomer),
      futureRows: total(seen, ({ futureRows }) => futureRows),
      rowsAfterAsOf: total(seen, ({ rowsAfterAsOf }) => rowsAfterAsOf),
      firstDay: Math.min(...seen.map(({ firstDay }) => firstDay)),
      net: money(parts, ({ net }) => net),
      gross: money(parts, ({ gross }) => gross),
      withoutCustomer: money(seen, ({ withoutCustomer }) => withoutCustomer),
    },
  }
}

/** The same for everyone at once. */
export function* aggregate(dataset: Dataset, options: AggregateOptions): Generator<number, CustomerAggregates> {
  const scope = scopeOf(dataset, options)
  const customers = dataset.customers.count
  const range = { from: 0, to: customers, racks: 1, isFirst: true }
  const { racks, seen } = yield* layRows(dataset, scope, options.today, range)
  const figures = perCustomer(customers)
  const count = { asOf: scope.asOf, scale: dataset.scale, items: dataset.items.count }
  const totals = yield* countRacks(figures, count, range, racks, 0)
  return joinFigures(dataset, scope, figures, [totals], [seen])
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
