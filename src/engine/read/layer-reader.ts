import type { RejectedRow, RejectKind, RowCounts } from '../../contract/imports.ts'
import type { Note, Warning } from '../../contract/messages.ts'
import { NO_DAY } from '../columns/types.ts'
import type { LayerTail, TransactionChunk } from '../columns/types.ts'
import { firstInvalidUtf8 } from './text/bytes.ts'
import { CampaignReader } from './campaign-reader.ts'
import { CustomersReader } from './customers-reader.ts'
import type { ZoneOffset } from './values/date.ts'
import { EncodingTally, Utf16Transcoder, utf16Length } from './text/encoding.ts'
import type { Encoding } from './text/encoding.ts'
import { EventsReader } from './events-reader.ts'
import { FastPath, kernelFor } from './orders/fast-path.ts'
import { Letters } from '../kernel/orders-kernel.ts'
import type { ForeignRows } from './orders/order-warnings.ts'
import type { OrdersPart } from './orders/orders-part.ts'
import { OrdersReader } from './orders/orders-reader.ts'
import { isReadable, isRemark, recordOptions } from './plan.ts'
import type { Inspection, ReadPlan } from './plan.ts'
import { CellLengths } from './values/cell-lengths.ts'
import { FillDown } from './text/fill-down.ts'
import { CellRow, dropTextMarks, isBlankRow, RejectList } from './text/rows.ts'
import type { Row } from './text/rows.ts'
import { MAX_RECORD_BYTES, Tokenizer } from './text/tokenizer.ts'

export interface LayerResult {
  readonly tail: LayerTail
  readonly chunks: TransactionChunk[]
  readonly rejected: RejectedRow[]
  /** Days since 1970-01-01 of the first and last row read, or NO_DAY. */
  readonly firstDay: number
  readonly lastDay: number
  /** ISO code, or null where the file names none. */
  readonly currency: string | null
  /** Rows in other currencies, which stand in chunks of their own (`OrdersTail.foreign`). */
  readonly foreignRows: readonly ForeignRows[]
  /** Line (row of a sheet) behind the last row that was read; that of a part counts as in `LayerPart`. */
  readonly nextLine: number
  /** What the bytes turned out to be: a head of pure ASCII leaves it open. */
  readonly encoding: Encoding
  readonly warnings: readonly Warning[]
}

/** What a reader of one part of a file knows at its end. */
export interface LayerPart {
  readonly orders: OrdersPart
  /** Those not taken yet. */
  readonly chunks: TransactionChunk[]
  readonly rejected: RejectedRow[]
  readonly counts: RowCounts
  /** Line on which what follows starts; a part that does not start the file counts from 0, in its rejected rows too. */
  readonly nextLine: number
  /** Days since 1970-01-01, or NO_DAY. */
  readonly firstDay: number
  readonly lastDay: number
  readonly encoding: Encoding
  /** How an encoding that the head left open was decided here. */
  readonly evidence: 'none' | 'utf-8' | 'code page'
  readonly strayQuotes: number
}

/** Turns the bytes (or rows of cells) of one file into a layer of columns. */
export interface LayerReader {
  /** The next bytes of the file, cut anywhere, from its very first byte. The bytes are copied. */
  push(bytes: Uint8Array): void
  /** A row of a workbook; rows above the data must not be pushed. `line` is its 1-based row. */
  pushCells(cells: readonly string[], line: number): void
  /** A row whose cells are there as UTF-8; `offset` of its first byte in the file. */
  pushRow(row: Row & { readonly nonAscii: boolean }, offset: number): void
  /** Counts what cannot be made a row of. */
  reject(row: Row, offset: number, kind: RejectKind, note: Note): void
  /** Chunks completed since the last call; the caller owns them. */
  takeChunks(): TransactionChunk[]
  /** Gives back a chunk that was copied elsewhere: its arrays are filled again. */
  recycle(chunk: TransactionChunk): void
  takeRejected(): RejectedRow[]
  readonly counts: RowCounts
  /** Of the rows read, those that the kernel took. */
  readonly kernelRows: number
  /** Ends the layer; nothing may be pushed afterwards. */
  finish(): LayerResult
  /** Whether what was pushed so far ends with a record, so that another reader can have started right behind it. */
  endsRecord(): boolean
  /** Instead of `finish`, for one of several readers of a file of orders. */
  finishPart(): LayerPart
}

