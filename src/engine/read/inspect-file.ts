import type { ReadOptions } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { decodeUtf8, QUOTE } from './text/bytes.ts'
import { detectDialect } from './layout/dialect.ts'
import type { Dialect } from './layout/dialect.ts'
import {
  codePage,
  codePageToUtf8,
  detectEncoding,
  encodingByName,
  Utf16Transcoder,
  utf16Length,
} from './text/encoding.ts'
import type { Encoding } from './text/encoding.ts'
import { FOOTER_ROWS } from './layout/footer.ts'
import { areAlike, FurtherRows } from './layout/further-rows.ts'
import { inspectRows } from './inspect.ts'
import type { Outside } from './inspect.ts'
import { evenCells } from './layout/odd-row.ts'
import { namedPlace, placeTable } from './layout/place.ts'
import type { TablePlace, Tail } from './layout/place.ts'
import type { Inspection } from './plan.ts'
import { isFullSample, lastRows, sampleRows, scanColumn } from './text/sample.ts'
import type { SampleRow } from './text/sample.ts'

export type { Inspection, ReadPlan } from './plan.ts'

/** Rows of the head that are looked at, and how many of them where those behind are like them. */
const MOST_ROWS = 20_000
const NEAR_ROWS = 2500
/** Bytes of a row that most likely is a quote which never closes. */
const LONG_ROW = 128 * 1024

/** What a look at a file may use beside its first bytes. */
export interface Further {
  /** Pieces from elsewhere in the file, each cut at line breaks: evidence for encoding and dates. */
  readonly pieces?: readonly Uint8Array[]
  /**
   * Its end, from behind a line break, and where that lies: notes and totals below the table. `fileAt`: the bytes are
   * UTF-8 already, and places in the file are known for lines of them.
   */
  readonly tail?: {
    readonly bytes: Uint8Array
    readonly offset: number
    readonly fileAt?: (offset: number) => number
  } | null
  /** Tables under the same header, word for word, are one; default true. */
  readonly joins?: boolean
}

/**
 * Looks at the first bytes of a delimited file and says how to read all of it.
 * @param head the file's first bytes (a megabyte is plenty)
 * @param isWhole nothing follows them
 * @param options what the person corrected
 */
export function inspectBytes(
  head: Uint8Array,
  isWhole: boolean,
  options: ReadOptions,
  { pieces = [], tail = null, joins = true }: Further = {},
): Inspection {
  const { encoding, open } = encodingOf(head, isWhole, options, pieces)
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const table = encoding === 'windows-1252' || encoding === 'windows-1254' ? codePage(encoding) : null
  const toUtf8 = (bytes: Uint8Array): Uint8Array =>
    table === null ? bytes : codePageToUtf8(bytes, 0, bytes.length, table)
  const bytes = wide ? new Utf16Transcoder(encoding === 'utf-16be').push(head) : toUtf8(head)
  // A byte order mark of UTF-16 is three bytes once it is UTF-8.
  let bomBytes = 0
  // Some programs put one before text that has one.
  while (table === null && bytes[bomBytes] === 0xef && bytes[bomBytes + 1] === 0xbb && bytes[bomBytes + 2] === 0xbf)
    bomBytes += 3
  const body = bytes.subarray(bomBytes)
  const dialect = dialectOf(body, isWhole, options)
  const toStream = (offset: number): number => (table === null ? bomBytes + offset : letters(body, offset))
  const end = isWhole ? { bytes: body, at: toStream } : endOf(tail, toUtf8, wide, table !== null)
  const more = wide ? [] : pieces.map(toUtf8)
  const moreCells = more.flatMap((piece) => sampleRows(piece, dialect, false, 150).map((row) => row.cells))

  /** Null: what is behind these rows may be something else. */
  const lookAt = (most: number): Inspection | null => {
    let rows = sampleRows(body, dialect, isWhole, most, true)
    // A stray quote in one of the first lines may hold everything that is at hand: give that line up.
    const isHeldUp = !isWhole && !isFullSample(rows, most) && body.length - (rows.at(-1)?.offset ?? 0) > LONG_ROW
    if (isHeldUp) rows = sampleRows(body, dialect, true, most, true)
    const allThere = isWhole && !isFullSample(rows, most)
    rows = rows.map((row) => {
      const cells = evenCells(row.cells, dialect)
      return cells === row.cells ? row : { ...row, cells }
    })
    const place = placeTable(rows, allThere, options, allThere || end === null ? null : tailOf(end, dialect), joins)
    const isPart = most < MOST_ROWS && rows.length === most
    if (isPart && !areAlike(rows, place)) return null
    const further = isPart ? new FurtherRows(rows.at(-1)!.offset, place) : null
    // The end of text that comes transcoded is known by its place in the file alone.
    const isFilePlace = tail?.fileAt !== undefined && place.tailOffset !== null
    const inStream = isFilePlace ? { ...place, tailOffset: null } : place
    const fileEnd = isFilePlace ? place.tailOffset : null
    const inspection = inspectRows(rows, inStream, moreCells, options, {
      format: 'delimited',
      encoding,
      encodingOpen: open,
      bom: bomBytes > 0,
      dialect,
      length: body.length,
      toStream,
      toFile: (offset) => (wide ? utf16Length(bytes, 0, bomBytes + offset) : bomBytes + offset),
      scan: (from, to, column) => scanColumn(body, dialect, isWhole || isHeldUp, from, to, column, further),
      furtherValues: (column) =>
        more.flatMap((piece) => [...scanColumn(piece, dialect, false, 0, Infinity, column).values]),
    })
    if (further === null) return { ...inspection, fileEnd }
    if (!further.alike || body.length - further.end > LONG_ROW) return null
    const tables = inspection.tables.map((each) => ({
      ...each,
      rows: { ...each.rows, count: each.rows.count + further.count },
    }))
    return { ...inspection, tables, fileEnd }
  }
  return (isWhole ? null : lookAt(NEAR_ROWS)) ?? lookAt(MOST_ROWS)!
}

