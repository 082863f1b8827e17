import type { RowCounts } from '../../../contract/imports.ts'
import type { Warning } from '../../../contract/messages.ts'
import { NO_CODE, RowKind } from '../../columns/types.ts'
import type { OrdersTail } from '../../columns/types.ts'
import { Adjusted, Adjustments } from './adjustments.ts'
import { AttributeCells } from './attribute-cells.ts'
import { hasCancelMark, isBlank, isNegative, isPlaceholder, withoutPointZero } from '../values/cell-bytes.ts'
import { CurrencyCells } from './cell-texts.ts'
import { CurrencyChunks } from './currency-chunks.ts'
import { DateReader } from '../values/date.ts'
import type { ZoneOffset } from '../values/date.ts'
import { EmailKey } from '../values/email-key.ts'
import type { Encoding } from '../text/encoding.ts'
import { orderWarnings } from './order-warnings.ts'
import type { ForeignRows, OrderTroubles } from './order-warnings.ts'
import { minorDigits } from '../../money/minor-units.ts'
import { LastDate } from '../values/last-date.ts'
import { Money, NumberReader } from '../values/number.ts'
import { OrderHash } from './order-hash.ts'
import { orderPlaces } from './order-places.ts'
import { OrderTally } from './order-tally.ts'
import { plainStores, type OrderStores } from './order-stores.ts'
import { OrderSet } from '../../columns/order-set.ts'
import type { OrderColumn, ReadPlan } from '../plan.ts'
import { isBlankRow, toUtf8Column } from '../text/rows.ts'
import type { RejectList, Row } from '../text/rows.ts'
import { commonestNames } from '../stores/spellings.ts'
import type { OrdersPart } from './orders-part.ts'
import { RowStanding } from './row-standing.ts'
import { Standing } from '../values/status.ts'

/** Reads rows of orders into chunks of transactions. */
export class OrdersReader {
  readonly tally = new OrderTally()
  private readonly plan: ReadPlan
  private readonly rejects: RejectList
  readonly chunks: CurrencyChunks
  private readonly customers: OrderStores['customers']
  private readonly products: OrderStores['products']
  private readonly categories: OrderStores['categories']
  private readonly spellings: OrderStores['spellings']
  private readonly standing: RowStanding
  private readonly currencies: CurrencyCells
  private readonly attributes: AttributeCells
  private readonly date: DateReader
  private readonly amount: NumberReader
  private readonly price: NumberReader
  private readonly quantity: NumberReader
  private readonly money = new Money()
  private readonly order = new OrderHash()
  private readonly seenOrders: OrderSet | null
  private readonly adjustments: Adjustments
  private readonly at: Readonly<Record<OrderColumn, number>>
  private readonly lastDate = new LastDate()
  private readonly email = new EmailKey()
  private currency: string | null
  /** Currency of the row, where it is another than the file's. */
  private foreign = ''
  private repeated = 0
  /** The latest row with an order id, for the lines that follow the first of an order. */
  private lastLow = 0
  private lastHigh = 0
  private lastCustomer = NO_CODE
  private lastDayRead = 0
  private lastSecond = 0
  private lastKind: RowKind = RowKind.purchase
  private lastStanding: Standing = Standing.counts
  private lastForeign = ''
  private hasLast = false
  /** The cell that `find` found. */
  private from = 0
  private to = 0

  constructor(plan: ReadPlan, rejects: RejectList, zoneOffset: ZoneOffset, stores: OrderStores = plainStores(plan)) {
    this.plan = plan
    this.rejects = rejects
    this.customers = stores.customers
    this.products = stores.products
    this.categories = stores.categories
    this.spellings = stores.spellings
    this.chunks = new CurrencyChunks(stores.chunks)
    const { columns } = plan
    this.at = orderPlaces(plan)
    this.date = new DateReader(plan.dateOrder, zoneOffset, plan.serialDates, plan.dateForm)
    this.amount = new NumberReader(columns.amount?.decimal ?? '.', columns.amount?.creditIsPlus)
    this.price = new NumberReader(columns.unit_price?.decimal ?? '.', columns.unit_price?.creditIsPlus)
    this.quantity = new NumberReader(columns.quantity?.decimal ?? '.')
    this.standing = new RowStanding(this.at, rejects, stores, plan.statuses)
    this.currencies = new CurrencyCells(stores.currencies)
    this.currency = plan.currency
    this.attributes = new AttributeCells(plan.attributes, stores.attributes)
    this.adjustments = new Adjustments(plan, rejects)
    this.seenOrders = plan.repeatedTotals || plan.headTotals || this.adjustments.perOrder ? new OrderSet() : null
  }

