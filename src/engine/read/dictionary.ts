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

/**
 * Distinct byte strings, numbered in order of first appearance. Open addressing over one arena of bytes, so that a row
 * costs a hash and a comparison and no JavaScript string.
 */
export class ByteDictionary {
  count = 0
  private last = 0
  private slots: Uint32Array
  private hashes: Uint32Array
  private offsets: Uint32Array
  private bytes: Uint8Array
  private mask: number

  constructor(expected = 1024) {
    let size = 16
    while (size < expected * 2) size *= 2
    this.slots = new Uint32Array(size)
    this.mask = size - 1
    this.hashes = new Uint32Array(size / 2)
    this.offsets = new Uint32Array(size / 2 + 1)
    this.bytes = new Uint8Array(size * 4)
  }

  /** Code of bytes[start … end), which is added where it is new. */
  code(source: Uint8Array, start: number, end: number): number {
    const hash = hash32(source, start, end)
    const length = end - start
    const { slots, hashes, offsets, bytes, mask } = this
    let slot = hash & mask
    for (;;) {
      const entry = slots[slot]!
      if (entry === 0) return this.add(source, start, end, hash, slot)
      const code = entry - 1
      if (hashes[code] === hash) {
        const at = offsets[code]!
        if (offsets[code + 1]! - at === length) {
          let i = 0
          while (i < length && bytes[at + i] === source[start + i]) i++
          if (i === length) return code
        }
      }
      slot = (slot + 1) & mask
    }
  }

  /** The same where values tend to follow their like (the lines of an order): the value before is compared first. */
  codeNear(source: Uint8Array, start: number, end: number): number {
    const { offsets, bytes, last } = this
    if (last < this.count) {
      let at = offsets[last]!
      if (offsets[last + 1]! - at === end - start) {
        let i = start
        while (i < end && bytes[at] === source[i]) {
          i++
          at++
        }
        if (i === end) return last
      }
    }
    return (this.last = this.code(source, start, end))
  }

  /** Whether a value of the dictionary is bytes[start … end). */
  equals(code: number, source: Uint8Array, start: number, end: number): boolean {
    const { offsets, bytes } = this
    let at = offsets[code]!
    if (offsets[code + 1]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (bytes[at++] !== source[i]) return false
    return true
  }

  /** Appends without looking whether the value is there already (a column where every row is its own entry). */
  append(source: Uint8Array, start: number, end: number): void {
    this.store(source, start, end, 0)
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

  private add(source: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.count
    this.store(source, start, end, hash)
    this.slots[slot] = code + 1
    if (this.count * 2 > this.slots.length) this.rehash()
    return code
  }

  private store(source: Uint8Array, start: number, end: number, hash: number): void {
    const code = this.count
    if (code + 1 >= this.hashes.length) {
      this.hashes = grown(this.hashes, this.hashes.length * 2)
      this.offsets = grown(this.offsets, this.hashes.length + 1)
    }
    const at = this.offsets[code]!
    const next = at + (end - start)
    if (next > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(next, this.bytes.length * 2))
      bigger.set(this.bytes)
      this.bytes = bigger
    }
    for (let i = start, k = at; i < end; i++, k++) this.bytes[k] = source[i]!
    this.offsets[code + 1] = next
    this.hashes[code] = hash
    this.count = code + 1
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (let code = 0; code < this.count; code++) {
      let slot = this.hashes[code]! & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = code + 1
    }
    this.slots = slots
    this.mask = mask
  }
}

export function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(length)
  bigger.set(array)
  return bigger
}
