import type { ReadOptions, Role } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { dayText } from '../columns/calendar.ts'
import { plainForm } from './values/date-form.ts'
import { isYearless } from './meaning/date-form.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { delimiterBytes } from './text/delimiter.ts'
import { isKnownHeader } from './meaning/headers.ts'
import { roleByWords } from './meaning/header-words.ts'
import { settleDecimalMarks } from './meaning/decimal-marks.ts'
import type { Dialect } from './layout/dialect.ts'
import type { Encoding } from './text/encoding.ts'
import { columnNames } from './layout/header-row.ts'
import { settleCredit } from './meaning/credit.ts'
import { askMerged, filledDown, mergedColumns } from './meaning/merged.ts'
import { commonCurrency, currencyNotes, thousandsMark } from './meaning/money-marks.ts'
import type { AttributePlan, ColumnPlan, Inspection, OrderColumn, ReadPlan } from './plan.ts'
import { profileColumn } from './meaning/profile.ts'
import type { ColumnProfile } from './meaning/profile.ts'
import type { TablePlace } from './layout/place.ts'
import { guessKind } from './meaning/kinds.ts'
import { openQuestions } from './meaning/questions.ts'
import { settleDates } from './meaning/settle-dates.ts'
import { settleOrderNumbers } from './meaning/order-numbers.ts'
import { settleMinorUnits } from './meaning/minor-units.ts'
import { settleOrders } from './meaning/settle-orders.ts'
import { settleRevenue } from './meaning/revenue.ts'
import { guessRoles } from './meaning/roles.ts'
import type { ColumnScan, SampleRow } from './text/sample.ts'
import { isKeptRole, isReadRole, settleRoles } from './meaning/settle-roles.ts'
import { markNotes, textMarks, withoutMarks } from './meaning/text-marks.ts'
import { settleStatuses } from './meaning/statuses.ts'
import { settleTypes } from './meaning/types.ts'
import { columnPreview, findProblems, previewLines } from './shown.ts'

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
  /** Cells come from a sheet, where each stands in its column whatever stands beside it. */
  readonly isSheet?: boolean
  /** ISO codes of currencies that stand beside the cells of a column, not in them. */
  readonly currencies?: ReadonlyMap<number, string>
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
  const written = rows
    .slice(firstData, place.end)
    .filter((row) => row.cells.some((cell) => cell.trim() !== ''))
    .slice(0, PROFILE_ROWS)
  const names = columnNames(place.names, width)
  const merged = mergedColumns(written, width)
  const isFilled = merged.length > 0 && options.merged === 'fill'
  const seenRows = isFilled ? filledDown(written, merged) : written
  const writtenCells = written.map(({ cells }) => cells)
  const marks = textMarks(writtenCells, width)
  notes.push(...markNotes(marks, names, writtenCells))
  const unmarked = (cells: string[]): string[] => (marks.length === 0 ? cells : withoutMarks(cells, marks))
  const dataRows = marks.length === 0 ? seenRows : seenRows.map((row) => ({ ...row, cells: unmarked(row.cells) }))
  const sample = spread([...dataRows.map((row) => row.cells), ...moreCells.map(unmarked)], PROFILE_ROWS)
  const profiles = names.map((name, index) => profileColumn(index, name, sample))

  const chosen = new Map<number, Role>()
  for (const [index, role] of Object.entries(options.roles ?? {}))
    if (Number(index) < width) chosen.set(Number(index), role)
  const beside = place.beside.filter((index) => !chosen.has(index))
  for (const index of beside) chosen.set(index, 'ignore')
  const own = place.headerRows.length > 1 ? (rows[place.headerRows.at(-1)!]?.cells ?? []) : []
  const prefix = commonPrefix(names)
  const named = profiles.map((profile, i) => ({
    ...profile,
    name: outside.headers?.[i] ?? knownPart(profile.name.slice(prefix), own[i]?.trim() ?? ''),
  }))
  const kind = options.kind ?? guessKind(named)
  const { roles, shop } = settleRoles(kind, named, guessRoles(kind, named, chosen), chosen, notes, sample)
  for (const index of beside) roles[index] = { ...roles[index]!, reason: { code: 'import.reason.beside' } }
  const columnOf = (role: Role): ColumnProfile | undefined => profiles.find((_, i) => roles[i]!.role === role)

  const decimals = settleDecimalMarks(
    profiles,
    roles,
    options.decimal,
    outside.plainNumbers,
    outside.dialect.delimiter.startsWith(';'),
  )

  const dateColumn = columnOf('date') ?? columnOf('timestamp') ?? columnOf('signup_date')
  const start = rows[firstData]
  const startOffset = start?.offset ?? outside.length
  const whole = outside.scan(startOffset, place.endOffset ?? Infinity, dateColumn?.index ?? -1)
  const count = whole.count - skippedOf(rows, place)
  const settledDates =
    dateColumn === undefined
      ? null
      : settleDates(
          dateColumn,
          [...whole.values, ...outside.furtherValues(dateColumn.index)],
          rows.slice(0, place.headerRows[0] ?? firstData).map(({ cells }) => cells),
          decimals.mark === ',',
          options,
        )
  const dates = settledDates?.dates ?? null

  const orders = settleOrders(
    kind === 'orders' ? dataRows : [],
    columnOf,
    decimals,
    options.orderTotals,
    (column) => outside.repeated?.has(column) === true,
  )
  notes.push(...decimals.notes, ...(settledDates?.notes ?? []), ...orders.notes, ...columnNotes(columnOf))
  const beyond = decimals.money === undefined ? undefined : outside.currencies?.get(decimals.money.index)
  const currency = commonCurrency(columnOf('currency'), decimals.money) ?? beyond ?? null
  const isOrders = kind === 'orders'
  const status = settleStatuses(isOrders ? columnOf('status') : undefined, shop, options)
  const type = isOrders ? columnOf('type') : undefined
  const types = settleTypes(type, isNegativeKind(sample, type, [columnOf('amount'), columnOf('quantity')]), options)
  const isWhole = orders.shape.orderOnFirstLine || orders.shape.totalsOnFirstLine
  const numbers = settleOrderNumbers(
    sample,
    {
      order: isOrders && !isWhole ? columnOf('order_id') : undefined,
      date: columnOf('date'),
      who: [columnOf('customer_id'), columnOf('email')].filter((column) => column !== undefined),
    },
    options,
  )
  const credit = settleCredit(isOrders ? decimals.money : undefined, options)
  const minor = settleMinorUnits({
    kind,
    profiles,
    columnOf,
    decimals,
    rows: dataRows.map(({ cells }) => cells),
    currency,
    chosen: options.amounts,
  })
  notes.push(
    ...status.notes,
    ...minor.notes,
    ...(isOrders ? currencyNotes(columnOf('currency'), decimals.money, currency) : []),
  )

  const columnPlan = (profile: ColumnProfile): ColumnPlan => ({
    index: profile.index,
    name: profile.name,
    decimal: decimals.of(profile),
    dropPointZero: profile.pointZero,
    ...(minor.of(profile) && { isMinor: true }),
    ...(credit.isPlus && profile === decimals.money && { creditIsPlus: true }),
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
    lines: orders.lines,
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
    isSheet: outside.isSheet === true,
    firstLine: start?.line ?? (rows.at(-1)?.line ?? 0) + 1,
    footerLine: place.endLine,
    endOffset: place.tailOffset ?? (place.endOffset === null ? null : outside.toStream(place.endOffset)),
    columnNames: names,
    requiredCells: lastNamed,
    expectedCells: place.cells ?? -1,
    hasRemarks: place.hasRemarks,
    textMarks: marks,
    repeatedHeader: place.repeated === null ? null : encodeUtf8(place.repeated),
    columns,
    attributes,
    dateOrder: dates?.order ?? 'ymd',
    serialDates: dates?.serial === true,
    dateForm: dates?.form ?? plainForm,
    cancelMark: orders.cancelMark,
    ...orders.shape,
    ...(isFilled && { fillDown: merged }),
    statuses: { ...types.statuses, ...status.statuses },
    dailyOrders: numbers.daily,
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
    decimal: decimals.mark,
    thousands: thousandsMark(decimals.money, decimals.mark),
    dateOrder: dates?.order ?? null,
    currency,
    amounts: minor.amounts,
    columns: profiles.map((profile, i) => columnPreview(profile, roles[i]!, decimals.of(profile), plan)),
    lines: previewLines(rows, place),
    notes,
    yearless: dates === null || !isYearless(dates.column) ? null : { year: yearOf(dates.form.since) },
    problems: [
      ...findProblems(kind, names, columns, count, attributes),
      ...(dates?.needsYear === true ? [yearProblem(dates.column)] : []),
    ],
    questions: [
      ...openQuestions({
        kind,
        options,
        profiles,
        roles,
        dates,
        decimal:
          decimals.money === undefined ? null : { column: decimals.money, mark: decimals.mark, open: decimals.open },
        repeatedTotals: orders.seenRepeated,
        headTotals: orders.seenHeads,
      }),
      ...[minor.question, numbers.question, status.question, types.question, credit.question].filter(
        (question) => question !== null,
      ),
      // What stands on an order's first line alone is taken from there.
      ...(isOrders && merged.length > 0 && (isFilled || !orders.shape.orderOnFirstLine)
        ? [askMerged(merged, names, options)]
        : []),
      ...questions,
    ],
    plan,
    header,
    headerRows: place.headerRows.length,
    indent: 0,
    layoutNotes: place.notes,
    preambleLines: place.preambleLines,
    footerLines: place.footerLines,
    tailRows: place.tailRows,
    fileEnd: null,
    sampleRows: count,
    sampleRowBytes: whole.meanBytes,
  }
}

