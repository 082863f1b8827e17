import { give, larger, take, takeEmpty } from './memory'

/** Bytes of one place in the table: the value's key (12 bytes) and code + 1 (0: free). */
const PLACE: u32 = 4
/** Values of up to this many bytes are their own key. */
export const SHORT: u32 = 11
/** In the highest byte of a key's last word, where short values have their length. */
const LONG: u32 = 0x40 << 24
/** Codes that may have a meaning. */
const MEANINGS: u32 = 4096

/** Distinct byte strings, numbered in order of first appearance: `ByteDictionary` in linear memory. */
@unmanaged
export class Dictionary {
  count: u32
  mask: u32
  table: usize
  /** Where value i starts in `bytes`; count + 1 of them. */
  offsets: usize
  bytes: usize
  room: u32
  bytesRoom: u32
  /** What the last value looked for by `codeNear` was. */
  last: i32
  lastLow: u64
  lastHigh: u32
  /** A byte per code, 0: unknown. */
  meanings: usize
}

/** The key of the value that was packed last. */
export let keyLow: u64 = 0
export let keyHigh: u32 = 0

export function newDictionary(places: u32): Dictionary {
  const d = changetype<Dictionary>(takeEmpty(offsetof<Dictionary>()))
  d.mask = places - 1
  d.table = takeEmpty(places << PLACE)
  d.room = places
  d.offsets = take((places + 1) << 2)
  store<u32>(d.offsets, 0)
  d.bytesRoom = places << 3
  d.bytes = take(d.bytesRoom)
  d.last = -1
  return d
}

export function freeDictionary(d: Dictionary): void {
  give(d.table, (d.mask + 1) << PLACE)
  give(d.offsets, (d.room + 1) << 2)
  give(d.bytes, d.bytesRoom)
  if (d.meanings != 0) give(d.meanings, MEANINGS)
  give(changetype<usize>(d), offsetof<Dictionary>())
}

/** Sets the key of the value at `at`. Up to 15 bytes behind it are read. */
export function pack(at: usize, length: u32): void {
  if (length > SHORT) {
    keyLow = hashOf(at, length)
    keyHigh = LONG | (length & 0xffffff)
  } else if (length >= 8) {
    keyLow = load<u64>(at)
    keyHigh = (load<u32>(at, 8) & (((1 as u32) << ((length - 8) << 3)) - 1)) | (length << 24)
  } else {
    keyLow = load<u64>(at) & (((1 as u64) << ((length << 3) as u64)) - 1)
    keyHigh = length << 24
  }
}

/** A 64-bit hash of a long value. */
function hashOf(at: usize, length: u32): u64 {
  let h: u64 = 0x9e3779b97f4a7c15 ^ (length as u64)
  const end = at + length
  let i = at
  for (; i + 8 <= end; i += 8) h = step(h, load<u64>(i))
  // The last eight bytes, some of them once more: a long value has at least as many.
  return step(h, load<u64>(end - 8))
}

function step(h: u64, word: u64): u64 {
  const x = (h ^ word) * 0xff51afd7ed558ccd
  return x ^ (x >> 32)
}