  /** Takes one row with the right number of cells. */
  take(row: Row, byteOffset: () => number): void {
    const { at, plan } = this
    const { buffer, starts, ends } = row

    // Who.
    let customerBytes = buffer
    let from = 0
    let to = 0
    if (at.customer_id >= 0) {
      from = starts[at.customer_id]!
      to = ends[at.customer_id]!
      while (from < to && buffer[from]! <= 0x20) from++
      while (from < to && buffer[to - 1]! <= 0x20) to--
      if (to - from <= 4 && isPlaceholder(buffer, from, to)) to = from
      else if (plan.columns.customer_id!.dropPointZero) to = withoutPointZero(buffer, from, to)
    }
    if (at.email >= 0 && (from === to || (to - from === 1 && buffer[from] === 0x30))) {
      const length = this.email.read(buffer, starts[at.email]!, ends[at.email]!)
      if (length > 0) {
        customerBytes = this.email.bytes
        from = 0
        to = length
        // Shops give guests the number 0: without an address nobody knows who it was.
      } else to = from
    }
    if (from === to && isBlankRow(row)) return

    // Which order.
    const { order } = this
    let orderFrom = 0
    let orderTo = 0
    if (at.order_id >= 0) {
      orderFrom = starts[at.order_id]!
      orderTo = ends[at.order_id]!
      while (orderFrom < orderTo && buffer[orderFrom]! <= 0x20) orderFrom++
      while (orderFrom < orderTo && buffer[orderTo - 1]! <= 0x20) orderTo--
      if (orderFrom < orderTo) {
        if (plan.columns.order_id!.dropPointZero) orderTo = withoutPointZero(buffer, orderFrom, orderTo)
        order.setText(buffer, orderFrom, orderTo, 0, -1, this.rejects.table)
      }
    }
    const hasOrder = orderFrom < orderTo
    const isSameOrder =
      plan.orderOnFirstLine && hasOrder && this.hasLast && order.low === this.lastLow && order.high === this.lastHigh
    const follows = isSameOrder && plan.totalsOnFirstLine && isBlank(buffer, starts[at.amount]!, ends[at.amount]!)

    // When.
    const { date } = this
    let dateFrom = starts[at.date]!
    let dateTo = ends[at.date]!
    while (dateFrom < dateTo && buffer[dateFrom]! <= 0x20) dateFrom++
    while (dateFrom < dateTo && buffer[dateTo - 1]! <= 0x20) dateTo--
    let day: number
    let second: number
    if (dateFrom === dateTo && isSameOrder) {
      day = this.lastDayRead
      second = this.lastSecond
    } else if (
      dateFrom < dateTo &&
      (this.lastDate.is(buffer, dateFrom, dateTo) || this.readDate(buffer, dateFrom, dateTo))
    ) {
      day = date.day
      second = date.second
    } else {
      this.rejectCell(row, byteOffset, 'date', dateFrom === dateTo ? 'date_empty' : 'date', dateFrom, dateTo)
      return
    }

    if (plan.dailyOrders && hasOrder)
      order.setOfDay(buffer, [orderFrom, orderTo], day, customerBytes, [from, to], this.rejects.table)

    // How much, and what kind of row it is.
    let value = 0
    let scale = 0
    let kind: RowKind
    let isFirst = true
    this.foreign = ''
    if (follows) {
      kind = this.lastKind
      this.foreign = this.lastForeign
    } else {
      if (at.currency >= 0) this.readCurrency(row, isSameOrder)
      let standing = this.standing.of(row, isSameOrder ? this.lastStanding : null)
      this.lastStanding = standing
      if (standing === Standing.counts) standing = this.standing.typeOf(row)
      if (standing === Standing.void) kind = RowKind.void
      // Refunded in full on its own row: nothing was earned, and it counts as a return.
      else if (standing === Standing.refunded) kind = RowKind.return
      else {
        const sign = at.amount >= 0 ? this.readAmount(row, byteOffset) : this.readProduct(row, byteOffset)
        if (sign === FAILED) return
        if (this.seenOrders !== null && hasOrder) isFirst = this.seenOrders.add(0, order.low, order.high)
        if (!isFirst && plan.repeatedTotals) {
          if (this.money.value !== 0) this.repeated++
          this.money.value = 0
        }
        const isHead = plan.headTotals && hasOrder && isFirst
        if (isHead) this.money.value = 0
        const adjusted = this.adjustments.apply(row, byteOffset, this.money, isFirst, this.foreign)
        if (adjusted === Adjusted.failed) return
        value = this.money.value
        scale = this.money.scale
        if (
          sign < 0 ||
          adjusted === Adjusted.refunded ||
          standing === Standing.return ||
          (plan.cancelMark && hasOrder && hasCancelMark(buffer, orderFrom, orderTo))
        ) {
          kind = RowKind.return
          value = value === 0 ? 0 : -value
        } else kind = sign === 0 || isHead || adjusted === Adjusted.free ? RowKind.zero : RowKind.purchase
      }
    }

    // The row is readable; from here on it is written.
    const customer =
      isSameOrder && from === to
        ? this.lastCustomer
        : from === to
          ? NO_CODE
          : this.customers.codeNear(customerBytes, from, to)
    if (!hasOrder) order.setText(customerBytes, from, to, day, second, this.rejects.table)
    if (plan.orderOnFirstLine) {
      this.hasLast = hasOrder
      this.lastLow = order.low
      this.lastHigh = order.high
      this.lastCustomer = customer
      this.lastDayRead = day
      this.lastSecond = second
      this.lastKind = kind
      this.lastForeign = this.foreign
    }
    let product = NO_CODE
    if (this.find(row, at.product)) {
      product = this.products.code(buffer, this.from, this.to)
      if (this.find(row, at.product_name)) this.spellings.add(product, buffer, this.from, this.to)
    }
    const category = this.find(row, at.category) ? this.categories.code(buffer, this.from, this.to) : NO_CODE
    this.tally.row(customer !== NO_CODE, kind, day)
    if (customer !== NO_CODE) this.attributes.take(row, customer, day, second)
    const chunks = this.foreign === '' ? this.chunks.own : this.chunks.other(this.foreign)
    chunks.money[0] = value
    chunks.add(customer, order.low, order.high, day, scale, kind, product, category, buffer, orderFrom, orderTo)
  }

