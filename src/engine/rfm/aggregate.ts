import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { OrderSet } from './order-set.ts'
import { exclusionMask, isOut, type Exclusion, type Scope } from './scope.ts'

/** How far back the monthly figures reach. */
export const MONTHS = 128
export const MONTH_WORDS = MONTHS / 32

export interface AggregateOptions {
  /** First day that takes part (days since 1970-01-01), or null. */
  readonly from: number | null
  /** The day everything is measured from, or null: the latest purchase or return, never later than `today`. */
  readonly asOf: number | null
  readonly today: number
  readonly exclusions: readonly Exclusion[]
}

/** Per customer, in the dataset's order; days since 1970-01-01, NO_DAY where there is none; money integers × 10^-scale. */
export interface CustomerAggregates {
  readonly asOf: number
  readonly scope: Scope
  readonly scale: number
  readonly rows: Uint32Array
  readonly purchaseRows: Uint32Array
  readonly returnRows: Uint32Array
  /** Distinct orders with a purchase row. */
  readonly frequency: Uint32Array
  readonly firstPurchase: Int32Array
  readonly lastPurchase: Int32Array
  readonly net: Float64Array
  readonly gross: Float64Array
  /** Net spend per customer and calendar month, the twelve months up to as-of, oldest first (customers × 12). */
  readonly monthly: Float64Array
  /** Bit m of four words per customer: bought in the calendar month m months before as-of (128 months at most). */
  readonly purchaseMonths: Uint32Array
  /** Distinct orders per calendar month before as-of (index = months ago), by the day of their first row in the file. */
  readonly ordersByMonth: Uint32Array
  /** 1: an exclusion leaves this customer out. */
  readonly excluded: Uint8Array
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

/**
 * One scan for the as-of day where it is not given, one for everything else.
 * Cost: O(rows); memory 90 bytes a customer and 12 bytes a distinct order.
 * A generator: yields the fraction done after each chunk, so that the caller can report and cancel.
 */
export function* aggregate(dataset: Dataset, options: AggregateOptions): Generator<number, CustomerAggregates> {
  const n = dataset.customers.count
  const asOf = options.asOf ?? latestDay(dataset, options.today)
  const mask = exclusionMask(dataset, options.exclusions)
  const scope: Scope = { from: options.from ?? NO_DAY, asOf, mask }
  const monthsBefore = monthsBeforeTable(asOf)

  // Rows of a file jump from customer to customer: what is kept of each lies in one or two cache lines.
  const facts = new Int32Array(n * Fact.width)
  const money = new Float64Array(n * Money.width)
  for (let i = 0; i < n; i++) {
    facts[i * Fact.width + Fact.first] = NO_DAY
    facts[i * Fact.width + Fact.last] = NO_DAY
  }
  const ordersByMonth = new Uint32Array(MONTHS)
  const orders = new OrderSet(dataset.rows / 2)
  const netTotal = new ExactSum()
  const grossTotal = new ExactSum()
  const withoutCustomer = new ExactSum()
  let rowTotal = 0
  let purchases = 0
  let returns = 0
  let strangers = 0
  let futureRows = 0
  let rowsAfterAsOf = 0
  let firstDay = asOf

  let done = 0
  for (const chunk of dataset.chunks()) {
    for (let i = 0; i < chunk.rows; i++) {
      const day = chunk.day[i]!
      if (day > asOf) {
        if (day > options.today) futureRows++
        else rowsAfterAsOf++
        continue
      }
      if (isOut(scope, day, chunk.product[i]!, chunk.category[i]!)) continue
      const monthsAgo = monthsBefore(day)
      const amount = chunk.amount[i]!
      const customer = chunk.customer[i]!
      if (customer === NO_CODE) {
        strangers++
        withoutCustomer.add(amount)
        continue
      }
      if (mask.customer[customer] === 1) continue
      rowTotal++
      const at = customer * Fact.width
      const purse = customer * Money.width
      facts[at + Fact.rows]!++
      if (day < firstDay) firstDay = day
      if (amount !== 0) {
        money[purse + Money.net]! += amount
        netTotal.add(amount)
        if (monthsAgo < 12) money[purse + Money.months + 11 - monthsAgo]! += amount
      }
      const kind = chunk.kind[i]!
      if (kind === RowKind.return) {
        returns++
        facts[at + Fact.returnRows]!++
      } else if (kind === RowKind.purchase) {
        purchases++
        grossTotal.add(amount)
        money[purse + Money.gross]! += amount
        const first = facts[at + Fact.first]!
        if (first === NO_DAY || day < first) facts[at + Fact.first] = day
        if (day > facts[at + Fact.last]!) facts[at + Fact.last] = day
        if (monthsAgo < MONTHS) facts[at + Fact.months + (monthsAgo >> 5)]! |= 1 << (monthsAgo & 31)
        const low = chunk.orderLow[i]! | 0
        const high = chunk.orderHigh[i]! | 0
        // Lines of one order mostly follow each other.
        const isFirst = facts[at + Fact.purchaseRows]!++ === 0
        if (isFirst || facts[at + Fact.low] !== low || facts[at + Fact.high] !== high) {
          if (orders.add(customer, low, high)) {
            facts[at + Fact.frequency]!++
            if (monthsAgo < MONTHS) ordersByMonth[monthsAgo]!++
          }
          facts[at + Fact.low] = low
          facts[at + Fact.high] = high
        }
      }
    }
    yield ++done
  }
  return {
    asOf,
    scope,
    scale: dataset.scale,
    rows: pick(facts, Fact, Fact.rows, 1, new Uint32Array(n)),
    purchaseRows: pick(facts, Fact, Fact.purchaseRows, 1, new Uint32Array(n)),
    returnRows: pick(facts, Fact, Fact.returnRows, 1, new Uint32Array(n)),
    frequency: pick(facts, Fact, Fact.frequency, 1, new Uint32Array(n)),
    firstPurchase: pick(facts, Fact, Fact.first, 1, new Int32Array(n)),
    lastPurchase: pick(facts, Fact, Fact.last, 1, new Int32Array(n)),
    net: pick(money, Money, Money.net, 1, new Float64Array(n)),
    gross: pick(money, Money, Money.gross, 1, new Float64Array(n)),
    monthly: pick(money, Money, Money.months, 12, new Float64Array(n * 12)),
    purchaseMonths: pick(facts, Fact, Fact.months, MONTH_WORDS, new Uint32Array(n * MONTH_WORDS)),
    ordersByMonth,
    excluded: mask.customer,
    totals: {
      rows: rowTotal,
      purchaseRows: purchases,
      returnRows: returns,
      rowsWithoutCustomer: strangers,
      futureRows,
      rowsAfterAsOf,
      firstDay,
      net: netTotal.total(),
      gross: grossTotal.total(),
      withoutCustomer: withoutCustomer.total(),
    },
  }
}

/** Places of a customer's counts, days, last order and months of purchase while rows are added up. */
const Fact = {
  rows: 0,
  purchaseRows: 1,
  returnRows: 2,
  frequency: 3,
  first: 4,
  last: 5,
  low: 6,
  high: 7,
  months: 8,
  width: 12,
} as const

/** Places of her money: net, gross, and net of the last twelve months. */
const Money = { net: 0, gross: 1, months: 2, width: 14 } as const

function pick<Out extends Uint32Array | Int32Array | Float64Array>(
  from: Int32Array | Float64Array,
  { width }: { readonly width: number },
  place: number,
  length: number,
  out: Out,
): Out {
  for (let i = 0, at = place; i < out.length; at += width) {
    for (let part = 0; part < length; part++) out[i++] = from[at + part]!
  }
  return out
}

/** The latest day of a purchase or return that is not in the future; `today` where there is none. */
function latestDay(dataset: Dataset, today: number): number {
  let latest = NO_DAY
  for (const { rows, day, kind } of dataset.chunks(['day', 'kind'])) {
    for (let i = 0; i < rows; i++) {
      if (day[i]! > latest && day[i]! <= today && kind[i]! <= RowKind.return) latest = day[i]!
    }
  }
  return latest === NO_DAY ? today : latest
}

/** Months since 1970-01 of a day; a small cache would not be faster than this arithmetic (Hinnant's civil_from_days). */
export function monthNumber(day: number): number {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10
  const year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0)
  return (year - 1970) * 12 + month
}

