import { COMMA, MINUS, NINE, POINT, QUOTE, SPACE, ZERO } from '../text/bytes.ts'
import type { Row } from '../text/rows.ts'
import { MOST_COLUMNS } from './columns.ts'
import type { Columns, Field } from './columns.ts'
import { escapes, grown, hexOf, unescapeText, writePlainNumber } from './text.ts'

const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const BACKSLASH = 0x5c
const COLON = 0x3a
const PLUS = 0x2b
const MOST_DEPTH = 200
/** Bytes that rows of one record may repeat altogether: a long record with a million empty items is no order. */
const MOST_REPEATED = 512 * 1024 * 1024
/** Zeros that an exponent may stand for. */
const MOST_ZEROS = 40
/** Bytes of a number that are written without its exponent. */
const MOST_DIGITS = 400

/**
 * Reads one record at a time into cells: text as it is, numbers with every digit they have, lists of values joined by
 * commas, other lists as they stand. It is the row it hands on.
 */
export class RecordReader implements Row {
  buffer = new Uint8Array(4096)
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  count = 0
  readonly start = 0
  end = 0
  line = 0
  nonAscii = false
  /** Where the record is no JSON, in bytes from its start. */
  faultAt = 0
  readonly columns: Columns
  private records = 0
  /** Columns that there were before the record. */
  private known = 0
  /** Free bytes behind the record, where unescaped text is put. */
  private spare = 0
  /** Items of the exploded list of the record. */
  items = 0
  private itemsFrom = -1
  private explodedField: Field | null = null
  private touched: number[] | null = null

  constructor(columns: Columns) {
    this.columns = columns
  }

  /**
   * @param onRow called for the record, or once for each item of its exploded list
   * @returns `broken`: it is no JSON; `large`: it would become too much; then no row was handed on
   */
  read(bytes: Uint8Array, from: number, to: number, line: number, onRow: (row: RecordReader) => void): Reading {
    const { columns } = this
    this.line = line
    this.known = columns.fields.length
    this.nonAscii = false
    this.end = to - from
    this.itemsFrom = -1
    this.items = 0
    this.count = 0
    this.spare = this.end + 1
    this.reserve(0)
    this.buffer.set(bytes.subarray(from, to))
    // No value goes on at a zero.
    this.buffer[this.end] = 0
    this.starts.fill(0, 0, columns.fields.length)
    this.ends.fill(0, 0, columns.fields.length)
    if (columns.numbered !== null) this.writeNumber(columns.numbered)
    const first = this.blank(this.buffer[0] === 0x1e ? 1 : 0)
    const byte = this.buffer[first]!
    if (first >= this.end) return 'blank'
    let after = first
    if (byte === OPEN_OBJECT && !columns.areLists) after = this.object(columns.root, first, 0)
    else if (byte === OPEN_ARRAY && (columns.areLists || columns.isSurvey)) after = this.cells(first)
    else return this.broken(first)
    if (after < 0 || this.blank(after) < this.end) return this.broken(after < 0 ? this.faultAt : after)
    if (byte === OPEN_OBJECT) this.count = columns.fields.length
    if (this.itemsFrom < 0) {
      onRow(this)
      return 'read'
    }
    return this.explode(onRow)
  }

  private writeNumber(field: Field): void {
    const digits = String(++this.records)
    this.reserve(digits.length)
    const from = this.spare
    for (let i = 0; i < digits.length; i++) this.buffer[this.spare++] = digits.charCodeAt(i)
    this.cell(field, from, this.spare)
  }

  private broken(at: number): Reading {
    this.faultAt = at
    this.columns.dropFrom(this.known)
    return 'broken'
  }

  private explode(onRow: (row: RecordReader) => void): Reading {
    if (this.items * this.end > MOST_REPEATED) return 'large'
    const { spare, itemsFrom } = this
    const field = this.explodedField!
    const touched: number[] = []
    this.touched = touched
    let at = this.blank(itemsFrom + 1)
    for (let i = 0; i < this.items; i++) {
      at = this.object(field, at, 0)
      this.count = this.columns.fields.length
      onRow(this)
      for (const column of touched) this.starts[column] = this.ends[column] = 0
      touched.length = 0
      this.spare = spare
      at = this.blank(this.blank(at) + 1)
    }
    this.touched = null
    return 'read'
  }

  /** Makes room for so many bytes behind what is there. */
  private reserve(bytes: number): void {
    if (this.spare + bytes <= this.buffer.length) return
    const bigger = new Uint8Array((this.spare + bytes) * 2)
    bigger.set(this.buffer.subarray(0, Math.min(this.buffer.length, this.spare)))
    this.buffer = bigger
  }

