import { NO_CODE, type StringColumn } from '../../columns/types.ts'
import { hash32 } from './dictionary.ts'
import { giveBack } from './resize.ts'

/**
 * Numbers values that stand in an arena: codes in order of first appearance, NO_CODE for an empty one, and the distinct
 * values. Everything is laid out in its final size: what a column takes besides is given back before the next one comes.
 * @param end where value i ends, which begins at starts[i]
 */
export function numberValues(
  bytes: Uint8Array,
  starts: Uint32Array,
  end: (i: number) => number,
  count: number,
): { readonly codes: Uint32Array<ArrayBuffer>; readonly dictionary: StringColumn } {
  const codes = new Uint32Array(count)
  // Code + 1 by hash, 0: free; and of each code the first value that has it.
  let places = 16
  while (places < count * 2) places *= 2
  const table = new Uint32Array(places)
  const firsts = new Uint32Array(count)
  let distinct = 0
  let length = 0
  for (let i = 0; i < count; i++) {
    const from = starts[i]!
    const to = end(i)
    if (from >= to) {
      codes[i] = NO_CODE
      continue
    }
    let place = hash32(bytes, from, to) & (places - 1)
    while (table[place] !== 0) {
      const other = firsts[table[place]! - 1]!
      if (areEqual(bytes, from, to, starts[other]!, end(other))) break
      place = (place + 1) & (places - 1)
    }
    if (table[place] === 0) {
      firsts[distinct++] = i
      table[place] = distinct
      length += to - from
    }
    codes[i] = table[place]! - 1
  }
  const offsets = new Uint32Array(distinct + 1)
  const kept = new Uint8Array(length)
  for (let code = 0; code < distinct; code++) {
    const first = firsts[code]!
    const from = starts[first]!
    kept.set(bytes.subarray(from, end(first)), offsets[code])
    offsets[code + 1] = offsets[code]! + end(first) - from
  }
  giveBack(table)
  giveBack(firsts)
  return { codes, dictionary: { count: distinct, bytes: kept, offsets } }
}

function areEqual(bytes: Uint8Array, from: number, to: number, other: number, otherEnd: number): boolean {
  if (to - from !== otherEnd - other) return false
  for (let i = from, k = other; i < to; i++, k++) if (bytes[i] !== bytes[k]) return false
  return true
}
