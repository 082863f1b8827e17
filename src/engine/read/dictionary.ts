import type { StringColumn } from '../columns/types.ts'

/** 32-bit hash of bytes[start … end): four bytes a step, finished with murmur3's mixer. */
export function hash32(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x9747b28c ^ (end - start)
  let i = start
  for (; i + 4 <= end; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    h = Math.imul(h ^ word, 0x9e3779b1)
    h ^= h >>> 15
  }
  for (; i < end; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Words of one place in the table: hash, code + 1 (0: free), offset and length of the value. */
const PLACE = 4

/**
 * Distinct byte strings, numbered in order of first appearance. Open addressing over one arena of bytes, so that a row
 * costs a hash and a comparison and no JavaScript string. All that a look-up asks for stands side by side in the table:
 * it costs one wait for memory there and one for the bytes.
 */
export class ByteDictionary {
  count = 0
  private last = 0
  private table: Uint32Array
  private mask: number
  private offsets: Uint32Array
  private bytes: Uint8Array

  constructor(expected = 1024) {
    let places = 16
    while (places < expected * 2) places *= 2
    this.table = new Uint32Array(places * PLACE)
    this.mask = places - 1
    this.offsets = new Uint32Array(places / 2 + 1)
    this.bytes = new Uint8Array(places * 4)
  }

  /** Code of bytes[start … end), which is added where it is new. */
  code(source: Uint8Array, start: number, end: number): number {
    const hash = hash32(source, start, end)
    const length = end - start
    const { table, bytes, mask } = this
    let place = hash & mask
    for (;;) {
      const at = place * PLACE
      const entry = table[at + 1]!
      if (entry === 0) return this.add(source, start, end, hash, at)
      if (table[at] === hash && table[at + 3] === length) {
        let own = table[at + 2]!
        let i = start
        while (i < end && bytes[own] === source[i]) {
          i++
          own++
        }
        if (i === end) return entry - 1
      }
      place = (place + 1) & mask
    }
  }

  /** The same where values tend to follow their like (the lines of an order): the value before is compared first. */
  codeNear(source: Uint8Array, start: number, end: number): number {
    const { last } = this
    if (last < this.count && this.equals(last, source, start, end)) return last
    return (this.last = this.code(source, start, end))
  }

  /** Whether a value of the dictionary is bytes[start … end). */
  equals(code: number, source: Uint8Array, start: number, end: number): boolean {
    const { offsets, bytes } = this
    let own = offsets[code]!
    if (offsets[code + 1]! - own !== end - start) return false
    for (let i = start; i < end; i++) if (bytes[own++] !== source[i]) return false
    return true
  }

  /** Appends without looking whether the value is there already (a column where every row is its own entry). */
  append(source: Uint8Array, start: number, end: number): void {
    this.store(source, start, end)
  }

  /** The bytes of one value. */
  value(code: number): Uint8Array {
    return this.bytes.subarray(this.offsets[code]!, this.offsets[code + 1]!)
  }

  /** Everything, trimmed to size; the dictionary must not be used afterwards. */
  column(): StringColumn {
    return {
      count: this.count,
      bytes: this.bytes.slice(0, this.offsets[this.count]!),
      offsets: this.offsets.slice(0, this.count + 1),
    }
  }

  private add(source: Uint8Array, start: number, end: number, hash: number, at: number): number {
    const code = this.count
    this.store(source, start, end)
    this.table[at] = hash
    this.table[at + 1] = code + 1
    this.table[at + 2] = this.offsets[code]!
    this.table[at + 3] = end - start
    if (this.count * 2 > this.mask) this.grow()
    return code
  }

  private store(source: Uint8Array, start: number, end: number): void {
    const code = this.count
    if (code + 2 > this.offsets.length) this.offsets = grown(this.offsets, this.offsets.length * 2)
    const from = this.offsets[code]!
    const next = from + (end - start)
    if (next > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(next, this.bytes.length * 2))
      bigger.set(this.bytes)
      this.bytes = bigger
    }
    for (let i = start, k = from; i < end; i++, k++) this.bytes[k] = source[i]!
    this.offsets[code + 1] = next
    this.count = code + 1
  }

  private grow(): void {
    const old = this.table
    const table = new Uint32Array(old.length * 2)
    const mask = table.length / PLACE - 1
    for (let from = 0; from < old.length; from += PLACE) {
      if (old[from + 1] === 0) continue
      let place = old[from]! & mask
      while (table[place * PLACE + 1] !== 0) place = (place + 1) & mask
      const to = place * PLACE
      table[to] = old[from]!
      table[to + 1] = old[from + 1]!
      table[to + 2] = old[from + 2]!
      table[to + 3] = old[from + 3]!
    }
    this.table = table
    this.mask = mask
  }
}

export function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(length)
  bigger.set(array)
  return bigger
}
