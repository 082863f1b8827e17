import { decodeAscii, decodeUtf8 } from './bytes.ts'
import { delimiterBytes } from './delimiter.ts'
import type { Dialect } from '../layout/dialect.ts'
import { ByteDictionary } from '../stores/dictionary.ts'
import type { RecordSink } from './record-sink.ts'
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

/** Bytes after which there may be rows enough. */
const PIECE_BYTES = 16 * 1024
/** Rows whose raw text is kept. */
const RAW_ROWS = 300
const RAW_BYTES = 4096
const MOST_CELLS = 16_384
/** Texts of a column that are kept while it is gone through. */
const MOST_TEXTS = 4000
/** Cells of a sample. Those of a row as wide as this cost more to look at: each column is a matter of its own. */
const SAMPLE_CELLS = 600_000
const WIDE = 1000
const WIDE_COST = 12

export function tokenizerOf(dialect: Dialect, skipBytes: number, sink: RecordSink, keepBlankLines = false): Tokenizer {
  const { delimiter, quote, escape, collapse } = dialect
  return new Tokenizer(
    {
      delimiter: delimiterBytes(delimiter),
      quote,
      escape,
      collapse,
      opensFormulas: true,
      skipBytes,
      firstLine: 1,
      keepBlankLines,
    },
    sink,
  )
}

/**
 * Cuts UTF-8 into at most `limit` records. The last one is left out where the bytes may end inside it; a line that cannot
 * be cut into cells is one cell.
 */
export function sampleRows(
  bytes: Uint8Array,
  dialect: Dialect,
  isWhole: boolean,
  limit: number,
  keepBlankLines = false,
): SampleRow[] {
  const rows: SampleRow[] = []
  let cost = 0
  let isFull = false
  const add = (record: Tokenizer): void => {
    if (isFull) return
    const row = sampleOf(record, rows.length < RAW_ROWS)
    rows.push(row)
    cost += sampleCost(row)
    isFull = rows.length >= limit || cost >= SAMPLE_CELLS
  }
  const tokenizer = tokenizerOf(dialect, 0, { record: add, broken: add }, keepBlankLines)
  for (let at = 0; at < bytes.length && !isFull; at += PIECE_BYTES)
    tokenizer.push(bytes.subarray(at, Math.min(bytes.length, at + PIECE_BYTES)))
  if (isWhole && !isFull) tokenizer.finish()
  return rows
}

/** A sample that ended before the bytes did. */
export function isFullSample(rows: readonly SampleRow[], limit: number): boolean {
  return rows.length >= limit || rows.reduce((sum, row) => sum + sampleCost(row), 0) >= SAMPLE_CELLS
}

function sampleCost({ cells }: SampleRow): number {
  return cells.length > WIDE ? cells.length * WIDE_COST : cells.length
}

function sampleOf(record: Tokenizer, keepsRaw: boolean): SampleRow {
  const { buffer, starts, ends, count, line, start, end, offset } = record
  const raw = keepsRaw || count === 0 ? decodeUtf8(buffer, start, Math.min(end, start + RAW_BYTES)) : ''
  const cells: string[] = count === 0 ? [raw] : []
  // Cells of a short line are cut from its text: one call for all of them.
  const text = record.nonAscii || end - start > RAW_BYTES ? null : decodeAscii(buffer, start, end)
  for (let i = 0; i < Math.min(count, MOST_CELLS); i++) {
    const from = starts[i]!
    const to = ends[i]!
    const isOfLine = text !== null && from >= start && to <= end
    cells.push(isOfLine ? text.slice(from - start, to - start) : decodeUtf8(buffer, from, to))
  }
  return { cells, line, offset, raw }
}

/** The last `limit` records of bytes that end where the file does, blank lines among them. */
export function lastRows(bytes: Uint8Array, dialect: Dialect, limit: number): SampleRow[] {
  const places: { offset: number; line: number }[] = []
  const remember = ({ offset, line }: Tokenizer): void => {
    places.push({ offset, line })
    if (places.length > limit * 2) places.splice(0, limit)
  }
  const finder = tokenizerOf(dialect, 0, { record: remember, broken: remember }, true)
  finder.push(bytes)
  finder.finish()
  const first = places.at(-limit) ?? places[0]
  if (first === undefined) return []
  const rows = sampleRows(bytes.subarray(first.offset), dialect, true, limit, true)
  return rows.map((row) => ({ ...row, line: row.line + first.line - 1, offset: row.offset + first.offset }))
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

/**
 * Goes through every record from `from` to `to`, decoding one column (-1: none).
 * @param beside sees all of them too
 */
export function scanColumn(
  bytes: Uint8Array,
  dialect: Dialect,
  isWhole: boolean,
  from: number,
  to: number,
  column: number,
  beside: RecordSink | null = null,
): ColumnScan {
  const values: string[] = []
  // The same days stand in most files again and again: each is decoded once.
  const dictionary = new ByteDictionary()
  const texts: string[] = []
  const textOf = (source: Uint8Array, start: number, stop: number): string => {
    const code = dictionary.count < MOST_TEXTS ? dictionary.codeNear(source, start, stop) : -1
    return code < 0 ? decodeUtf8(source, start, stop).trim() : (texts[code] ??= decodeUtf8(source, start, stop).trim())
  }
  let count = 0
  let end = from
  const tokenizer = tokenizerOf(dialect, from, {
    record(record): void {
      beside?.record(record)
      if (isBlankRow(record)) return
      count++
      end = record.offset + (record.end - record.start) + 1
      if (column < 0 || column >= record.count) return
      const value = textOf(record.buffer, record.starts[column]!, record.ends[column]!)
      if (value !== '') values.push(value)
    },
    broken(record, kind): void {
      beside?.broken(record, kind)
      count++
    },
  })
  tokenizer.push(to < bytes.length ? bytes.subarray(0, to) : bytes)
  if (isWhole || to < bytes.length) tokenizer.finish()
  return { count, values, meanBytes: count === 0 ? 0 : (end - from) / count }
}
