import { bodyOf, filledOf, fitsColumn } from './body.ts'
import type { Body } from './body.ts'
import { shapeOf } from './cell-shape.ts'
import { FOOTER_ROWS, footerStart } from './footer.ts'
import { headerLines, isHeader, looksLikeNames } from './header-row.ts'

type Row = readonly string[]

/** Rows below a header by which its table is known. */
const NEAR_ROWS = 12
/** Rows among which the header of a table is looked for. */
const OPENING_ROWS = 160

/** Where one table lies among the rows of a file. */
export interface TableLayout {
  /** Its first row, with whatever stands above its header. */
  readonly start: number
  /** Rows of its header; empty: it has none. */
  readonly headerRows: readonly number[]
  /** The header's cells, those of several rows joined by a blank; null: none. */
  readonly header: readonly string[] | null
  /** The same without parts that stand twice: names for its columns. */
  readonly names: readonly string[] | null
  readonly firstData: number
  /** Behind its last row; notes and totals below are not in it. */
  readonly end: number
  /** Behind the last row that is no part of another table. */
  readonly stop: number
  readonly body: Body
  /** Its header is that of the table above, word for word. */
  readonly repeats: boolean
}

/**
 * Finds the tables among the rows of a file: what stands above the header, the header (of several rows, or none), the
 * rows, and what stands below them.
 * @param rows blank lines among them, as rows without a filled cell
 * @param isWhole no row follows
 */
export function findTables(rows: readonly Row[], isWhole: boolean): TableLayout[] {
  const tables: TableLayout[] = []
  let start = 0
  let repeats = false
  while (start < rows.length || tables.length === 0) {
    const next = nextTable(rows, layoutOf(rows, start, Math.min(rows.length, start + OPENING_ROWS), false, repeats))
    const stop = next?.at ?? rows.length
    tables.push(layoutOf(rows, start, stop, isWhole || next !== null, repeats))
    if (next === null) break
    start = stop
    repeats = next.repeats
  }
  const filled = tables.filter((table) => table.end > table.firstData)
  return filled.length > 0 ? filled : tables.slice(0, 1)
}

/** The table that looks most like data: the longest, of several the first. */
export function bestTable(tables: readonly TableLayout[]): number {
  let best = 0
  tables.forEach((table, i) => {
    const size = ({ firstData, end, body }: TableLayout): number => (end - firstData) * Math.min(body.width, 4)
    if (size(table) > size(tables[best]!) * 1.5) best = i
  })
  return best
}

function layoutOf(rows: readonly Row[], start: number, stop: number, isWhole: boolean, repeats: boolean): TableLayout {
  const here = rows.slice(start, stop)
  const found = headerLines(here)
  const body = bodyOf(here.slice(found.firstData))
  let end = here.length
  if (isWhole && found.firstData < here.length) {
    const from = Math.max(found.firstData + 1, here.length - FOOTER_ROWS)
    // What stands below a blank line at the end must not say what rows look like.
    const gap = here.findLastIndex((row, i) => filledOf(row) === 0 && i < here.length - 1)
    const above = gap - found.firstData >= here.length - gap ? here.slice(found.firstData, gap) : []
    end = from + footerStart(here.slice(from), above.length > 0 ? bodyOf(above) : body)
  }
  // In a table of one column an empty line is an empty cell.
  if (isWhole && body.width > 1) while (end > found.firstData && filledOf(here[end - 1]!) === 0) end--
  return {
    start,
    headerRows: found.rows.map((row) => row + start),
    header: found.header,
    names: found.names,
    firstData: Math.min(stop, found.firstData + start),
    end: start + end,
    stop,
    body,
    repeats,
  }
}

