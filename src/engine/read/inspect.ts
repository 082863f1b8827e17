import type { DateOrder, ReadOptions, Role } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { decodeUtf8, QUOTE } from './bytes.ts'
import { delimiterBytes, detectDelimiter } from './delimiter.ts'
import { detectEncoding, encodingByName, Utf16Transcoder, utf16Length } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { FOOTER_ROWS, findFooter } from './footer.ts'
import { columnNames, findHeader } from './header-row.ts'
import { commonCurrency, thousandsMark } from './money-marks.ts'
import { detectOrderShape, orderLines } from './order-shape.ts'
import type { AttributePlan, ColumnPlan, Inspection, OrderColumn, ReadPlan } from './plan.ts'
import { dateTester, detectDateOrder, profileColumn } from './profile.ts'
import type { ColumnProfile } from './profile.ts'
import { openQuestions } from './questions.ts'
import { settleRevenue } from './revenue.ts'
import { guessKind, guessRoles } from './roles.ts'
import { lastRows, sampleRows, scanColumn } from './sample.ts'
import type { ColumnScan, SampleRow } from './sample.ts'
import { isKeptRole, isReadRole, settleRoles } from './settle-roles.ts'
import { columnPreview, findProblems, openDateNote, previewLines } from './shown.ts'

export type { Inspection, ReadPlan } from './plan.ts'

/** Rows of the head whose cells are profiled. */
const PROFILE_ROWS = 2000

/**
 * Looks at the first bytes of a delimited file and says how to read all of it.
 * @param head the file's first bytes (a megabyte is plenty)
 * @param isWhole nothing follows them
 * @param options what the person corrected
 * @param further pieces from elsewhere in the file, each cut at line breaks: more evidence for encoding and dates
 */
export function inspectBytes(
  head: Uint8Array,
  isWhole: boolean,
  options: ReadOptions,
  further: readonly Uint8Array[] = [],
): Inspection {
  const guess = detectEncoding(head, isWhole)
  let { encoding, open } = guess
  for (const piece of further) {
    if (!open) break
    const more = detectEncoding(piece, false)
    if (!more.open && more.bomBytes === 0 && !more.encoding.startsWith('utf-16')) {
      encoding = more.encoding
      open = false
    }
  }
  const asked = options.encoding === undefined ? null : encodingByName(options.encoding)
  if (asked !== null) {
    encoding = asked
    open = false
  }
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const bytes = wide ? new Utf16Transcoder(encoding === 'utf-16be').push(head) : head
  // A byte order mark of UTF-16 is three bytes once it is UTF-8.
  const bomBytes = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const body = bytes.subarray(bomBytes)
  const separator = /^sep=(.{1,2}?)[\r\n]/.exec(decodeUtf8(body, 0, Math.min(body.length, 8)))
  const delimiter = options.delimiter ?? separator?.[1] ?? detectDelimiter(body, encoding, QUOTE, isWhole)
  let rows = sampleRows(body, encoding, delimiterBytes(delimiter, encoding), QUOTE, isWhole, PROFILE_ROWS)
  // A stray quote in the first line may hold everything that is at hand: give that line up.
  if (rows.length === 0 && !isWhole)
    rows = sampleRows(body, encoding, delimiterBytes(delimiter, encoding), QUOTE, true, PROFILE_ROWS)
  const moreCells = further.flatMap((piece) =>
    wide
      ? []
      : sampleRows(piece, encoding, delimiterBytes(delimiter, encoding), QUOTE, false, 150).map((row) => row.cells),
  )
  return inspectRows(rows, moreCells, options, {
    format: 'delimited',
    encoding,
    encodingOpen: open,
    bom: bomBytes > 0,
    delimiter,
    bomBytes,
    bytes: body.length,
    fileBytes: (count) => (wide ? utf16Length(bytes, 0, count) : count),
    scan: (skipBytes, column) =>
      scanColumn(body, encoding, delimiterBytes(delimiter, encoding), QUOTE, isWhole, skipBytes, column),
    furtherValues: (column) =>
      wide
        ? []
        : further.flatMap((piece) => [
            ...scanColumn(piece, encoding, delimiterBytes(delimiter, encoding), QUOTE, false, 0, column).values,
          ]),
    last: () => (isWhole ? lastRows(body, encoding, delimiterBytes(delimiter, encoding), QUOTE, FOOTER_ROWS) : []),
  })
}

