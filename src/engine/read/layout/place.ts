import type { ReadOptions, TablePreview } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { columnsBeside } from './beside.ts'
import { filledOf } from './body.ts'
import type { Body } from './body.ts'
import { footerStart } from './footer.ts'
import { columnNames } from './header-row.ts'
import { bestTable, findTables } from './layout.ts'
import type { TableLayout } from './layout.ts'
import type { SampleRow } from '../text/sample.ts'

/** Where the table to read lies among the first rows of a file. */
export interface TablePlace {
  /** Indexes of the rows of its header. */
  readonly headerRows: readonly number[]
  /** 1-based line of its (last) header row, or 0. */
  readonly headerLine: number
  readonly header: readonly string[] | null
  readonly names: readonly string[] | null
  /** Its columns. */
  readonly width: number
  /** Those of tables that stand beside it. */
  readonly beside: readonly number[]
  /** Cells of most rows, where they agree; a row with quotes and another number is looked at again. */
  readonly cells: number | null
  /** The header as it stands in the file, where it stands there again; null: it does not. */
  readonly repeated: string | null
  /** Lines that start with # stand above or among its rows. */
  readonly hasRemarks: boolean
  readonly firstData: number
  /** Index behind its last row at hand. */
  readonly end: number
  /** Offset and line of the first row that is not its own any more; null: it goes on to the end of what is at hand. */
  readonly endOffset: number | null
  readonly endLine: number | null
  /** Offset in the file where it ends, where that lies beyond what is at hand. */
  readonly tailOffset: number | null
  readonly tailRows: number
  readonly preambleLines: number
  readonly footerLines: number
  readonly tables: readonly TablePreview[]
  readonly table: number
  readonly notes: readonly Note[]
}

/** The end of a file that is not at hand whole. */
export interface Tail {
  /** Its last rows, their offsets as in the stream that is read. */
  readonly rows: readonly SampleRow[]
}

/**
 * Finds the table to read: the one that looks most like data, or the one asked for.
 * @param isWhole no row follows `rows`
 * @param joins tables under the same header, word for word, are read as one
 */
export function placeTable(
  rows: readonly SampleRow[],
  isWhole: boolean,
  options: ReadOptions,
  tail: Tail | null,
  joins: boolean,
): TablePlace {
  // "sep=;" is no part of any table.
  const marked = /^sep=.{1,2}$/.test(rows[0]?.raw ?? '') ? 1 : 0
  const cells = rows.map((row, i) => (i < marked ? [''] : row.cells))
  const found = findTables(cells, isWhole)
  const again = found.filter(({ repeats }) => repeats)
  // One header three times is that of pages, one behind a mark that of a file put behind another.
  const isJoined =
    joins || again.length > 1 || again.some(({ headerRows: [at = -1] }) => /^[\ufeff\f]/.test(rows[at]?.raw ?? ''))
  const tables = isJoined ? joinRepeats(found, cells) : found
  const index = Math.min(options.table === undefined ? bestTable(tables) : options.table - 1, tables.length - 1)
  const layout = options.headerRow === undefined ? tables[index]! : underHeader(rows, tables[index]!, options.headerRow)
  const isLast = layout.stop >= rows.length
  const tailStart = isLast && !isWhole && tail !== null ? tailEnd(tail, layout.body) : -1
  const below = rows.slice(layout.end, layout.stop).filter((row) => filledOf(row.cells) > 0)
  // Blank lines alone are nothing that has to be kept out.
  const end = below.length > 0 || layout.stop < rows.length ? rows[layout.end] : undefined
  const preambleAt = layout.headerRows[0] ?? layout.firstData
  const footerFrom = below[0]?.line ?? -1
  const lastLine = layout.stop < rows.length ? rows[layout.stop]!.line : lineBehind(rows)
  const tailRows = tailStart < 0 ? [] : tail!.rows.slice(tailStart)
  const placed = {
    headerRows: layout.headerRows,
    headerLine: rows[layout.headerRows.at(-1) ?? -1]?.line ?? 0,
    ...columnsOf(layout),
    beside: columnsBeside(layout.header, cells.slice(layout.firstData, layout.end)),
    repeated: isJoined && layout.repeats ? (rows[layout.headerRows[0] ?? -1]?.raw ?? null) : null,
    hasRemarks: rows
      .slice(layout.start, layout.end)
      .some(({ cells: [first = ''], cells }) => first.startsWith('#') && cells.length !== layout.body.width),
    firstData: layout.firstData,
    end: layout.end,
    endOffset: end?.offset ?? null,
    endLine: end?.line ?? null,
    tailOffset: tailRows[0]?.offset ?? null,
    tailRows: tailRows.filter((row) => filledOf(row.cells) > 0).length,
    preambleLines: (rows[preambleAt]?.line ?? 1) - (rows[layout.start]?.line ?? 1),
    footerLines: footerFrom >= 0 ? lastLine - footerFrom : tailRows.length,
    tables: tables.map((table) => previewOf(rows, table, isWhole)),
    table: index + 1,
  }
  return { ...placed, notes: notesOf(placed, rows, layout, [...below, ...tailRows]) }
}

