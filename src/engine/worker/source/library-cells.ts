import type * as Library from 'xlsx'
import type { CellObject, WorkBook } from 'xlsx'
import { isOverstated } from './weigh-biff.ts'
import { dayTimeText, decimalText, formattedText } from '../../read/xlsx/cell-text.ts'
import { ColumnMoney } from '../../read/xlsx/column-money.ts'
import { cellFormat, plainFormat } from '../../read/xlsx/formats.ts'
import type { CellFormat } from '../../read/xlsx/formats.ts'

type Xlsx = typeof Library

/** An XLS workbook that would fill the memory. */
export function isTooLarge({ CFB }: Xlsx, bytes: Buffer): boolean {
  if (bytes[0] !== 0xd0) return false
  try {
    const file = CFB.read(bytes, { type: 'buffer' })
    const content = (CFB.find(file, 'Workbook') ?? CFB.find(file, 'Book'))?.content
    if (content === undefined) return false
    return isOverstated(content instanceof Uint8Array ? content : Uint8Array.from(content))
  } catch {
    // What is no such file is not judged here.
    return false
  }
}

/** The library remarks on odd records on the console, where nobody can act on it. */
export function readQuietly(xlsx: Xlsx, bytes: Buffer): WorkBook {
  const { error, log, warn } = console
  const silent = (): void => undefined
  Object.assign(console, { error: silent, log: silent, warn: silent })
  try {
    return xlsx.read(bytes, {
      // Of other bytes the library makes an array of numbers first, and does not see where it ends.
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    })
  } finally {
    Object.assign(console, { error, log, warn })
  }
}

/**
 * A table of a web page, or a workbook as XML of Excel 2003: cells as they stand, so that no zero in front is lost.
 * @throws Error where there is no table
 */
export function readMarkup(xlsx: Xlsx, bytes: Uint8Array): WorkBook {
  return xlsx.read(markupText(bytes), { type: 'string', raw: true, dense: true, cellDates: false, cellNF: true })
}

function markupText(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const named = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? 'windows-1252'
    try {
      return new TextDecoder(/^utf-?8$/i.test(named) ? 'windows-1252' : named).decode(bytes)
    } catch {
      return new TextDecoder('windows-1252').decode(bytes)
    }
  }
}

export interface SheetTexts {
  /** Row 1 first. */
  readonly rows: string[][]
  /** ISO code of the only currency that the number formats of a column show, by column. */
  readonly currencies: ReadonlyMap<number, string>
}

/** All cells of a sheet as texts. */
export function cellTexts(workbook: WorkBook, name: string): SheetTexts {
  const sheet = workbook.Sheets[name]
  const money = new ColumnMoney()
  // A chart carries the numbers that it was drawn from.
  if (sheet?.['!type'] === 'chart') return { rows: [], currencies: money.only }
  const data = (sheet?.['!data'] ?? []) as (CellObject | undefined)[][]
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true
  const formats = new Map<string, CellFormat>()
  const formatOf = (code: string): CellFormat => {
    const known = formats.get(code)
    if (known !== undefined) return known
    const format = cellFormat(code)
    formats.set(code, format)
    return format
  }
  const texts = (): string[][] => {
    const rows: string[][] = []
    for (let r = 0; r < data.length; r++) {
      const row: string[] = []
      const cells = data[r] ?? []
      for (let c = 0; c < cells.length; c++) row.push(cellText(cells[c], c, is1904, formatOf, money))
      rows.push(row)
    }
    return rows
  }
  const rows = texts()
  // Amounts above the first one of another currency were read without theirs.
  return { rows: money.isMixed ? texts() : rows, currencies: money.only }
}

/** A number as its 15-digit decimal or as its format shows it, a date as ISO, anything else as its text. */
function cellText(
  cell: CellObject | undefined,
  column: number,
  is1904: boolean,
  formatOf: (code: string) => CellFormat,
  money: ColumnMoney,
): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  switch (cell.t) {
    case 'n': {
      const value = cell.v as number
      const format = typeof cell.z === 'string' ? formatOf(cell.z) : plainFormat
      if (format === plainFormat) return decimalText(value)
      const text = formattedText(value, format, is1904) ?? decimalText(value)
      return format.currency === '' ? text : money.text(text, column, format.currency)
    }
    case 'd': {
      const seconds = Math.round((cell.v as Date).getTime() / 1000)
      const day = Math.floor(seconds / 86_400)
      return dayTimeText(day, seconds - day * 86_400)
    }
    case 'b':
      return cell.v === true ? 'true' : 'false'
    case 'e':
    case 'z':
      return ''
    default:
      return String(cell.v)
  }
}
