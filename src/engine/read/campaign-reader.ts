import type { RowCounts } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import { NO_DAY, type AttributeColumn, type CampaignTail } from '../columns/types.ts'
import { isPlaceholder, withoutPointZero } from './values/cell-bytes.ts'
import { DateReader } from './values/date.ts'
import type { ZoneOffset } from './values/date.ts'
import { ByteDictionary, grown } from './stores/dictionary.ts'
import type { Encoding } from './text/encoding.ts'
import { Codes, plainNumber, trimmed } from './stores/kept-cells.ts'
import { NumberReader } from './values/number.ts'
import type { ReadPlan } from './plan.ts'
import { isBlankRow, toUtf8Column } from './text/rows.ts'
import type { RejectList, Row } from './text/rows.ts'

/** '1.234,5' or '0,5': a number written with a comma, as one with a point. */
const commaNumber = /^-?(\d{1,3}(\.\d{3})+|\d+),\d+$/

/**
 * Reads a file of campaign results. Every row that says its group is a person, however often its cells repeat; a row without
 * a group, or whose date cannot be read, is rejected.
 */
export class CampaignReader {
  firstDay = Infinity
  lastDay = -Infinity
  private accepted = 0
  private days: Uint32Array = new Uint32Array(1024)
  private readonly plan: ReadPlan
  private readonly rejects: RejectList
  private readonly ids = new ByteDictionary(1 << 14)
  private readonly columns: {
    readonly plan: ReadPlan['attributes'][number]
    readonly values: Codes
    readonly number: NumberReader
    unread: number
  }[]
  private readonly date: DateReader

  constructor(plan: ReadPlan, rejects: RejectList, zoneOffset: ZoneOffset) {
    this.plan = plan
    this.rejects = rejects
    this.columns = plan.attributes.map((each) => ({
      plan: each,
      values: new Codes(),
      number: new NumberReader(each.decimal),
      unread: 0,
    }))
    this.date = new DateReader(plan.dateOrder, zoneOffset, plan.serialDates, plan.dateForm)
  }

  /** Takes one row with the right number of cells. */
  take(row: Row, byteOffset: () => number): void {
    if (isBlankRow(row)) return
    const { buffer, starts, ends } = row
    const { customer_id: id, date } = this.plan.columns
    for (const { plan } of this.columns) {
      if (plan.role !== 'treatment') continue
      const [from, to] = trimmed(buffer, starts[plan.index]!, ends[plan.index]!)
      if (from === to) return this.rejectCell(row, byteOffset, plan.name, 'arm_empty', '')
    }
    let day = NO_DAY
    if (date !== undefined) {
      const [from, to] = trimmed(buffer, starts[date.index]!, ends[date.index]!)
      if (from < to) {
        if (!this.date.read(buffer, from, to))
          return this.rejectCell(
            row,
            byteOffset,
            date.name,
            'date',
            this.rejects.text(buffer, from, Math.min(to, from + 80)),
          )
        day = this.date.day
        this.firstDay = Math.min(this.firstDay, day)
        this.lastDay = Math.max(this.lastDay, day)
      }
    }
    let [idFrom, idTo] = [0, 0]
    if (id !== undefined) {
      ;[idFrom, idTo] = trimmed(buffer, starts[id.index]!, ends[id.index]!)
      if (id.dropPointZero) idTo = withoutPointZero(buffer, idFrom, idTo)
    }
    this.ids.append(buffer, idFrom, idTo)
    if (this.accepted === this.days.length) this.days = grown(this.days, this.days.length * 2)
    this.days[this.accepted++] = day
    for (const column of this.columns) this.keep(column, row)
  }

  counts(): Omit<RowCounts, 'read' | 'rejected'> {
    return { accepted: this.accepted, withoutCustomer: 0, purchases: 0, returns: 0, zero: 0, void: 0 }
  }

  finish(encoding: Encoding): { tail: CampaignTail; currency: null; foreignRows: []; warnings: Warning[] } {
    const warnings: Warning[] = []
    const attributes = this.columns.map(({ plan, values, unread }): AttributeColumn => {
      if (unread > 0)
        warnings.push({
          severity: 'warning',
          code: 'import.warning.value_left_empty',
          params: { rows: unread, column: plan.name },
        })
      const { dictionary, codes } = values.finish()
      return { name: plan.name, role: plan.role, codes, dictionary: toUtf8Column(dictionary, encoding) }
    })
    return {
      tail: {
        kind: 'campaign',
        rows: this.accepted,
        ids: toUtf8Column(this.ids.column(), encoding),
        // Kept as bits, which grow without a sign.
        days: new Int32Array(this.days.slice(0, this.accepted).buffer),
        attributes,
      },
      currency: null,
      foreignRows: [],
      warnings,
    }
  }

  private keep(column: CampaignReader['columns'][number], { buffer, starts, ends, count }: Row): void {
    const { plan, values, number } = column
    if (plan.index >= count) return values.addNone()
    const [from, to] = trimmed(buffer, starts[plan.index]!, ends[plan.index]!)
    const isBlank = from === to || (plan.role !== 'treatment' && isPlaceholder(buffer, from, to))
    if (isBlank) return values.addNone()
    if (plan.role === 'outcome') {
      const text = plainNumber(number, buffer, from, to, this.rejects)
      if (text !== null) return values.addText(text)
      // "yes" and "no" are numbers too, later; anything else is none.
      if (to - from > 8) {
        column.unread++
        return values.addNone()
      }
    } else if (plan.decimal === ',') {
      const text = this.rejects.text(buffer, from, Math.min(to, from + 40))
      if (commaNumber.test(text)) return values.addText(text.replaceAll('.', '').replace(',', '.'))
    }
    values.add(buffer, from, to)
  }

  private rejectCell(row: Row, byteOffset: () => number, column: string, reason: string, value: string): void {
    this.rejects.add(row, byteOffset(), column, 'cast', {
      code: `import.reject.${reason}`,
      params: { column, value },
    })
  }
}
