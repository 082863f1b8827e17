import { decodeAscii } from '../text/bytes.ts'
import { wholeNumber } from './sheet.ts'
import type { SharedStrings } from './shared-strings.ts'
import { nameHash, XmlScanner } from './xml.ts'
import type { XmlSink } from './xml.ts'

const SHEET_DATA = nameHash('sheetData')
const ROW = nameHash('row')
const C = nameHash('c')
const V = nameHash('v')
const T = nameHash('t')
const R_ATTRIBUTE = nameHash('r')
const SHARED = 0x73
const ERROR = 0x65

/** Counts the rows of a worksheet part that hold something, without making cells of them. */
export class SheetRowCounter implements XmlSink {
  count = 0
  /** Cells with something in them, in all rows. */
  cells = 0
  readonly scanner: XmlScanner
  private readonly strings: SharedStrings
  private readonly firstLine: number
  private readonly endLine: number
  private inData = false
  private inText = false
  private line = 0
  private isFilled = false
  /** Letter of the cell's type, where it has but one. */
  private type = 0

  /** Rows from `firstLine` on and in front of `endLine` count, both from 1. */
  constructor(strings: SharedStrings, firstLine: number, endLine: number) {
    this.strings = strings
    this.firstLine = firstLine
    this.endLine = endLine
    this.scanner = new XmlScanner(this)
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(bytes)
  }

  open(xml: XmlScanner): void {
    const { name } = xml
    if (!this.inData) this.inData = name === SHEET_DATA
    else if (name === ROW) {
      this.closeRow()
      const at = xml.find(R_ATTRIBUTE)
      const given = at < 0 ? -1 : wholeNumber(xml.buffer, xml.valueStart(at), xml.valueEnd(at))
      this.line = given > 0 ? given : this.line + 1
    } else if (name === V || name === T) this.inText = true
    else if (name === C && !this.isFilled) {
      const at = xml.find(T)
      this.type = at < 0 || xml.valueEnd(at) - xml.valueStart(at) !== 1 ? 0 : xml.buffer[xml.valueStart(at)]!
    }
  }

  close({ name }: XmlScanner): void {
    if (!this.inData) return
    if (name === V || name === T) this.inText = false
    else if (name === ROW || name === SHEET_DATA) this.closeRow()
    if (name !== SHEET_DATA) return
    this.inData = false
    this.scanner.stop()
  }

  text({ buffer, start, end }: XmlScanner): void {
    if (!this.inText) return
    this.cells++
    if (this.isFilled || this.type === ERROR) return
    if (this.type === SHARED)
      this.isFilled = this.strings.isFilled(Number(decodeAscii(buffer, start, Math.min(end, start + 20))))
    else for (let i = start; i < end && !this.isFilled; i++) this.isFilled = buffer[i]! > 0x20
  }

  private closeRow(): void {
    if (this.isFilled && this.line >= this.firstLine && this.line < this.endLine) this.count++
    this.isFilled = false
    this.inText = false
  }
}
