import { codeOf, Dictionary, equals, freeDictionary, newDictionary } from './dictionary'
import { give, larger, take, takeEmpty } from './memory'

/** Distinct values above which those that nobody has any more are dropped. */
const COMPACT_FROM: u32 = 1 << 17
const FIRST: u32 = 1024
/** Bits of a code; the 39 above hold any second from 1426 to 18846. */
const CODE_BITS: u64 = 25
const CODE_MASK: u64 = ((1 as u64) << CODE_BITS) - 1
const EARLIEST: i64 = -((1 as i64) << 34)

/** The latest non-empty value of one attribute for every customer: `LatestValues` in linear memory. */
@unmanaged
export class Latest {
  dictionary: Dictionary
  /** A word a customer: the moment of the value above its code + 1 (0: none). */
  values: usize
  room: u32
  compactAt: u32
}

export function newLatest(): Latest {
  const latest = changetype<Latest>(take(offsetof<Latest>()))
  latest.dictionary = newDictionary(1024)
  latest.values = takeEmpty(FIRST << 3)
  latest.room = FIRST
  latest.compactAt = COMPACT_FROM
  return latest
}

/** Makes sure that customers 0 … count − 1 have their place. */
export function reserve(latest: Latest, count: u32): void {
  if (count <= latest.room) return
  let room = latest.room
  while (room < count) room *= 2
  latest.values = larger(latest.values, latest.room << 3, latest.room << 3, room << 3)
  memory.fill(latest.values + ((latest.room as usize) << 3), 0, (room - latest.room) << 3)
  latest.room = room
}

/** Day and second order the values; of equal moments the later call wins. */
export function offer(latest: Latest, customer: u32, day: i32, second: i32, at: usize, length: u32): void {
  if (customer >= latest.room) reserve(latest, customer + 1)
  const place = latest.values + ((customer as usize) << 3)
  const value = load<u64>(place)
  const known = value & CODE_MASK
  const moment = (((day as i64) * 86400 + (second as i64) - EARLIEST) as u64) << CODE_BITS
  if (known != 0) {
    if (equals(latest.dictionary, (known - 1) as i32, at, length)) {
      store<u64>(place, max(moment | known, value))
      return
    }
    if (moment < (value & ~CODE_MASK)) return
  }
  const code = (codeOf(latest.dictionary, at, length) as u64) + 1
  // More people than that do not fit into the memory either.
  if (code > CODE_MASK) unreachable()
  store<u64>(place, moment | code)
  if (latest.dictionary.count > latest.compactAt) compact(latest)
}

/** Values that no customer has any more are dropped, so that memory follows the customers and not the rows. */
export function compact(latest: Latest): void {
  const old = latest.dictionary
  const kept = newDictionary(1024)
  const size = max<u32>(old.count, 1) << 2
  const renamed = takeEmpty(size)
  for (let customer: u32 = 0; customer < latest.room; customer++) {
    const place = latest.values + ((customer as usize) << 3)
    const value = load<u64>(place)
    const code = (value & CODE_MASK) as usize
    if (code == 0) continue
    const name = renamed + ((code - 1) << 2)
    if (load<u32>(name) == 0) {
      const entry = old.offsets + ((code - 1) << 2)
      const from = load<u32>(entry)
      store<u32>(name, codeOf(kept, old.bytes + from, load<u32>(entry, 4) - from) + 1)
    }
    store<u64>(place, (value & ~CODE_MASK) | (load<u32>(name) as u64))
  }
  freeDictionary(old)
  give(renamed, size)
  latest.dictionary = kept
  latest.compactAt = max<u32>(COMPACT_FROM, kept.count * 2)
}

/** Writes the code of the values of customers 0 … count − 1 to `codes`, −1 for none, and their moments to `moments`. */
export function lay(latest: Latest, count: u32, codes: usize, moments: usize): void {
  for (let customer: usize = 0; customer < count; customer++) {
    const value = customer < latest.room ? load<u64>(latest.values + (customer << 3)) : 0
    store<u32>(codes + (customer << 2), ((value & CODE_MASK) as u32) - 1)
    store<f64>(moments + (customer << 3), (((value >> CODE_BITS) as i64) + EARLIEST) as f64)
  }
}
