import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import { ExactSum } from '../money/exact.ts'
import { ItemTally, type CustomerItems } from './customer-items.ts'
import { MonthTally, type MonthFigures } from './month-figures.ts'
import { MONTH_WORDS, MONTHS, monthTable } from './months.ts'
import { OrdersSeen } from './orders-seen.ts'
import { blocksOf, BUCKET_CUSTOMERS, Head, Place, ROW, type Rack } from './row-buckets.ts'

const NO_ITEM = NO_CODE | 0
const CUSTOMER = BUCKET_CUSTOMERS - 1

/** Figures of customers one by one, in memory that all threads see. Days since 1970-01-01, NO_DAY where there is none. */
export interface PerCustomer {
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
  /** Net spend per calendar month in currency units, the twelve months up to as-of, oldest first (customers × 12). */
  readonly monthly: Float32Array
  /** Bit m of four words: bought in the calendar month m months before as-of (128 months at most). */
  readonly purchaseMonths: Uint32Array
}

export function perCustomer(customers: number): PerCustomer {
  const words = (length: number) => new Uint32Array(new SharedArrayBuffer(length * 4))
  const days = () => new Int32Array(new SharedArrayBuffer(customers * 4))
  const money = () => new Float64Array(new SharedArrayBuffer(customers * 8))
  return {
    rows: words(customers),
    purchaseRows: words(customers),
    returnRows: words(customers),
    frequency: words(customers),
    firstPurchase: days(),
    lastPurchase: days(),
    net: money(),
    gross: money(),
    monthly: new Float32Array(new SharedArrayBuffer(customers * 12 * 4)),
    purchaseMonths: words(customers * MONTH_WORDS),
  }
}

/** What a range of customers comes to together. */
export interface RangeTotals {
  readonly items: CustomerItems
  readonly months: MonthFigures
  readonly rows: number
  readonly purchaseRows: number
  readonly returnRows: number
  readonly net: bigint
  readonly gross: bigint
}

/** Counts buckets one after the other: their customers follow each other. */
export interface BucketTally {
  /**
   * @param bucket its place in each rack
   * @param first of the bucket's customers
   */
  addBucket(bucket: number, first: number, customers: number): void
  finish(): RangeTotals
}

/** Whatever the days and amounts are; usual ones are counted faster by `KernelTally`. */
export class Tally implements BucketTally {
  private readonly to: PerCustomer
  private readonly asOf: number
  private readonly unit: number
  /** Calendar months before as-of by days before it. */
  private readonly monthOf: Uint8Array
  private readonly racks: readonly Rack[]
  private readonly wide: Float64Array
  private readonly months = new MonthTally()
  private readonly items: ItemTally
  private readonly orders = new OrdersSeen()
  private readonly net = new ExactSum()
  private readonly gross = new ExactSum()
  private rows = 0
  private purchaseRows = 0
  private returnRows = 0
  private reach = -1
  /** Rows of a bucket, by customer; days before as-of of each beside its other words. */
  private words = new Int32Array(0)
  private readonly starts = new Int32Array(BUCKET_CUSTOMERS + 1)

  /**
   * @param racks with the rows, in the order of the file
   * @param items how many there are
   * @param unit 10^scale
   */
  constructor(to: PerCustomer, customers: number, racks: readonly Rack[], items: number, asOf: number, unit: number) {
    this.to = to
    this.racks = racks
    this.wide = joinWide(racks)
    this.asOf = asOf
    this.unit = unit
    this.monthOf = monthTable(asOf)
    this.items = new ItemTally(customers, items)
  }

  addBucket(bucket: number, first: number, customers: number): void {
    this.sort(bucket)
    for (let customer = 0; customer < customers; customer++) {
      const from = this.starts[customer]!
      const to = this.starts[customer + 1]!
      this.addCustomer(first + customer, from, to)
    }
  }

  finish(): RangeTotals {
    const { rows, purchaseRows, returnRows } = this
    return {
      items: this.items.finish(),
      months: this.months.finish(this.reach),
      rows,
      purchaseRows,
      returnRows,
      net: this.net.total(),
      gross: this.gross.total(),
    }
  }