/** Where the next table starts: a header in the midst of rows that look otherwise. */
function nextTable(rows: readonly Row[], table: TableLayout): { at: number; repeats: boolean } | null {
  const { header, headerRows } = table
  // The rows right below the header: those further down may be another table's.
  const near = rows.slice(table.firstData, table.firstData + NEAR_ROWS)
  const gap = near.findIndex((row, i) => i > 0 && filledOf(row) === 0)
  const body = bodyOf(gap < 0 ? near : near.slice(0, gap))
  const own = headerRows.length === 1 && header !== null ? header.join('\u0000') : null
  let filled = filledOf(rows[table.firstData] ?? [])
  for (let i = table.firstData + 1; i < rows.length - 1; i++) {
    const row = rows[i]!
    const isApart = filled === 0
    filled = filledOf(row)
    if (filled === 0) continue
    // The last word of the condition costs most, and every row of a file is asked.
    const mayRepeat = own !== null && filled > 1 && row.length === header!.length && row[0]!.endsWith(header![0]!)
    if (mayRepeat && withoutMark(row.join('\u0000')) === own) return { at: i, repeats: true }
    if (isApart && filled === 1) {
      // A title, perhaps a blank line, then a header.
      const below = filledOf(rows[i + 1]!) === 0 ? i + 2 : i + 1
      if (below < rows.length && own !== null && rows[below]!.join('\u0000') === own)
        return { at: below, repeats: true }
      if (below < rows.length && opensTable(rows, below, body)) return { at: i, repeats: false }
    }
    // What is compared with must not hold rows of the table that may start here.
    const passed = i - table.firstData
    const above = gap < 0 && passed > 2 && passed < near.length ? bodyOf(near.slice(0, passed)) : body
    if ((isApart || row.length !== above.width || isOpposite(row, above)) && opensTable(rows, i, above))
      return { at: i, repeats: false }
  }
  return null
}

/** Names where the table above has values, in each of its columns that has them, and they are several. */
function isOpposite(row: Row, above: Body): boolean {
  let misfits = 0
  // Nearly every row is known for a row by its first value.
  for (const [i, column] of above.columns.entries())
    if (column.kind !== null && fitsColumn(row[i] ?? '', column) !== false) return false
    else if (column.kind !== null) misfits++
  return misfits > 2
}

/** Whether the row is a header with rows of its own below, other than those of the table above. */
function opensTable(rows: readonly Row[], at: number, above: Body): boolean {
  const width = widthFrom(rows, at)
  const row = rows[at]!.slice(0, width)
  const filled = filledOf(row)
  if (filled < 2 || filled < row.length * 0.6 || row.some((cell) => isValue(cell)) || !looksLikeNames(row)) return false
  const below: Row[] = []
  for (let i = at + 1; i < rows.length && below.length < 20 && filledOf(rows[i]!) > 0; i++) {
    const cells = rows[i]!
    below.push(cells.length === rows[at]!.length ? cells.slice(0, width) : cells)
  }
  const alike = below.filter((cells) => cells.length === row.length)
  if (alike.length < 1 || alike.length < below.length * 0.6) return false
  const body = bodyOf(alike)
  if (!isHeader(row, body) || !body.columns.some(({ kind }) => kind !== null)) return false
  if (row.length !== above.width) return alike.length >= 2 || filledOf(rows[at - 1]!) === 0
  // Of the same width: behind a gap, values where there was text above are a table of their own.
  const isApart = filledOf(rows[at - 1]!) === 0
  if (isApart && body.columns.some(({ kind }, i) => kind !== null && isText(above.columns[i]!))) return true
  // Else the columns above must hold values where it has names.
  return isHeader(row, above) && above.columns.filter(({ kind }) => kind !== null).length >= 1
}

/** Files put behind each other keep their byte order marks, pages start with a form feed. */
function withoutMark(text: string): string {
  return /^[\ufeff\f]/.test(text) ? text.slice(1) : text
}

function isText({ kind, values }: Body['columns'][number]): boolean {
  return kind === null && values.size > 1
}

/** Cells of the rows from there to the next gap, without those behind that none of them fills: a sheet is as wide as its widest table. */
function widthFrom(rows: readonly Row[], at: number): number {
  const { length } = rows[at]!
  if (filledOf(rows[at - 1] ?? []) > 1) return length
  let width = 0
  for (let i = at; i < rows.length && i < at + 20 && filledOf(rows[i]!) > 0; i++)
    width = Math.max(width, rows[i]!.findLastIndex((cell) => cell.trim() !== '') + 1)
  return Math.min(width, length)
}

function isValue(cell: string): boolean {
  const shape = shapeOf(cell)
  return shape === 'date' || shape === 'other data' || (shape === 'number' && !/^(19|20)\d\d$/.test(cell.trim()))
}
