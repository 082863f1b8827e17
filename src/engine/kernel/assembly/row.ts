import { cells, columns, delimiter, encodingMode, maxRecord, quote } from './plan'
import { entries, hasHigh, index } from './window'

/** What came of looking for a row. */
export const ROW: i32 = 0
/** Its end is not there. */
export const MORE: i32 = 1
/** It is not for the kernel. */
export const ODD: i32 = 2
export const BLANK: i32 = 3

/** Where the row after the one that was cut starts, and its first entry of the index. */
export let next: usize = 0
export let nextEntry: i32 = 0
/** Where the row ends, without its line break. */
export let rowEnd: usize = 0
/** Cells of the row with doubled quotes in them, a bit each. */
export let doubled: u64 = 0

/** Cuts the row at `at`, whose first entry of the index is `entry`; `limit`: end of the bytes. */
export function cut(at: usize, entry: i32, limit: usize): i32 {
  doubled = 0
  const last = columns - 1
  if (entry + last >= entries) return cutSlowly(at, entry, limit)
  let place = index + ((entry as usize) << 2)
  let cell = cells
  let from = at
  for (let k = 0; k < last; k++) {
    const to: usize = load<u32>(place)
    if (load<u8>(to) != delimiter) return cutSlowly(at, entry, limit)
    store<u32>(cell, from as u32)
    store<u32>(cell, to as u32, 4)
    from = to + 1
    cell += 8
    place += 4
  }
  const to: usize = load<u32>(place)
  store<u32>(cell, from as u32)
  store<u32>(cell, to as u32, 4)
  const end = endRow(to, entry + last, limit)
  if (end == ODD) return cutSlowly(at, entry, limit)
  return end == ROW ? check(at) : end
}

/** The line break at `to`; sets where the next row starts. */
function endRow(to: usize, entry: i32, limit: usize): i32 {
  const byte = load<u8>(to)
  rowEnd = to
  if (byte == 0x0a) {
    next = to + 1
    nextEntry = entry + 1
    return ROW
  }
  if (byte != 0x0d) return ODD
  if (to + 1 >= limit) return MORE
  if (load<u8>(to, 1) != 0x0a) return ODD
  next = to + 2
  nextEntry = entry + 2
  return ROW
}

/** The same where quotes may stand before and behind cells, and where the row may not be there whole. */
function cutSlowly(at: usize, entry: i32, limit: usize): i32 {
  if (entry >= entries) return MORE
  if (<usize>load<u32>(index + ((entry as usize) << 2)) == at && load<u8>(at) != quote) {
    const blank = endRow(at, entry, limit)
    // A row may start with an empty cell.
    if (blank == ROW) return BLANK
    if (load<u8>(at) != delimiter) return blank
  }
  let k = entry
  let from = at
  for (let column = 0; column < columns; column++) {
    if (k >= entries) return MORE
    let to: usize = load<u32>(index + ((k as usize) << 2))
    let start = from
    let end = to
    if (load<u8>(to) == quote && quote != 0x0a) {
      if (to != from) return ODD
      start = from + 1
      for (k++; ; k++) {
        if (k >= entries) return MORE
        end = load<u32>(index + ((k as usize) << 2))
        const byte = load<u8>(end)
        if (byte == delimiter) continue
        // A line break inside a cell.
        if (byte != quote) return ODD
        if (end + 1 >= limit) return MORE
        if (load<u8>(end, 1) != quote) break
        if (column >= 64) return ODD
        doubled |= (1 as u64) << (column as u64)
        k++
      }
      k++
      if (k >= entries) return MORE
      to = load<u32>(index + ((k as usize) << 2))
      if (to != end + 1) return ODD
    }
    store<u32>(cells + ((column as usize) << 3), start as u32)
    store<u32>(cells + ((column as usize) << 3), end as u32, 4)
    if (column < columns - 1) {
      if (load<u8>(to) != delimiter) return ODD
      from = to + 1
      k++
    } else {
      const ended = endRow(to, k, limit)
      if (ended != ROW) return ended
    }
  }
  return check(at)
}

/** Length and letters of the row that was cut. */
function check(at: usize): i32 {
  if (rowEnd - at > maxRecord) return ODD
  if (!hasHigh || encodingMode == 2 || isAscii(at, rowEnd)) return ROW
  return encodingMode == 1 && isUtf8(at, rowEnd) ? ROW : ODD
}

export function isAscii(from: usize, to: usize): bool {
  let at = from
  for (; at + 16 <= to; at += 16) if (i8x16.bitmask(v128.load(at)) != 0) return false
  return (i8x16.bitmask(v128.load(at)) & ((1 << ((to - at) as i32)) - 1)) == 0
}

function isUtf8(from: usize, to: usize): bool {
  let at = from
  while (at < to) {
    const lead: u32 = load<u8>(at)
    if (lead < 0x80) {
      at++
      continue
    }
    const length: usize =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
    if (length == 0 || at + length > to) return false
    const second: u32 = load<u8>(at, 1)
    const lowest: u32 = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80
    const highest: u32 = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf
    if (second < lowest || second > highest) return false
    for (let k: usize = 2; k < length; k++) if ((load<u8>(at + k) & 0xc0) != 0x80) return false
    at += length
  }
  return true
}
