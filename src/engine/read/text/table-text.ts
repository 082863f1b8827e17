import { COMMA, CR, decodeUtf8, encodeUtf8, firstInvalidUtf8, LF, QUOTE } from './bytes.ts'
import type { Row } from './rows.ts'

/** Bytes that are collected before they are handed on. */
const FULL = 256 * 1024

/**
 * Writes rows as RFC 4180 CSV in UTF-8: every cell as its text, quoted where it has to be, rows ended by CRLF. The bytes
 * of a row must be UTF-8; those that are not become U+FFFD.
 */
export class TableText {
  private bytes = new Uint8Array(FULL + 64 * 1024)
  private length = 0
  private readonly copies: boolean

  /** @param copies rows come as the file has them, delimited by commas and quoted by `"`: most can be copied whole */
  constructor(copies: boolean) {
    this.copies = copies
  }

  get isFull(): boolean {
    return this.length >= FULL
  }

  /** What was written since the last call; it belongs to the caller. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length)
    this.length = 0
    return taken
  }

  cells(cells: readonly string[]): void {
    cells.forEach((cell, i) => {
      if (i > 0) this.put(COMMA)
      const bytes = encodeUtf8(cell)
      this.cell(bytes, 0, bytes.length)
    })
    this.endRow(cells.length === 1 && cells[0] === '')
  }

  /** @param isPlain the bytes from `start` to `end` are the row as RFC 4180 has it */
  row(row: Row, isPlain: boolean, hasInvalid: boolean): void {
    const { buffer, starts, ends, count, start, end } = row
    if (isPlain && this.copies && !hasInvalid && end > start) {
      this.reserve(end - start)
      this.copy(buffer, start, end)
      this.endRow(false)
      return
    }
    for (let i = 0; i < count; i++) {
      if (i > 0) this.put(COMMA)
      if (hasInvalid && firstInvalidUtf8(buffer, starts[i]!, ends[i]!) >= 0) {
        const mended = encodeUtf8(decodeUtf8(buffer, starts[i], ends[i]))
        this.cell(mended, 0, mended.length)
      } else this.cell(buffer, starts[i]!, ends[i]!)
    }
    this.endRow(count === 1 && starts[0] === ends[0])
  }

  private cell(bytes: Uint8Array, start: number, end: number): void {
    let quotes = 0
    let isPlain = true
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!
      if (byte > COMMA) continue
      if (byte === QUOTE) quotes++
      else if (byte === COMMA || byte === LF || byte === CR) isPlain = false
    }
    this.reserve(end - start + quotes + 2)
    if (quotes === 0 && isPlain) {
      this.copy(bytes, start, end)
      return
    }
    this.put(QUOTE)
    if (quotes === 0) this.copy(bytes, start, end)
    else
      for (let i = start; i < end; i++) {
        if (bytes[i] === QUOTE) this.bytes[this.length++] = QUOTE
        this.bytes[this.length++] = bytes[i]!
      }
    this.put(QUOTE)
  }

  /** A row of one empty cell would look like no row at all. */
  private endRow(isNothing: boolean): void {
    this.reserve(4)
    if (isNothing) {
      this.put(QUOTE)
      this.put(QUOTE)
    }
    this.put(CR)
    this.put(LF)
  }

  private copy(bytes: Uint8Array, start: number, end: number): void {
    const { bytes: own } = this
    let n = this.length
    if (end - start > 48) own.set(bytes.subarray(start, end), n)
    else for (let i = start; i < end; i++) own[n++] = bytes[i]!
    this.length += end - start
  }

  private put(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1)
    this.bytes[this.length++] = byte
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const bigger = new Uint8Array((this.length + more) * 2)
    bigger.set(this.bytes.subarray(0, this.length))
    this.bytes = bigger
  }
}
