import { minorDigits } from '../money/minor-units.ts'
import type { RowCounts } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import { OrderSet } from '../columns/order-set.ts'
import { NO_CODE, RowKind } from '../columns/types.ts'
import type { EventsTail, TransactionChunk } from '../columns/types.ts'
import { isPlaceholder, withoutPointZero } from './values/cell-bytes.ts'
import { ChunkWriter } from './stores/chunk-writer.ts'
import { DateReader } from './values/date.ts'
import type { ZoneOffset } from './values/date.ts'
import { ByteDictionary } from './stores/dictionary.ts'
import { EmailKey } from './values/email-key.ts'
import type { Encoding } from './text/encoding.ts'
import { LastDate } from './values/last-date.ts'
import { Money, NumberReader } from './values/number.ts'
import { OrderHash } from './orders/order-hash.ts'
import type { OrderColumn, ReadPlan } from './plan.ts'
import { isBlankRow, toUtf8Column } from './text/rows.ts'
import type { RejectList, Row } from './text/rows.ts'

/**
 * Reads rows of events. They are kept in chunks like transactions: `amount` is the event's value, `orderLow` the second of
 * its day, `orderHigh` the code of its type. An event id that comes twice is one event.
 */
export class EventsReader {
  accepted = 0
  withoutCustomer = 0
  firstDay = Infinity
  lastDay = -Infinity
  private readonly plan: ReadPlan
  private readonly rejects: RejectList
  private readonly chunks = new ChunkWriter()
  private readonly customers = new ByteDictionary(1 << 14)
  private readonly types = new ByteDictionary()
  private readonly products = new ByteDictionary(1 << 12)
  private readonly categories = new ByteDictionary()
  private readonly date: DateReader
  private readonly lastDate = new LastDate()
  private readonly value: NumberReader
  private readonly money = new Money()
  private readonly email = new EmailKey()
  private readonly id = new OrderHash()
  private readonly seen = new OrderSet()
  private repeated = 0
  /** Where the cell that was looked at last lies, without blanks around it. */
  private from = 0
  private to = 0

  constructor(plan: ReadPlan, rejects: RejectList, zoneOffset: ZoneOffset) {
    this.plan = plan
    this.rejects = rejects
    this.date = new DateReader(plan.dateOrder, zoneOffset, plan.serialDates, plan.dateForm)
    this.value = new NumberReader(plan.columns.event_value?.decimal ?? '.')
  }

  /** Takes one row with the right number of cells. */
  take(row: Row, byteOffset: () => number): void {
    const { buffer } = row
    let who = buffer
    let from = 0
    let to = 0
    if (this.find(row, 'customer_id') && !(this.to - this.from <= 4 && isPlaceholder(buffer, this.from, this.to))) {
      from = this.from
      to = this.plan.columns.customer_id!.dropPointZero ? withoutPointZero(buffer, from, this.to) : this.to
    }
    if (from === to && this.find(row, 'email')) {
      to = this.email.read(buffer, this.from, this.to)
      from = 0
      who = this.email.bytes
    }
    if (from === to && isBlankRow(row)) return
    if (!this.find(row, 'timestamp')) return this.reject(row, byteOffset, 'timestamp', 'date_empty')
    if (!this.readDate(buffer)) return this.reject(row, byteOffset, 'timestamp', 'date')
    if (!this.find(row, 'event_type')) return this.reject(row, byteOffset, 'event_type', 'event_type_empty')
    const [typeFrom, typeTo] = [this.from, this.to]
    let value = 0
    let scale = 0
    if (this.find(row, 'event_value')) {
      const { value: number, money } = this
      if (
        !number.read(buffer, this.from, this.to) &&
        !number.readString(this.rejects.text(buffer, this.from, Math.min(this.to, this.from + 200)))
      )
        return this.reject(row, byteOffset, 'event_value', 'number')
      if (this.plan.columns.event_value!.isMinor === true) number.decimals += minorDigits(this.plan.currency)
      if (!money.ofAmount(number)) return this.reject(row, byteOffset, 'event_value', 'too_large')
      value = number.negative && money.value !== 0 ? -money.value : money.value
      scale = money.scale
    }
    if (from === to) {
      this.withoutCustomer++
      return
    }
    // The row is readable; from here on it is counted.
    this.accepted++
    if (this.find(row, 'event_id')) {
      this.id.set(buffer, this.from, this.to, 0, -1)
      if (!this.seen.add(0, this.id.low, this.id.high)) {
        this.repeated++
        return
      }
    }
    const customer = this.customers.codeNear(who, from, to)
    const type = this.types.code(buffer, typeFrom, typeTo)
    const product = this.find(row, 'product_id') ? this.products.code(buffer, this.from, this.to) : NO_CODE
    const category = this.find(row, 'category') ? this.categories.code(buffer, this.from, this.to) : NO_CODE
    const { day, second } = this.date
    if (day < this.firstDay) this.firstDay = day
    if (day > this.lastDay) this.lastDay = day
    this.chunks.money[0] = value
    this.chunks.add(customer, second, type, day, scale, RowKind.zero, product, category, buffer, 0, 0)
  }

