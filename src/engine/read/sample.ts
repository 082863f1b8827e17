import { decodeUtf8 } from './bytes.ts'
import { codePage, codePageToUtf8 } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { Tokenizer } from './tokenizer.ts'

/** One record of a sample, decoded. */
export interface SampleRow {
  readonly cells: string[]
  /** 1-based line on which it starts. */
  readonly line: number
  /** Byte offset of its start in the sample. */
  readonly offset: number
  readonly raw: string
}

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
          raw: text(buffer, record.start, Math.min(record.end, record.start + 4096)),
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