/** What is known of the rows of cells beyond the cells. */
export interface CellFacts extends Partial<
  Pick<Outside, 'encoding' | 'bom' | 'isNamed' | 'headers' | 'plainNumbers' | 'repeated'>
> {
  readonly format: 'json'
  /** Line and text of each row. */
  readonly places: readonly { readonly line: number; readonly raw: string }[]
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
  const sampleOf = (cells: readonly string[], i: number): SampleRow => ({
    cells: [...cells],
    line: i + 1,
    offset: i,
    raw: cells.join('\t'),
    ...facts?.places[i],
  })
  const sample = rows.slice(0, PROFILE_ROWS).map(sampleOf)
  return inspectRows(sample, [], options, {
    format: 'workbook',
    encoding: 'utf-8',
    encodingOpen: false,
    bom: false,
    delimiter: ',',
    bomBytes: 0,
    bytes: rows.length,
    fileBytes: () => 0,
    scan: (from, column) => {
      const filled = rows.slice(from).filter((row) => row.some((cell) => cell.trim() !== ''))
      return { count: filled.length, values: filled.map((row) => (row[column] ?? '').trim()), meanBytes: 0 }
    },
    furtherValues: () => [],
    last: () => {
      const from = Math.max(0, rows.length - FOOTER_ROWS)
      return isWhole ? rows.slice(from).map((cells, i) => sampleOf(cells, from + i)) : []
    },
    ...facts,
  })
}

interface Outside {
  readonly format: Inspection['format']
  readonly encoding: Encoding
  readonly encodingOpen: boolean
  readonly bom: boolean
  readonly delimiter: string
  readonly bomBytes: number
  readonly bytes: number
  /** Bytes that the first `count` bytes of the stream take up in the file. */
  readonly fileBytes: (count: number) => number
  /** All rows at hand from a record's offset on, with one column of them. */
  readonly scan: (from: number, column: number) => ColumnScan
  readonly furtherValues: (column: number) => readonly string[]
  /** The last rows of a file that is at hand whole, else none. */
  readonly last: () => readonly SampleRow[]
  /** The first row holds the names of the columns, whatever it looks like. */
  readonly isNamed?: boolean
  /** Headers by which roles are guessed, where columns are called otherwise. */
  readonly headers?: readonly string[]
  /** Columns of numbers whose decimal mark is a point. */
  readonly plainNumbers?: ReadonlySet<number>
  /** Columns whose value stands on every line of an order. */
  readonly repeated?: ReadonlySet<number>
}

