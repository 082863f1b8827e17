import { NO_CODE, NO_DAY, RowKind, type TransactionChunk } from './types.ts'
import { copyDoubles, copyWords, readDoubles, readWords, type Width } from './widths.ts'

/**
 * A transaction chunk as bytes: a header, then each column as differences from its smallest value in the narrowest
 * unsigned integers that hold them (a constant column takes no bytes). Little-endian, payloads aligned to 8 bytes.
 *
 * Header: u32 magic, u32 rows, u32 scale, u32 columns; per column f64 base, u32 width (0, 1, 2, 4 or 8 bytes), u32 offset;
 * i32 latest day of a purchase or return (not in chunks of the first format).
 */
const MAGIC = 0x32474553 // "SEG2"
const FIRST_MAGIC = 0x31474553 // "SEG1"
const COLUMNS = 8
const LATEST = 16 + COLUMNS * 16
const HEADER = LATEST + 8

/** Columns of a chunk that a scan can ask for. */
export type ChunkColumn = Exclude<keyof TransactionChunk, 'rows' | 'scale' | 'orderIds' | 'encoded'>

const columnNames = ['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind', 'product', 'category'] as const
const DAY = columnNames.indexOf('day')

interface Plan {
  /** Smallest value; codes are shifted by one so that "no value" is 0 and does not widen the column. */
  readonly base: number
  readonly width: Width
}

export function encodeChunk(chunk: TransactionChunk): Uint8Array<ArrayBuffer> {
  if (chunk.encoded !== undefined) return chunk.encoded.bytes
  const { rows } = chunk
  const plans: Plan[] = columnNames.map((name) =>
    name === 'amount' ? planDoubles(chunk.amount, rows) : planWords(name, wordsOf(chunk, name), rows),
  )
  let size = HEADER
  const offsets = plans.map(({ width }) => {
    const at = size
    size += Math.ceil((width * rows) / 8) * 8
    return at
  })
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, rows, true)
  view.setUint32(8, chunk.scale, true)
  view.setUint32(12, COLUMNS, true)
  view.setInt32(LATEST, latestDay(chunk), true)
  columnNames.forEach((name, c) => {
    const { base, width } = plans[c]!
    view.setFloat64(16 + c * 16, base, true)
    view.setUint32(24 + c * 16, width, true)
    view.setUint32(28 + c * 16, offsets[c]!, true)
    if (name === 'amount') copyDoubles(chunk.amount, base, bytes, offsets[c]!, width, rows)
    else copyWords(wordsOf(chunk, name), isCode(name) ? base - 1 : base, bytes, offsets[c]!, width, rows)
  })
  return bytes
}

/** What a chunk says of itself without being decoded. */
export interface ChunkHead {
  readonly rows: number
  readonly scale: number
  /** Days since 1970-01-01; NO_DAY where there is no row. */
  readonly firstDay: number
  /** Latest day of a purchase or return, NO_DAY where there is none; null: it does not say. */
  readonly latestDay: number | null
}

export function chunkHead(bytes: Uint8Array): ChunkHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows = view.getUint32(4, true)
  return {
    rows,
    scale: view.getUint32(8, true),
    firstDay: rows === 0 ? NO_DAY : view.getFloat64(16 + DAY * 16, true),
    latestDay: view.getUint32(0, true) === FIRST_MAGIC ? null : view.getInt32(LATEST, true),
  }
}

/** Arrays that are filled again with every chunk; they grow, so they may be longer than a chunk's rows. */
export interface ChunkScratch {
  capacity: number
  columns: Pick<TransactionChunk, ChunkColumn> | null
}

export function chunkScratch(): ChunkScratch {
  return { capacity: 0, columns: null }
}

/**
 * @param scratch arrays to decode into; without them the chunk is the caller's own
 * @param wanted the columns that are decoded; the others of a scratch hold what an earlier chunk left there
 * @throws Error where the bytes are no chunk of this format
 */