/**
 * Calendar months from a day to the month of `asOf`, looked up for the days that the monthly figures reach back to; MONTHS
 * or more beyond.
 */
export function monthsBeforeTable(asOf: number): (day: number) => number {
  const asOfMonth = monthNumber(asOf)
  const table = Uint8Array.from({ length: MONTHS * 31 }, (_, daysAgo) =>
    Math.min(MONTHS, asOfMonth - monthNumber(asOf - daysAgo)),
  )
  return (day) => table[asOf - day] ?? asOfMonth - monthNumber(day)
}

/** YYYY-MM of a month number. */
export function monthText(month: number): string {
  const year = 1970 + Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

/** YYYY-MM-DD of a day number. */
export function dayText(day: number): string {
  const month = monthNumber(day)
  const year = 1970 + Math.floor(month / 12)
  return `${monthText(month)}-${String(day - firstDayOfMonth(year, ((month % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

/** Days since 1970-01-01 of YYYY-MM-DD. */
export function dayNumber(text: string): number {
  const [year = 1970, month = 1, day = 1] = text.split('-').map(Number)
  return firstDayOfMonth(year, month - 1) + day - 1
}

function firstDayOfMonth(year: number, month: number): number {
  const y = month <= 1 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 1 ? -2 : 10)) + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}
