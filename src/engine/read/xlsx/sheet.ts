import { decodeUtf8, encodeUtf8 } from '../text/bytes.ts'
import type { ColumnMoney } from './column-money.ts'
import { formattedText, numberText } from './cell-text.ts'
import { XlsxFault } from './fault.ts'
import { isoDateText } from './iso-date.ts'
import { plainFormat } from './formats.ts'
import type { CellFormat } from './formats.ts'
import type { CellStyles } from './parts.ts'
import type { SharedStrings } from './shared-strings.ts'
import { unescapeCell } from './text.ts'
import { nameHash, XmlScanner } from './xml.ts'
import type { XmlSink } from './xml.ts'

/** What Excel itself allows. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
/** Bytes of a cell; Excel keeps 32,767 characters. */
const MAX_CELL = 1024 * 1024
/** Empty cells that far-off ones may make us lay out. */
const MAX_PADDING = 100_000_000

const SHEET_DATA = nameHash('sheetData')
const ROW = nameHash('row')
const C = nameHash('c')
const V = nameHash('v')
const IS = nameHash('is')
const T = nameHash('t')
const RPH = nameHash('rPh')
const R_ATTRIBUTE = nameHash('r')
const S_ATTRIBUTE = nameHash('s')
const T_ATTRIBUTE = T

const NUMBER = 0
const SHARED = 1
const TEXT = 2
const INLINE = 3
const BOOLEAN = 4
const ERROR = 5
const DATE = 6

export interface SheetContext {
  readonly strings: SharedStrings
  readonly styles: CellStyles
  readonly is1904: boolean
}

/**
 * Reads a worksheet part, row by row: numbers as 15-digit decimals, dates as ISO, ids with the zeros their format puts in
 * front, errors as nothing; `money` says where a number carries its currency. `onRow` gets the
 * cells from column A on (the array is its own) and the 1-based row, in the order of the file; rows without cells are
 * not told. It returns false when it wants no more.
 */
export class SheetReader implements XmlSink {
  readonly scanner: XmlScanner
  /** Cells with a value so far. */
  filled = 0
  private readonly context: SheetContext
  private readonly money: ColumnMoney | null
  private readonly onRow: (cells: string[], line: number) => boolean
  private inData = false
  private inRow = false
  private inCell = false
  private inValue = false
  private inInline = false
  private inInlineText = false
  private phonetic = 0
  private line = 0
  private column = -1
  private cells: string[] = []
  private type = NUMBER
  private format: CellFormat = plainFormat
  private hasValue = false
  private hasInline = false
  private padding = 0
  /** Bytes of the value. */
  private value = new Uint8Array(256)
  private length = 0

  constructor(
    context: SheetContext,
    onRow: (cells: string[], line: number) => boolean,
    money: ColumnMoney | null = null,
  ) {
    this.context = context
    this.money = money
    this.onRow = onRow
    this.scanner = new XmlScanner(this)
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(bytes)
  }

  /** @throws XlsxFault where the rows have no end: some may be missing */
  finish(): void {
    this.scanner.finish()
    if (this.inData) throw new XlsxFault('damaged', 'the rows of a sheet have no end')
  }

  open(xml: XmlScanner): void {
    const { name } = xml
    if (!this.inData) {
      if (name === SHEET_DATA) this.inData = true
    } else if (name === C) this.openCell(xml)
    else if (name === V) {
      this.inValue = this.inCell
      if (this.inCell) this.hasValue = true
    } else if (name === ROW) this.openRow(xml)
    else if (name === IS) {
      this.inInline = this.inCell
      if (this.inCell) this.hasInline = true
    } else if (name === T) this.inInlineText = this.inInline
    else if (name === RPH) this.phonetic++
  }

  close({ name }: XmlScanner): void {
    if (!this.inData) return
    if (name === C) this.closeCell()
    else if (name === V) this.inValue = false
    else if (name === ROW) this.closeRow()
    else if (name === IS) this.inInline = false
    else if (name === T) this.inInlineText = false
    else if (name === RPH) this.phonetic = Math.max(0, this.phonetic - 1)
    else if (name === SHEET_DATA) {
      this.closeRow()
      this.inData = false
      // What follows (merged cells, links, drawings) is no row.
      this.scanner.stop()
    }
  }

  cell(xml: XmlScanner): void {
    if (!this.inData) return
    this.openCell(xml)
    this.inValue = this.inCell
    if (this.inCell) this.hasValue = true
    if (xml.end > xml.start) this.text(xml)
    this.closeCell()
  }

  text(xml: XmlScanner): void {
    if (!this.inValue && !(this.inInlineText && this.phonetic === 0)) return
    let buffer: Uint8Array = xml.buffer
    let { start, end } = xml
    if (xml.special) {
      buffer = encodeUtf8(xml.text())
      start = 0
      end = buffer.length
    }
    const length = this.length + end - start
    if (length > MAX_CELL) throw new XlsxFault('damaged', 'a cell without an end')
    if (length > this.value.length) {
      const bigger = new Uint8Array(length * 2)
      bigger.set(this.value.subarray(0, this.length))
      this.value = bigger
    }
    for (let i = start, to = this.length; i < end; i++) this.value[to++] = buffer[i]!
    this.length = length
  }