  private blank(at: number): number {
    const { buffer } = this
    let i = at
    for (;;) {
      const byte = buffer[i]!
      if (byte !== SPACE && byte !== 10 && byte !== 13 && byte !== 9) return i
      i++
    }
  }

  private fault(at: number): number {
    this.faultAt = at
    return -1
  }

  private cell(field: Field, start: number, end: number): void {
    const column = this.columns.columnOf(field)
    if (column >= 0) this.place(column, start, end)
  }

  private place(column: number, start: number, end: number): void {
    if (column >= this.starts.length) {
      this.starts = grown(this.starts, column)
      this.ends = grown(this.ends, column)
    }
    this.starts[column] = start
    this.ends[column] = end
    if (this.touched !== null) this.touched.push(column)
  }

  /** A value at `at`; its cells belong to `field` (null: it is only looked at). Returns the place behind it, or -1. */
  private value(field: Field | null, at: number, depth: number): number {
    const byte = this.buffer[at]!
    if (byte === QUOTE) return this.string(field, at)
    if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return this.number(field, at)
    if (byte === OPEN_OBJECT) return this.object(field, at, depth + 1)
    if (byte === OPEN_ARRAY) return this.list(field, at, depth + 1)
    return this.literal(field, at)
  }

  private object(field: Field | null, at: number, depth: number): number {
    if (depth > MOST_DEPTH) return this.fault(at)
    const { columns } = this
    let i = this.blank(at + 1)
    if (this.buffer[i] === CLOSE_OBJECT) return i + 1
    for (;;) {
      if (this.buffer[i] !== QUOTE) return this.fault(i)
      const end = this.stringEnd(i)
      if (end < 0) return -1
      let child: Field | null = null
      if (field !== null) {
        if (this.isEscaped) {
          const before = this.spare
          this.unescape(i + 1, end)
          child = columns.child(field, this.buffer, before, this.spare)
          this.spare = before
        } else child = columns.child(field, this.buffer, i + 1, end)
      }
      i = this.blank(end + 1)
      if (this.buffer[i] !== COLON) return this.fault(i)
      i = this.value(child, this.blank(i + 1), depth)
      if (i < 0) return -1
      i = this.blank(i)
      const byte = this.buffer[i]
      if (byte === CLOSE_OBJECT) return i + 1
      if (byte !== COMMA) return this.fault(i)
      i = this.blank(i + 1)
    }
  }

  /** A list inside a record: values joined, objects as rows where that is the exploded one, else as it stands. */
  private list(field: Field | null, at: number, depth: number): number {
    if (depth > MOST_DEPTH) return this.fault(at)
    const { columns } = this
    const isExploded = field !== null && field.path === columns.exploded && this.touched === null
    const isSurveyed = field !== null && columns.isSurvey
    let count = 0
    let objects = 0
    let scalars = 0
    let i = this.blank(at + 1)
    while (this.buffer[i] !== CLOSE_ARRAY || count > 0) {
      const byte = this.buffer[i]
      if (byte === OPEN_OBJECT) objects++
      else if (byte !== OPEN_ARRAY) scalars++
      i = this.value(isSurveyed && byte === OPEN_OBJECT ? field : null, i, depth)
      if (i < 0) return -1
      count++
      i = this.blank(i)
      if (this.buffer[i] === CLOSE_ARRAY) break
      if (this.buffer[i] !== COMMA) return this.fault(i)
      i = this.blank(i + 1)
    }
    if (field === null || count === 0) return i + 1
    if (objects === count) {
      field.lists++
      field.items += count
      if (isExploded) {
        this.itemsFrom = at
        this.items = count
        this.explodedField = field
        return i + 1
      }
    }
    if (scalars === count) this.join(field, at)
    else this.cell(field, at, i + 1)
    return i + 1
  }

  private join(field: Field, at: number): void {
    const start = this.spare
    let i = this.blank(at + 1)
    while (this.buffer[i] !== CLOSE_ARRAY) {
      const from = this.spare
      const byte = this.buffer[i]!
      let end = i
      if (byte === QUOTE) {
        end = this.stringEnd(i) + 1
        this.unescape(i + 1, end - 1)
      } else {
        end = this.value(null, i, 0)
        if (byte !== 0x6e && byte !== 0x4e) {
          this.reserve(end - i)
          this.buffer.copyWithin(this.spare, i, end)
          this.spare += end - i
        }
      }
      i = this.blank(end)
      if (this.buffer[i] === COMMA) i = this.blank(i + 1)
      if (this.spare > from) {
        this.reserve(2)
        this.buffer[this.spare++] = COMMA
        this.buffer[this.spare++] = SPACE
      }
    }
    this.spare = Math.max(start, this.spare - 2)
    this.cell(field, start, this.spare)
  }

