import type { RejectKind, RejectedRow } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { COMMA, firstInvalidUtf8, QUOTE } from './text/bytes.ts'
import { cutOtherwise } from './text/mend-row.ts'
import { evenRow, gridHeader, gridRow } from './layout/odd-row.ts'
import { isRemark, recordOptions } from './plan.ts'
import type { Inspection, ReadPlan } from './plan.ts'
import { CellRow, isBlankRow, RejectList } from './text/rows.ts'
import type { Row } from './text/rows.ts'
import { TableText } from './text/table-text.ts'
import { MAX_RECORD_BYTES, Tokenizer } from './text/tokenizer.ts'

export interface TableReaderSettings {
  /** Rows that are wanted; default all. */
  readonly rows?: number
  /** What the bytes were before they became UTF-8, for what is said of bytes that are none. */
  readonly encoding: string
  readonly maxRecordBytes?: number
}

/**
 * Turns the bytes (as UTF-8) or rows of one table into RFC 4180 CSV: the header where there is one, then every row, cell
 * by cell, those with faults too; the faults are told beside.
 */
export class TableReader {
  /** Rows written, the header apart. */
  rows = 0
  private readonly text: TableText
  private readonly rejects = new RejectList()
  private readonly tokenizer: Tokenizer
  private readonly cells = new CellRow()
  private readonly width: number
  private readonly indent: number
  private readonly limit: number
  private readonly footerLine: number
  private readonly endOffset: number
  private readonly plan: ReadPlan
  private readonly encoding: string
  private readonly maxRecordBytes: number
  private readonly keepBlank: boolean
  /** Columns of a drawn table without its frame. */
  private readonly gridWidth: number

  constructor({ plan, header, indent }: Pick<Inspection, 'plan' | 'header' | 'indent'>, settings: TableReaderSettings) {
    this.indent = indent
    this.width = plan.columnNames.length
    this.limit = settings.rows ?? Infinity
    this.plan = plan
    this.footerLine = plan.footerLine ?? Infinity
    this.endOffset = plan.endOffset ?? Infinity
    this.encoding = settings.encoding
    this.maxRecordBytes = settings.maxRecordBytes ?? MAX_RECORD_BYTES
    // In a table of one column an empty line is an empty cell.
    this.keepBlank = this.width === 1
    const { delimiter, quote, collapse } = plan
    this.text = new TableText(delimiter.length === 1 && delimiter[0] === COMMA && quote === QUOTE && !collapse)
    this.tokenizer = new Tokenizer(
      {
        ...recordOptions(plan),
        skipBytes: plan.skipBytes,
        firstLine: plan.firstLine,
        maxRecordBytes: this.maxRecordBytes,
        keepBlankLines: this.keepBlank,
      },
      this,
    )
    const shown = header !== null && plan.isGrid ? gridHeader(header) : header
    this.gridWidth = shown?.length ?? this.width
    if (shown !== null) this.text.cells(shown.slice(indent))
  }

  /** All the rows that were wanted are written. */
  get isDone(): boolean {
    return this.rows >= this.limit
  }

  get rejected(): number {
    return this.rejects.count
  }

  push(bytes: Uint8Array): void {
    this.tokenizer.push(bytes)
  }

  pushCells(cells: readonly string[], line: number): void {
    if (line >= this.footerLine || this.isDone) return
    const texts = cells.length < this.width ? [...cells, ...Array<string>(this.width - cells.length).fill('')] : cells
    this.cells.set(texts.slice(this.indent), line)
    if (isBlankRow(this.cells)) return
    this.rows++
    this.text.row(this.cells, false, false)
  }

  finish(): void {
    this.tokenizer.finish()
  }

  /** Bytes of CSV since the last call. */
  take(): Uint8Array {
    return this.text.take()
  }

  takeRejected(): RejectedRow[] {
    return this.rejects.take()
  }

  record(tokenizer: Tokenizer): void {
    const { count } = tokenizer
    if (tokenizer.offset >= this.endOffset || this.isDone) return
    if (!this.keepBlank && isBlankRow(tokenizer)) return
    if (isRemark(tokenizer, this.plan)) return
    this.rows++
    const hasInvalid = tokenizer.nonAscii && firstInvalidUtf8(tokenizer.buffer, tokenizer.start, tokenizer.end) >= 0
    if (hasInvalid) this.reject(tokenizer, 'invalid_encoding', { encoding: this.encoding.toUpperCase() })
    else if (count < this.width) this.reject(tokenizer, 'missing_columns', { cells: count, columns: this.width })
    else if (count > this.width && this.hasMore(tokenizer))
      this.reject(tokenizer, 'too_many_columns', { cells: count, columns: this.width })
    else if (tokenizer.hasStrayQuotes)
      this.rejects.add(tokenizer, tokenizer.offset, '', 'unclosed_quote', { code: 'import.reject.stray_quote' })
    const other = hasInvalid ? null : this.otherwise(tokenizer)
    if (other === null) this.text.row(tokenizer, !tokenizer.hasQuotes, hasInvalid)
    else this.text.row(other, false, false)
  }

  /** The first line of a record that cannot be cut into cells. */
  broken(tokenizer: Tokenizer, kind: RejectKind): void {
    if (tokenizer.offset >= this.endOffset || this.isDone) return
    this.rows++
    this.reject(tokenizer, kind, kind === 'oversized' ? { megabytes: Math.round(this.maxRecordBytes / 2 ** 20) } : {})
    if (tokenizer.count > 0) this.text.row(tokenizer, false, true)
    else this.text.cells([this.rejects.text(tokenizer.buffer, tokenizer.start, tokenizer.end)])
  }

  /** What the row says where that is not what its bytes say, or null. */
  private otherwise(row: Tokenizer): Row | null {
    if (this.plan.isGrid) return gridRow(row, this.gridWidth)
    if (row.count === this.width) return evenRow(row, this.plan.quote)
    const cut = this.cutOtherwise(row)
    if (cut !== null || row.count < this.width || this.hasMore(row)) return cut
    // Delimiters at the end of a row, with nothing between them, make no cells.
    const { buffer, starts, ends, start, end, line } = row
    return { buffer, starts, ends, count: this.width, start, end, line }
  }

  /** One row alone may have another delimiter than its file. */
  private cutOtherwise({ buffer, start, end, count }: Tokenizer): Row | null {
    const { delimiter, quote } = this.plan
    const cut = cutOtherwise(buffer, start, end, delimiter, quote, this.plan.expectedCells, count)
    if (cut === null) return null
    const { bytes, starts, ends } = cut
    return {
      buffer: bytes,
      starts: Int32Array.from(starts),
      ends: Int32Array.from(ends),
      count: starts.length,
      start: 0,
      end: bytes.length,
      line: 0,
    }
  }

  private reject(row: Tokenizer, kind: RejectKind, params: Note['params'] & object): void {
    this.rejects.add(row, row.offset, '', kind, { code: `import.reject.${kind}`, params })
  }

  /** Further cells than the header has; empty ones are no fault. */
  private hasMore(row: Tokenizer): boolean {
    for (let i = this.width; i < row.count; i++)
      for (let k = row.starts[i]!; k < row.ends[i]!; k++) if (row.buffer[k]! > 0x20) return true
    return false
  }
}
