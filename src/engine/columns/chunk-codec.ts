import { NO_CODE, type TransactionChunk } from './types.ts'

/**
 * A transaction chunk as bytes: a header, then each column as differences from its smallest value in the narrowest
 * unsigned integers that hold them (a constant column takes no bytes). Little-endian, payloads aligned to 8 bytes.
 *
 * Header: u32 magic, u32 rows, u32 scale, u32 columns; per column f64 base, u32 width (0, 1, 2, 4 or 8 bytes), u32 offset.
 */
const MAGIC = 0x31474553 // "SEG1"
const COLUMNS = 8
const HEADER = 16 + COLUMNS * 16

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

export function encodeChunk(chunk: TransactionChunk): Uint8Array<ArrayBuffer> {
  const { rows } = chunk
  // Codes are shifted by one so that "no value" is 0 and does not widen the column.
  const columns: Numbers[] = [
    shifted(chunk.customer, 1),
    chunk.orderLow,
    chunk.orderHigh,
    chunk.day,
    chunk.amount,
    chunk.kind,
    shifted(chunk.product, 1),
    shifted(chunk.category, 1),
  ]
  const plans = columns.map((values) => plan(values, rows))
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
  columns.forEach((values, c) => {
    const { base, width } = plans[c]!
    const offset = offsets[c]!
    view.setFloat64(16 + c * 16, base, true)
    view.setUint32(24 + c * 16, width, true)
    view.setUint32(28 + c * 16, offset, true)
    const out = payload(bytes, offset, width, rows)
    if (out === null) return
    for (let i = 0; i < rows; i++) out[i] = values[i]! - base
  })
  return bytes
}

/** What a chunk says of itself without being decoded. */
export function chunkHead(bytes: Uint8Array): { readonly rows: number; readonly scale: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { rows: view.getUint32(4, true), scale: view.getUint32(8, true) }
}

/** Columns of a chunk that a scan can ask for. */
export type ChunkColumn = Exclude<keyof TransactionChunk, 'rows' | 'scale'>

/** Arrays that one scan after the other decodes into: a chunk then lives until the next one is decoded. */
export interface ChunkScratch {
  capacity: number
  columns: Omit<TransactionChunk, 'rows' | 'scale'> | null
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
  if (bytes.byteLength < HEADER || view.getUint32(0, true) !== MAGIC || view.getUint32(12, true) !== COLUMNS) {
    throw new Error('decodeChunk: these bytes are no transaction chunk')
  }
  const rows = view.getUint32(4, true)
  const arrays = scratch === undefined ? emptyColumns(rows) : scratchColumns(scratch, rows)
  columnNames.forEach((name, c) => {
    if (wanted !== undefined && !wanted.has(name)) return
    const base = view.getFloat64(16 + c * 16, true)
    const width = view.getUint32(24 + c * 16, true)
    const isCode = name === 'customer' || name === 'product' || name === 'category'
    const out = arrays[name]
    const add = isCode ? base - 1 : base
    const values = payload(bytes, view.getUint32(28 + c * 16, true), width, rows)
    if (values === null) out.fill(add, 0, rows)
    else if (width === 8) out.set(values)
    else for (let i = 0; i < rows; i++) out[i] = values[i]! + add
  })
  return { rows, scale: view.getUint32(8, true), ...arrays }
}

const columnNames = ['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind', 'product', 'category'] as const

function emptyColumns(rows: number): Omit<TransactionChunk, 'rows' | 'scale'> {
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

function scratchColumns(scratch: ChunkScratch, rows: number): Omit<TransactionChunk, 'rows' | 'scale'> {
  if (scratch.columns === null || scratch.capacity < rows) {
    scratch.capacity = rows
    scratch.columns = emptyColumns(rows)
  }
  return scratch.columns
}

/** Adds `by` modulo 2^32, so NO_CODE becomes 0. */
function shifted(codes: Uint32Array, by: number): Uint32Array {
  const out = new Uint32Array(codes.length)
  for (let i = 0; i < codes.length; i++) out[i] = codes[i] === NO_CODE ? 0 : codes[i]! + by
  return out
}

function plan(values: Numbers, rows: number): { base: number; width: number } {
  if (rows === 0) return { base: 0, width: 0 }
  let low = values[0]!
  let high = low
  for (let i = 1; i < rows; i++) {
    const value = values[i]!
    if (value < low) low = value
    else if (value > high) high = value
  }
  const range = high - low
  if (range === 0) return { base: low, width: 0 }
  if (range < 0x100) return { base: low, width: 1 }
  if (range < 0x10000) return { base: low, width: 2 }
  if (range < 0x100000000) return { base: low, width: 4 }
  return { base: 0, width: 8 }
}

function payload(bytes: Uint8Array, offset: number, width: number, rows: number): Numbers | null {
  if (width === 0) return null
  const at = bytes.byteOffset + offset
  if (at % 8 !== 0) return payload(bytes.slice(offset, offset + width * rows), 0, width, rows)
  if (width === 1) return new Uint8Array(bytes.buffer, at, rows)
  if (width === 2) return new Uint16Array(bytes.buffer, at, rows)
  if (width === 4) return new Uint32Array(bytes.buffer, at, rows)
  return new Float64Array(bytes.buffer, at, rows)
}