  /** A record that is a list: its values by their place. */
  private cells(at: number): number {
    let i = this.blank(at + 1)
    while (this.buffer[i] !== CLOSE_ARRAY || this.count > 0) {
      const field = this.columns.cell(this.count)
      const byte = this.buffer[i]
      const from = i
      const isNested = byte === OPEN_OBJECT || byte === OPEN_ARRAY
      i = this.value(isNested ? null : field, i, 0)
      if (i < 0) return -1
      if (isNested && field !== null) this.cell(field, from, i)
      this.count++
      i = this.blank(i)
      if (this.buffer[i] === CLOSE_ARRAY) break
      if (this.buffer[i] !== COMMA) return this.fault(i)
      i = this.blank(i + 1)
    }
    this.count = Math.min(this.count, MOST_COLUMNS)
    return i + 1
  }

  private isEscaped = false

  /** Place of the quote that ends the string which starts at `at`, or -1. */
  private stringEnd(at: number): number {
    const { buffer } = this
    let i = at + 1
    this.isEscaped = false
    for (;;) {
      const byte = buffer[i]!
      if (byte === QUOTE) return i
      if (byte < SPACE) return this.fault(i)
      if (byte >= 0x80) this.nonAscii = true
      if (byte === BACKSLASH) {
        this.isEscaped = true
        const next = buffer[i + 1]!
        if (next === 0x75) {
          for (let k = 2; k < 6; k++) if (hexOf(buffer[i + k]!) < 0) return this.fault(i)
          i += 5
        } else if (escapes[next] === 0) return this.fault(i)
        else i++
      }
      i++
    }
  }

  private string(field: Field | null, at: number): number {
    const end = this.stringEnd(at)
    if (end < 0 || field === null) return end < 0 ? -1 : end + 1
    field.texts++
    if (this.isEscaped) {
      const start = this.spare
      this.unescape(at + 1, end)
      this.cell(field, start, this.spare)
    } else this.cell(field, at + 1, end)
    return end + 1
  }

  /** Appends the text of a string that was looked at to what is behind the record. */
  private unescape(start: number, end: number): void {
    // An escape is never shorter than what it stands for.
    this.reserve(end - start)
    const after = unescapeText(this.buffer, start, end, this.spare)
    if (!this.nonAscii) for (let i = this.spare; i < after; i++) if (this.buffer[i]! >= 0x80) this.nonAscii = true
    this.spare = after
  }

  private number(field: Field | null, at: number): number {
    const { buffer } = this
    let i = buffer[at] === MINUS ? at + 1 : at
    const whole = i
    while (buffer[i]! >= ZERO && buffer[i]! <= NINE) i++
    if (i === whole || (buffer[whole] === ZERO && i > whole + 1)) return this.fault(at)
    let fraction = i
    if (buffer[i] === POINT) {
      fraction = ++i
      while (buffer[i]! >= ZERO && buffer[i]! <= NINE) i++
      if (i === fraction) return this.fault(at)
    }
    const mantissa = i
    if (buffer[i] === 0x65 || buffer[i] === 0x45) {
      i++
      const isNegative = buffer[i] === MINUS
      if (buffer[i] === PLUS || isNegative) i++
      const digits = i
      let exponent = 0
      while (buffer[i]! >= ZERO && buffer[i]! <= NINE) exponent = Math.min(9999, exponent * 10 + buffer[i++]! - ZERO)
      if (i === digits) return this.fault(at)
      if (field !== null && exponent <= MOST_ZEROS && mantissa - at <= MOST_DIGITS) {
        field.numbers++
        this.reserve(mantissa - at + MOST_ZEROS + 4)
        const from = this.spare
        this.spare = writePlainNumber(this.buffer, at, mantissa, isNegative ? -exponent : exponent, from)
        this.cell(field, from, this.spare)
        return i
      }
    }
    if (field !== null) {
      field.numbers++
      this.cell(field, at, i)
    }
    return i
  }

  /** true, false, null; NaN and the infinities of Python, which are no numbers, as nothing. */
  private literal(field: Field | null, at: number): number {
    for (const [word, isText] of literals) {
      let k = 0
      while (k < word.length && this.buffer[at + k] === word[k]) k++
      if (k < word.length) continue
      if (field !== null) this.cell(field, at, isText ? at + k : at)
      return at + k
    }
    return this.fault(at)
  }
}

export type Reading = 'read' | 'blank' | 'broken' | 'large'

const literals = (
  [
    ['true', true],
    ['false', true],
    ['null', false],
    ['NaN', false],
    ['Infinity', false],
  ] as const
).map(([word, isText]) => [Array.from(word, (letter) => letter.charCodeAt(0)), isText] as const)
