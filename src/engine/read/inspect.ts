import type { DateOrder, ReadOptions, Role } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { delimiterBytes } from './text/delimiter.ts'
import { dateChoices, detectDateOrder } from './meaning/date-order.ts'
import type { Dialect } from './layout/dialect.ts'
import type { Encoding } from './text/encoding.ts'
import { columnNames } from './layout/header-row.ts'
import { commonCurrency, thousandsMark } from './meaning/money-marks.ts'
import { blankOrders, detectOrderShape, orderLines } from './meaning/order-shape.ts'
import type { AttributePlan, ColumnPlan, Inspection, OrderColumn, ReadPlan } from './plan.ts'
import { openDecimalMark, profileColumn } from './meaning/profile.ts'
import type { ColumnProfile } from './meaning/profile.ts'
import type { TablePlace } from './layout/place.ts'
import { guessKind } from './meaning/kinds.ts'
import { openQuestions } from './meaning/questions.ts'
import { settleRevenue } from './meaning/revenue.ts'
import { guessRoles } from './meaning/roles.ts'
import type { ColumnScan, SampleRow } from './text/sample.ts'
import { isKeptRole, isReadRole, settleRoles } from './meaning/settle-roles.ts'
import { columnPreview, findProblems, openDateNote, previewLines } from './shown.ts'

export type { Inspection, ReadPlan } from './plan.ts'

/** Rows of the head whose cells are profiled. */
const PROFILE_ROWS = 2000

/** What is known of a file beside its rows. */
export interface Outside {
  readonly format: Inspection['format']
  readonly encoding: Encoding
  readonly encodingOpen: boolean
  readonly bom: boolean
  readonly dialect: Dialect
  /** Length of what is at hand, in the unit of the rows' offsets. */
  readonly length: number
  /** Where an offset of a row lies in what the reader is given, and where in the file. */
  readonly toStream: (offset: number) => number
  readonly toFile: (offset: number) => number
  /** All rows at hand between two offsets, with one column of them. */
  readonly scan: (from: number, to: number, column: number) => ColumnScan
  readonly furtherValues: (column: number) => readonly string[]
  /** Headers by which roles are guessed, where columns are called otherwise. */
  readonly headers?: readonly string[]
  /** Columns of numbers whose decimal mark is a point. */
  readonly plainNumbers?: ReadonlySet<number>
  /** Columns whose value stands on every line of an order. */
  readonly repeated?: ReadonlySet<number>
}

/**
 * Says what the columns of a table mean and how they are read.
 * @param rows the first rows of the file, blank ones among them
 * @param place where the table lies among them
 * @param moreCells rows from elsewhere in the file
 */
