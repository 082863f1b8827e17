import type { StringColumn } from './types.ts'

/**
 * The order ids of a chunk, kept beside it: analyses count orders by their hash and never load them, a customer's history
 * shows them. Lines of an order mostly follow each other, so runs of rows are kept, not rows.
 */
export interface OrderRuns {
  readonly count: number
  /** Rows of each run, at least 1. */
  readonly rows: Uint32Array
  /** Id i is bytes[offsets[i] … offsets[i + 1]) in the file's own encoding; empty: the row has none. */
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
}

/** First byte of the encoded ids: how the rest is to be read. */
const COUNTED = 1
const FRONT_CODED = 2

/** Digits that a double holds exactly. */
const MOST_DIGITS = 15
const ZERO = 0x30

/**
 * Ids as bytes. Where all of them are one prefix and a number, as differences from the number before: one byte for an
 * order that follows the last one (`COUNTED`, its prefix, its width, then per run a token: 1 … 127 the next number with
 * as many rows; 128 … 255 one row, difference + 192; 0 an escape, then zigzag difference and rows). Else each id as the
 * length of what it shares with the one before, and the rest (`FRONT_CODED`, four streams, so that they compress well).
 * Cost: O(bytes of the ids).
 */
export function encodeOrderIds(runs: OrderRuns): Uint8Array<ArrayBuffer> {
  const prefix = commonPrefix(runs)
  return prefix === null ? frontCoded(runs) : counted(runs, prefix)
}

interface Prefix {
  readonly length: number
  /** Digits of every number, or 0: as many as it needs. */
  readonly width: number
}

function commonPrefix({ count, bytes, offsets }: OrderRuns): Prefix | null {
  if (count === 0) return null
  const end = offsets[1]!
  let length = end
  while (length > offsets[0]! && end - length < MOST_DIGITS && isDigit(bytes[length - 1]!)) length--
  length -= offsets[0]!
  let width = end - offsets[0]! - length
  const firstWidth = width
  let padded = false
  for (let i = 0; i < count; i++) {
    const from = offsets[i]!
    const to = offsets[i + 1]!
    const digits = to - from - length
    if (digits < 1 || digits > MOST_DIGITS) return null
    for (let k = 0; k < length; k++) if (bytes[from + k] !== bytes[offsets[0]! + k]) return null
    for (let k = from + length; k < to; k++) if (!isDigit(bytes[k]!)) return null
    if (digits !== firstWidth) width = 0
    if (digits > 1 && bytes[from + length] === ZERO) padded = true
  }
  return padded && width === 0 ? null : { length, width: padded ? width : 0 }
}

function counted({ count, rows, bytes, offsets }: OrderRuns, { length, width }: Prefix): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(length + count + 32)
  out.byte(COUNTED)
  out.number(length)
  for (let k = 0; k < length; k++) out.byte(bytes[offsets[0]! + k]!)
  out.number(width)
  out.number(count)
  let before = 0
  for (let i = 0; i < count; i++) {
    let value = 0
    for (let k = offsets[i]! + length; k < offsets[i + 1]!; k++) value = value * 10 + (bytes[k]! - ZERO)
    const step = value - before
    const lines = rows[i]!
    before = value
    if (step === 1 && lines < 128) out.byte(lines)
    else if (lines === 1 && step >= -64 && step < 64) out.byte(192 + step)
    else {
      out.byte(0)
      out.number(step < 0 ? -2 * step - 1 : 2 * step)
      out.number(lines)
    }
  }
  return out.finish()
}

function frontCoded({ count, rows, bytes, offsets }: OrderRuns): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(count * 4 + 32)
  out.byte(FRONT_CODED)
  out.number(count)
  for (let i = 0; i < count; i++) out.number(rows[i]!)
  const shared = (i: number): number => {
    if (i === 0) return 0
    const from = offsets[i]!
    const before = offsets[i - 1]!
    const most = Math.min(offsets[i + 1]! - from, from - before)
    let k = 0
    while (k < most && bytes[before + k] === bytes[from + k]) k++
    return k
  }
  for (let i = 0; i < count; i++) out.number(shared(i))
  for (let i = 0; i < count; i++) out.number(offsets[i + 1]! - offsets[i]! - shared(i))
  for (let i = 0; i < count; i++) out.bytes(bytes, offsets[i]! + shared(i), offsets[i + 1]!)
  return out.finish()
}