  /** Lays the rows of a bucket out by customer, those of one in the order of the file. */
  private sort(bucket: number): void {
    const { starts, racks } = this
    starts.fill(0)
    let count = 0
    for (const rack of racks) {
      count += rack.rows[bucket]!
      for (const { words, from, to } of blocksOf(rack, bucket))
        for (let at = from; at < to; at += ROW) starts[(words[at]! & CUSTOMER) + 1]!++
    }
    // One place further on: each start moves to the next customer's as her rows are laid out.
    let next = 0
    for (let customer = 1; customer <= BUCKET_CUSTOMERS; customer++) {
      const own = starts[customer]!
      starts[customer] = next
      next += own
    }
    if (this.words.length < count * ROW) this.words = new Int32Array(Math.ceil(count * 1.2) * ROW)
    const sorted = this.words
    let wideBefore = 0
    for (const rack of racks) {
      for (const { words, from, to } of blocksOf(rack, bucket)) {
        for (let at = from; at < to; at += ROW) {
          const head = words[at]!
          const place = starts[(head & CUSTOMER) + 1]!++ * ROW
          sorted[place] = head
          sorted[place + Place.low] = words[at + Place.low]!
          sorted[place + Place.high] = words[at + Place.high]!
          sorted[place + Place.item] = words[at + Place.item]!
          sorted[place + Place.amount] = words[at + Place.amount]! + (((head >> Head.wide) & 1) === 1 ? wideBefore : 0)
        }
      }
      wideBefore += rack.wide.length / 2
    }
  }

  /** Rows `from` … `to` − 1 are the customer's. A plain loop over local arrays. */
  private addCustomer(customer: number, from: number, to: number): void {
    const { to: figures, words, wide, months, items, orders, asOf } = this
    const { net: monthNet, bought } = months
    const { monthOf } = this
    const monthDays = monthOf.length
    let net = 0
    let gross = 0
    let purchases = 0
    let returns = 0
    let frequency = 0
    let firstDay = NO_DAY
    let lastDay = NO_DAY
    let low = 0
    let high = 0
    // The customer's own earliest month with an entry, and everyone's with an amount.
    let reach = -1
    let amounts = this.reach
    if (to > from) orders.next(to - from)
    for (let at = from * ROW; at < to * ROW; at += ROW) {
      const head = words[at]!
      const kind = (head >> Head.kind) & 3
      let ago = head >>> Head.days
      let amount = words[at + Place.amount]!
      if (((head >> Head.wide) & 1) === 1) {
        ago = wide[amount * 2]!
        amount = wide[amount * 2 + 1]!
      }
      const month = ago < monthDays ? monthOf[ago]! : MONTHS
      if (amount !== 0) {
        net += amount
        if (month < MONTHS) {
          monthNet[month]! += amount
          if (month > reach) reach = month
          if (month > amounts) amounts = month
        }
      }
      if (kind === RowKind.return) returns++
      else if (kind === RowKind.purchase) {
        gross += amount
        const day = asOf - ago
        // Without a purchase NO_DAY is earlier than any day.
        if (day > lastDay) lastDay = day
        if (day < firstDay || firstDay === NO_DAY) firstDay = day
        if (month < MONTHS) {
          bought[month] = 1
          if (month > reach) reach = month
        }
        const item = words[at + Place.item]!
        if (item !== NO_ITEM) items.count(item >>> 0)
        const rowLow = words[at + Place.low]!
        const rowHigh = words[at + Place.high]!
        // Lines of one order mostly follow each other.
        if (purchases++ === 0 || rowLow !== low || rowHigh !== high) {
          low = rowLow
          high = rowHigh
          if (orders.add(low, high)) {
            frequency++
            if (month < MONTHS) months.orders[month]!++
          }
        }
      }
    }
    figures.rows[customer] = to - from
    figures.purchaseRows[customer] = purchases
    figures.returnRows[customer] = returns
    figures.frequency[customer] = frequency
    figures.firstPurchase[customer] = firstDay
    figures.lastPurchase[customer] = lastDay
    figures.net[customer] = net
    figures.gross[customer] = gross
    items.endCustomer()
    if (to === from) return
    for (let month = 0; month <= Math.min(11, reach); month++) figures.monthly[customer * 12 + 11 - month] = monthNet[month]! / this.unit // prettier-ignore
    for (let month = 0; month <= reach; month++) {
      if (bought[month] === 1) figures.purchaseMonths[customer * MONTH_WORDS + (month >> 5)]! |= 1 << (month & 31)
    }
    const firstAgo = asOf - firstDay
    months.add(reach, firstDay === NO_DAY ? -1 : firstAgo < monthDays ? monthOf[firstAgo]! : MONTHS)
    this.reach = amounts
    this.rows += to - from
    this.purchaseRows += purchases
    this.returnRows += returns
    this.net.add(net)
    this.gross.add(gross)
  }
}

function joinWide(racks: readonly Rack[]): Float64Array {
  const joined = new Float64Array(racks.reduce((sum, { wide }) => sum + wide.length, 0))
  let at = 0
  for (const { wide } of racks) {
    joined.set(wide, at)
    at += wide.length
  }
  return joined
}
