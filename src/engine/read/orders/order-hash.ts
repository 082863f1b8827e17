import { codePageToUtf8 } from '../text/encoding.ts'

/**
 * 64-bit hash of an order id, as two 32-bit words. Two independent lanes with murmur3's finisher: among five million
 * different ids the chance of any two being taken for one is below 1 in a million.
 */
export class OrderHash {
  /** Signed 32-bit words: small integers, which cost no memory where they are handed on. */
  low = 0
  high = 0

  /** The same of text in a code page (null: UTF-8): what a file was saved as makes no other order of it. */
  setText(
    bytes: Uint8Array,
    start: number,
    end: number,
    day: number,
    second: number,
    codePage: Uint16Array | null,
  ): void {
    let i = start
    if (codePage !== null) while (i < end && bytes[i]! < 0x80) i++
    else i = end
    if (i === end) return this.set(bytes, start, end, day, second)
    const text = codePageToUtf8(bytes, start, end, codePage!)
    this.set(text, 0, text.length, day, second)
  }

  /** The same of a number that starts anew each day: continued by the day and by whoever it was. */
  setOfDay(
    bytes: Uint8Array,
    [start, end]: [number, number],
    day: number,
    who: Uint8Array,
    [from, to]: [number, number],
    codePage: Uint16Array | null,
  ): void {
    this.setText(who, from, to, 0, -1, codePage)
    this.setText(bytes, start, end, day, this.low >>> 1, codePage)
  }

  /** Hash of bytes[start … end), continued by a number of seconds (0 where the id stands for itself). */
  set(bytes: Uint8Array, start: number, end: number, day: number, second: number): void {
    let a = 0x3c6ef372 ^ (end - start)
    let b = 0x1b873593 + (end - start)
    let i = start
    for (; i + 4 <= end; i += 4) {
      const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
      a = Math.imul(a ^ word, 0x9e3779b1)
      a ^= a >>> 15
      b = Math.imul(b ^ word, 0x85ebca77)
      b ^= b >>> 13
    }
    for (; i < end; i++) {
      a = Math.imul(a ^ bytes[i]!, 0x01000193)
      b = Math.imul(b ^ bytes[i]!, 0x27d4eb2f)
      b ^= b >>> 11
    }
    if (second >= 0) {
      a = Math.imul(a ^ day, 0x9e3779b1)
      a = Math.imul(a ^ (a >>> 15) ^ second, 0x9e3779b1)
      b = Math.imul(b ^ day, 0x85ebca77)
      b = Math.imul(b ^ (b >>> 13) ^ (second + 1), 0x85ebca77)
    }
    this.low = finish(a)
    this.high = finish(b ^ Math.imul(a, 0x2c1b3c6d))
  }
}

function finish(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
