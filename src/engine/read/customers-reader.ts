import type { RowCounts } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import type { AttributeColumn, CustomersTail } from '../columns/types.ts'
import { DateReader } from './values/date.ts'
import { dayText } from '../columns/calendar.ts'
import type { ZoneOffset } from './values/date.ts'
import { ByteDictionary } from './stores/dictionary.ts'
import type { Encoding } from './text/encoding.ts'
import { Codes, plainNumber, trimmed } from './stores/kept-cells.ts'
import { NumberReader } from './values/number.ts'
import type { ReadPlan } from './plan.ts'
import { isBlankRow, toUtf8Column } from './text/rows.ts'
import type { RejectList, Row } from './text/rows.ts'

/** Reads a file of customers: one entry a row that has an id or an e-mail address. */
export class CustomersReader {
  firstDay = Infinity
  lastDay = -Infinity
  private accepted = 0
  private withoutCustomer = 0
  private readonly plan: ReadPlan
  private readonly rejects: RejectList
  private readonly ids = new ByteDictionary(1 << 14)
  private readonly emails = new ByteDictionary(1 << 14)
  private readonly columns: { readonly index: number; readonly role: string; readonly values: Codes; unread: number }[]
  private readonly date: DateReader
  private readonly number: NumberReader

  constructor(plan: ReadPlan, rejects: RejectList, zoneOffset: ZoneOffset) {
    this.plan = plan
    this.rejects = rejects
    this.columns = plan.attributes.map(({ index, role }) => ({ index, role, values: new Codes(), unread: 0 }))
    this.date = new DateReader(plan.dateOrder, zoneOffset, plan.serialDates, plan.dateForm)
    this.number = new NumberReader(plan.attributes.find(({ role }) => role === 'lifetime_value')?.decimal ?? '.')
  }

  /** Takes one row with the right number of cells. */
  take(row: Row): void {
    const { buffer, starts, ends } = row
    const { columns } = this.plan
    const id = columns.customer_id
    const email = columns.email
    let idFrom = 0
    let idTo = 0
    if (id !== undefined) {
      ;[idFrom, idTo] = trimmed(buffer, starts[id.index]!, ends[id.index]!)
      if (id.dropPointZero && /^\d+\.0$/.test(this.rejects.text(buffer, idFrom, Math.min(idTo, idFrom + 40)))) idTo -= 2
    }
    let mailFrom = 0
    let mailTo = 0
    if (email !== undefined) [mailFrom, mailTo] = trimmed(buffer, starts[email.index]!, ends[email.index]!)
    if (idFrom === idTo && mailFrom === mailTo) {
      if (!isBlankRow(row)) this.withoutCustomer++
      return
    }
    this.ids.append(buffer, idFrom, idTo)
    this.emails.append(buffer, mailFrom, mailTo)
    for (const column of this.columns) {
      if (column.index >= row.count) {
        column.values.addNone()
        continue
      }
      const [from, to] = trimmed(buffer, starts[column.index]!, ends[column.index]!)
      if (from === to) column.values.addNone()
      else if (column.role === 'signup_date') {
        if (this.date.read(buffer, from, to)) column.values.addText(dayText(this.date.day))
        else {
          column.unread++
          column.values.addNone()
        }
      } else if (column.role === 'lifetime_value') {
        const text = plainNumber(this.number, buffer, from, to, this.rejects)
        if (text === null) {
          column.unread++
          column.values.addNone()
        } else column.values.addText(text)
      } else column.values.add(buffer, from, to)
    }
    this.accepted++
  }

  counts(): Omit<RowCounts, 'read' | 'rejected'> {
    const { accepted, withoutCustomer } = this
    return { accepted, withoutCustomer, purchases: 0, returns: 0, zero: 0, void: 0 }
  }

  finish(encoding: Encoding): { tail: CustomersTail; currency: string | null; foreignRows: []; warnings: Warning[] } {
    const warnings: Warning[] = []
    const attributes = this.columns.map(({ role, values, unread }, i): AttributeColumn => {
      const { name } = this.plan.attributes[i]!
      if (unread > 0)
        warnings.push({
          severity: 'warning',
          code: 'import.warning.value_left_empty',
          params: { rows: unread, column: name },
        })
      const { dictionary, codes } = values.finish()
      return { name, role, codes, dictionary: toUtf8Column(dictionary, encoding) }
    })
    if (this.withoutCustomer > 0)
      warnings.push({
        severity: 'warning',
        code: 'import.warning.without_person',
        params: { rows: this.withoutCustomer },
      })
    return {
      tail: {
        kind: 'customers',
        rows: this.accepted,
        ids: toUtf8Column(this.ids.column(), encoding),
        emails: toUtf8Column(this.emails.column(), encoding),
        attributes,
      },
      currency: this.plan.currency,
      foreignRows: [],
      warnings,
    }
  }
}
