import type * as Library from 'xlsx'
import type { CellObject, WorkBook } from 'xlsx'
import { isOverstated } from './weigh-biff.ts'
import { dayTimeText, decimalText, serialText } from '../../read/xlsx/cell-text.ts'

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

/** All cells of a sheet as texts, row 1 first. */
export function cellTexts(xlsx: Xlsx, workbook: WorkBook, name: string): string[][] {
  const sheet = workbook.Sheets[name]
  // A chart carries the numbers that it was drawn from.
  if (sheet?.['!type'] === 'chart') return []
  const data = (sheet?.['!data'] ?? []) as (CellObject | undefined)[][]
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true
  const isDate = (format: string): boolean => xlsx.SSF.is_date(format)
  const rows: string[][] = []
  for (let r = 0; r < data.length; r++) {
    const row: string[] = []
    const cells = data[r] ?? []
    for (let c = 0; c < cells.length; c++) row.push(cellText(cells[c], is1904, isDate))
    rows.push(row)
  }
  return rows
}

/** A number as its 15-digit decimal, a date as ISO, anything else as its text. */
function cellText(cell: CellObject | undefined, is1904: boolean, isDate: (format: string) => boolean): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  switch (cell.t) {
    case 'n': {
      const value = cell.v as number
      if (typeof cell.z === 'string' && isDate(cell.z)) return serialText(value + (is1904 ? 1462 : 0))
      return decimalText(value)
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
