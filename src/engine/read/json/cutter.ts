import { COMMA, decodeUtf8, LF, QUOTE, SPACE } from '../text/bytes.ts'
import { utf16Length } from '../text/encoding.ts'

/** What is done with a value: go past it, look at what is in it, or hand it on as a record. */
export const Choice = { skip: 0, descend: 1, record: 2 } as const
export type Choice = (typeof Choice)[keyof typeof Choice]
export type ValueKind = 'object' | 'array' | 'scalar'

/** A record as it stands in the file: bytes start … end of the buffer, which is the caller's until the next one. */
export interface JsonCut {
  readonly buffer: Uint8Array
  readonly start: number
  readonly end: number
  /** 1-based line on which it starts. */
  readonly line: number
  /** Offset of its first byte in the file. */
  readonly offset: number
  /** It is too long, its brackets or quotes never close, or it stands where no value may. */
  readonly fault: 'oversized' | 'unfinished' | 'malformed' | null
}

export interface CutterOptions {
  /** Every line is a record; nothing is chosen then. */
  readonly lines: boolean
  /** @param keys of the value's parents and its own; null: it is an element of an array */
  choose(kind: ValueKind, keys: readonly (string | null)[]): Choice
  record(cut: JsonCut): void
  /** The bytes pushed are UTF-16 turned into UTF-8: offsets are those of the file. */
  readonly wide?: boolean
  readonly maxRecordBytes?: number
}

const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const BACKSLASH = 0x5c
const COLON = 0x3a
/** A longer record is no record; half as much as a row may have, because it is taken apart into a copy of itself. */
export const MOST_RECORD_BYTES = 4 * 1024 * 1024
/** Bytes of a key that are kept. */
const KEY_BYTES = 256
/** Bytes of a record that is given up, shown as its raw text. */
const RAW_BYTES = 8192

/** Inside a value: bytes that neither open, close nor quote are passed over. */
const stops = new Uint8Array(256)
for (const byte of [QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, LF]) stops[byte] = 1
/** Inside a string: everything but its end, an escape and a line break is passed over. */
const stringStops = new Uint8Array(256)
for (const byte of [QUOTE, BACKSLASH, LF]) stringStops[byte] = 1

const Mode = { seek: 0, inside: 1, scalar: 2, key: 3 } as const
type Mode = (typeof Mode)[keyof typeof Mode]

/**
 * Cuts a stream of JSON into records, at any cut of the stream and with no more memory than one record takes: the
 * elements of an array somewhere in it, values one after the other, or lines. What a record holds is not looked at, so
 * a broken one spoils the next ones only where its brackets do not match.
 */
export class JsonCutter {
  /** The file ended before its arrays and objects were closed. */
  isTruncated = false
  private readonly options: CutterOptions
  private readonly max: number
  private mode: Mode = Mode.seek
  /** Containers that were looked into: true for an array. */
  private readonly frames: boolean[] = []
  private readonly keys: (string | null)[] = []
  private expectsKey = false
  private nest = 0
  private inString = false
  private escaped = false
  private isRecord = false
  private hasFault = false
  private line = 1
  private recordLine = 1
  private recordOffset = 0
  private held = new Uint8Array(4096)
  private heldLength = 0
  private recordLength = 0
  /** Where the record starts in the block at hand; 0 where it started in an earlier one, -1: there is none. */
  private from = -1
  private base = 0
  /** Place in the block, and in the file, up to which UTF-16 was counted. */
  private wideAt = 0
  private wideFile = 0
  private readonly key: number[] = []

  constructor(options: CutterOptions) {
    this.options = options
    this.max = options.maxRecordBytes ?? MOST_RECORD_BYTES
  }

  /** The next bytes of the stream, without a byte order mark. */
  push(bytes: Uint8Array): void {
    this.wideAt = 0
    if (this.options.lines) this.takeLines(bytes)
    else this.walk(bytes)
    if (this.from >= 0) {
      this.hold(bytes, this.from, bytes.length)
      this.from = 0
    }
    if (this.options.wide === true) this.wideFile += utf16Length(bytes, this.wideAt, bytes.length)
    this.base += bytes.length
  }

  /** Bytes of the file that are no part of the stream, such as its byte order mark. */
  skip(fileBytes: number): void {
    this.base += fileBytes
    this.wideFile += fileBytes
  }

  finish(): void {
    const none = new Uint8Array(0)
    if (this.options.lines) {
      if (this.from >= 0) this.emit(none, 0, null)
      return
    }
    if (this.mode === Mode.scalar && !this.inString) this.endValue(none, 0)
    this.isTruncated = this.frames.length > 0 || this.mode !== Mode.seek
    if (this.from >= 0) this.emit(none, 0, 'unfinished')
  }

