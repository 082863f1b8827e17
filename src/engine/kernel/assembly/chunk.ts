import { encodeChunk, encodedBytes } from './encode'
import { takeChunk, takeIds } from './host'
import { larger, take } from './memory'
import { encodeIds, idBytes } from './order-ids'

const MAX_AMOUNT: f64 = 9007199254740992
/** An order id longer than this is kept in part: it still counts whole. */
const MAX_ID_BYTES: u32 = 1000
const POWERS: StaticArray<f64> = [1, 10, 100, 1000, 10000, 100000, 1000000]

/** The chunk that is being filled: `ChunkWriter` in linear memory. What is complete is handed on as bytes. */
@unmanaged
export class Chunk {
  rows: u32
  scale: i32
  runs: u32
  capacity: u32
  customer: usize
  orderLow: usize
  orderHigh: usize
  day: usize
  amount: usize
  kind: usize
  product: usize
  category: usize
  /** One entry for each run of rows that share an order id. */
  runRows: usize
  idOffsets: usize
  idBytes: usize
  idRoom: u32
  lastLow: u32
  lastHigh: u32
  largest: f64
}

export const chunk = changetype<Chunk>(memory.data(128, 8))

export function startChunks(capacity: u32): void {
  const words = capacity << 2
  chunk.capacity = capacity
  chunk.customer = take(words)
  chunk.orderLow = take(words)
  chunk.orderHigh = take(words)
  chunk.day = take(words)
  chunk.amount = take(capacity << 3)
  chunk.kind = take(capacity)
  chunk.product = take(words)
  chunk.category = take(words)
  chunk.runRows = take(words)
  chunk.idOffsets = take(words + 4)
  store<u32>(chunk.idOffsets, 0)
  chunk.idRoom = 1 << 16
  chunk.idBytes = take(chunk.idRoom)
}

export function addRow(
  customer: u32,
  orderLow: u32,
  orderHigh: u32,
  day: i32,
  amount: f64,
  scale: i32,
  kind: u32,
  product: u32,
  category: u32,
  idAt: usize,
  idLength: u32,
): void {
  if (chunk.rows == chunk.capacity) close()
  if (chunk.rows == 0) open()
  let value = amount
  if (scale != chunk.scale && value != 0) {
    if (scale > chunk.scale) {
      if (chunk.largest * unchecked(POWERS[scale - chunk.scale]) > MAX_AMOUNT) {
        close()
        open()
      } else rescale(scale)
      chunk.scale = scale
    } else {
      value *= unchecked(POWERS[chunk.scale - scale])
      if (abs<f64>(value) > MAX_AMOUNT) {
        value = amount
        close()
        open()
        chunk.scale = scale
      }
    }
  }
  const size = abs<f64>(value)
  if (size > chunk.largest) chunk.largest = size
  const i = chunk.rows++ as usize
  store<u32>(chunk.customer + (i << 2), customer)
  store<u32>(chunk.orderLow + (i << 2), orderLow)
  store<u32>(chunk.orderHigh + (i << 2), orderHigh)
  store<i32>(chunk.day + (i << 2), day)
  store<f64>(chunk.amount + (i << 3), value)
  store<u8>(chunk.kind + i, kind as u8)
  store<u32>(chunk.product + (i << 2), product)
  store<u32>(chunk.category + (i << 2), category)
  const length = min<u32>(idLength, MAX_ID_BYTES)
  const runs = chunk.runs as usize
  if (runs > 0) {
    const offsets = chunk.idOffsets + (runs << 2)
    if (
      load<u32>(offsets) - load<u32>(offsets - 4) == length &&
      // Without an id the hash stands for customer and time: those rows have "no id" in common.
      (idLength == 0 || (orderLow == chunk.lastLow && orderHigh == chunk.lastHigh))
    ) {
      const rows = chunk.runRows + ((runs - 1) << 2)
      store<u32>(rows, load<u32>(rows) + 1)
      return
    }
  }
  startRun(idAt, length, orderLow, orderHigh)
}

function startRun(at: usize, length: u32, orderLow: u32, orderHigh: u32): void {
  const run = chunk.runs++ as usize
  store<u32>(chunk.runRows + (run << 2), 1)
  chunk.lastLow = orderLow
  chunk.lastHigh = orderHigh
  const offsets = chunk.idOffsets + (run << 2)
  const from = load<u32>(offsets)
  if (from + length + 16 > chunk.idRoom) {
    chunk.idBytes = larger(chunk.idBytes, chunk.idRoom, from, chunk.idRoom * 2)
    chunk.idRoom *= 2
  }
  const to = chunk.idBytes + from
  // Most ids are short: sixteen bytes are copied at once, those behind the id are written over by the next.
  if (length <= 16) v128.store(to, v128.load(at))
  else memory.copy(to, at, length)
  store<u32>(offsets, from + length, 4)
}

function open(): void {
  chunk.rows = 0
  chunk.runs = 0
  chunk.largest = 0
}

/** Hands the chunk on. */
export function close(): void {
  takeChunk(encodeChunk(chunk), encodedBytes)
  if (load<u32>(chunk.idOffsets + ((chunk.runs as usize) << 2)) == 0) takeIds(0, 0)
  else takeIds(encodeIds(chunk), idBytes)
  chunk.rows = 0
}

function rescale(scale: i32): void {
  const factor = unchecked(POWERS[scale - chunk.scale])
  const end = chunk.amount + ((chunk.rows as usize) << 3)
  for (let at = chunk.amount; at < end; at += 8) store<f64>(at, load<f64>(at) * factor)
  chunk.largest *= factor
}
