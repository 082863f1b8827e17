import { APOSTROPHE, encodeUtf8, QUOTE, SPACE } from '../text/bytes.ts'
import type { TablePlace } from './place.ts'
import type { SampleRow } from '../text/sample.ts'
import type { Tokenizer } from '../text/tokenizer.ts'

const HASH = 0x23

/** Whether nothing but rows of one table stands below its header: then further rows like them would change nothing. */
export function areAlike(rows: readonly SampleRow[], place: TablePlace): boolean {
  const { cells: width, tables, endOffset, hasRemarks, repeated, firstData } = place
  if (width === null || tables.length !== 1 || endOffset !== null || hasRemarks || repeated !== null) return false
  return rows.slice(firstData).every(({ cells }) => cells.length === width && cells[0]!.trim() !== '')
}

/**
 * Goes along while all of a sample is cut into records: are those behind the rows that were looked at like them? Each has
 * as many cells, the first of them filled, no blank line above, and is not the header again.
 */
export class FurtherRows {
  /** How many there are, and whether all of them are so. */
  count = 0
  alike = true
  /** Where the last record ends. */
  end = -1
  private readonly from: number
  private readonly width: number
  private readonly name: Uint8Array
  private gap = -1

  /** @param from the offset behind which they start */
  constructor(from: number, { cells, header }: Pick<TablePlace, 'cells' | 'header'>) {
    this.from = from
    this.width = cells!
    this.name = encodeUtf8(header?.[0] ?? '')
  }

  record(record: Tokenizer): void {
    const { offset } = record
    const gap = offset - this.end
    if (this.end >= 0 && this.gap < 0) this.gap = gap
    this.end = offset + record.end - record.start
    if (offset <= this.from) return
    this.count++
    if (gap !== this.gap || record.count !== this.width || !this.startsAsRow(record)) this.alike = false
  }

  broken(): void {
    this.alike = false
  }

  private startsAsRow({ buffer, starts, ends }: Tokenizer): boolean {
    const start = starts[0]!
    const end = ends[0]!
    const first = buffer[start]!
    if (start === end || first <= SPACE || first >= 0x7f) return false
    // Quotes of another kind are taken off before cells are compared.
    if (first === HASH || first === QUOTE || first === APOSTROPHE) return false
    if (end - start !== this.name.length) return true
    for (let i = 0; i < this.name.length; i++) if (buffer[start + i] !== this.name[i]) return true
    return false
  }
}