  takeChunks(): TransactionChunk[] {
    // Nobody asks an event for an order's id: only the columns go on.
    return this.chunks
      .take()
      .map(({ rows, scale, customer, orderLow, orderHigh, day, amount, kind, product, category }) => {
        return { rows, scale, customer, orderLow, orderHigh, day, amount, kind, product, category }
      })
  }

  counts(): Omit<RowCounts, 'read' | 'rejected'> {
    const { accepted, withoutCustomer, repeated } = this
    return { accepted, withoutCustomer, purchases: 0, returns: 0, zero: 0, void: repeated }
  }

  finish(encoding: Encoding): { tail: EventsTail; currency: null; foreignRows: []; warnings: Warning[] } {
    this.chunks.finish()
    const warnings: Warning[] = []
    if (this.repeated > 0)
      warnings.push({ severity: 'info', code: 'import.warning.repeated_events', params: { rows: this.repeated } })
    if (this.withoutCustomer > 0)
      warnings.push({
        severity: 'warning',
        code: 'import.warning.events_without_person',
        params: { rows: this.withoutCustomer },
      })
    return {
      tail: {
        kind: 'events',
        customers: toUtf8Column(this.customers.column(), encoding),
        types: toUtf8Column(this.types.column(), encoding),
        products: toUtf8Column(this.products.column(), encoding),
        categories: toUtf8Column(this.categories.column(), encoding),
        attributes: [],
      },
      // A value of an event may be money, minutes or stars.
      currency: null,
      foreignRows: [],
      warnings,
    }
  }

  /** Looks at a role's cell; false where there is none or it is blank. */
  private find({ buffer, starts, ends, count }: Row, role: OrderColumn): boolean {
    const column = this.plan.columns[role]
    if (column === undefined || column.index >= count) return false
    this.from = starts[column.index]!
    this.to = ends[column.index]!
    while (this.from < this.to && buffer[this.from]! <= 0x20) this.from++
    while (this.from < this.to && buffer[this.to - 1]! <= 0x20) this.to--
    return this.from < this.to
  }

  private readDate(buffer: Uint8Array): boolean {
    const { from, to, lastDate } = this
    if (lastDate.is(buffer, from, to)) return true
    lastDate.forget()
    if (!this.date.read(buffer, from, to)) return false
    lastDate.keep(buffer, from, to)
    return true
  }

  private reject(row: Row, byteOffset: () => number, role: OrderColumn, reason: string): void {
    const column = this.plan.columns[role]?.name ?? ''
    const value = this.rejects.text(row.buffer, this.from, Math.min(this.to, this.from + 80))
    this.rejects.add(row, byteOffset(), column, 'cast', { code: `import.reject.${reason}`, params: { column, value } })
  }
}
