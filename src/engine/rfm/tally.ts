import { OrderSet } from '../columns/order-set.ts'
import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import { ItemTally } from './customer-items.ts'
import { MONTHS, monthsBeforeTable } from './months.ts'
import { Place, ROW, type RowBlock } from './row-buckets.ts'

/** Running figures of one customer stand side by side in 16 words, one line of the processor's cache. */
export const RECORD = 16
export const Field = {
  rows: 0,
  purchaseRows: 1,
  returnRows: 2,
  frequency: 3,
  firstPurchase: 4,
  lastPurchase: 5,
  /** Hash of the order of her last purchase row. */
  lastLow: 6,
  lastHigh: 7,
  /** Four words: bit m is set where she bought in the calendar month m months before as-of. */
  purchaseMonths: 8,
  /** As doubles, places 6 and 7 of the record's eight. */
  net: 6,
  gross: 7,
} as const

const NO_ITEM = NO_CODE | 0

/** Sums per customer of one bucket; see `CustomerFigures` for what each means. */
export class Tally {
  readonly words: Int32Array
  readonly doubles: Float64Array
  /** Net spend per customer and calendar month, the months before as-of (customers × months). */
  readonly monthly: Float64Array
  readonly ordersByMonth = new Uint32Array(MONTHS)
  readonly items: ItemTally
  /** Months before as-of of the earliest row with an amount; −1: there is none. */
  reach = -1
  readonly months: number
  readonly asOf: number
  private readonly monthsAgo: (day: number) => number
  private readonly orders: OrderSet

  /**
   * @param items how many there are
   * @param months how many calendar months before as-of there are rows of
   * @param rows that are to come
   */
  constructor(customers: number, items: number, asOf: number, months: number, rows: number) {
    const buffer = new ArrayBuffer(customers * RECORD * 4)
    this.words = new Int32Array(buffer)
    this.doubles = new Float64Array(buffer)
    for (let at = 0; at < this.words.length; at += RECORD) {
      this.words[at + Field.firstPurchase] = NO_DAY
      this.words[at + Field.lastPurchase] = NO_DAY
    }
    this.monthly = new Float64Array(customers * months)
    this.items = new ItemTally(customers, items)
    // Where several lines make an order there are fewer; the set grows where there are more.
    this.orders = new OrderSet(rows / 2)
    this.months = months
    this.asOf = asOf
    this.monthsAgo = monthsBeforeTable(asOf)
  }

  /** A plain loop over local arrays: a field looked up for every row would double the time. */
  add({ rows, words: cells, amounts }: RowBlock): void {
    const { words, doubles, monthly, months, asOf } = this
    for (let i = 0, cell = 0; i < rows; i++, cell += ROW) {
      const customer = cells[cell + Place.customer]!
      const dayAndKind = cells[cell + Place.dayAndKind]!
      const day = asOf - (dayAndKind >> 2)
      const kind = dayAndKind & 3
      const amount = amounts[i]!
      const monthsAgo = this.monthsAgo(day)
      const at = customer * RECORD
      words[at]!++
      if (amount !== 0) {
        doubles[customer * 8 + Field.net]! += amount
        if (monthsAgo < months) {
          monthly[customer * months + monthsAgo]! += amount
          if (monthsAgo > this.reach) this.reach = monthsAgo
        }
      }
      if (kind === RowKind.return) words[at + Field.returnRows]!++
      else if (kind === RowKind.purchase) {
        doubles[customer * 8 + Field.gross]! += amount
        // Without a purchase NO_DAY is earlier than any day.
        if (day > words[at + Field.lastPurchase]!) words[at + Field.lastPurchase] = day
        const first = words[at + Field.firstPurchase]!
        if (day < first || first === NO_DAY) words[at + Field.firstPurchase] = day
        if (monthsAgo < MONTHS) words[at + Field.purchaseMonths + (monthsAgo >> 5)]! |= 1 << (monthsAgo & 31)
        const item = cells[cell + Place.item]!
        if (item !== NO_ITEM) this.items.add(customer, item)
        const low = cells[cell + Place.low]!
        const high = cells[cell + Place.high]!
        // Lines of one order mostly follow each other.
        const isFirst = words[at + Field.purchaseRows]!++ === 0
        if (isFirst || words[at + Field.lastLow] !== low || words[at + Field.lastHigh] !== high) {
          words[at + Field.lastLow] = low
          words[at + Field.lastHigh] = high
          if (this.orders.add(customer, low, high)) {
            words[at + Field.frequency]!++
            if (monthsAgo < MONTHS) this.ordersByMonth[monthsAgo]!++
          }
        }
      }
    }
  }
}