/** Where a key is looked for first, before the mask: digits at the end of an id stand in the highest bytes of `low`. */
export function placeOf(low: u64, high: u32): u32 {
  let x = (low ^ ((high as u64) * 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd
  x = (x ^ (x >> 32)) * 0xc4ceb9fe1a85ec53
  return (x >> 32) as u32
}

/** Code of a value, which is added where it is new. */
export function codeOf(d: Dictionary, at: usize, length: u32): u32 {
  pack(at, length)
  return find(d, keyLow, keyHigh, at, length)
}

/** Codes of `count` values laid end to end, into `codes`; `offsets` says where each of them starts, and the end. */
export function codesOf(d: Dictionary, bytes: usize, offsets: usize, count: u32, codes: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const entry = offsets + (i << 2)
    const from = load<u32>(entry)
    store<u32>(codes + (i << 2), codeOf(d, bytes + from, load<u32>(entry, 4) - from))
  }
}

/** The same where values tend to follow their like. */
export function codeNear(d: Dictionary, low: u64, high: u32, at: usize, length: u32): u32 {
  if (low == d.lastLow && high == d.lastHigh && d.last >= 0 && (length <= SHORT || equals(d, d.last, at, length)))
    return d.last
  d.lastLow = low
  d.lastHigh = high
  const code = find(d, low, high, at, length)
  d.last = code as i32
  return code
}

export function find(d: Dictionary, low: u64, high: u32, at: usize, length: u32): u32 {
  const slot = slotOf(d, low, high, at, length)
  const entry = load<u32>(slot, 12)
  return entry != 0 ? entry - 1 : add(d, low, high, at, length, slot)
}

/** Place of a key in the table: its own or the free one it would have. */
function slotOf(d: Dictionary, low: u64, high: u32, at: usize, length: u32): usize {
  const mask = d.mask
  const table = d.table
  let place = placeOf(low, high) & mask
  while (true) {
    const slot = table + ((place as usize) << PLACE)
    const entry = load<u32>(slot, 12)
    if (entry == 0) return slot
    if (load<u64>(slot) == low && load<u32>(slot, 8) == high)
      if (length <= SHORT || equals(d, (entry - 1) as i32, at, length)) return slot
    place = (place + 1) & mask
  }
}

/** What the value at `at` means; 0: nobody said. */
export function meaningOf(d: Dictionary, at: usize, length: u32): u32 {
  if (d.meanings == 0) return 0
  pack(at, length)
  const entry = load<u32>(slotOf(d, keyLow, keyHigh, at, length), 12)
  return entry == 0 || entry > MEANINGS ? 0 : load<u8>(d.meanings + entry - 1)
}

export function setMeaning(d: Dictionary, code: u32, meaning: u32): void {
  if (code >= MEANINGS) return
  if (d.meanings == 0) d.meanings = takeEmpty(MEANINGS)
  store<u8>(d.meanings + code, meaning as u8)
}

/** Whether the value with this code is the bytes at `at`. */
export function equals(d: Dictionary, code: i32, at: usize, length: u32): bool {
  const entry = d.offsets + ((code as usize) << 2)
  const from = load<u32>(entry)
  if (load<u32>(entry, 4) - from != length) return false
  const own = d.bytes + from
  let i: u32 = 0
  for (; i + 8 <= length; i += 8) if (load<u64>(own + i) != load<u64>(at + i)) return false
  if (i == length) return true
  // Bytes behind the end are read too, and left out of the comparison.
  return (load<u64>(own + i) ^ load<u64>(at + i)) << (64 - (((length - i) << 3) as u64)) == 0
}

function add(d: Dictionary, low: u64, high: u32, at: usize, length: u32, slot: usize): u32 {
  const code = d.count
  if (code + 1 > d.room) {
    d.offsets = larger(d.offsets, (d.room + 1) << 2, (d.room + 1) << 2, (d.room * 2 + 1) << 2)
    d.room *= 2
  }
  const entry = d.offsets + ((code as usize) << 2)
  const from = load<u32>(entry)
  const end = from + length
  if (end + 8 > d.bytesRoom) {
    let room = d.bytesRoom * 2
    while (room < end + 8) room *= 2
    d.bytes = larger(d.bytes, d.bytesRoom, from, room)
    d.bytesRoom = room
  }
  memory.copy(d.bytes + from, at, length)
  store<u32>(entry, end, 4)
  store<u64>(slot, low)
  store<u32>(slot, high, 8)
  store<u32>(slot, code + 1, 12)
  d.count = code + 1
  // A quarter stays free.
  if ((code + 1) * 4 > (d.mask + 1) * 3) grow(d)
  return code
}

function grow(d: Dictionary): void {
  const old = d.table
  const oldSize = (d.mask + 1) << PLACE
  const mask = (d.mask + 1) * 2 - 1
  const table = takeEmpty((mask + 1) << PLACE)
  for (let from = old; from < old + oldSize; from += 16) {
    if (load<u32>(from, 12) == 0) continue
    let place = placeOf(load<u64>(from), load<u32>(from, 8)) & mask
    while (load<u32>(table + ((place as usize) << PLACE), 12) != 0) place = (place + 1) & mask
    v128.store(table + ((place as usize) << PLACE), v128.load(from))
  }
  give(old, oldSize)
  d.table = table
  d.mask = mask
}
