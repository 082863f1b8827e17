import type { ReadOptions, Role } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import type { SampleRow } from '../text/sample.ts'
import type { DecimalMarks } from './decimal-marks.ts'
import { blankOrders, detectOrderShape, orderLines, type OrderLine, type OrderShape } from './order-shape.ts'
import type { ColumnProfile } from './profile.ts'

/** What is known of the orders of a table. */
export interface OrderFacts {
  /** The rows of the sample as lines of orders. */
  readonly lines: readonly OrderLine[]
  /** How they are read. */
  readonly shape: OrderShape
  /** The rows say that totals repeat, whatever was chosen. */
  readonly seenRepeated: boolean
  /** The first row of an order holds the sum of its others, whatever was chosen. */
  readonly seenHeads: boolean
  /** Order ids are plain digits, so a letter C in front marks a cancelled one. */
  readonly cancelMark: boolean
  readonly notes: readonly Note[]
}

/**
 * Settles how orders lie in the rows: as the person chose, else as the sample says.
 * @param rows of the sample; none where the table holds no orders
 * @param isKnownRepeated the column's value stands on every line of an order, as is known from the rest of the file
 */
export function settleOrders(
  rows: readonly SampleRow[],
  columnOf: (role: Role) => ColumnProfile | undefined,
  decimals: DecimalMarks,
  chosen: ReadOptions['orderTotals'],
  isKnownRepeated: (column: number) => boolean,
): OrderFacts {
  const order = columnOf('order_id')
  const amount = columnOf('amount')
  const lines = order === undefined ? [] : orderLines(rows, order, amount, columnOf, decimals.of)
  const seen = detectOrderShape(lines)
  const hasAmounts = lines.length > 0 && amount !== undefined
  // A few rows, as mended ones, prove nothing of their own.
  const isRepeated = seen.repeatedTotals || (hasAmounts && (chosen === 'once' || isKnownRepeated(amount.index)))
  const shape = {
    ...seen,
    repeatedTotals: isRepeated && chosen !== 'line',
    headTotals: seen.headTotals && chosen !== 'line',
  }
  const cancelMark = order !== undefined && isPlainDigits(order.values)
  const notes: Note[] = []
  const blank = blankOrders(lines)
  if (blank > 0 && !shape.totalsOnFirstLine)
    notes.push({ code: 'import.note.blank_orders', params: { column: order!.name, rows: blank } })
  if (shape.repeatedTotals) notes.push({ code: 'import.note.repeated_totals', params: { column: amount!.name } })
  if (shape.headTotals) notes.push({ code: 'import.note.head_totals', params: { column: amount!.name } })
  if (shape.totalsOnFirstLine)
    notes.push({ code: 'import.note.totals_on_first_line', params: { column: amount!.name } })
  if (cancelMark && order.values.some((value) => marked.test(value)))
    notes.push({ code: 'import.note.cancel_mark', params: { column: order.name } })
  return { lines, shape, seenRepeated: seen.repeatedTotals, seenHeads: seen.headTotals, cancelMark, notes }
}

const marked = /^[cC]\d+$/

/** Plain digits, a C in front of some of them apart. */
function isPlainDigits(values: readonly string[]): boolean {
  const plain = values.filter((value) => /^\d+$/.test(value)).length
  const withMark = values.filter((value) => marked.test(value)).length
  return values.length > 0 && plain > withMark && plain + withMark >= values.length * 0.95
}
