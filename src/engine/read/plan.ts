import type { Note } from '../../contract/messages.ts'
import type { DateOrder, ImportPreview } from '../../contract/imports.ts'
import type { AdjustmentRole, eventRoles, FileKind, orderRoles, Role, StatusMeaning } from '../../contract/roles.ts'
import type { DateForm } from './values/date-form.ts'
import type { Encoding } from './text/encoding.ts'
import type { TokenizerOptions } from './text/record-sink.ts'
import type { Row } from './text/rows.ts'
import type { OpenQuestion } from './meaning/questions.ts'

/** How one column is to be read. */
export interface ColumnPlan {
  readonly index: number
  readonly name: string
  /** Decimal mark of numbers in it. */
  readonly decimal: '.' | ','
  /** `120.50 CR` came in, and DR was given back; otherwise it is the other way round. */
  readonly creditIsPlus?: boolean
  /** Its money counts the smallest coin of the row's currency: 1999 is 19.99. */
  readonly isMinor?: true
  /** Its whole numbers were written as decimals (`17850.0`): the `.0` is no part of the id. */
  readonly dropPointZero: boolean
}

export interface AttributePlan extends ColumnPlan {
  readonly role: string
}

export interface AdjustmentPlan {
  readonly role: AdjustmentRole
  readonly column: ColumnPlan
  readonly sign: 1 | -1
  /** The order's stands on each of its lines: counted on the first. */
  readonly perOrder: boolean
}

/** Everything the reader of rows needs to know; plain data. */
export interface ReadPlan {
  readonly kind: FileKind
  readonly encoding: Encoding
  /** What the file itself is in, where its bytes come as UTF-8 from another encoding. */
  readonly encodingName?: string
  /** No byte beyond ASCII was seen yet: the first one decides between UTF-8 and a Windows code page. */
  readonly encodingOpen: boolean
  /** Bytes of the delimiter, one or more. */
  readonly delimiter: Uint8Array
  /** Quote byte, or -1. */
  readonly quote: number
  /** Byte that makes a quote inside a quoted cell a letter, or -1. */
  readonly escape: number
  /** Several delimiters in a row are one. */
  readonly collapse: boolean
  /** A table drawn with |: lines of dashes are no rows, blanks around cells and what frames a row no part of it. */
  readonly isGrid: boolean
  /** Bytes before the first record, in the stream as UTF-8 (byte order mark included). */
  readonly skipBytes: number
  /** The same stretch in bytes of the file, which differ where that is UTF-16. */
  readonly skipFileBytes: number
  /** Its rows come from a sheet, where each cell stands in its column whatever stands beside it. */
  readonly isSheet: boolean
  /** 1-based line (row) of the first record. */
  readonly firstLine: number
  /** 1-based line from which on the file holds no rows of the table any more, or null. */
  readonly footerLine: number | null
  /** The same as an offset in the stream, known for large files too; null: to the end. */
  readonly endOffset: number | null
  readonly columnNames: readonly string[]
  /** A record with fewer cells is rejected. */
  readonly requiredCells: number
  /** Cells of a record that is as it should be, or -1: not known. */
  readonly expectedCells: number
  /** Lines that start with # and have another number of cells than the table are remarks. */
  readonly hasRemarks: boolean
  /** Bytes of the header's line where it stands among the rows again, as in files put behind each other. */
  readonly repeatedHeader: Uint8Array | null
  /** Columns whose values begin with an apostrophe that is no part of them. */
  readonly textMarks: readonly number[]
  readonly columns: Readonly<Partial<Record<OrderColumn, ColumnPlan>>>
  readonly attributes: readonly AttributePlan[]
  readonly dateOrder: DateOrder
  /** Bare numbers in the date column count days from 1899-12-30. */
  readonly serialDates: boolean
  /** What else is known of how its dates are written. */
  readonly dateForm: DateForm
  /** Order ids are plain digits, so a letter C in front marks a cancelled one. */
  readonly cancelMark: boolean
  /** The same order total stands on every line of an order: counted on the first. */
  readonly repeatedTotals: boolean
  /** The first row of an order holds the sum of its other rows, which alone are counted. */
  readonly headTotals: boolean
  /** Only the first line of an order carries its total, customer and status. */
  readonly totalsOnFirstLine: boolean
  /** What belongs to the order (status, date, customer, currency) stands on its first line alone. */
  readonly orderOnFirstLine: boolean
  /** Columns, outer ones first, whose empty cells belong to the value above them. */
  readonly fillDown?: readonly number[]
  /** What statuses mean that no word list knows, by their trimmed text in lower case. */
  readonly statuses: Readonly<Record<string, StatusMeaning>>
  /** Numbers of orders start anew each day: one is an order of one customer on one day. */
  readonly dailyOrders: boolean
  /** Money of other columns that is added to the price or taken off it. */
  readonly adjustments: readonly AdjustmentPlan[]
  /** ISO code of most rows, or null. */
  readonly currency: string | null
}

