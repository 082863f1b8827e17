import { delimits } from './delimiter.ts'
import { APOSTROPHE, encodeUtf8, QUOTE, SPACE, TAB } from './bytes.ts'

/** Cells of a line as bytes of their own: cell i is bytes[starts[i] … ends[i]). */
export interface MendedRow {
  readonly bytes: Uint8Array
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Quoted cells of a line that are tried as unquoted ones. */
const MOST_TRIES = 32

/**
 * Cuts a line that does not have the number of cells it should have in other ways, and returns the first that gives this
 * number, or null. The ways, in turn: a quote closes wherever a delimiter follows it, doubled or not; one of the quotes
 * that open a cell is a letter like any other; the last quoted cell goes on to the end of the line.
 * @param buffer the line is buffer[start … end), without its line break
 */
export function mendRow(
  buffer: Uint8Array,
  start: number,
  end: number,
  delimiter: Uint8Array,
  quote: number,
  expected: number,
): MendedRow | null {
  if (quote < 0) return null
  const cutter = new LineCutter(buffer, start, end, delimiter, quote)
  if (cutter.cut(-1) === expected) return cutter.take()
  const tries = Math.min(cutter.quoted, MOST_TRIES)
  for (let literal = 0; literal < tries; literal++) if (cutter.cut(literal) === expected) return cutter.take()
  return cutter.cut(-1, true) === expected ? cutter.take() : null
}

/** Other marks that one row alone may have between its cells. */
const others = ['; ', ', ', ';', ',', '\t', '|', ' '].map(encodeUtf8)
const quotes = [QUOTE, APOSTROPHE]

/** Cuts a line with another delimiter or quote than its file has, where that gives the number of cells it should have; `count`: those that its own delimiter gives. */
export function cutOtherwise(
  buffer: Uint8Array,
  start: number,
  end: number,
  delimiter: Uint8Array,
  quote: number,
  expected: number,
  count: number,
): MendedRow | null {
  if (expected < 3) return null
  for (const other of quotes) {
    if (other === quote) continue
    const cutter = new LineCutter(buffer, start, end, delimiter, other)
    if (cutter.cut(-1) === expected && cutter.quoted > 1) return cutter.take()
  }
  for (const other of others) {
    if (isSame(other, delimiter)) continue
    // A row that its own delimiter cuts well enough has its words by chance.
    const isWider = other.length > delimiter.length && other[0] === delimiter[0]
    if (count > expected / 2 && !isWider) continue
    for (const isStrict of [true, false]) {
      const cutter = new LineCutter(buffer, start, end, other, quote, isStrict)
      if (cutter.cut(-1) === expected) return cutter.take()
    }
  }
  return null
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

class LineCutter {
  /** Cells that open with a quote, of the last cut. */
  quoted = 0
  private bytes: Uint8Array
  private starts: number[] = []
  private ends: number[] = []
  private readonly buffer: Uint8Array
  private readonly start: number
  private readonly end: number
  private readonly delimiter: Uint8Array
  private readonly quote: number
  /** A doubled quote never closes a cell. */
  private readonly isStrict: boolean

  constructor(buffer: Uint8Array, start: number, end: number, delimiter: Uint8Array, quote: number, isStrict = false) {
    this.isStrict = isStrict
    this.buffer = buffer
    this.start = start
    this.end = end
    this.delimiter = delimiter
    this.quote = quote
    this.bytes = new Uint8Array(end - start)
  }

  take(): MendedRow {
    return { bytes: this.bytes, starts: this.starts, ends: this.ends }
  }

  /**
   * Cuts the line; quote number `literal` of those that open a cell is a letter. Returns the cells, or 0: no way.
   * @param endless a quote that does not close holds the rest of the line
   */
  cut(literal: number, endless = false): number {
    const { buffer, end, quote } = this
    this.starts = []
    this.ends = []
    this.quoted = 0
    let n = 0
    let i = this.start
    for (;;) {
      this.starts.push(n)
      if (i < end && buffer[i] === quote && this.quoted++ !== literal) {
        const closing = this.closing(i + 1)
        if (closing < 0 && !endless) return 0
        const close = closing < 0 ? end : closing
        for (let k = i + 1; k < close; k++) {
          this.bytes[n++] = buffer[k]!
          if (buffer[k] === quote && buffer[k + 1] === quote && k + 1 < close) k++
        }
        i = Math.min(end, this.afterPadding(close + 1))
      } else while (i < end && !this.isDelimiter(i)) this.bytes[n++] = buffer[i++]!
      this.ends.push(n)
      if (i >= end) return this.starts.length
      i += this.delimiter.length
    }
  }

  /** The first quote from `i` on that a delimiter or the end of the line follows. */
  private closing(i: number): number {
    for (; i < this.end; i++) {
      if (this.buffer[i] !== this.quote) continue
      if (this.isStrict && this.buffer[i + 1] === this.quote) {
        i++
        continue
      }
      const after = this.afterPadding(i + 1)
      if (after >= this.end || this.isDelimiter(after)) return i
    }
    return -1
  }

  private afterPadding(i: number): number {
    while (i < this.end && !this.isDelimiter(i) && (this.buffer[i] === SPACE || this.buffer[i] === TAB)) i++
    return i
  }

  private isDelimiter(i: number): boolean {
    return delimits(this.buffer, i, this.end, this.delimiter)
  }
}
