import { OrderSet } from '../columns/order-set.ts'
import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { ItemTally } from './customer-items.ts'
import { MONTHS, monthsBeforeTable } from './months.ts'
import { isOut, type Scope } from './scope.ts'

/**
 * Running figures of one customer side by side in 16 words, one line of the processor's cache: rows come in the order of
 * the file, so that each of them waits for memory.
 */
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

/** Sums per customer while the rows are scanned, of the customers from … to; see `CustomerAggregates` for what each means. */
export class Tally {
  readonly words: Int32Array
  readonly doubles: Float64Array
  /** Net spend per customer and calendar month, the months before as-of (customers × months). */
  readonly monthly: Float64Array
  readonly ordersByMonth = new Uint32Array(MONTHS)
  readonly withoutCustomer = new ExactSum()
  readonly items: ItemTally
  /** Months before as-of of the earliest row with an amount; −1: there is none. */
  reach = -1
  strangers = 0
  futureRows = 0
  rowsAfterAsOf = 0
  firstDay: number
  readonly asOf: number
  private readonly from: number
  private readonly isFirst: boolean
  private readonly size: number
  private readonly months: number
  private readonly scope: Scope
  private readonly masks: boolean
  private readonly today: number
  private readonly monthsAgo: (day: number) => number
  private readonly orders: OrderSet

  /**
   * @param isFirst rows without a customer are counted with the first range
   * @param expected how many distinct orders there are, about
   * @param months how many calendar months before as-of there are rows of
   */
  constructor(
    { from, to, isFirst }: { readonly from: number; readonly to: number; readonly isFirst: boolean },
    { items, expected, months }: { readonly items: number; readonly expected: number; readonly months: number },
    scope: Scope,
    today: number,
  ) {
    this.from = from
    this.isFirst = isFirst
    this.size = to - from
    this.months = months
    const buffer = new ArrayBuffer(this.size * RECORD * 4)
    this.words = new Int32Array(buffer)
    this.doubles = new Float64Array(buffer)
    for (let at = 0; at < this.words.length; at += RECORD) {
      this.words[at + Field.firstPurchase] = NO_DAY
      this.words[at + Field.lastPurchase] = NO_DAY
    }
    this.monthly = new Float64Array(this.size * months)
    this.items = new ItemTally(this.size, items)
    this.orders = new OrderSet(expected)
    this.firstDay = scope.asOf
    this.asOf = scope.asOf
    this.scope = scope
    this.masks = [scope.mask.product, scope.mask.category].some((mask) => mask.includes(1))
    this.today = today
    this.monthsAgo = monthsBeforeTable(scope.asOf)
  }

  /** A plain loop over local arrays: a field looked up for every row would double the time. */
  add({ rows: count, day: days, amount: amounts, customer: customers, kind: kinds, ...chunk }: DatasetChunk): void {
    const { product: products, category: categories, item: items, orderLow, orderHigh } = chunk
    const { scope, words, doubles, monthly, months, masks, from, size } = this
    const { asOf, mask } = scope
    for (let i = 0; i < count; i++) {
      const code = customers[i]!
      const customer = code - from
      if (customer < 0 || customer >= size) {
        if (code === NO_CODE && this.isFirst) this.addStranger(days[i]!, amounts[i]!, products[i]!, categories[i]!)
        continue
      }
      const day = days[i]!
      if (day > asOf) {
        this.addLater(day)
        continue
      }
      if (day < scope.from || (masks && isOut(scope, day, products[i]!, categories[i]!))) continue
      if (mask.customer[code] === 1) continue
      const monthsAgo = this.monthsAgo(day)
      const at = customer * RECORD
      words[at]!++
      if (day < this.firstDay) this.firstDay = day
      const amount = amounts[i]!
      if (amount !== 0) {
        doubles[customer * 8 + Field.net]! += amount
        if (monthsAgo < months) {
          monthly[customer * months + monthsAgo]! += amount
          if (monthsAgo > this.reach) this.reach = monthsAgo
        }
      }
      const kind = kinds[i]!
      if (kind === RowKind.return) words[at + Field.returnRows]!++
      else if (kind === RowKind.purchase) {
        doubles[customer * 8 + Field.gross]! += amount
        // Without a purchase NO_DAY is earlier than any day.
        if (day > words[at + Field.lastPurchase]!) words[at + Field.lastPurchase] = day
        const first = words[at + Field.firstPurchase]!
        if (day < first || first === NO_DAY) words[at + Field.firstPurchase] = day
        if (monthsAgo < MONTHS) words[at + Field.purchaseMonths + (monthsAgo >> 5)]! |= 1 << (monthsAgo & 31)
        const item = items[i]!
        if (item !== NO_CODE) this.items.add(customer, item)
        const low = orderLow[i]! | 0
        const high = orderHigh[i]! | 0
        // Lines of one order mostly follow each other.
        const isHerFirst = words[at + Field.purchaseRows]!++ === 0
        if (isHerFirst || words[at + Field.lastLow] !== low || words[at + Field.lastHigh] !== high) {
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

  private addStranger(day: number, amount: number, product: number, category: number): void {
    if (day > this.scope.asOf) return this.addLater(day)
    if (isOut(this.scope, day, product, category)) return
    this.strangers++
    this.withoutCustomer.add(amount)
  }

  private addLater(day: number): void {
    if (day > this.today) this.futureRows++
    else this.rowsAfterAsOf++
  }
}