function inspectRows(
  rows: readonly SampleRow[],
  moreCells: readonly string[][],
  options: ReadOptions,
  outside: Outside,
): Inspection {
  const notes: Note[] = []
  const { headerIndex, firstData } = placeHeader(rows, options, outside)
  const headerCells = headerIndex < 0 ? null : rows[headerIndex]!.cells
  const dataRows = rows.slice(firstData).filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  const width = headerCells?.length ?? Math.max(0, ...dataRows.slice(0, 50).map((row) => row.cells.length))
  const names = columnNames(headerCells, width)
  const sample = spread([...dataRows.map((row) => row.cells), ...moreCells], PROFILE_ROWS)
  const profiles = names.map((name, index) => profileColumn(index, name, sample))

  const chosen = new Map<number, Role>()
  for (const [index, role] of Object.entries(options.roles ?? {}))
    if (Number(index) < width) chosen.set(Number(index), role)
  const { headers, plainNumbers } = outside
  const named = profiles.map((profile, i) => ({ ...profile, name: headers?.[i] ?? profile.name }))
  const kind = options.kind ?? guessKind(named)
  const { roles, shop } = settleRoles(kind, named, guessRoles(kind, named, chosen), chosen, notes)
  const columnOf = (role: Role): ColumnProfile | undefined => profiles.find((_, i) => roles[i]!.role === role)

  // Numbers.
  const totalVotes = profiles.reduce((sum, p) => sum + (p.emailShare > 0 ? 0 : p.commaVotes - p.pointVotes), 0)
  const decimalOf = (profile: ColumnProfile): '.' | ',' => {
    if (plainNumbers?.has(profile.index) === true) return '.'
    if (options.decimal !== undefined) return options.decimal
    if (profile.commaVotes !== profile.pointVotes) return profile.commaVotes > profile.pointVotes ? ',' : '.'
    if (totalVotes !== 0) return totalVotes > 0 ? ',' : '.'
    return profile.openVotes > 0 && outside.delimiter.startsWith(';') ? ',' : '.'
  }
  const moneyColumn =
    columnOf('amount') ?? columnOf('unit_price') ?? columnOf('event_value') ?? columnOf('lifetime_value')
  const decimal = moneyColumn === undefined ? (options.decimal ?? (totalVotes > 0 ? ',' : '.')) : decimalOf(moneyColumn)
  const decimalOpen =
    moneyColumn !== undefined &&
    plainNumbers?.has(moneyColumn.index) !== true &&
    moneyColumn.openVotes > 0 &&
    moneyColumn.commaVotes + moneyColumn.pointVotes === 0
  if (decimalOpen && options.decimal === undefined) {
    const example = moneyColumn.values.find((value) => /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(value)) ?? ''
    notes.push({
      code: `import.note.decimal_open_${/,/.test(example) === (decimal === ',') ? 'decimal' : 'thousands'}`,
      params: { column: moneyColumn.name, example },
    })
  }

  // Dates.
  const dateColumn = columnOf('date') ?? columnOf('timestamp') ?? columnOf('signup_date')
  let dateOrder: DateOrder | null = null
  let serialDates = false
  let datesOpen = false
  const whole = outside.scan(rows[firstData]?.offset ?? outside.bytes, dateColumn?.index ?? -1)
  if (dateColumn !== undefined) {
    const values = [...whole.values, ...outside.furtherValues(dateColumn.index)]
    const guess = detectDateOrder(values, decimal === ',')
    dateOrder = options.dateOrder ?? guess.order
    serialDates = dateColumn.serialShare >= 0.5
    datesOpen = guess.open
    if (serialDates) {
      notes.push({ code: 'import.note.serial_dates', params: { column: dateColumn.name } })
      dateOrder = options.dateOrder ?? 'ymd'
    } else if (guess.open && options.dateOrder === undefined) notes.push(openDateNote(dateColumn, dateOrder))
  }

  // Totals below the table. A row that has a date in its place is never taken for one.
  const start = rows[firstData]
  const asDate = dateTester(dateOrder ?? 'ymd', serialDates)
  const footer =
    kind !== 'orders' || dateColumn === undefined || start === undefined
      ? null
      : findFooter(
          outside.last().filter((row) => row.line >= start.line),
          (cells) => asDate((cells[dateColumn.index] ?? '').trim()) !== null,
        )
  const count = whole.count - (footer?.rows ?? 0)
  if (footer !== null)
    notes.push({ code: 'import.note.footer', params: { rows: footer.rows, example: footer.example } })

  // Orders.
  const orderColumn = columnOf('order_id')
  const amountColumn = columnOf('amount')
  const plainOrders = orderColumn !== undefined && isPlainDigits(orderColumn.values)
  const lines =
    kind === 'orders' && orderColumn !== undefined
      ? orderLines(dataRows, orderColumn, amountColumn, columnOf, decimalOf)
      : []
  const seen = detectOrderShape(amountColumn === undefined ? [] : lines)
  const isRepeated =
    seen.repeatedTotals ||
    (lines.length > 0 && amountColumn !== undefined && outside.repeated?.has(amountColumn.index) === true)
  const shape = { ...seen, repeatedTotals: isRepeated && options.orderTotals !== 'line' }
  if (shape.repeatedTotals) notes.push({ code: 'import.note.repeated_totals', params: { column: amountColumn!.name } })
  if (shape.totalsOnFirstLine)
    notes.push({ code: 'import.note.totals_on_first_line', params: { column: amountColumn!.name } })
  if (plainOrders && orderColumn.values.some((value) => /^[cC]\d+$/.test(value)))
    notes.push({ code: 'import.note.cancel_mark', params: { column: orderColumn.name } })
  for (const role of ['customer_id', 'order_id'] as const) {
    const column = columnOf(role)
    if (column?.pointZero === true)
      notes.push({
        code: 'import.note.point_zero',
        params: { column: column.name, example: column.values[0]!, read: column.values[0]!.slice(0, -2) },
      })
  }
  const currency = commonCurrency(columnOf('currency'), moneyColumn)

  const columnPlan = (profile: ColumnProfile): ColumnPlan => ({
    index: profile.index,
    name: profile.name,
    decimal: decimalOf(profile),
    dropPointZero: profile.pointZero,
  })
  const columns: Partial<Record<OrderColumn, ColumnPlan>> = {}
  const attributes: AttributePlan[] = []
  profiles.forEach((profile, i) => {
    const { role } = roles[i]!
    if (role === 'ignore') return
    if (isReadRole(kind, role)) columns[role] = columnPlan(profile)
    if (isKeptRole(kind, role)) attributes.push({ ...columnPlan(profile), role })
  })
  const { adjustments, questions } = settleRevenue({
    rows: dataRows.map(({ cells }) => cells),
    column: (role) => columns[role],
    lines,
    shop,
    options,
  })
  const lastNamed = headerCells === null ? width : headerCells.findLastIndex((cell) => cell.trim() !== '') + 1
  const plan: ReadPlan = {
    kind,
    encoding: outside.encoding,
    encodingOpen: outside.encodingOpen,
    delimiter: delimiterBytes(outside.delimiter, outside.encoding),
    quote: QUOTE,
    skipBytes: outside.bomBytes + (start?.offset ?? outside.bytes),
    skipFileBytes: outside.fileBytes(outside.bomBytes + (start?.offset ?? outside.bytes)),
    firstLine: start?.line ?? (rows.at(-1)?.line ?? 0) + 1,
    footerLine: footer?.line ?? null,
    columnNames: names,
    requiredCells: lastNamed,
    columns,
    attributes,
    dateOrder: dateOrder ?? 'ymd',
    serialDates,
    cancelMark: plainOrders,
    ...shape,
    adjustments,
    currency,
  }
  return {
    format: outside.format,
    kind,
    encoding: outside.encoding,
    bom: outside.bom,
    delimiter: outside.format === 'delimited' ? outside.delimiter : null,
    quote: outside.format === 'delimited' ? '"' : null,
    tables: [
      {
        line: rows[headerIndex < 0 ? firstData : headerIndex]?.line ?? 1,
        rows: { count, exact: false },
        columns: names.slice(0, 8),
      },
    ],
    table: 1,
    headerRow: headerIndex < 0 ? -1 : rows[headerIndex]!.line - 1,
    decimal,
    thousands: thousandsMark(moneyColumn, decimal),
    dateOrder,
    currency,
    columns: profiles.map((profile, i) => columnPreview(profile, roles[i]!, decimalOf(profile), plan)),
    lines: previewLines(rows, headerIndex, firstData, plan.footerLine),
    notes,
    problems: findProblems(kind, names, columns, count),
    questions: [
      ...openQuestions({
        kind,
        options,
        profiles,
        roles,
        dates:
          dateColumn === undefined
            ? null
            : { column: dateColumn, order: dateOrder ?? 'ymd', open: datesOpen, serial: serialDates },
        decimal: moneyColumn === undefined ? null : { column: moneyColumn, mark: decimal, open: decimalOpen },
        repeatedTotals: seen.repeatedTotals,
      }),
      ...questions,
    ],
    plan,
    header: headerCells,
    headerRows: headerIndex < 0 ? 0 : 1,
    preambleLines: (rows[headerIndex < 0 ? firstData : headerIndex]?.line ?? 1) - 1,
    sampleRows: count,
    sampleRowBytes: whole.meanBytes,
  }
}

