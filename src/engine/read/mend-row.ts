import { SPACE, TAB } from './bytes.ts'

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
 * that open a cell is a letter like any other.
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
  return null
}

/** Other marks that one row alone may have between its cells. */
const others = [';', ',', '\t', '|', ' '].map((mark) => Uint8Array.of(mark.charCodeAt(0)))

/** Cuts a line with another delimiter than its file has, where that gives the number of cells it should have. */
export function cutOtherwise(
  buffer: Uint8Array,
  start: number,
  end: number,
  delimiter: Uint8Array,
  quote: number,
  expected: number,
): MendedRow | null {
  if (expected < 3) return null
  for (const other of others) {
    if (delimiter.length === 1 && other[0] === delimiter[0]) continue
    const cutter = new LineCutter(buffer, start, end, other, quote)
    if (cutter.cut(-1) === expected) return cutter.take()
  }
  return null
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

  constructor(buffer: Uint8Array, start: number, end: number, delimiter: Uint8Array, quote: number) {
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

  /** Cuts the line; quote number `literal` of those that open a cell is a letter. Returns the cells, or 0: no way. */
  cut(literal: number): number {
    const { buffer, end, quote } = this
    this.starts = []
    this.ends = []
    this.quoted = 0
    let n = 0
    let i = this.start
    for (;;) {
      this.starts.push(n)
      if (i < end && buffer[i] === quote && this.quoted++ !== literal) {
        const close = this.closing(i + 1)
        if (close < 0) return 0
        for (let k = i + 1; k < close; k++) {
          this.bytes[n++] = buffer[k]!
          if (buffer[k] === quote && buffer[k + 1] === quote && k + 1 < close) k++
        }
        i = this.afterPadding(close + 1)
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
    const { buffer, delimiter } = this
    return (
      buffer[i] === delimiter[0] && (delimiter.length === 1 || (i + 1 < this.end && buffer[i + 1] === delimiter[1]))
    )
  }
}
