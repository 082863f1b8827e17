import type { StringColumn } from '../../columns/types.ts'
import { longer, longerBytes } from './resize.ts'

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

/** Words of one place in the table. */
const PLACE = 4
/** Values of up to this many bytes stand in their place themselves. */
const SHORT = 11
/** Bytes of values from which on there is less room ahead. */
const LARGE = 1 << 24
/** In the highest byte of a place's third word, where short values have their length. */
const LONG = 0x40 << 24

/**
 * Distinct byte strings, numbered in order of first appearance. Open addressing, so that a row costs a hash and a
 * comparison and no JavaScript string. A place holds three words and code + 1 (0: free). Of a short value, as most ids
 * are, the words are its bytes and its length, so that a look-up waits for memory once; of a long one they are its hash
 * and its length, and the bytes are compared in one arena.
 */
export class ByteDictionary {
  count = 0
  private last = -1
  private table: Int32Array
  private mask: number
  private offsets: Uint32Array<ArrayBuffer>
  private bytes: Uint8Array<ArrayBuffer>
  /** The value that is looked up, as the words of its place. */
  private w0 = 0
  private w1 = 0
  private w2 = 0
  private last0 = 0
  private last1 = 0
  private last2 = 0

  constructor(expected = 1024) {
    let places = 16
    while (places < expected * 2) places *= 2
    this.table = new Int32Array(places * PLACE)
    this.mask = places - 1
    this.offsets = new Uint32Array(places / 2 + 1)
    this.bytes = new Uint8Array(places * 4)
  }

  /** Code of bytes[start … end), which is added where it is new. */
  code(source: Uint8Array, start: number, end: number): number {
    this.pack(source, start, end)
    return this.find(source, start, end)
  }

  /** The same where values tend to follow their like (the lines of an order): the value before is compared first. */
  codeNear(source: Uint8Array, start: number, end: number): number {
    this.pack(source, start, end)
    const { w0, w1, w2 } = this
    if (
      w0 === this.last0 &&
      w1 === this.last1 &&
      w2 === this.last2 &&
      this.last >= 0 &&
      (end - start <= SHORT || this.equals(this.last, source, start, end))
    )
      return this.last
    this.last0 = w0
    this.last1 = w1
    this.last2 = w2
    return (this.last = this.find(source, start, end))
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
    const { count, offsets, bytes } = this
    this.table = new Int32Array(0)
    const used = offsets[count]!
    // A copy of very many bytes would need as many more for a moment.
    const kept = bytes.length < LARGE ? longerBytes(bytes, used) : bytes.subarray(0, used)
    return { count, bytes: kept, offsets: longer(offsets, count + 1) }
  }

  /** Sets the words of bytes[start … end). */
  private pack(source: Uint8Array, start: number, end: number): void {
    const length = end - start
    if (length > SHORT) {
      this.w0 = hash32(source, start, end) | 0
      this.w1 = 0
      this.w2 = LONG | (length & 0xffffff)
      return
    }
    let i = start
    let w0 = 0
    let w1 = 0
    let w2 = length << 24
    if (length >= 4) {
      w0 = source[i]! | (source[i + 1]! << 8) | (source[i + 2]! << 16) | (source[i + 3]! << 24)
      i += 4
      if (length >= 8) {
        w1 = source[i]! | (source[i + 1]! << 8) | (source[i + 2]! << 16) | (source[i + 3]! << 24)
        i += 4
        for (let shift = 0; i < end; shift += 8) w2 |= source[i++]! << shift
      } else for (let shift = 0; i < end; shift += 8) w1 |= source[i++]! << shift
    } else for (let shift = 0; i < end; shift += 8) w0 |= source[i++]! << shift
    this.w0 = w0
    this.w1 = w1
    this.w2 = w2
  }

  /** Code of the value whose words are set. */
  private find(source: Uint8Array, start: number, end: number): number {
    const { table, mask, w0, w1, w2 } = this
    let place = mix(w0, w1, w2) & mask
    for (;;) {
      const at = place * PLACE
      const entry = table[at + 3]!
      if (entry === 0) return this.add(source, start, end, at)
      if (table[at] === w0 && table[at + 1] === w1 && table[at + 2] === w2)
        if (end - start <= SHORT || this.equals(entry - 1, source, start, end)) return entry - 1
      place = (place + 1) & mask
    }
  }

  private add(source: Uint8Array, start: number, end: number, at: number): number {
    const code = this.count
    this.store(source, start, end)
    const { table } = this
    table[at] = this.w0
    table[at + 1] = this.w1
    table[at + 2] = this.w2
    table[at + 3] = code + 1
    if (this.count * 2 > this.mask) this.grow()
    return code
  }

  private store(source: Uint8Array, start: number, end: number): void {
    const code = this.count
    if (code + 2 > this.offsets.length) this.offsets = longer(this.offsets, this.offsets.length * 2)
    const from = this.offsets[code]!
    const next = from + (end - start)
    if (next > this.bytes.length) {
      const { length } = this.bytes
      this.bytes = longerBytes(this.bytes, Math.max(next, length < LARGE ? length * 2 : Math.ceil(length * 1.25)))
    }
    for (let i = start, k = from; i < end; i++, k++) this.bytes[k] = source[i]!
    this.offsets[code + 1] = next
    this.count = code + 1
  }

  private grow(): void {
    const old = this.table
    const table = new Int32Array(old.length * 2)
    const mask = table.length / PLACE - 1
    for (let from = 0; from < old.length; from += PLACE) {
      if (old[from + 3] === 0) continue
      let place = mix(old[from]!, old[from + 1]!, old[from + 2]!) & mask
      while (table[place * PLACE + 3] !== 0) place = (place + 1) & mask
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

/** A hash of the words of a place, finished with murmur3's mixer. */
function mix(w0: number, w1: number, w2: number): number {
  let h = Math.imul(w0 ^ 0x9747b28c, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15) ^ w1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ w2, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

export function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(length)
  bigger.set(array)
  return bigger
}