/** What is known of the rows of cells beyond the cells. */
export interface CellFacts extends Partial<
  Pick<Outside, 'format' | 'encoding' | 'bom' | 'headers' | 'plainNumbers' | 'repeated' | 'currencies' | 'isSheet'>
> {
  /** The first row holds the names of the columns, whatever it looks like. */
  readonly isNamed?: boolean
  /** Line and text of each row. */
  readonly places?: readonly { readonly line: number; readonly raw: string }[]
}

/**
 * The same for the rows of a sheet: every cell as text, dates as `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`.
 * @param rows its first rows
 * @param isWhole no row follows them
 */
export function inspectCells(
  rows: readonly (readonly string[])[],
  options: ReadOptions,
  isWhole: boolean,
  facts: CellFacts | null = null,
): Inspection {
  const sample = rows.slice(0, MOST_ROWS).map((cells, i): SampleRow => ({
    cells: [...cells],
    line: i + 1,
    offset: i,
    raw: cells.join('\t'),
    ...facts?.places?.[i],
  }))
  const allThere = isWhole && rows.length <= MOST_ROWS
  const place =
    facts?.isNamed === true
      ? namedPlace(sample)
      : trimmed(placeTable(padded(sample), allThere, options, null, true), sample)
  const inspection = inspectRows(sample, place, [], options, {
    format: 'workbook',
    encoding: 'utf-8',
    encodingOpen: false,
    bom: false,
    dialect: { delimiter: ',', quote: QUOTE, escape: -1, collapse: false },
    length: rows.length,
    toStream: () => 0,
    toFile: () => 0,
    scan: (from, to, column) => {
      const filled = rows.slice(from, to).filter((row) => row.some((cell) => cell.trim() !== ''))
      return { count: filled.length, values: filled.map((row) => (row[column] ?? '').trim()), meanBytes: 0 }
    },
    furtherValues: () => [],
    ...facts,
  })
  return allThere && facts?.isSheet === true ? { ...inspection, indent: indentOf(sample, place) } : inspection
}

/** Columns in front of the first one that is filled anywhere in the table. */
function indentOf(rows: readonly SampleRow[], { headerRows, firstData, end, width }: TablePlace): number {
  const from = headerRows[0] ?? firstData
  const first = rows.slice(from, end).map(({ cells }) => cells.findIndex((cell) => cell.trim() !== ''))
  const indent = Math.min(...first.filter((column) => column >= 0))
  return indent < width ? indent : 0
}

/** Cells of a row that are taken for what a sheet may be wide. */
const MOST_PADDED = 256