/**
 * The ids of a chunk, one per run, and which run each row belongs to.
 * @throws Error where the bytes are no order ids
 */
export function decodeOrderIds(encoded: Uint8Array): { readonly ids: StringColumn; readonly runOfRow: Uint32Array } {
  const read = new ByteReader(encoded)
  const mode = read.byte()
  if (mode !== COUNTED && mode !== FRONT_CODED) throw new Error('decodeOrderIds: these bytes are no order ids')
  const prefix = mode === COUNTED ? read.bytes(read.number()) : new Uint8Array(0)
  const width = mode === COUNTED ? read.number() : 0
  const count = read.number()
  const rows = new Uint32Array(count)
  const offsets = new Uint32Array(count + 1)
  const out = new ByteWriter(encoded.length * 4)
  if (mode === COUNTED) {
    let value = 0
    for (let i = 0; i < count; i++) {
      const token = read.byte()
      if (token === 0) {
        const step = read.number()
        value += step % 2 === 0 ? step / 2 : -(step + 1) / 2
        rows[i] = read.number()
      } else if (token < 128) {
        value++
        rows[i] = token
      } else {
        value += token - 192
        rows[i] = 1
      }
      out.bytes(prefix, 0, prefix.length)
      for (const digit of String(value).padStart(width, '0')) out.byte(digit.charCodeAt(0))
      offsets[i + 1] = out.length
    }
  } else {
    for (let i = 0; i < count; i++) rows[i] = read.number()
    const shared = Uint32Array.from({ length: count }, () => read.number())
    const rest = Uint32Array.from({ length: count }, () => read.number())
    for (let i = 0; i < count; i++) {
      out.copy(i === 0 ? 0 : offsets[i - 1]!, shared[i]!)
      const suffix = read.bytes(rest[i]!)
      out.bytes(suffix, 0, suffix.length)
      offsets[i + 1] = out.length
    }
  }
  const runOfRow = new Uint32Array(rows.reduce((sum, lines) => sum + lines, 0))
  let at = 0
  for (let i = 0; i < count; i++) {
    runOfRow.fill(i, at, at + rows[i]!)
    at += rows[i]!
  }
  return { ids: { count, bytes: out.finish(), offsets }, runOfRow }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}

/** Bytes and varints (7 bits a byte, lowest first) one behind the other. */
class ByteWriter {
  length = 0
  private data: Uint8Array<ArrayBuffer>

  constructor(expected: number) {
    this.data = new Uint8Array(Math.max(64, expected))
  }

  byte(value: number): void {
    if (this.length === this.data.length) this.reserve(1)
    this.data[this.length++] = value
  }

  /** @param value an integer from 0 to 2^53 */
  number(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  bytes(source: Uint8Array, from: number, to: number): void {
    if (this.length + to - from > this.data.length) this.reserve(to - from)
    for (let k = from; k < to; k++) this.data[this.length++] = source[k]!
  }

  /** Repeats what stands at `from`. */
  copy(from: number, count: number): void {
    if (this.length + count > this.data.length) this.reserve(count)
    this.data.copyWithin(this.length, from, from + count)
    this.length += count
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.data.slice(0, this.length)
  }

  private reserve(more: number): void {
    const bigger = new Uint8Array(Math.max(this.length + more, this.data.length * 2))
    bigger.set(this.data.subarray(0, this.length))
    this.data = bigger
  }
}

class ByteReader {
  private at = 0
  private readonly data: Uint8Array

  constructor(data: Uint8Array) {
    this.data = data
  }

  byte(): number {
    const value = this.data[this.at++]
    if (value === undefined) throw new Error('decodeOrderIds: these bytes end too early')
    return value
  }

  number(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }

  bytes(count: number): Uint8Array {
    const from = this.at
    this.at += count
    if (this.at > this.data.length) throw new Error('decodeOrderIds: these bytes end too early')
    return this.data.subarray(from, this.at)
  }
}