export interface LayerReaderSettings {
  /** Minutes that local time is ahead of UTC at an instant, for timestamps with an offset; default 0. */
  readonly zoneOffset?: ZoneOffset
  readonly maxRecordBytes?: number
  /** For a reader that starts elsewhere in the file: offset of its first byte, which must be the start of a record. */
  readonly startOffset?: number
  /** Reads the usual rows of orders in WebAssembly, which pays from some hundred kilobytes on; default false. */
  readonly usesKernel?: boolean
  /** Whether rejected rows are wanted, not only their number; default true. */
  readonly keepsRejected?: boolean
}

/**
 * @returns a reader for the file (or sheet) that `inspection` looked at
 * @throws Error where the inspection has problems: nothing can be read then
 */
export function createLayerReader(
  inspection: Pick<Inspection, 'plan'>,
  settings: LayerReaderSettings = {},
): LayerReader {
  const { kind } = inspection.plan
  if (!isReadable(inspection.plan))
    throw new Error(`layer reader: the columns for ${kind} are missing; see inspection.problems`)
  return new Layer(inspection.plan, settings)
}

class Layer implements LayerReader {
  private readonly plan: ReadPlan
  private readonly rejects: RejectList
  private readonly lengths: CellLengths
  private readonly rows: OrdersReader | CustomersReader | EventsReader | CampaignReader
  private readonly tokenizer: Tokenizer
  private readonly transcoder: Utf16Transcoder | null
  private readonly cells = new CellRow()
  private readonly maxRecordBytes: number
  private readonly columnCount: number
  private readonly footerLine: number
  private readonly skipsRemarks: boolean
  private readonly fillDown: FillDown | null
  private readonly endOffset: number
  private readonly fast: FastPath | null
  private usesKernel: boolean
  /** Offset in the stream of the byte that comes next. */
  private position: number
  /** Of a sheet: the row behind the last one that was taken. */
  private nextRow = 0
  private encoding: Encoding
  private encodingOpen: boolean
  private sawMultibyte = false
  private codePageTally: EncodingTally | null = null
  /** Offset of the current record in the file. */
  private fileOffset = 0
  /** UTF-16: a place in the stream as UTF-8, and the same place in the file. */
  private wideStream: number
  private wideFile: number

  constructor(plan: ReadPlan, settings: LayerReaderSettings) {
    this.plan = plan
    this.encoding = plan.encoding
    this.encodingOpen = plan.encodingOpen
    this.maxRecordBytes = settings.maxRecordBytes ?? MAX_RECORD_BYTES
    this.columnCount = plan.columnNames.length
    this.skipsRemarks = plan.hasRemarks || plan.isGrid || plan.repeatedHeader !== null
    this.fillDown = plan.fillDown === undefined ? null : new FillDown(plan.fillDown)
    this.footerLine = plan.footerLine ?? Infinity
    this.endOffset = plan.endOffset ?? Infinity
    this.rejects = new RejectList(settings.keepsRejected)
    this.lengths = new CellLengths(plan)
    this.rejects.useEncoding(plan.encoding)
    this.wideStream = plan.skipBytes
    this.wideFile = plan.skipFileBytes
    const zoneOffset = settings.zoneOffset ?? (() => 0)
    this.position = settings.startOffset ?? 0
    const kernel = settings.usesKernel === true ? kernelFor(plan, this.maxRecordBytes, zoneOffset) : null
    this.rows =
      plan.kind === 'customers'
        ? new CustomersReader(plan, this.rejects, zoneOffset)
        : plan.kind === 'events'
          ? new EventsReader(plan, this.rejects, zoneOffset)
          : plan.kind === 'campaign'
            ? new CampaignReader(plan, this.rejects, zoneOffset)
            : new OrdersReader(plan, this.rejects, zoneOffset, kernel?.stores)
    this.tokenizer = new Tokenizer(
      {
        ...recordOptions(plan),
        skipBytes: settings.startOffset === undefined ? plan.skipBytes : 0,
        firstLine: settings.startOffset === undefined ? plan.firstLine : 0,
        startOffset: settings.startOffset ?? 0,
        maxRecordBytes: this.maxRecordBytes,
        opensFormulas: true,
      },
      this,
    )
    const { rows, tokenizer } = this
    this.fast = kernel !== null && rows instanceof OrdersReader ? new FastPath(kernel, tokenizer, rows.tally) : null
    this.usesKernel = this.fast !== null
    this.transcoder = plan.encoding.startsWith('utf-16') ? new Utf16Transcoder(plan.encoding === 'utf-16be') : null
  }