function yearOf(since: number | null): number | null {
  return since === null ? null : Number(dayText(since).slice(0, 4))
}

function yearProblem({ name, values }: ColumnProfile): Note {
  return { code: 'import.problem.no_year', params: { column: name, example: values[0] ?? '' } }
}

/** Rows at hand that are none of the table's: remarks, and the header again. */
function skippedOf(rows: readonly SampleRow[], { repeated, hasRemarks, cells, firstData, end }: TablePlace): number {
  if (repeated === null && !hasRemarks) return 0
  const isSkipped = (row: SampleRow): boolean =>
    row.raw === repeated || (hasRemarks && row.cells[0]!.startsWith('#') && row.cells.length !== cells)
  return rows.slice(firstData, end).filter(isSkipped).length
}

/** Whether all rows of a kind have a minus, in front, behind or as brackets, at one of their numbers. */
function isNegativeKind(
  rows: readonly (readonly string[])[],
  type: ColumnProfile | undefined,
  numbers: readonly (ColumnProfile | undefined)[],
): (text: string) => boolean {
  const cell = (cells: readonly string[], column: ColumnProfile | undefined): string =>
    column === undefined ? '' : (cells[column.index] ?? '').trim()
  return (text) =>
    rows
      .filter((cells) => cell(cells, type) === text)
      .every((cells) => numbers.some((column) => /^\D*[-−(]\D*\d|\d\D*[-−]$/.test(cell(cells, column))))
}

/** Letters that all headers begin with, up to a dash or a colon: `Deal - Value`, `Deal - Status`. */
function commonPrefix(names: readonly string[]): number {
  const length = /^[^-–:]{2,30}(?: [-–] |: )/.exec(names[0] ?? '')?.[0].length ?? 0
  if (length === 0 || names.length < 4) return 0
  const prefix = names[0]!.slice(0, length)
  return names.every((name) => name.startsWith(prefix) && name.length > length) ? length : 0
}

/** Of a header over several rows what stands last, where that is known and the whole is not: `Buyers` over `Buyer`. */
function knownPart(whole: string, last: string): string {
  if (last === '' || last === whole || isKnownHeader(whole) || !isKnownHeader(last)) return whole
  return roleByWords(whole) === null ? last : whole
}

/** At most `limit` rows, spread evenly. */
function spread<T>(rows: readonly T[], limit: number): readonly T[] {
  if (rows.length <= limit) return rows
  return Array.from({ length: limit }, (_, i) => rows[Math.floor((i * rows.length) / limit)]!)
}

/** What is said of single columns: prices below nothing, ids that were written as decimals. */
function columnNotes(columnOf: (role: Role) => ColumnProfile | undefined): Note[] {
  const notes: Note[] = []
  const price = columnOf('unit_price')
  const negative = price?.values.find((value) => /^[-−(]\D*\d|\d\D*-$/.test(value))
  if (price !== undefined && negative !== undefined)
    notes.push({ code: 'import.note.negative_price', params: { column: price.name, example: negative } })
  for (const column of [columnOf('customer_id'), columnOf('order_id')]) {
    if (column?.pointZero !== true) continue
    const example = column.values[0]!
    notes.push({ code: 'import.note.point_zero', params: { column: column.name, example, read: example.slice(0, -2) } })
  }
  return notes
}