  /** Where a cell's text begins and ends; false: it is blank, or there is no such column. */
  private find({ buffer, starts, ends }: Row, index: number): boolean {
    if (index < 0) return false
    let from = starts[index]!
    let to = ends[index]!
    while (from < to && buffer[from]! <= 0x20) from++
    while (from < to && buffer[to - 1]! <= 0x20) to--
    this.from = from
    this.to = to
    return from < to
  }

  get firstDay(): number {
    return this.tally.firstDay
  }

  get lastDay(): number {
    return this.tally.lastDay
  }

  counts(): Omit<RowCounts, 'read' | 'rejected'> {
    return this.tally.counts()
  }

  finish(encoding: Encoding): {
    tail: OrdersTail
    currency: string | null
    foreignRows: readonly ForeignRows[]
    warnings: Warning[]
  } {
    this.chunks.finish()
    return {
      tail: {
        kind: 'orders',
        customers: toUtf8Column(this.customers.column(), encoding),
        products: toUtf8Column(this.products.column(), encoding),
        productNames: toUtf8Column(commonestNames(this.spellings.counted(), this.products.count), encoding),
        categories: toUtf8Column(this.categories.column(), encoding),
        attributes: this.attributes.columns(this.customers.count, encoding),
        ...(this.chunks.foreign.length === 0 ? {} : { foreign: this.chunks.foreign }),
      },
      currency: this.currency,
      foreignRows: this.chunks.foreignRows(),
      warnings: orderWarnings(this.troubles()),
    }
  }

  /** Instead of `finish`, where other readers read the rest of the file: everything that is needed to join the parts. */
  finishPart(encoding: Encoding): OrdersPart {
    this.chunks.finish()
    const spellings = this.spellings.counted()
    return {
      customers: toUtf8Column(this.customers.column(), encoding),
      products: toUtf8Column(this.products.column(), encoding),
      spellings: { ...spellings, names: toUtf8Column(spellings.names, encoding) },
      categories: toUtf8Column(this.categories.column(), encoding),
      attributes: this.attributes.dated(this.customers.count, encoding),
      troubles: this.troubles(),
      foreign: this.chunks.foreign,
    }
  }