export type OrderColumn =
  (typeof orderRoles)[number] | (typeof eventRoles)[number] | Extract<Role, 'signup_date' | 'lifetime_value'>

/** What a look at the head of a file says: what the preview shows, and how to read all of it. */
export interface Inspection extends Omit<
  ImportPreview,
  | 'fileId'
  | 'fileName'
  | 'sizeBytes'
  | 'rows'
  | 'sheets'
  | 'sheet'
  | 'duplicateOf'
  | 'mends'
  | 'ambiguities'
  | 'looked'
  | 'options'
  | 'remembered'
> {
  readonly plan: ReadPlan
  /** The header's cells as they stand in the file, or null: it has none. */
  readonly header: readonly string[] | null
  readonly headerRows: number
  /** Columns in front of the table that hold nothing: only of a sheet that was looked at whole. */
  readonly indent: number
  /** Of the notes, those on where the table lies. */
  readonly layoutNotes: readonly Note[]
  /** Lines above the header (above the rows, where there is none). */
  readonly preambleLines: number
  /** Lines below its rows that are no part of another table. */
  readonly footerLines: number
  /** Rows among them that lie beyond the bytes looked at. */
  readonly tailRows: number
  /** Where the table ends in a file that comes transcoded, for lines below it that lie beyond the head; else null. */
  readonly fileEnd: number | null
  /** What is left open; what each answer leads to is counted for the preview alone. */
  readonly questions: readonly OpenQuestion[]
  /** Rows below the header in the head, and the mean bytes of one, for an estimate of the whole. */
  readonly sampleRows: number
  readonly sampleRowBytes: number
}

/** Whether the columns are there without which a file of its kind cannot be read. */
export function isReadable({ kind, columns }: Pick<ReadPlan, 'kind' | 'columns'>): boolean {
  const hasPerson = columns.customer_id !== undefined || columns.email !== undefined
  if (kind === 'campaign') return true
  if (kind === 'customers') return hasPerson
  if (kind === 'events') return hasPerson && columns.timestamp !== undefined && columns.event_type !== undefined
  const hasMoney = columns.amount !== undefined || (columns.unit_price !== undefined && columns.quantity !== undefined)
  return columns.date !== undefined && hasMoney
}

/** How the records of a file are told apart. */
export function recordOptions(
  plan: Pick<ReadPlan, 'delimiter' | 'quote' | 'escape' | 'collapse' | 'expectedCells'>,
): Pick<TokenizerOptions, 'delimiter' | 'quote' | 'escape' | 'collapse' | 'expectedCells'> {
  const { delimiter, quote, escape, collapse, expectedCells } = plan
  return { delimiter, quote, escape, collapse, expectedCells }
}

const HASH = 0x23
const FORM_FEED = 0x0c

/** Whether a record is none of the rows it stands among: a remark, a line of dashes, or the header again. */
export function isRemark(
  row: Row,
  plan: Pick<ReadPlan, 'hasRemarks' | 'expectedCells' | 'repeatedHeader' | 'isGrid'>,
): boolean {
  const { buffer, start, end, count } = row
  if (plan.isGrid && isDashes(row)) return true
  if (plan.hasRemarks && buffer[start] === HASH && count !== plan.expectedCells) return true
  const again = plan.repeatedHeader
  if (again === null) return false
  const from = start + markBytes(buffer, start)
  return end - from === again.length && again.every((byte, i) => buffer[from + i] === byte)
}

/** A byte order mark, or a form feed, in front of a header that comes again. */
function markBytes(buffer: Uint8Array, start: number): number {
  if (buffer[start] === FORM_FEED) return 1
  return buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf ? 3 : 0
}

function isDashes({ buffer, start, end }: Row): boolean {
  for (let i = start; i < end; i++) {
    // ─ and what else boxes are drawn with lie from U+2500 to U+257F.
    if (buffer[i] === 0xe2 && (buffer[i + 1] === 0x94 || buffer[i + 1] === 0x95)) i += 2
    else if (!' |+:=-'.includes(String.fromCharCode(buffer[i]!))) return false
  }
  return true
}