function placeHeader(
  rows: readonly SampleRow[],
  options: ReadOptions,
  outside: Outside,
): { headerIndex: number; firstData: number } {
  if (outside.isNamed === true) return { headerIndex: 0, firstData: 1 }
  if (options.headerRow !== undefined) {
    if (options.headerRow < 0) return { headerIndex: -1, firstData: 0 }
    const at = rows.findIndex((row) => row.line - 1 >= options.headerRow!)
    return at < 0 ? { headerIndex: -1, firstData: rows.length } : { headerIndex: at, firstData: at + 1 }
  }
  const marked = outside.format === 'delimited' && /^sep=.{1,2}$/.test(rows[0]?.raw ?? '') ? 1 : 0
  const guess = findHeader(rows.slice(marked, 200).map((row) => row.cells))
  return { headerIndex: guess.row < 0 ? -1 : guess.row + marked, firstData: guess.firstData + marked }
}

/** At most `limit` rows, spread evenly. */
function spread<T>(rows: readonly T[], limit: number): readonly T[] {
  if (rows.length <= limit) return rows
  return Array.from({ length: limit }, (_, i) => rows[Math.floor((i * rows.length) / limit)]!)
}

/** Plain digits, a C in front of some of them apart. */
function isPlainDigits(values: readonly string[]): boolean {
  const plain = values.filter((value) => /^\d+$/.test(value)).length
  const marked = values.filter((value) => /^[cC]\d+$/.test(value)).length
  return values.length > 0 && plain > marked && plain + marked >= values.length * 0.95
}