export function inspectRows(
  rows: readonly SampleRow[],
  place: TablePlace,
  moreCells: readonly string[][],
  options: ReadOptions,
  outside: Outside,
): Inspection {
  const notes: Note[] = [...place.notes]
  const { header, firstData, width } = place
  const dataRows = rows
    .slice(firstData, place.end)
    .filter((row) => row.cells.some((cell) => cell.trim() !== ''))
    .slice(0, PROFILE_ROWS)
  const names = columnNames(place.names, width)
  const sample = spread([...dataRows.map((row) => row.cells), ...moreCells], PROFILE_ROWS)
  const profiles = names.map((name, index) => profileColumn(index, name, sample))

  const chosen = new Map<number, Role>()
  for (const [index, role] of Object.entries(options.roles ?? {}))
    if (Number(index) < width) chosen.set(Number(index), role)
  const { headers, plainNumbers } = outside
  const named = profiles.map((profile, i) => ({ ...profile, name: headers?.[i] ?? profile.name }))
  const kind = options.kind ?? guessKind(named)
  const { roles, shop } = settleRoles(kind, named, guessRoles(kind, named, chosen), chosen, notes, sample)
  const columnOf = (role: Role): ColumnProfile | undefined => profiles.find((_, i) => roles[i]!.role === role)

  // Numbers.
  const totalVotes = profiles.reduce((sum, p) => sum + (p.emailShare > 0 ? 0 : p.commaVotes - p.pointVotes), 0)
  const decimalOf = (profile: ColumnProfile): '.' | ',' => {
    if (plainNumbers?.has(profile.index) === true) return '.'
    if (options.decimal !== undefined) return options.decimal
    if (profile.commaVotes !== profile.pointVotes) return profile.commaVotes > profile.pointVotes ? ',' : '.'
    if (totalVotes !== 0) return totalVotes > 0 ? ',' : '.'
    if (profile.openVotes === 0) return '.'
    const isAmount = roles[profile.index]!.role === 'amount'
    return openDecimalMark(profile, isAmount, outside.dialect.delimiter.startsWith(';'))
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
  let choices: readonly DateOrder[] = []
  const start = rows[firstData]
  const startOffset = start?.offset ?? outside.length
  const whole = outside.scan(startOffset, place.endOffset ?? Infinity, dateColumn?.index ?? -1)
  if (dateColumn !== undefined) {
    const values = [...whole.values, ...outside.furtherValues(dateColumn.index)]
    const guess = detectDateOrder(values, decimal === ',')
    dateOrder = options.dateOrder ?? guess.order
    serialDates = dateColumn.serialShare >= 0.5
    datesOpen = guess.open
    choices = dateChoices(guess)
    if (serialDates) {
      notes.push({ code: 'import.note.serial_dates', params: { column: dateColumn.name } })
      dateOrder = options.dateOrder ?? 'ymd'
    } else if (guess.open && options.dateOrder === undefined) notes.push(openDateNote(dateColumn, dateOrder))
  }

  const count = whole.count - skippedOf(rows, place)

  // Orders.
  const orderColumn = columnOf('order_id')
  const amountColumn = columnOf('amount')
  const plainOrders = orderColumn !== undefined && isPlainDigits(orderColumn.values)
  const lines =
    kind === 'orders' && orderColumn !== undefined
      ? orderLines(dataRows, orderColumn, amountColumn, columnOf, decimalOf)
      : []
  const seen = detectOrderShape(lines)
  const isRepeated =
    seen.repeatedTotals ||
    // A few rows, as mended ones, prove nothing of their own.
    (options.orderTotals === 'once' && lines.length > 0 && amountColumn !== undefined) ||
    (lines.length > 0 && amountColumn !== undefined && outside.repeated?.has(amountColumn.index) === true)
  const shape = { ...seen, repeatedTotals: isRepeated && options.orderTotals !== 'line' }
  const blank = blankOrders(lines)
  if (blank > 0 && !shape.totalsOnFirstLine)
    notes.push({ code: 'import.note.blank_orders', params: { column: orderColumn!.name, rows: blank } })
  if (shape.repeatedTotals) notes.push({ code: 'import.note.repeated_totals', params: { column: amountColumn!.name } })
  if (shape.totalsOnFirstLine)
    notes.push({ code: 'import.note.totals_on_first_line', params: { column: amountColumn!.name } })
  if (plainOrders && orderColumn.values.some((value) => /^[cC]\d+$/.test(value)))
    notes.push({ code: 'import.note.cancel_mark', params: { column: orderColumn.name } })
  const price = columnOf('unit_price')?.values.find((value) => /^[-−(]\D*\d|\d\D*-$/.test(value))
  if (price !== undefined)
    notes.push({ code: 'import.note.negative_price', params: { column: columnOf('unit_price')!.name, example: price } })
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
  const lastNamed = header === null ? width : header.findLastIndex((cell) => cell.trim() !== '') + 1
  const plan: ReadPlan = {
    kind,
    encoding: outside.encoding,
    encodingOpen: outside.encodingOpen,
    delimiter: delimiterBytes(outside.dialect.delimiter),
    quote: outside.dialect.quote,
    escape: outside.dialect.escape,
    collapse: outside.dialect.collapse,
    isGrid: outside.dialect.isGrid === true,
    skipBytes: outside.toStream(startOffset),
    skipFileBytes: outside.toFile(startOffset),
    firstLine: start?.line ?? (rows.at(-1)?.line ?? 0) + 1,
    footerLine: place.endLine,
    endOffset: place.tailOffset ?? (place.endOffset === null ? null : outside.toStream(place.endOffset)),
    columnNames: names,
    requiredCells: lastNamed,
    expectedCells: place.cells ?? -1,
    hasRemarks: place.hasRemarks,
    repeatedHeader: place.repeated === null ? null : encodeUtf8(place.repeated),
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
    delimiter: outside.format === 'delimited' ? outside.dialect.delimiter : null,
    quote:
      outside.format !== 'delimited' || outside.dialect.quote < 0 ? null : String.fromCharCode(outside.dialect.quote),
    tables: place.tables,
    table: place.table,
    headerRow: place.headerLine - 1,
    decimal,
    thousands: thousandsMark(moneyColumn, decimal),
    dateOrder,
    currency,
    columns: profiles.map((profile, i) => columnPreview(profile, roles[i]!, decimalOf(profile), plan)),
    lines: previewLines(rows, place),
    notes,
    problems: findProblems(kind, names, columns, count, attributes),
    questions: [
      ...openQuestions({
        kind,
        options,
        profiles,
        roles,
        dates:
          dateColumn === undefined
            ? null
            : { column: dateColumn, order: dateOrder ?? 'ymd', open: datesOpen, choices, serial: serialDates },
        decimal: moneyColumn === undefined ? null : { column: moneyColumn, mark: decimal, open: decimalOpen },
        repeatedTotals: seen.repeatedTotals,
      }),
      ...questions,
    ],
    plan,
    header,
    headerRows: place.headerRows.length,
    layoutNotes: place.notes,
    preambleLines: place.preambleLines,
    footerLines: place.footerLines,
    tailRows: place.tailRows,
    fileEnd: null,
    sampleRows: count,
    sampleRowBytes: whole.meanBytes,
  }
}

/** Rows at hand that are none of the table's: remarks, and the header again. */
function skippedOf(rows: readonly SampleRow[], { repeated, hasRemarks, cells, firstData, end }: TablePlace): number {
  if (repeated === null && !hasRemarks) return 0
  const isSkipped = (row: SampleRow): boolean =>
    row.raw === repeated || (hasRemarks && row.cells[0]!.startsWith('#') && row.cells.length !== cells)
  return rows.slice(firstData, end).filter(isSkipped).length
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
