import type { ReadOptions, RejectedRow, RejectKind } from '../../../contract/imports.ts'
import type { Note, Warning } from '../../../contract/messages.ts'
import { decodeUtf8 } from '../text/bytes.ts'
import { codePage, codePageToUtf8 } from '../text/encoding.ts'
import type { Encoding } from '../text/encoding.ts'
import { inspectCells } from '../inspect-file.ts'
import type { Inspection } from '../inspect.ts'
import type { LayerReader } from '../layer-reader.ts'
import { Columns, MOST_COLUMNS } from './columns.ts'
import type { Field } from './columns.ts'
import { MOST_RECORD_BYTES } from './cutter.ts'
import type { JsonCut } from './cutter.ts'
import { explodedList, lacksIds } from './layout.ts'
import type { JsonLayout } from './layout.ts'
import { headerOf } from './names.ts'
import { RecordReader } from './record.ts'
import type { Reading } from './record.ts'

/** Rows beyond the sample that are looked at, spread over the file. */
const EVIDENCE_ROWS = 4000
/** Cells that are looked at, and rows however many cells they have. */
const MOST_CELLS = 100_000
const LEAST_ROWS = 100
/** Text of a record that is shown. */
const RAW_BYTES = 4096

/** A record of the sample, as UTF-8. */
type SampleRecord = Pick<JsonCut, 'line' | 'offset'> & { readonly bytes: Uint8Array }

/** What a file's records are as a table: first a sample, then all of them for the columns, then the reading itself. */
export class JsonTable {
  readonly layout: JsonLayout
  /** Rows that a scan of all records counted, broken ones among them. */
  rows = 0
  broken = 0
  /** The file ended before its brackets were closed. */
  isTruncated = false
  private readonly table: Uint16Array | null
  private readonly records: SampleRecord[] = []
  private exploded: string | null = null
  private columns: Columns | null = null
  private reader: RecordReader | null = null
  private areLists = false
  private evidence: string[][] = []
  private step = 1

  constructor(layout: JsonLayout, encoding: 'windows-1252' | 'windows-1254' | null) {
    this.layout = layout
    this.table = encoding === null ? null : codePage(encoding)
  }

  /** Records of the sample. */
  get sampled(): number {
    return this.records.length
  }

  sample(cut: JsonCut): void {
    if (cut.fault !== null) return
    const { bytes, start, end } = this.utf8(cut)
    this.records.push({ bytes: bytes.slice(start, end), line: cut.line, offset: cut.offset })
  }

  /** A record on the first way through the file: it may bring new columns. */
  scan(cut: JsonCut): void {
    if (cut.fault !== null) {
      this.rows++
      this.broken++
      return
    }
    const reader = (this.reader ??= new RecordReader(this.columns ?? this.settle()))
    const { bytes, start, end } = this.utf8(cut)
    const reading = reader.read(bytes, start, end, cut.line, (row) => {
      if (this.rows++ % this.step === 0) this.keep(row)
    })
    if (reading !== 'broken' && reading !== 'large') return
    this.rows++
    this.broken++
  }