  private takeLines(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      if (this.from < 0) this.begin(bytes, at)
      const end = bytes.indexOf(LF, at)
      if (end < 0) return
      this.emit(bytes, end, null)
      this.line++
      at = end + 1
    }
  }

  private walk(bytes: Uint8Array): void {
    const { length } = bytes
    let i = 0
    while (i < length) {
      switch (this.mode) {
        case Mode.inside:
          i = this.passInside(bytes, i)
          break
        case Mode.scalar:
          i = this.passScalar(bytes, i)
          break
        case Mode.key:
          i = this.passKey(bytes, i)
          break
        default:
          i = this.seek(bytes, i)
      }
    }
  }

  /** Between values: white space, commas and colons are passed over, brackets of looked-into containers close them. */
  private seek(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!
    if (byte === LF) this.line++
    if (byte <= SPACE || byte === COMMA) {
      if (byte === COMMA && this.frames.at(-1) === false) this.expectsKey = true
      return at + 1
    }
    if (this.frames.length > 0) {
      if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
        this.frames.pop()
        this.keys.pop()
        this.expectsKey = false
        return at + 1
      }
      if (this.expectsKey && byte === QUOTE) {
        this.key.length = 0
        this.mode = Mode.key
        return at + 1
      }
      if (byte === COLON) return at + 1
    }
    const kind = byte === OPEN_OBJECT ? 'object' : byte === OPEN_ARRAY ? 'array' : 'scalar'
    if (this.frames.at(-1) === true) this.keys[this.keys.length - 1] = null
    const choice = this.options.choose(kind, this.keys)
    if (choice === Choice.descend && kind !== 'scalar') {
      this.frames.push(kind === 'array')
      this.keys.push(null)
      this.expectsKey = kind === 'object'
      return at + 1
    }
    this.isRecord = choice === Choice.record
    if (this.isRecord) this.begin(bytes, at)
    this.hasFault = false
    if (kind === 'scalar') {
      this.mode = Mode.scalar
      this.inString = byte === QUOTE
      return this.inString ? at + 1 : at
    }
    this.mode = Mode.inside
    this.nest = 1
    return at + 1
  }

  private passInside(bytes: Uint8Array, from: number): number {
    const { length } = bytes
    let i = from
    let { nest } = this
    while (i < length) {
      if (this.inString) {
        i = this.passString(bytes, i)
        continue
      }
      while (i < length && stops[bytes[i]!] === 0) i++
      if (i >= length) break
      const byte = bytes[i++]!
      if (byte === QUOTE) this.inString = true
      else if (byte === LF) this.line++
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) nest++
      else if (--nest === 0) {
        this.nest = 0
        this.endValue(bytes, i)
        return i
      }
    }
    this.nest = nest
    return i
  }

  /** To the end of a string, or of the block. A line break cannot stand in one: it ends the string, and the record is at fault. */
  private passString(bytes: Uint8Array, from: number): number {
    const { length } = bytes
    let i = from
    if (this.escaped) {
      this.escaped = false
      if (bytes[i] !== LF) i++
    }
    for (;;) {
      while (i < length && stringStops[bytes[i]!] === 0) i++
      if (i >= length) return length
      const byte = bytes[i]!
      if (byte === BACKSLASH) {
        if (i + 1 >= length) {
          this.escaped = true
          return length
        }
        i += bytes[i + 1] === LF ? 1 : 2
        continue
      }
      this.inString = false
      if (byte === QUOTE) return i + 1
      this.hasFault = true
      // The line break itself is counted by the caller.
      return i
    }
  }

  /** A number, a literal, a string, or anything that is none of them: to the next mark; at the root to the line's end. */
  private passScalar(bytes: Uint8Array, from: number): number {
    let i = from
    if (this.inString) {
      i = this.passString(bytes, i)
      if (!this.inString) this.endValue(bytes, i)
      return i
    }
    const isRoot = this.frames.length === 0
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!
      const ends = isRoot
        ? byte === LF
        : byte <= SPACE || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT
      if (ends) {
        this.endValue(bytes, i)
        return i
      }
    }
    return i
  }

  private passKey(bytes: Uint8Array, from: number): number {
    let i = from
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!
      if (this.escaped) this.escaped = false
      else if (byte === BACKSLASH) this.escaped = true
      else if (byte === QUOTE || byte === LF) {
        this.keys[this.keys.length - 1] = keyText(this.key)
        this.expectsKey = false
        this.mode = Mode.seek
        return byte === QUOTE ? i + 1 : i
      }
      if (this.key.length < KEY_BYTES) this.key.push(byte)
    }
    return i
  }

  private endValue(bytes: Uint8Array, end: number): void {
    this.mode = Mode.seek
    if (this.isRecord) this.emit(bytes, end, this.hasFault ? 'malformed' : null)
    this.isRecord = false
  }

  private begin(bytes: Uint8Array, at: number): void {
    this.from = at
    this.heldLength = 0
    this.recordLength = 0
    this.recordLine = this.line
    this.recordOffset = this.base + at
    if (this.options.wide !== true) return
    this.wideFile += utf16Length(bytes, this.wideAt, at)
    this.wideAt = at
    this.recordOffset = this.wideFile
  }

  /** Keeps the bytes of a record that goes on in the next block; of one that is too long only its beginning. */
  private hold(bytes: Uint8Array, from: number, to: number): void {
    this.recordLength += to - from
    const most = this.recordLength > this.max ? RAW_BYTES : this.max
    const end = Math.min(to, from + Math.max(0, most - this.heldLength))
    const needed = this.heldLength + Math.max(0, end - from)
    if (needed > this.held.length) {
      const bigger = new Uint8Array(needed * 2)
      bigger.set(this.held.subarray(0, this.heldLength))
      this.held = bigger
    }
    if (end > from) this.held.set(bytes.subarray(from, end), this.heldLength)
    this.heldLength = needed
  }

  private emit(bytes: Uint8Array, end: number, fault: JsonCut['fault']): void {
    const { from } = this
    const isHeld = this.recordLength > 0
    if (isHeld) this.hold(bytes, 0, end)
    const length = isHeld ? this.recordLength : end - from
    const tooLong = length > this.max
    const start = isHeld ? 0 : from
    const shown = isHeld ? Math.min(RAW_BYTES, this.heldLength) : Math.min(RAW_BYTES, length)
    this.from = -1
    this.recordLength = 0
    this.options.record({
      buffer: isHeld ? this.held : bytes,
      start,
      end: start + (tooLong ? shown : length),
      line: this.recordLine,
      offset: this.recordOffset,
      fault: tooLong ? 'oversized' : fault,
    })
  }
}

function keyText(bytes: readonly number[]): string {
  const text = decodeUtf8(Uint8Array.from(bytes))
  if (!text.includes('\\')) return text
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
