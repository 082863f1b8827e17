import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type * as Library from 'xlsx'
import type { CellObject, WorkBook } from 'xlsx'
import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { isoDay } from '../../read/date.ts'
import { inspectCells } from '../../read/inspect.ts'
import type { Inspection } from '../../read/inspect.ts'
import { unreadable } from './open.ts'
import { describeZip } from './zip.ts'

type Xlsx = typeof Library

export interface OpenedWorkbook {
  readonly sheets: readonly { readonly name: string; readonly rows: number }[]
  readonly sheet: string
  readonly inspection: Inspection
  /** Every row of the sheet from its first, as texts. */
  readonly rows: readonly (readonly string[])[]
  readonly sha256: string
}

/**
 * Reads a workbook and proposes the sheet that holds the table.
 * @throws ExpectedError file.password, file.format, file.sheet, file.unreadable
 */
export async function openWorkbook(
  handle: FileHandle,
  size: number,
  name: string,
  options: ReadOptions,
): Promise<OpenedWorkbook> {
  const bytes = new Uint8Array(size)
  let got = 0
  try {
    while (got < size) {
      const { bytesRead } = await handle.read(bytes, got, size - got, got)
      if (bytesRead === 0) break
      got += bytesRead
    }
  } catch (error) {
    throw unreadable(name, error)
  }
  // Loaded only where a workbook is opened: it is large.
  const xlsx = await import('xlsx')
  const workbook = parse(xlsx, bytes, name)
  const tables = workbook.SheetNames.map((sheet, i) => ({
    name: sheet,
    hidden: (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0,
    rows: cellTexts(xlsx, workbook, sheet),
  }))
  if (tables.length === 0) throw new ExpectedError('file.empty', { name })
  const sheets = tables.map((table) => ({ name: table.name, rows: Math.max(0, filled(table.rows) - 1) }))
  if (options.sheet !== undefined && !tables.some((table) => table.name === options.sheet))
    throw new ExpectedError('file.sheet', {
      name,
      sheet: options.sheet,
      sheets: tables.map((table) => table.name).join(', '),
    })
  const looked = tables
    .filter((table) => options.sheet === undefined || table.name === options.sheet)
    .map((table) => ({ table, inspection: inspectCells(table.rows, options), filled: filled(table.rows) }))
  // The sheet that can be imported as it stands, then the longest one; hidden sheets last.
  looked.sort(
    (a, b) =>
      a.inspection.problems.length - b.inspection.problems.length ||
      Number(a.table.hidden) - Number(b.table.hidden) ||
      b.filled - a.filled,
  )
  const best = looked[0]!
  if (best.filled === 0) throw new ExpectedError('file.empty', { name })
  return {
    sheets,
    sheet: best.table.name,
    inspection: best.inspection,
    rows: best.table.rows,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function parse(xlsx: Xlsx, bytes: Uint8Array, name: string): WorkBook {
  try {
    return quietly(() =>
      xlsx.read(bytes, {
        type: 'array',
        dense: true,
        cellDates: false,
        cellNF: true,
        cellText: false,
        cellHTML: false,
        cellFormula: false,
      }),
    )
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const seen = isZip(bytes) ? describeZip(bytes) : 'an Office document that holds no workbook'
    if (/password|encrypt/i.test(message) || seen === 'password') throw new ExpectedError('file.password', { name })
    throw new ExpectedError('file.format', { name, seen })
  }
}

/** The library remarks on odd records on the console, where nobody can act on it. */
function quietly<T>(work: () => T): T {
  const { error, log, warn } = console
  const silent = (): void => undefined
  Object.assign(console, { error: silent, log: silent, warn: silent })
  try {
    return work()
  } finally {
    Object.assign(console, { error, log, warn })
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function filled(rows: readonly (readonly string[])[]): number {
  return rows.reduce((count, row) => count + (row.some((cell) => cell !== '') ? 1 : 0), 0)
}

/** All cells of a sheet as texts, row 1 first. */
function cellTexts(xlsx: Xlsx, workbook: WorkBook, name: string): string[][] {
  const sheet = workbook.Sheets[name]
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
export function cellText(cell: CellObject | undefined, is1904: boolean, isDate: (format: string) => boolean): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  switch (cell.t) {
    case 'n': {
      const value = cell.v as number
      if (typeof cell.z === 'string' && isDate(cell.z)) return serialText(value + (is1904 ? 1462 : 0))
      return decimalText(value)
    }
    case 'd':
      return dateText(cell.v as Date)
    case 'b':
      return cell.v === true ? 'true' : 'false'
    case 'e':
    case 'z':
      return ''
    default:
      return String(cell.v)
  }
}

/** The double as its 15-digit decimal, without exponent. */
export function decimalText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const [mantissa = '', exponent] = value.toPrecision(15).split('e')
  const plain = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return exponent === undefined ? plain : `${plain}e${Number(exponent)}`
}

function serialText(serial: number): string {
  const seconds = Math.round(serial * 86_400)
  const day = Math.floor(seconds / 86_400)
  // Day 60 is the 29 February 1900 that never was.
  const date = isoDay(day - 25_569 + (day < 60 ? 1 : 0))
  return withTime(date, seconds - day * 86_400)
}

function dateText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000)
  const day = Math.floor(seconds / 86_400)
  return withTime(isoDay(day), seconds - day * 86_400)
}

function withTime(date: string, second: number): string {
  if (second === 0) return date
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${date} ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
}