  /** How the records are to be read, as far as they were looked at. */
  inspect(options: ReadOptions, encoding: string, bom: boolean): Inspection {
    const columns = this.columns ?? this.settle()
    const reader = new RecordReader(columns)
    const rows: string[][] = []
    const places: { line: number; raw: string }[] = []
    const most = Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns.fields.length)))
    for (const { bytes, line } of this.records) {
      if (rows.length >= most) break
      const raw = decodeUtf8(bytes, 0, Math.min(bytes.length, RAW_BYTES))
      reader.read(bytes, 0, bytes.length, line, (row) => {
        rows.push(cellsOf(row))
        places.push({ line: this.areLists ? rows.length : line, raw })
      })
    }
    rows.push(...this.evidence.slice(0, most))
    const names = columns.names
    const facts = {
      format: 'json',
      encoding: encoding as Encoding,
      bom,
      plainNumbers: columns.plainNumbers,
    } as const
    const inspection = this.areLists
      ? inspectCells(rows, options, false, { ...facts, places })
      : inspectCells([names, ...rows], options, false, {
          ...facts,
          places: [{ line: 0, raw: '' }, ...places],
          isNamed: true,
          headers: columns.fields.map((field) =>
            this.isProfileId(field) ? 'customer id' : headerOf(field.path, this.exploded),
          ),
          repeated: new Set(columns.fields.flatMap((field, i) => (this.isRepeated(field) ? [i] : []))),
        })
    const numbered = { code: 'import.note.numbered_profiles', params: { column: columns.numbered?.path ?? '' } }
    return {
      ...inspection,
      notes: columns.numbered === null ? inspection.notes : [...inspection.notes, numbered],
      plan: { ...inspection.plan, encoding: 'utf-8', encodingOpen: false },
      lines: inspection.lines.filter((line) => line.number > 0 && line.text !== ''),
    }
  }

  /** The id of a profile of traits, which elsewhere might be that of something else. */
  private isProfileId(field: Field): boolean {
    if (field === this.columns!.numbered) return true
    const isProfile = this.columns!.fields.some(({ path }) => path.startsWith('traits.'))
    return isProfile && /^(segment|profile|anonymous|distinct)_?id$/i.test(field.path)
  }

  /** Whether its value stands on each row that the record becomes. */
  private isRepeated(field: Field): boolean {
    return this.exploded !== null && !field.path.startsWith(`${this.exploded}.`)
  }

  /** The sample has every record that a scan came by. */
  get isSampledWhole(): boolean {
    return this.evidence.length === 0 && this.broken === 0
  }

  /** Reads the sample into a layer. */
  feed(inspection: Inspection, layer: LayerReader): void {
    const columns = this.columns ?? this.settle()
    const first = this.areLists ? inspection.plan.firstLine : 0
    const reading = new JsonReading(columns, first, ({ buffer, start, end }) => ({ bytes: buffer, start, end }))
    for (const { bytes, line, offset } of this.records)
      reading.into({ buffer: bytes, start: 0, end: bytes.length, line, offset, fault: null }, layer)
  }

  /** For the second way through the file, by the columns that `inspection` saw. */
  reading(inspection: Inspection): JsonReading {
    const columns = this.columns ?? this.settle()
    columns.isClosed = true
    const first = this.areLists ? inspection.plan.firstLine : 0
    return new JsonReading(columns, first, (cut) => this.utf8(cut))
  }

  warnings(name: string): Warning[] {
    const warnings: Warning[] = []
    if (this.isTruncated) warnings.push({ severity: 'warning', code: 'import.warning.json_cut', params: { name } })
    if (this.columns?.hasMore === true)
      warnings.push({
        severity: 'warning',
        code: 'import.warning.json_fields',
        params: { name, fields: MOST_COLUMNS },
      })
    return warnings
  }

  /** Settles from the sample what records are and which of their lists becomes rows. */
  private settle(): Columns {
    const survey = new Columns(null, true)
    const reader = new RecordReader(survey)
    let lists = 0
    for (const { bytes, line } of this.records)
      reader.read(bytes, 0, bytes.length, line, () => void (lists += bytes[0] === 0x5b ? 1 : 0))
    this.areLists = lists > this.records.length / 2
    this.exploded = this.areLists ? null : explodedList(survey)
    this.columns = new Columns(this.exploded, false, this.areLists)
    if (!this.areLists && lacksIds(survey)) this.columns.addNumbers('profile')
    return this.columns
  }

  private keep(row: RecordReader): void {
    if (this.rows <= this.records.length) return
    this.evidence.push(cellsOf(row))
    if (this.evidence.length < EVIDENCE_ROWS && this.evidence.length * row.count < MOST_CELLS) return
    this.evidence = this.evidence.filter((_, i) => i % 2 === 0)
    this.step *= 2
  }

  private utf8({ buffer, start, end }: JsonCut): { bytes: Uint8Array; start: number; end: number } {
    if (this.table === null) return { bytes: buffer, start, end }
    const bytes = codePageToUtf8(buffer, start, end, this.table)
    return { bytes, start: 0, end: bytes.length }
  }
}

export type CellsTaker = (cells: readonly string[], line: number, offset: number, fault: RejectedRow | null) => void

/** Reads records into rows of the columns that were found. */
export class JsonReading {
  private readonly reader: RecordReader
  private readonly firstRow: number
  private readonly utf8: (cut: JsonCut) => { bytes: Uint8Array; start: number; end: number }
  private rows = 0

  /** @param firstRow 1-based row with which the table starts, where records are lists; else 0 */
  constructor(columns: Columns, firstRow: number, utf8: JsonReading['utf8']) {
    this.reader = new RecordReader(columns)
    this.firstRow = firstRow
    this.utf8 = utf8
  }

  /** Rows as texts; a record that is none is one cell with its text. */
  cells(cut: JsonCut, onRow: CellsTaker): void {
    const fault = this.read(cut, (row) => onRow(cellsOf(row), cut.line, cut.offset, null))
    if (fault === null) return
    const { bytes, start, end } = this.utf8(cut)
    const raw = decodeUtf8(bytes, start, Math.min(end, start + RAW_BYTES))
    const { line, offset: byteOffset } = cut
    onRow([raw], line, byteOffset, { line, byteOffset, column: '', kind: kindOf(fault), message: fault, raw })
  }

  into(cut: JsonCut, layer: LayerReader): void {
    const fault = this.read(cut, (row) => layer.pushRow(row, cut.offset))
    if (fault === null) return
    const { bytes, start, end } = this.utf8(cut)
    const none = new Int32Array(0)
    const row = { buffer: bytes, starts: none, ends: none, count: 0, start, end, line: cut.line }
    layer.reject(row, cut.offset, kindOf(fault), fault)
  }

  /** Null, or why the record is none. */
  private read(cut: JsonCut, onRow: (row: RecordReader) => void): Note | null {
    if (cut.fault === 'oversized')
      return { code: 'import.reject.oversized', params: { megabytes: MOST_RECORD_BYTES / 2 ** 20 } }
    if (cut.fault === 'unfinished') return { code: 'import.reject.unfinished' }
    const { bytes, start, end } = this.utf8(cut)
    const reading: Reading = this.reader.read(bytes, start, end, cut.line, (row) => {
      if (++this.rows >= this.firstRow) onRow(row)
    })
    if (reading === 'large') return { code: 'import.reject.too_many_items', params: { items: this.reader.items } }
    return reading === 'broken' ? { code: 'import.reject.malformed', params: { at: this.reader.faultAt + 1 } } : null
  }
}

function kindOf(fault: Note): RejectKind {
  return fault.code === 'import.reject.oversized' ? 'oversized' : 'malformed'
}

function cellsOf(row: RecordReader): string[] {
  const cells: string[] = []
  // Of many fields a record has few.
  for (let i = 0; i < row.count; i++)
    cells.push(row.starts[i] === row.ends[i] ? '' : decodeUtf8(row.buffer, row.starts[i]!, row.ends[i]!))
  return cells
}