  get counts(): RowCounts {
    const counts = this.rows.counts()
    const rejected = this.rejects.count
    return { read: counts.accepted + rejected + counts.withoutCustomer, rejected, ...counts }
  }

  get kernelRows(): number {
    return this.fast?.rows ?? 0
  }

  push(bytes: Uint8Array): void {
    this.position += bytes.length
    if (this.usesKernel && this.position < this.endOffset) return this.fast!.push(bytes, this.letters)
    this.leaveKernel()
    this.tokenizer.push(this.transcoder === null ? bytes : this.transcoder.push(bytes))
  }

  pushCells(cells: readonly string[], line: number): void {
    if (line >= this.footerLine) return
    this.cells.set(cells, line)
    // A sheet leaves empty cells at the end of a row out.
    this.cells.pad(this.columnCount)
    if (isBlankRow(this.cells)) return
    this.nextRow = line + 1
    this.takeRow(this.cells, noOffset)
  }

  pushRow(row: Row & { readonly nonAscii: boolean }, offset: number): void {
    if (isBlankRow(row)) return
    this.fileOffset = offset
    if (row.nonAscii && !this.checkUtf8(row, this.offsetOfRow)) return
    this.takeRow(row, this.offsetOfRow)
  }

  reject(row: Row, offset: number, kind: RejectKind, note: Note): void {
    this.rejects.add(row, offset, '', kind, note)
  }

  takeChunks(): TransactionChunk[] {
    if (this.rows instanceof OrdersReader) return this.rows.chunks.take()
    return this.rows instanceof EventsReader ? this.rows.takeChunks() : []
  }

  recycle(chunk: TransactionChunk): void {
    if (this.rows instanceof OrdersReader) this.rows.chunks.own.recycle(chunk)
  }

  takeRejected(): RejectedRow[] {
    return this.rejects.take()
  }

  finish(): LayerResult {
    this.leaveKernel()
    if (this.transcoder !== null) this.tokenizer.push(this.transcoder.finish())
    this.tokenizer.finish()
    if (this.codePageTally !== null) this.encoding = this.codePageTally.verdict()
    const { tail, currency, foreignRows, warnings } = this.rows.finish(this.encoding)
    if (this.tokenizer.strayQuotes > 0)
      warnings.push({
        severity: 'info',
        code: 'import.warning.stray_quotes',
        params: { rows: this.tokenizer.strayQuotes },
      })
    const { firstDay, lastDay } = this.rows
    return {
      tail,
      chunks: this.takeChunks(),
      rejected: this.rejects.take(),
      firstDay: firstDay === Infinity ? NO_DAY : firstDay,
      lastDay: lastDay === -Infinity ? NO_DAY : lastDay,
      currency,
      foreignRows,
      nextLine: Math.max(this.tokenizer.line, this.nextRow),
      encoding: this.encoding,
      warnings,
    }
  }

  endsRecord(): boolean {
    this.fast?.flush()
    return this.transcoder === null && this.tokenizer.endsRecord()
  }

  finishPart(): LayerPart {
    const { rows, tokenizer } = this
    if (!(rows instanceof OrdersReader)) throw new Error('layer reader: only orders are read in parts')
    this.leaveKernel()
    tokenizer.finish()
    if (this.codePageTally !== null) this.encoding = this.codePageTally.verdict()
    const orders = rows.finishPart(this.encoding)
    return {
      orders,
      chunks: this.takeChunks(),
      rejected: this.rejects.take(),
      counts: this.counts,
      nextLine: tokenizer.line,
      firstDay: rows.firstDay === Infinity ? NO_DAY : rows.firstDay,
      lastDay: rows.lastDay === -Infinity ? NO_DAY : rows.lastDay,
      encoding: this.encoding,
      evidence: this.codePageTally !== null ? 'code page' : this.sawMultibyte ? 'utf-8' : 'none',
      strayQuotes: tokenizer.strayQuotes,
    }
  }