/** A sheet leaves empty cells at the end of a row out: with them all rows are alike. */
function padded(rows: readonly SampleRow[]): SampleRow[] {
  const width = Math.min(
    MOST_PADDED,
    rows.reduce((most, row) => Math.max(most, row.cells.length), 0),
  )
  return rows.map((row) =>
    row.cells.length >= width || row.cells.length === 0
      ? row
      : { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] },
  )
}

/** The header as wide as it is in the sheet. */
function trimmed(place: TablePlace, rows: readonly SampleRow[]): TablePlace {
  const { header, names } = place
  const lines =
    header === null ? rows.slice(place.firstData, place.firstData + 50) : place.headerRows.map((i) => rows[i]!)
  const width = Math.max(0, ...lines.map((row) => row.cells.length), header === null ? 0 : mostFilled(rows, place))
  return {
    ...place,
    notes: [...place.notes, ...strayCells(rows, place, width)],
    width,
    cells: null,
    header: header?.slice(0, width) ?? null,
    names: names?.slice(0, width) ?? null,
  }
}

/** Columns up to the last one that every other row of the table fills: one of them may have no name. */
function mostFilled(rows: readonly SampleRow[], { firstData, end }: TablePlace): number {
  const widths = rows
    .slice(firstData, end)
    .map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    .filter((width) => width > 0)
    .toSorted((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 0
}

/** What stands behind the last column of the table. */
function strayCells(rows: readonly SampleRow[], { firstData, end }: TablePlace, width: number): Note[] {
  const strays = rows
    .slice(firstData, end)
    .map(({ cells }) => cells.slice(width).find((cell) => cell.trim() !== ''))
    .filter((cell) => cell !== undefined)
  if (strays.length === 0) return []
  return [{ code: 'import.note.stray_cells', params: { rows: strays.length, example: strays[0]!.slice(0, 60) } }]
}

function encodingOf(
  head: Uint8Array,
  isWhole: boolean,
  options: ReadOptions,
  pieces: readonly Uint8Array[],
): { encoding: Encoding; open: boolean } {
  const asked = options.encoding === undefined ? null : encodingByName(options.encoding)
  if (asked !== null) return { encoding: asked, open: false }
  let { encoding, open } = detectEncoding(head, isWhole)
  for (const piece of pieces) {
    if (!open) break
    const more = detectEncoding(piece, false)
    if (!more.open && more.bomBytes === 0 && !more.encoding.startsWith('utf-16')) {
      encoding = more.encoding
      open = false
    }
  }
  return { encoding, open }
}

/** The dialect, as detected, as "sep=;" says, or as asked for. */
function dialectOf(body: Uint8Array, isWhole: boolean, options: ReadOptions): Dialect {
  const separator = /^sep=(.{1,2}?)[\r\n]/.exec(decodeUtf8(body, 0, Math.min(body.length, 8)))
  const delimiter = options.delimiter ?? separator?.[1]
  return detectDialect(body, isWhole, {
    ...(delimiter !== undefined && { delimiter }),
    ...(options.quote !== undefined && { quote: options.quote }),
  })
}

interface End {
  readonly bytes: Uint8Array
  /** Where an offset in them lies in the stream. */
  readonly at: (offset: number) => number
}

function endOf(
  tail: Further['tail'] | undefined,
  toUtf8: (bytes: Uint8Array) => Uint8Array,
  wide: boolean,
  isCodePage: boolean,
): End | null {
  if (tail === null || tail === undefined) return null
  if (tail.fileAt !== undefined) return { bytes: tail.bytes, at: tail.fileAt }
  if (wide) return null
  const bytes = toUtf8(tail.bytes)
  return { bytes, at: (offset) => tail.offset + (isCodePage ? letters(bytes, offset) : offset) }
}

function tailOf({ bytes, at }: End, dialect: Dialect): Tail {
  return { rows: lastRows(bytes, dialect, FOOTER_ROWS * 2).map((row) => ({ ...row, offset: at(row.offset) })) }
}

/** Letters in the first `count` bytes of UTF-8: as many bytes as they had in their code page. */
function letters(bytes: Uint8Array, count: number): number {
  let letters = 0
  for (let i = 0; i < count; i++) if ((bytes[i]! & 0xc0) !== 0x80) letters++
  return letters
}
