import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { MONTH_WORDS, MONTHS, monthsBeforeTable } from './months.ts'
import { OrderSet } from '../columns/order-set.ts'
import { isOut, type Scope } from './scope.ts'

/** Running sums per customer while the rows are scanned; see `CustomerAggregates` for what each means. */
export class Tally {
  readonly rows: Uint32Array
  readonly purchaseRows: Uint32Array
  readonly returnRows: Uint32Array
  readonly frequency: Uint32Array
  readonly firstPurchase: Int32Array
  readonly lastPurchase: Int32Array
  readonly net: Float64Array
  readonly gross: Float64Array
  readonly monthly: Float64Array
  readonly purchaseMonths: Uint32Array
  readonly ordersByMonth = new Uint32Array(MONTHS)
  readonly netTotal = new ExactSum()
  readonly grossTotal = new ExactSum()
  readonly withoutCustomer = new ExactSum()
  rowTotal = 0
  purchases = 0
  returns = 0
  strangers = 0
  futureRows = 0
  rowsAfterAsOf = 0
  firstDay: number
  private readonly scope: Scope
  private readonly today: number
  private readonly monthsAgo: (day: number) => number
  private readonly orders: OrderSet
  private readonly lastLow: Uint32Array
  private readonly lastHigh: Uint32Array

  /**
   * @param customers how many there are
   * @param rows how many are to come, about
   */
  constructor(customers: number, rows: number, scope: Scope, today: number) {
    this.rows = new Uint32Array(customers)
    this.purchaseRows = new Uint32Array(customers)
    this.returnRows = new Uint32Array(customers)
    this.frequency = new Uint32Array(customers)
    this.firstPurchase = new Int32Array(customers).fill(NO_DAY)
    this.lastPurchase = new Int32Array(customers).fill(NO_DAY)
    this.net = new Float64Array(customers)
    this.gross = new Float64Array(customers)
    this.monthly = new Float64Array(customers * 12)
    this.purchaseMonths = new Uint32Array(customers * MONTH_WORDS)
    this.lastLow = new Uint32Array(customers)
    this.lastHigh = new Uint32Array(customers)
    this.orders = new OrderSet(rows / 2)
    this.firstDay = scope.asOf
    this.scope = scope
    this.today = today
    this.monthsAgo = monthsBeforeTable(scope.asOf)
  }

  /** A plain loop over local arrays: a field looked up for every row would double the time. */
  add({ rows: count, day: days, amount: amounts, customer: customers, kind: kinds, ...chunk }: DatasetChunk): void {
    const { product: products, category: categories, orderLow, orderHigh } = chunk
    const { scope, today, rows, net, gross, monthly, purchaseRows, firstPurchase, lastPurchase, purchaseMonths } = this
    const { lastLow, lastHigh, netTotal, grossTotal } = this
    const { asOf, mask } = scope
    for (let i = 0; i < count; i++) {
      const day = days[i]!
      if (day > asOf) {
        if (day > today) this.futureRows++
        else this.rowsAfterAsOf++
        continue
      }
      if (isOut(scope, day, products[i]!, categories[i]!)) continue
      const amount = amounts[i]!
      const customer = customers[i]!
      if (customer === NO_CODE) {
        this.strangers++
        this.withoutCustomer.add(amount)
        continue
      }
      if (mask.customer[customer] === 1) continue
      const monthsAgo = this.monthsAgo(day)
      this.rowTotal++
      rows[customer]!++
      if (day < this.firstDay) this.firstDay = day
      if (amount !== 0) {
        net[customer]! += amount
        netTotal.add(amount)
        if (monthsAgo < 12) monthly[customer * 12 + 11 - monthsAgo]! += amount
      }
      const kind = kinds[i]!
      if (kind === RowKind.return) {
        this.returns++
        this.returnRows[customer]!++
      } else if (kind === RowKind.purchase) {
        this.purchases++
        grossTotal.add(amount)
        gross[customer]! += amount
        if (firstPurchase[customer] === NO_DAY || day < firstPurchase[customer]!) firstPurchase[customer] = day
        if (day > lastPurchase[customer]!) lastPurchase[customer] = day
        if (monthsAgo < MONTHS) purchaseMonths[customer * MONTH_WORDS + (monthsAgo >> 5)]! |= 1 << (monthsAgo & 31)
        const low = orderLow[i]!
        const high = orderHigh[i]!
        // Lines of one order mostly follow each other.
        const isFirst = purchaseRows[customer]!++ === 0
        if (isFirst || lastLow[customer] !== low || lastHigh[customer] !== high) {
          this.countOrder(customer, low, high, monthsAgo)
          lastLow[customer] = low
          lastHigh[customer] = high
        }
      }
    }
  }

  private countOrder(customer: number, low: number, high: number, monthsAgo: number): void {
    if (!this.orders.add(customer, low, high)) return
    this.frequency[customer]!++
    if (monthsAgo < MONTHS) this.ordersByMonth[monthsAgo]!++
  }
}