  /** A record of the tokenizer. */
  record(tokenizer: Tokenizer): void {
    if (this.transcoder !== null) this.followWide(tokenizer)
    if (tokenizer.offset >= this.endOffset) return
    if (tokenizer.nonAscii && this.encoding !== 'windows-1252' && this.encoding !== 'windows-1254') {
      if (!this.checkUtf8(tokenizer, this.offsetOf)) return
    } else if (this.codePageTally !== null && tokenizer.nonAscii)
      this.codePageTally.add(tokenizer.buffer, tokenizer.start, tokenizer.end)
    this.takeRow(tokenizer, this.offsetOf)
  }

  /** The first line of a record that cannot be cut into cells. */
  broken(tokenizer: Tokenizer, kind: RejectKind): void {
    if (this.transcoder !== null) this.followWide(tokenizer)
    if (tokenizer.offset >= this.endOffset) return
    const note: Note =
      kind === 'oversized'
        ? { code: 'import.reject.oversized', params: { megabytes: Math.round(this.maxRecordBytes / 2 ** 20) } }
        : { code: `import.reject.${kind}` }
    this.rejects.add(tokenizer, this.offsetOf(), '', kind, note)
    this.fillDown?.forget()
  }

  /** What follows is for the tokenizer. */
  private leaveKernel(): void {
    this.fast?.flush()
    this.usesKernel = false
  }

  /** The first row with bytes beyond ASCII is for the tokenizer, and so are all where they are counted. */
  private readonly letters = (): Letters => {
    if (this.encoding !== 'utf-8') return this.codePageTally === null ? Letters.any : Letters.unknown
    return this.sawMultibyte && this.codePageTally === null ? Letters.utf8 : Letters.unknown
  }

  private takeRow(raw: Row, offset: () => number): void {
    const { count } = raw
    if (this.skipsRemarks && isRemark(raw, this.plan)) return
    const row = this.fillDown === null ? raw : this.fillDown.fill(raw)
    if (count !== this.columnCount && !this.hasFittingCells(row)) {
      const kind = count < this.columnCount ? 'missing_columns' : 'too_many_columns'
      if (isBlankRow(row)) return
      this.rejects.add(row, offset(), '', kind, {
        code: `import.reject.${kind}`,
        params: { cells: count, columns: this.columnCount },
      })
      return
    }
    dropTextMarks(row, this.plan.textMarks)
    if (!this.lengths.reject(row, offset, this.rejects)) this.rows.take(row, offset)
  }

  /** More cells than the header are fine where the further ones are empty, fewer where the header ends in unnamed ones. */
  private hasFittingCells(row: Row): boolean {
    if (row.count < this.columnCount) {
      if (row.count < this.plan.requiredCells) return false
      for (let i = row.count; i < this.columnCount; i++) {
        row.starts[i] = row.ends[i] = row.end
      }
      return true
    }
    for (let i = this.columnCount; i < row.count; i++)
      for (let k = row.starts[i]!; k < row.ends[i]!; k++) if (row.buffer[k]! > 0x20) return false
    return true
  }

  /** Rejects a record that is no well-formed UTF-8; the first one beyond ASCII may say the file is a code page. */
  private checkUtf8(row: Row, offset: () => number): boolean {
    if (firstInvalidUtf8(row.buffer, row.start, row.end) < 0) {
      this.sawMultibyte = true
      return true
    }
    if (this.encodingOpen && !this.sawMultibyte) {
      this.codePageTally = new EncodingTally()
      this.codePageTally.add(row.buffer, row.start, row.end)
      this.encoding = this.codePageTally.verdict()
      this.rejects.useEncoding(this.encoding)
      return true
    }
    this.rejects.add(row, offset(), '', 'invalid_encoding', {
      code: 'import.reject.invalid_encoding',
      params: { encoding: (this.plan.encodingName ?? this.plan.encoding).toUpperCase() },
    })
    this.fillDown?.forget()
    return false
  }

  private readonly offsetOfRow = (): number => this.fileOffset

  private readonly offsetOf = (): number => (this.transcoder === null ? this.tokenizer.offset : this.fileOffset)

  /** Keeps count of where a record lies in a file of UTF-16; between two records there are line breaks only. */
  private followWide(tokenizer: Tokenizer): void {
    const { offset, start, end } = tokenizer
    this.fileOffset = this.wideFile + 2 * (offset - this.wideStream)
    const length = tokenizer.nonAscii ? utf16Length(tokenizer.buffer, start, end) : 2 * (end - start)
    this.wideFile = this.fileOffset + length
    this.wideStream = offset + (end - start)
  }
}

const noOffset = (): number => -1
