import type { FileHandle } from 'node:fs/promises'
import type * as Library from 'xlsx'
import type { CellObject, WorkBook } from 'xlsx'
import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { inspectCells } from '../../read/inspect.ts'
import { dayTimeText, decimalText, serialText } from '../../read/xlsx/cell-text.ts'
import { chooseSheet, filledRows } from './choose-sheet.ts'
import type { OpenedWorkbook } from './workbook.ts'
import { describeZip } from './zip.ts'
import type { Zip } from './zip.ts'

type Xlsx = typeof Library

/** Rows between two looks at what else is to be done. */
const BATCH_ROWS = 2048

/**
 * Reads a workbook of another kind than XLSX with SheetJS, all of it in memory.
 * @param zip the archive it is, or null
 * @throws ExpectedError file.password, file.format, file.sheet, file.unreadable, file.empty
 */
export async function openLibraryWorkbook(
  handle: FileHandle,
  size: number,
  name: string,
  options: ReadOptions,
  zip: Zip | null,
): Promise<OpenedWorkbook> {
  const bytes = new Uint8Array(size)
  let got = 0
  while (got < size) {
    const { bytesRead } = await handle.read(bytes, got, size - got, got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  // Loaded only where such a workbook is opened: it is large.
  const xlsx = await import('xlsx')
  const workbook = await parse(xlsx, bytes, name, zip)
  const tables = workbook.SheetNames.map((sheet, i) => {
    const rows = cellTexts(xlsx, workbook, sheet)
    const wanted = options.sheet === undefined || options.sheet === sheet
    return {
      name: sheet,
      hidden: (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0,
      rows,
      filled: filledRows(rows),
      inspection: wanted ? inspectCells(rows, options, true) : null,
    }
  })
  if (tables.length === 0) throw new ExpectedError('file.empty', { name })
  const best = chooseSheet(tables, name, options)
  return {
    sheets: tables.map((table) => ({ name: table.name, rows: Math.max(0, table.filled - 1) })),
    sheet: best.name,
    inspection: best.inspection,
    sample: { rows: best.rows, isWhole: true },
    rows: { count: best.inspection.sampleRows, exact: true },
    async read(firstLine, onRow, between) {
      const { rows } = best
      for (let i = firstLine - 1; i < rows.length; i++) {
        onRow(rows[i]!, i + 1)
        if (i % BATCH_ROWS === 0) await between(i / rows.length)
      }
    },
  }
}

async function parse(xlsx: Xlsx, bytes: Uint8Array, name: string, zip: Zip | null): Promise<WorkBook> {
  try {
    return readQuietly(xlsx, bytes)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const seen = bytes[0] === 0x50 ? await describeZip(zip) : 'an Office document that holds no workbook'
    if (/password|encrypt/i.test(message) || seen === 'password') throw new ExpectedError('file.password', { name })
    throw new ExpectedError('file.format', { name, seen })
  }
}

/** The library remarks on odd records on the console, where nobody can act on it. */
export function readQuietly(xlsx: Xlsx, bytes: Uint8Array): WorkBook {
  const { error, log, warn } = console
  const silent = (): void => undefined
  Object.assign(console, { error: silent, log: silent, warn: silent })
  try {
    return xlsx.read(bytes, {
      type: 'array',
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

/** All cells of a sheet as texts, row 1 first. */
export function cellTexts(xlsx: Xlsx, workbook: WorkBook, name: string): string[][] {
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
