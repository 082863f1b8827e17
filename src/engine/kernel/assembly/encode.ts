import { Chunk } from './chunk'
import { room } from './out'

/** The bytes of a chunk, one for one what `encodeChunk` (columns/chunk-codec.ts) makes of the same rows. */

const MAGIC: u32 = 0x32474553
const COLUMNS: usize = 8
const LATEST: usize = 16 + COLUMNS * 16
const HEADER: usize = LATEST + 8
const NO_DAY: i32 = i32.MIN_VALUE
const RETURN: u32 = 1

/** Where the next column goes, and what was planned for it. */
let out: usize = 0
let start: usize = 0
let column: usize = 0

/** Writes the rows of a chunk; returns where, and `encodedBytes` how many bytes. */
export function encodeChunk(chunk: Chunk): usize {
  const rows = chunk.rows
  start = room(HEADER + (rows as usize) * 33 + 128)
  memory.fill(start, 0, HEADER)
  store<u32>(start, MAGIC)
  store<u32>(start, rows, 4)
  store<i32>(start, chunk.scale, 8)
  store<u32>(start, COLUMNS as u32, 12)
  store<i32>(start, latestDay(chunk), LATEST)
  out = start + HEADER
  column = start + 16
  codes(chunk.customer, rows)
  hashes(chunk.orderLow, rows)
  hashes(chunk.orderHigh, rows)
  days(chunk.day, rows)
  amounts(chunk.amount, rows)
  kinds(chunk.kind, rows)
  codes(chunk.product, rows)
  codes(chunk.category, rows)
  encodedBytes = out - start
  return start
}

export let encodedBytes: usize = 0

function latestDay(chunk: Chunk): i32 {
  let latest = NO_DAY
  for (let i: usize = 0; i < chunk.rows; i++) {
    const day = load<i32>(chunk.day + (i << 2))
    if (day > latest && load<u8>(chunk.kind + i) <= RETURN) latest = day
  }
  return latest
}

function widthFor(range: f64): u32 {
  return range == 0 ? 0 : range < 256 ? 1 : range < 65536 ? 2 : range < 4294967296 ? 4 : 8
}

/** Notes how a column is packed. */
function plan(base: f64, width: u32): void {
  store<f64>(column, base)
  store<u32>(column, width, 8)
  store<u32>(column, (out - start) as u32, 12)
  column += 16
}

/** The column's bytes end here; the next one starts at a multiple of eight. */
function end(bytes: usize): void {
  const next = out + ((bytes + 7) & ~7)
  memory.fill(out + bytes, 0, next - out - bytes)
  out = next
}

/** Codes are shifted by one, so that "no value" is 0. */
function codes(at: usize, rows: u32): void {
  words(at, rows, 1, true)
}

function hashes(at: usize, rows: u32): void {
  words(at, rows, 0, false)
}

function words(at: usize, rows: u32, shift: u32, keepsBase: bool): void {
  if (rows == 0) return plan(0, 0)
  const shifts = i32x4.splat(shift as i32)
  let lows = i32x4.splat(-1)
  let highs = i32x4.splat(0)
  const all = at + ((rows as usize) << 2)
  let i = at
  for (; i + 16 <= all; i += 16) {
    const four = i32x4.add(v128.load(i), shifts)
    lows = i32x4.min_u(lows, four)
    highs = i32x4.max_u(highs, four)
  }
  let low = min(
    min(i32x4.extract_lane(lows, 0) as u32, i32x4.extract_lane(lows, 1) as u32),
    min(i32x4.extract_lane(lows, 2) as u32, i32x4.extract_lane(lows, 3) as u32),
  )
  let high = max(
    max(i32x4.extract_lane(highs, 0) as u32, i32x4.extract_lane(highs, 1) as u32),
    max(i32x4.extract_lane(highs, 2) as u32, i32x4.extract_lane(highs, 3) as u32),
  )
  for (; i < all; i += 4) {
    const value = load<u32>(i) + shift
    low = min(low, value)
    high = max(high, value)
  }
  const width = widthFor((high - low) as f64)
  const base = width == 4 && !keepsBase ? 0 : low
  plan(base as f64, width)
  narrow(at, rows, base - shift, width)
}

function days(at: usize, rows: u32): void {
  if (rows == 0) return plan(0, 0)
  let low = i32.MAX_VALUE
  let high = i32.MIN_VALUE
  for (let i = at; i < at + ((rows as usize) << 2); i += 4) {
    const day = load<i32>(i)
    low = min(low, day)
    high = max(high, day)
  }
  const width = widthFor((high as f64) - (low as f64))
  plan(low as f64, width)
  narrow(at, rows, low as u32, width)
}

/** Words less their base, in `width` bytes each. */
function narrow(at: usize, rows: u32, less: u32, width: u32): void {
  const all = rows as usize
  if (width == 1) for (let i: usize = 0; i < all; i++) store<u8>(out + i, (load<u32>(at + (i << 2)) - less) as u8)
  else if (width == 2)
    for (let i: usize = 0; i < all; i++) store<u16>(out + (i << 1), (load<u32>(at + (i << 2)) - less) as u16)
  else if (width == 4) {
    const bases = i32x4.splat(less as i32)
    let i: usize = 0
    for (; i + 4 <= all; i += 4) v128.store(out + (i << 2), i32x4.sub(v128.load(at + (i << 2)), bases))
    for (; i < all; i++) store<u32>(out + (i << 2), load<u32>(at + (i << 2)) - less)
  }
  end(all * (width as usize))
}

function amounts(at: usize, rows: u32): void {
  if (rows == 0) return plan(0, 0)
  const all = rows as usize
  let low = load<f64>(at)
  let high = low
  for (let i: usize = 1; i < all; i++) {
    const value = load<f64>(at + (i << 3))
    low = min(low, value)
    high = max(high, value)
  }
  const width = widthFor(high - low)
  plan(width == 8 ? 0 : low, width)
  if (width == 8) memory.copy(out, at, all << 3)
  else if (width == 4)
    for (let i: usize = 0; i < all; i++) store<u32>(out + (i << 2), (load<f64>(at + (i << 3)) - low) as u32)
  else if (width == 2)
    for (let i: usize = 0; i < all; i++) store<u16>(out + (i << 1), (load<f64>(at + (i << 3)) - low) as u32 as u16)
  else if (width == 1)
    for (let i: usize = 0; i < all; i++) store<u8>(out + i, (load<f64>(at + (i << 3)) - low) as u32 as u8)
  end(all * (width as usize))
}

function kinds(at: usize, rows: u32): void {
  if (rows == 0) return plan(0, 0)
  let low: u32 = 255
  let high: u32 = 0
  for (let i: usize = 0; i < rows; i++) {
    const kind: u32 = load<u8>(at + i)
    low = min(low, kind)
    high = max(high, kind)
  }
  plan(low as f64, high > low ? 1 : 0)
  if (high == low) return
  for (let i: usize = 0; i < rows; i++) store<u8>(out + i, (load<u8>(at + i) - low) as u8)
  end(rows as usize)
}