export function decodeChunk(
  bytes: Uint8Array,
  scratch?: ChunkScratch,
  wanted?: ReadonlySet<ChunkColumn>,
): TransactionChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = bytes.byteLength < LATEST ? 0 : view.getUint32(0, true)
  if ((magic !== MAGIC && magic !== FIRST_MAGIC) || view.getUint32(12, true) !== COLUMNS) {
    throw new Error('decodeChunk: these bytes are no transaction chunk')
  }
  const rows = view.getUint32(4, true)
  const arrays = scratch === undefined ? emptyColumns(rows) : scratchColumns(scratch, rows)
  columnNames.forEach((name, c) => {
    if (wanted !== undefined && !wanted.has(name)) return
    const base = view.getFloat64(16 + c * 16, true)
    const width = view.getUint32(24 + c * 16, true) as Width
    const offset = view.getUint32(28 + c * 16, true)
    if (name === 'amount') readDoubles(bytes, offset, width, base, arrays.amount, rows)
    else readWords(bytes, offset, width, isCode(name) ? base - 1 : base, wordsOf(arrays, name), rows)
  })
  return { rows, scale: view.getUint32(8, true), ...arrays }
}

function emptyColumns(rows: number): Pick<TransactionChunk, ChunkColumn> {
  return {
    customer: new Uint32Array(rows),
    orderLow: new Uint32Array(rows),
    orderHigh: new Uint32Array(rows),
    day: new Int32Array(rows),
    amount: new Float64Array(rows),
    kind: new Uint8Array(rows),
    product: new Uint32Array(rows),
    category: new Uint32Array(rows),
  }
}

function scratchColumns(scratch: ChunkScratch, rows: number): Pick<TransactionChunk, ChunkColumn> {
  if (scratch.columns === null || scratch.capacity < rows) {
    scratch.capacity = rows
    scratch.columns = emptyColumns(rows)
  }
  return scratch.columns
}

function isCode(name: ChunkColumn): boolean {
  return name === 'customer' || name === 'product' || name === 'category'
}

/** The column as unsigned words; days are seen as such modulo 2^32. */
function wordsOf(
  chunk: Pick<TransactionChunk, ChunkColumn>,
  name: Exclude<ChunkColumn, 'amount'>,
): Uint32Array | Uint8Array {
  if (name !== 'day') return chunk[name]
  return new Uint32Array(chunk.day.buffer, chunk.day.byteOffset, chunk.day.length)
}

function planWords(name: Exclude<ChunkColumn, 'amount'>, values: Uint32Array | Uint8Array, rows: number): Plan {
  if (rows === 0) return { base: 0, width: 0 }
  const { low, high } =
    values instanceof Uint8Array
      ? rangeOf(values, rows)
      : name === 'day'
        ? rangeSigned(values, rows)
        : isCode(name)
          ? rangeShifted(values, rows)
          : rangeWords(values, rows)
  const width = widthFor(high - low)
  // The words of a hash are copied as they are.
  return { base: width === 4 && (name === 'orderLow' || name === 'orderHigh') ? 0 : low, width }
}

function widthFor(range: number): Width {
  return range === 0 ? 0 : range < 0x100 ? 1 : range < 0x10000 ? 2 : range < 0x100000000 ? 4 : 8
}

interface Range {
  readonly low: number
  readonly high: number
}

// The same loop for each kind of array: one that sees them all is several times slower.

function rangeOf(values: Uint8Array, rows: number): Range {
  let low = 0xff
  let high = 0
  for (let i = 0; i < rows; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function rangeWords(values: Uint32Array, rows: number): Range {
  let low = 0xffffffff
  let high = 0
  for (let i = 0; i < rows; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function rangeShifted(values: Uint32Array, rows: number): Range {
  let low = 0xffffffff
  let high = 0
  for (let i = 0; i < rows; i++) {
    const value = values[i] === NO_CODE ? 0 : values[i]! + 1
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function rangeSigned(values: Uint32Array, rows: number): Range {
  let low = 0x7fffffff
  let high = -0x80000000
  for (let i = 0; i < rows; i++) {
    const value = values[i]! | 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function planDoubles(values: Float64Array, rows: number): Plan {
  if (rows === 0) return { base: 0, width: 0 }
  let low = values[0]!
  let high = low
  for (let i = 1; i < rows; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const width = widthFor(high - low)
  return { base: width === 8 ? 0 : low, width }
}

function latestDay({ rows, day, kind }: TransactionChunk): number {
  let latest = NO_DAY
  for (let i = 0; i < rows; i++) if (day[i]! > latest && kind[i]! <= RowKind.return) latest = day[i]!
  return latest
}
