import type { RejectedRow, RejectKind } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import type { StringColumn } from '../../columns/types.ts'
import { decodeUtf8, encodeUtf8 } from './bytes.ts'
import { codePage, codePageToUtf8 } from './encoding.ts'
import type { Encoding } from './encoding.ts'

/** One record: cell i is buffer[starts[i] … ends[i]). The tokenizer is one; rows of a workbook are another. */
export interface Row {
  readonly buffer: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly count: number
  /** The whole record in the buffer. */
  readonly start: number
  readonly end: number
  /** 1-based line (row of the sheet). */
  readonly line: number
}

/** A row of texts laid out as bytes. */
export class CellRow implements Row {
  buffer = new Uint8Array(4096)
  starts = new Int32Array(256)
  ends = new Int32Array(256)
  count = 0
  start = 0
  end = 0
  line = 0

  set(cells: readonly string[], line: number): void {
    this.line = line
    this.count = cells.length
    if (cells.length > this.starts.length) {
      this.starts = new Int32Array(cells.length * 2)
      this.ends = new Int32Array(cells.length * 2)
    }
    let at = 0
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!
      this.starts[i] = at
      if (at + cell.length * 3 + 2 > this.buffer.length) {
        const bigger = new Uint8Array((at + cell.length * 3 + 2) * 2)
        bigger.set(this.buffer.subarray(0, at))
        this.buffer = bigger
      }
      let k = 0
      for (; k < cell.length; k++) {
        const code = cell.charCodeAt(k)
        if (code >= 0x80) break
        this.buffer[at++] = code
      }
      if (k < cell.length) {
        const rest = encodeUtf8(cell.slice(k))
        this.buffer.set(rest, at)
        at += rest.length
      }
      this.ends[i] = at
      // A tab between cells makes the raw text of a rejected row readable.
      this.buffer[at++] = 0x09
    }
    this.end = Math.max(0, at - 1)
  }

  /** Adds empty cells up to a number of columns. */
  pad(columns: number): void {
    if (columns > this.starts.length) {
      const starts = new Int32Array(columns * 2)
      starts.set(this.starts)
      const ends = new Int32Array(columns * 2)
      ends.set(this.ends)
      this.starts = starts
      this.ends = ends
    }
    for (; this.count < columns; this.count++) {
      this.starts[this.count] = this.end
      this.ends[this.count] = this.end
    }
  }
}

/** Whether every cell is empty or blank. */
export function isBlankRow(row: Row): boolean {
  for (let i = 0; i < row.count; i++)
    for (let k = row.starts[i]!; k < row.ends[i]!; k++) if (row.buffer[k]! > 0x20) return false
  return true
}

/** Bytes of a rejected row's raw text that are kept. */
const RAW_LIMIT = 8192

/** Collects rejected rows, turning bytes of the file's encoding into text. */
export class RejectList {
  count = 0
  private rows: RejectedRow[] = []
  /** Code points of the file's bytes; null: they are UTF-8. */
  table: Uint16Array | null = null
  private readonly keeps: boolean

  /** @param keeps false: they are only counted */
  constructor(keeps = true) {
    this.keeps = keeps
  }

  useEncoding(encoding: Encoding): void {
    this.table = encoding === 'windows-1252' || encoding === 'windows-1254' ? codePage(encoding) : null
  }

  add(row: Row, byteOffset: number, column: string, kind: RejectKind, message: Note): void {
    this.count++
    if (!this.keeps) return
    const end = Math.min(row.end, row.start + RAW_LIMIT)
    const raw = this.text(row.buffer, row.start, end)
    this.rows.push({ line: row.line, byteOffset, column, kind, message, raw: end < row.end ? `${raw}…` : raw })
  }

  text(bytes: Uint8Array, start: number, end: number): string {
    if (this.table === null) return decodeUtf8(bytes, start, end)
    return decodeUtf8(codePageToUtf8(bytes, start, end, this.table))
  }

  /** The rows since the last call. */
  take(): RejectedRow[] {
    const rows = this.rows
    this.rows = []
    return rows
  }
}

/** Strings of a code page as UTF-8; UTF-8 stays as it is. */
export function toUtf8Column(column: StringColumn, encoding: Encoding): StringColumn {
  if (encoding !== 'windows-1252' && encoding !== 'windows-1254') return column
  const table = codePage(encoding)
  const parts: Uint8Array[] = []
  const offsets = new Uint32Array(column.count + 1)
  for (let i = 0; i < column.count; i++) {
    const part = codePageToUtf8(column.bytes, column.offsets[i]!, column.offsets[i + 1]!, table)
    parts.push(part)
    offsets[i + 1] = offsets[i]! + part.length
  }
  const bytes = new Uint8Array(offsets[column.count]!)
  for (let i = 0; i < column.count; i++) bytes.set(parts[i]!, offsets[i]!)
  return { count: column.count, bytes, offsets }
}

const APOSTROPHE = 0x27

/** Takes an apostrophe off the front of these cells. */
export function dropTextMarks({ buffer, starts, ends }: Row, columns: readonly number[]): void {
  for (const index of columns)
    if (starts[index]! < ends[index]! && buffer[starts[index]!] === APOSTROPHE) starts[index]!++
}
