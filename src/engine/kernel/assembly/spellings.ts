import { codeOf, Dictionary, equals, newDictionary } from './dictionary'
import { larger, take, takeEmpty } from './memory'

const FIRST: u32 = 1024
const NONE: u32 = 0xffffffff
const KEY = memory.data(32, 8)

/** How often each product's name is spelled how: `Spellings` in linear memory. */
@unmanaged
export class Spellings {
  names: Dictionary
  /** Pairs of product and name, eight bytes each, numbered in order of first appearance. */
  pairs: Dictionary
  /** Rows of each pair. */
  counts: usize
  countsRoom: u32
  /** The pair and the name seen last for a product, eight bytes: names repeat. */
  last: usize
  lastRoom: u32
}

export function newSpellings(): Spellings {
  const s = changetype<Spellings>(take(offsetof<Spellings>()))
  s.names = newDictionary(1024)
  s.pairs = newDictionary(1024)
  s.countsRoom = FIRST
  s.counts = takeEmpty(FIRST << 2)
  s.lastRoom = FIRST
  s.last = take(FIRST << 3)
  memory.fill(s.last, 0xff, FIRST << 3)
  return s
}

export function addSpelling(s: Spellings, product: u32, at: usize, length: u32): void {
  if (product >= s.lastRoom) {
    let room = s.lastRoom
    while (room <= product) room *= 2
    s.last = larger(s.last, s.lastRoom << 3, s.lastRoom << 3, room << 3)
    memory.fill(s.last + (s.lastRoom << 3), 0xff, (room - s.lastRoom) << 3)
    s.lastRoom = room
  }
  const last = s.last + ((product as usize) << 3)
  const lastName = load<u32>(last, 4)
  let pair = load<u32>(last)
  const name = lastName != NONE && equals(s.names, lastName as i32, at, length) ? lastName : codeOf(s.names, at, length)
  if (name != lastName) {
    store<u32>(KEY, product)
    store<u32>(KEY, name, 4)
    pair = codeOf(s.pairs, KEY, 8)
    if (pair >= s.countsRoom) {
      s.counts = larger(s.counts, s.countsRoom << 2, s.countsRoom << 2, s.countsRoom << 3)
      memory.fill(s.counts + (s.countsRoom << 2), 0, s.countsRoom << 2)
      s.countsRoom *= 2
    }
    store<u32>(last, pair)
    store<u32>(last, name, 4)
  }
  const count = s.counts + ((pair as usize) << 2)
  store<u32>(count, load<u32>(count) + 1)
}