/** The place of a table whose first row is known to hold its names, with nothing beside it. */
export function namedPlace(rows: readonly SampleRow[]): TablePlace {
  const header = rows[0]?.cells ?? []
  return {
    headerRows: [0],
    headerLine: rows[0]?.line ?? 1,
    header,
    names: header,
    width: header.length,
    beside: [],
    cells: null,
    repeated: null,
    hasRemarks: false,
    firstData: 1,
    end: rows.length,
    endOffset: null,
    endLine: null,
    tailOffset: null,
    tailRows: 0,
    preambleLines: 0,
    footerLines: 0,
    tables: [
      {
        line: rows[0]?.line ?? 1,
        rows: { count: rows.slice(1).filter((row) => filledOf(row.cells) > 0).length, exact: false },
        columns: columnNames(header, header.length).slice(0, 8),
      },
    ],
    table: 1,
    notes: [],
  }
}

function lineBehind(rows: readonly SampleRow[]): number {
  const last = rows.at(-1)
  return last === undefined ? 1 : last.line + Math.max(1, last.raw.split(/\r\n|\r|\n/).length)
}

/** Rows that have to agree before they overrule the header. */
const FEW = 3

/** The header, fitted to the rows where these agree on another number of cells. */
function columnsOf(layout: TableLayout): Pick<TablePlace, 'header' | 'names' | 'width' | 'cells'> {
  const { header, names, body } = layout
  const agree = body.rows >= FEW && body.share >= 0.8
  if (header === null || names === null) return { header, names, width: body.width, cells: agree ? body.width : null }
  const surplus = header.length - body.width
  const cells = agree ? body.width : body.rows === 0 ? null : header.length
  if (!agree || surplus === 0) return { header, names, width: header.length, cells }
  // A delimiter at the end of every row makes no column.
  if (surplus < 0 && body.columns.slice(header.length).every(({ values }) => values.size === 0))
    return { header, names, width: header.length, cells }
  // R writes a number before every row, and no name above them; where the first name is that of a number, it is theirs.
  if (
    surplus === -1 &&
    !/^(id|no|nr|n[º°.]?|#|index|row|key|num|number)$/i.test(header[0]!.trim()) &&
    isCount(body.columns[0]!.values)
  )
    return { header: ['', ...header], names: ['', ...names], width: body.width, cells }
  if (surplus < 0) return { header, names, width: body.width, cells }
  const unnamed = header.flatMap((cell, i) => (cell.trim() === '' ? [i] : []))
  if (unnamed.length < surplus) return { header, names, width: header.length, cells }
  // A delimiter too many in the header leaves a name empty, which no row has a cell for.
  const dropped = new Set(unnamed.slice(-surplus))
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, i) => !dropped.has(i))
  return { header: keep(header), names: keep(names), width: body.width, cells }
}

/** 1, 2, 3 … or 0, 1, 2 … */
function isCount(values: ReadonlySet<string>): boolean {
  const [first] = values
  return (
    values.size >= FEW && /^[01]$/.test(first!) && [...values].every((value, i) => value === String(i + Number(first)))
  )
}

