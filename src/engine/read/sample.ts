import { decodeUtf8 } from './bytes.ts'
import { codePage, codePageToUtf8 } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { isBlankRow } from './rows.ts'
import { Tokenizer } from './tokenizer.ts'

/** One record of a sample, decoded. */
export interface SampleRow {
  readonly cells: string[]
  /** 1-based line on which it starts. */
  readonly line: number
  /** Byte offset of its start in the sample. */
  readonly offset: number
  /** The record as it stands, of the first rows only. */
  readonly raw: string
}

/** Rows whose raw text is kept. */
const RAW_ROWS = 200

/** Cuts bytes into at most `limit` records. The last one is left out where the bytes may end inside it. */
export function sampleRows(
  bytes: Uint8Array,
  encoding: Encoding,
  delimiter: Uint8Array,
  quote: number,
  whole: boolean,
  limit: number,
): SampleRow[] {
  const rows: SampleRow[] = []
  const table = encoding === 'windows-1252' || encoding === 'windows-1254' ? codePage(encoding) : null
  const text = (buffer: Uint8Array, start: number, end: number): string =>
    table === null ? decodeUtf8(buffer, start, end) : decodeUtf8(codePageToUtf8(buffer, start, end, table))
  const tokenizer = new Tokenizer(
    { delimiter, quote, skipBytes: 0, firstLine: 1 },
    {
      record(record): void {
        if (rows.length >= limit) return
        const { buffer, starts, ends, count, line } = record
        const cells: string[] = []
        for (let i = 0; i < Math.min(count, 16_384); i++) cells.push(text(buffer, starts[i]!, ends[i]!))
        rows.push({
          cells,
          line,
          offset: record.offset,
          raw: rows.length < RAW_ROWS ? text(buffer, record.start, Math.min(record.end, record.start + 4096)) : '',
        })
      },
      broken(): void {},
    },
  )
  for (let at = 0; at < bytes.length && rows.length < limit; at += 65_536)
    tokenizer.push(bytes.subarray(at, Math.min(bytes.length, at + 65_536)))
  if (whole && rows.length < limit) tokenizer.finish()
  return rows
}

/** The last `limit` records of bytes that are whole. */
export function lastRows(
  bytes: Uint8Array,
  encoding: Encoding,
  delimiter: Uint8Array,
  quote: number,
  limit: number,
): SampleRow[] {
  const table = encoding === 'windows-1252' || encoding === 'windows-1254' ? codePage(encoding) : null
  const text = (buffer: Uint8Array, start: number, end: number): string =>
    table === null ? decodeUtf8(buffer, start, end) : decodeUtf8(codePageToUtf8(buffer, start, end, table))
  const places: { offset: number; line: number }[] = []
  const remember = (record: Tokenizer): void => {
    places.push({ offset: record.offset, line: record.line })
    if (places.length > limit) places.shift()
  }
  const finder = new Tokenizer({ delimiter, quote, skipBytes: 0, firstLine: 1 }, { record: remember, broken: remember })
  finder.push(bytes)
  finder.finish()
  const first = places[0]
  if (first === undefined) return []
  const rows: SampleRow[] = []
  const reader = new Tokenizer(
    { delimiter, quote, skipBytes: first.offset, firstLine: first.line },
    {
      record(record): void {
        const { buffer, starts, ends, count, line, offset } = record
        const cells = Array.from({ length: Math.min(count, 16_384) }, (_, i) => text(buffer, starts[i]!, ends[i]!))
        rows.push({ cells, line, offset, raw: text(buffer, record.start, Math.min(record.end, record.start + 4096)) })
      },
      // A line that cannot be cut into cells ends what may be a footer.
      broken: () => void (rows.length = 0),
    },
  )
  reader.push(bytes)
  reader.finish()
  return rows
}

/** All records of a sample below the header, and one of their columns. */
export interface ColumnScan {
  /** Records that are not blank. */
  readonly count: number
  /** Trimmed cells of the column, empty ones left out. */
  readonly values: readonly string[]
  /** Mean bytes of a record. */
  readonly meanBytes: number
}

/** Goes through every record from `skipBytes` on, decoding one column (-1: none). */
export function scanColumn(
  bytes: Uint8Array,
  encoding: Encoding,
  delimiter: Uint8Array,
  quote: number,
  whole: boolean,
  skipBytes: number,
  column: number,
): ColumnScan {
  const values: string[] = []
  let count = 0
  let end = skipBytes
  const tokenizer = new Tokenizer(
    { delimiter, quote, skipBytes, firstLine: 1 },
    {
      record(record): void {
        if (isBlankRow(record)) return
        count++
        end = record.offset + (record.end - record.start) + 1
        if (column < 0 || column >= record.count) return
        const value = decodeUtf8(record.buffer, record.starts[column]!, record.ends[column]!).trim()
        if (value !== '') values.push(value)
      },
      broken(): void {
        count++
      },
    },
  )
  tokenizer.push(bytes)
  if (whole) tokenizer.finish()
  return { count, values, meanBytes: count === 0 ? 0 : (end - skipBytes) / count }
}