  private openRow(xml: XmlScanner): void {
    this.closeRow()
    const at = xml.find(R_ATTRIBUTE)
    const given = at < 0 ? -1 : wholeNumber(xml.buffer, xml.valueStart(at), xml.valueEnd(at))
    this.line = given > 0 ? given : this.line + 1
    if (this.line > MAX_ROWS) throw new XlsxFault('damaged', 'a row beyond the last one')
    this.inRow = true
    this.column = -1
    this.cells = []
  }

  private closeRow(): void {
    if (!this.inRow) return
    this.closeCell()
    this.inRow = false
    if (this.cells.length > 0 && !this.onRow(this.cells, this.line)) {
      this.inData = false
      this.scanner.stop()
    }
  }

  private openCell(xml: XmlScanner): void {
    if (!this.inRow) return
    this.closeCell()
    const { buffer } = xml
    const at = xml.find(R_ATTRIBUTE)
    const given = at < 0 ? -1 : columnOf(buffer, xml.valueStart(at), xml.valueEnd(at))
    this.column = given >= 0 ? given : this.column + 1
    if (this.column >= MAX_COLUMNS) throw new XlsxFault('damaged', 'a column beyond the last one')
    const style = xml.find(S_ATTRIBUTE)
    this.format =
      style < 0
        ? plainFormat
        : (this.context.styles.formats[wholeNumber(buffer, xml.valueStart(style), xml.valueEnd(style))] ?? plainFormat)
    const type = xml.find(T_ATTRIBUTE)
    this.type = type < 0 ? NUMBER : typeOf(buffer, xml.valueStart(type), xml.valueEnd(type))
    this.inCell = true
    this.hasValue = false
    this.hasInline = false
    this.length = 0
  }

  private closeCell(): void {
    if (!this.inCell) return
    this.inCell = false
    this.inValue = false
    this.inInline = false
    this.inInlineText = false
    this.phonetic = 0
    const text = this.cellText()
    if (text === null) return
    const gap = this.column - this.cells.length
    if (gap > 0) {
      this.padding += gap
      if (this.padding > MAX_PADDING) throw new XlsxFault('damaged', 'too many empty cells')
      if (gap > 100) this.cells = this.cells.concat(new Array<string>(gap).fill(''))
      else for (let i = 0; i < gap; i++) this.cells.push('')
    }
    this.cells[this.column] = text
    this.filled++
  }

  /** Text of a number whose format says more than the number. */
  private formatted(): string {
    const { format, value, length } = this
    if (format.shows !== 'number' || format.mask !== '') {
      const text = formattedText(parseFloat(decodeUtf8(value, 0, length)), format, this.context.is1904)
      if (text !== null) return text
    }
    const text = numberText(value, length)
    return format.currency === '' || this.money === null ? text : this.money.text(text, this.column, format.currency)
  }

  /** Text of the cell, or null: there is none. */
  private cellText(): string | null {
    const { length, value } = this
    switch (this.hasInline ? INLINE : this.type) {
      case NUMBER:
        if (length === 0) return null
        return this.format === plainFormat ? numberText(value, length) : this.formatted()
      case SHARED:
        if (length === 0) return null
        return this.context.strings.at(wholeNumber(value, 0, length)) ?? ''
      case BOOLEAN: {
        const text = decodeUtf8(value, 0, length).trim()
        return text === '1' || text === 'true' ? 'true' : 'false'
      }
      case DATE:
        return isoDateText(decodeUtf8(value, 0, length).trim())
      case ERROR:
        return ''
      default:
        return this.hasValue || this.hasInline ? unescapeCell(decodeUtf8(value, 0, length)) : ''
    }
  }
}

/** Column of a reference (`AB12` → 27), or -1. */
export function columnOf(bytes: Uint8Array, start: number, end: number): number {
  let column = 0
  let i = start
  for (; i < end; i++) {
    const letter = (bytes[i]! | 0x20) - 0x60
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
    if (column > MAX_COLUMNS) return MAX_COLUMNS
  }
  return i === start ? -1 : column - 1
}

/** Digits, with spaces around them, as a number, or -1. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let from = start
  let to = end
  while (from < to && bytes[from]! <= 0x20) from++
  while (to > from && bytes[to - 1]! <= 0x20) to--
  if (from === to || to - from > 9) return -1
  let number = 0
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - 0x30
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

function typeOf(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start]
  if (end - start === 1)
    return first === 0x73 ? SHARED : first === 0x62 ? BOOLEAN : first === 0x65 ? ERROR : first === 0x64 ? DATE : NUMBER
  return first === 0x73 ? TEXT : first === 0x69 ? INLINE : NUMBER
}