function previewOf(rows: readonly SampleRow[], table: TableLayout, isWhole: boolean): TablePreview {
  const first = table.headerRows[0] ?? table.firstData
  const count = rows.slice(table.firstData, table.end).filter((row) => filledOf(row.cells) > 0).length
  const own = rows[table.headerRows[0] ?? -1]?.cells.join('\u0000')
  const again = table.repeats
    ? rows.slice(table.firstData, table.end).filter((row) => row.cells.join('\u0000') === own).length
    : 0
  return {
    line: rows[first]?.line ?? 1,
    rows: { count: count - again, exact: isWhole || table.stop < rows.length },
    columns: columnNames(table.names, table.names?.length ?? table.body.width).slice(0, 8),
  }
}

/** Lines between the pages of a table. */
const MOST_BETWEEN = 6

/** Tables that go on under the header of the one above, as files put behind each other do. */
function joinRepeats(tables: readonly TableLayout[], rows: readonly (readonly string[])[]): TableLayout[] {
  const joined: TableLayout[] = []
  for (const table of tables) {
    const above = joined.at(-1)
    // "Page 2" may stand between them: a row that is rejected, rather than pages that are lost.
    const between = above === undefined ? [] : rows.slice(above.end, table.start)
    const isNear = between.length <= MOST_BETWEEN && between.every((row) => filledOf(row) <= 1)
    if (above !== undefined && table.repeats && isNear)
      joined[joined.length - 1] = { ...above, end: table.end, stop: table.stop, repeats: true }
    else joined.push(table)
  }
  return joined
}

/** The header is where the person says, on one row; -1: there is none. */
function underHeader(rows: readonly SampleRow[], layout: TableLayout, headerRow: number): TableLayout {
  if (headerRow < 0) {
    const firstData = layout.headerRows[0] ?? layout.start
    return { ...layout, headerRows: [], header: null, names: null, firstData }
  }
  const at = rows.findIndex((row) => row.line - 1 >= headerRow)
  if (at < 0) return { ...layout, headerRows: [], header: null, names: null, firstData: rows.length, end: rows.length }
  const header = rows[at]!.cells
  const end = Math.max(layout.end, at + 1)
  const stop = Math.max(layout.stop, at + 1)
  return { ...layout, headerRows: [at], header, names: header, firstData: at + 1, end, stop }
}

/** Index of the first row at the end of the file that is none of the table's, or -1. */
function tailEnd({ rows }: Tail, body: Body): number {
  const alike = rows.filter((row) => row.cells.length === body.width).length
  // The cut may lie inside a quoted cell; what follows is then no rows at all.
  if (alike < rows.length * 0.5) return -1
  const from = footerStart(
    rows.map((row) => row.cells),
    body,
  )
  return from > 0 && from < rows.length ? from : -1
}

function notesOf(
  placed: Omit<TablePlace, 'notes'>,
  rows: readonly SampleRow[],
  layout: TableLayout,
  footer: readonly SampleRow[],
): Note[] {
  const notes: Note[] = []
  const shown = (row: SampleRow): string =>
    row.cells
      .filter((cell) => cell.trim() !== '')
      .join(' ')
      .slice(0, 120)
  const above = rows
    .slice(layout.start, layout.headerRows[0] ?? layout.firstData)
    .find((row) => filledOf(row.cells) > 0)
  if (above !== undefined && !above.raw.startsWith('sep='))
    notes.push({ code: 'import.note.preamble', params: { lines: placed.preambleLines, example: shown(above) } })
  if (placed.headerRows.length > 1)
    notes.push({
      code: 'import.note.merged_header',
      params: { rows: placed.headerRows.length, example: placed.names?.find((name) => name !== '') ?? '' },
    })
  if (placed.headerRows.length === 0 && rows.length > 0) notes.push({ code: 'import.note.no_header' })
  const below = footer.filter((row) => filledOf(row.cells) > 0)
  if (below.length > 0)
    notes.push({ code: 'import.note.footer', params: { rows: below.length, example: shown(below[0]!) } })
  if (placed.beside.length > 0)
    notes.push({
      code: 'import.note.beside',
      params: { columns: placed.beside.map((i) => layout.header?.[i] ?? '').join(', ') },
    })
  if (placed.tables.length > 1)
    notes.push({
      code: 'import.note.tables',
      params: { tables: placed.tables.length, table: placed.table, line: placed.tables[placed.table - 1]!.line },
    })
  return notes
}