  private troubles(): OrderTroubles {
    const { currency, repeated, chunks, tally } = this
    return { currency, foreign: chunks.foreignRows(), repeated, withoutCustomer: tally.withoutCustomer }
  }

  private readDate(buffer: Uint8Array, start: number, end: number): boolean {
    this.lastDate.forget()
    if (!this.date.read(buffer, start, end)) return false
    this.lastDate.keep(buffer, start, end)
    return true
  }

  /** Reads `amount`; the sign, or FAILED when the row was rejected. */
  private readAmount(row: Row, byteOffset: () => number): number {
    const { at, amount } = this
    const { buffer, starts, ends } = row
    if (!this.readNumber(row, byteOffset, 'amount', amount)) return FAILED
    if (!this.money.ofAmount(amount)) return this.rejectLarge(row, byteOffset, 'amount')
    let negative = amount.negative && amount.mantissa !== 0
    if (at.quantity >= 0 && !negative) {
      const from = starts[at.quantity]!
      const to = ends[at.quantity]!
      // Digits at both ends: no sign.
      if (buffer[from]! < 0x30 || buffer[to - 1]! < 0x30) negative = isNegative(buffer, from, to)
    }
    return negative ? -1 : amount.mantissa === 0 ? 0 : 1
  }

  /** Reads `unit_price` × `quantity`; the sign, or FAILED when the row was rejected. */
  private readProduct(row: Row, byteOffset: () => number): number {
    const { price, quantity } = this
    if (!this.readNumber(row, byteOffset, 'unit_price', price)) return FAILED
    if (!this.readNumber(row, byteOffset, 'quantity', quantity)) return FAILED
    if (!this.money.ofProduct(price, quantity)) return this.rejectLarge(row, byteOffset, 'unit_price')
    const negative = (quantity.negative && quantity.mantissa !== 0) || (price.negative && price.mantissa !== 0)
    return negative ? -1 : price.mantissa === 0 || quantity.mantissa === 0 ? 0 : 1
  }

  private readNumber(row: Row, byteOffset: () => number, role: OrderColumn, number: NumberReader): boolean {
    const { buffer, starts, ends } = row
    let from = starts[this.at[role]]!
    let to = ends[this.at[role]]!
    while (from < to && buffer[from]! <= 0x20) from++
    while (from < to && buffer[to - 1]! <= 0x20) to--
    if (!number.read(buffer, from, to)) {
      // Signs such as € are one byte in a code page: seen as text they are read like any other.
      if (from === to || !number.readString(this.rejects.text(buffer, from, Math.min(to, from + 200)))) {
        this.rejectCell(row, byteOffset, role, from === to ? 'number_empty' : 'number', from, to)
        return false
      }
    }
    if (number.currency !== null) {
      this.currency ??= number.currency
      if (number.currency !== this.currency && this.at.currency < 0) this.foreign = number.currency
    }
    if (this.plan.columns[role]!.isMinor === true) number.decimals += minorDigits(this.foreign || this.plan.currency)
    return true
  }

  private readCurrency(row: Row, isSameOrder: boolean): void {
    const index = this.at.currency
    const code = this.currencies.of(row.buffer, row.starts[index]!, row.ends[index]!, this.rejects)
    if (code !== '') {
      this.currency ??= code
      if (code !== this.currency) this.foreign = code
    }
    this.currencies.settle(this.foreign !== '')
    // The later lines of an order may leave it to the first.
    if (code === '' && isSameOrder) this.foreign = this.lastForeign
  }

  private rejectCell(
    row: Row,
    byteOffset: () => number,
    role: OrderColumn,
    reason: string,
    from: number,
    to: number,
  ): void {
    const column = this.plan.columns[role]!.name
    const value = this.rejects.text(row.buffer, from, Math.min(to, from + 80))
    this.rejects.add(row, byteOffset(), column, 'cast', {
      code: `import.reject.${reason}`,
      params: { column, value },
    })
  }

  private rejectLarge(row: Row, byteOffset: () => number, role: OrderColumn): number {
    const index = this.at[role]
    this.rejectCell(row, byteOffset, role, 'too_large', row.starts[index]!, row.ends[index]!)
    return FAILED
  }
}

const FAILED = -2
