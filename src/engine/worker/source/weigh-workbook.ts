import { nameHash, XmlScanner } from '../../read/xlsx/xml.ts'
import { XlsxFault } from '../../read/xlsx/fault.ts'

/** What Excel and LibreOffice themselves allow, and more cells than a person's table has. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_CELLS = 6_000_000
const MOST_TABLES = 1000
const MOST_DEPTH = 100
/** The library needs far more time and memory for each cell of a web page. */
const MOST_MARKUP_CELLS = 2_000_000
/** Bytes that a cell which is repeated costs as if it stood there. */
const CELL_BYTES = 60

const TABLE = nameHash('table')
const STYLE = nameHash('style')
const TABLE_PROPERTIES = nameHash('table-properties')
const ROW = nameHash('table-row')
const CELL = nameHash('table-cell')
const COVERED = nameHash('covered-table-cell')
const SPACES = nameHash('s')

/**
 * Says what the tables of an OpenDocument workbook become once all that is repeated in them is written out, before a
 * library does that in memory.
 */
export class OdsWeight {
  /** Bytes as if every cell stood there by itself; comments are left out. */
  bytes = 0
  /** Names of the tables that are not shown, which the library does not say. */
  readonly hidden = new Set<string>()
  private readonly unseen = new Set<string>()
  private style = ''
  private cells = 0
  private tables = 0
  private depth = 0
  private row = 0
  private rows = 1
  private column = 0
  private columns = 1
  /** Columns up to the last cell of the row that holds something. */
  private filled = 0
  private readonly scanner: XmlScanner

  constructor() {
    this.scanner = new XmlScanner(this)
  }

  /** @throws XlsxFault where it is more than any workbook holds */
  push(bytes: Uint8Array): void {
    this.scanner.push(bytes)
  }

  finish(): void {
    this.scanner.finish()
  }

  open(xml: XmlScanner): void {
    this.bytes += CELL_BYTES
    if (++this.depth > MOST_DEPTH) throw new XlsxFault('large', 'elements in elements without end')
    if (xml.name === STYLE) this.style = xml.prefixed('name') ?? ''
    else if (xml.name === TABLE_PROPERTIES && xml.prefixed('display') === 'false') this.unseen.add(this.style)
    else if (xml.name === TABLE) {
      const style = xml.prefixed('style-name')
      if (style !== null && this.unseen.has(style)) this.hidden.add(xml.prefixed('name') ?? '')
      this.row = 0
      if (++this.tables > MOST_TABLES) throw new XlsxFault('large', 'too many tables')
    } else if (xml.name === ROW) {
      this.rows = times(xml, 'number-rows-repeated')
      this.column = 0
      this.filled = 0
    } else if (xml.name === CELL || xml.name === COVERED) {
      this.columns = times(xml, 'number-columns-repeated')
      this.column += this.columns
      if (xml.prefixed('value-type') !== null) this.filled = this.column
    } else if (xml.name === SPACES && times(xml, 'c') > MOST_COLUMNS) throw new XlsxFault('large', 'spaces without end')
  }

  close({ name }: XmlScanner): void {
    this.depth = Math.max(0, this.depth - 1)
    if (name !== ROW) return
    this.row += this.rows
    if (this.filled === 0) return
    this.cells += this.filled * this.rows
    this.bytes += this.filled * this.rows * CELL_BYTES
    if (this.cells > MOST_CELLS || this.row > MOST_ROWS || this.filled > MOST_COLUMNS)
      throw new XlsxFault('large', 'more cells than a sheet has')
  }

  text({ start, end }: XmlScanner): void {
    this.bytes += (end - start) * this.columns
    if (this.column > 0 && end > start) this.filled = Math.max(this.filled, this.column)
  }
}

function times(xml: XmlScanner, attribute: string): number {
  const given = Number(xml.prefixed(attribute) ?? 1)
  return Number.isInteger(given) && given > 0 ? given : 1
}

const LESS = 0x3c
const GREATER = 0x3e
/** Bytes between two tags, or of a tag: no cell is as long as that. */
const MOST_RUN = 1024 * 1024
/** Bytes of a tag that are looked at. */
const TAG_BYTES = 400

/**
 * The same for the table of a web page, or a workbook as XML of Excel 2003: cells that span many columns, or lie far off.
 */
export class MarkupWeight {
  private cells = 0
  private rowCells = 0
  private tables = 0
  private run = 0
  private isTag = false
  private tag: number[] = []

  /** @throws XlsxFault */
  push(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      // UTF-16 has zeros between its letters.
      if (byte === 0) continue
      if (++this.run > MOST_RUN) throw new XlsxFault('large', 'a text or a tag without end')
      if (byte === LESS) {
        if (!this.isTag) this.run = 0
        this.isTag = true
        this.tag.length = 0
      } else if (byte === GREATER && this.isTag) {
        this.isTag = false
        this.run = 0
        this.weigh()
      } else if (this.isTag && this.tag.length < TAG_BYTES) this.tag.push(byte)
    }
  }

  private weigh(): void {
    const [first = 0, second = 0] = this.tag
    // Of `td`, `th`, `Cell`, `tr`, `Row`, `table` and names with a prefix the first letters say enough.
    const name = String.fromCharCode(first | 0x20, second | 0x20)
    if (name === 'ta' && ++this.tables > MOST_TABLES) throw new XlsxFault('large', 'too many tables')
    const isRow = name === 'tr' || name === 'ro'
    const isCell = name === 'td' || name === 'th' || name === 'ce'
    if (isRow) this.rowCells = 0
    if (isCell) {
      this.cells++
      this.rowCells++
    }
    if ((isRow || isCell) && this.tag.length > 8) this.weighAttributes(String.fromCharCode(...this.tag), isCell)
    if (this.cells > MOST_MARKUP_CELLS) throw new XlsxFault('large', 'more cells than a sheet has')
  }

  private weighAttributes(tag: string, isCell: boolean): void {
    for (const [, attribute, digits] of tag.matchAll(attributes)) {
      const number = Math.min(Number(digits), 2 * MOST_ROWS)
      const isIndex = attribute!.toLowerCase() === 'index'
      if (number > (isCell && isIndex ? MOST_COLUMNS : MOST_ROWS))
        throw new XlsxFault('large', 'a cell beyond the last one')
      if (!isIndex) this.cells += number
      else if (isCell && number > this.rowCells) {
        this.cells += number - this.rowCells
        this.rowCells = number
      }
    }
  }
}

const attributes = /(colspan|rowspan|mergeacross|mergedown|index)\s*=\s*["']?\s*(\d{1,12})/gi
