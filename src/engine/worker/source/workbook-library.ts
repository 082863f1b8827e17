import type { FileHandle } from 'node:fs/promises'
import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { inspectCells } from '../../read/inspect-file.ts'
import type { CellFacts } from '../../read/inspect-file.ts'
import { alikeNotes, chooseSheet, cutLines, sheetsAlike, withNotes } from './choose-sheet.ts'
import { askLibrary } from './library-thread.ts'
import type { Library } from './library-thread.ts'
import type { OpenedWorkbook } from './workbook.ts'
import { describeZip } from './zip.ts'
import type { Zip } from './zip.ts'

/** Rows and cells of each sheet that are looked at to find out how it is to be read. */
const HEAD_ROWS = 70_000
const HEAD_CELLS = 2_000_000
const HEAD_LETTERS = 16_000_000

/**
 * Reads a workbook of another kind than XLSX with SheetJS, all of it in the memory of a thread of its own, which ends
 * with the handle of the file.
 * @param zip the archive it is, or null
 * @param unpacked bytes of it once unpacked
 * @param hidden sheets that the library does not know to be hidden
 * @throws ExpectedError file.password, file.format, file.sheet, file.too_large, file.empty; CancelledError
 */
export async function openLibraryWorkbook(
  handle: FileHandle,
  size: number,
  name: string,
  options: ReadOptions,
  head: Uint8Array,
  zip: Zip | null,
  unpacked: number,
  hidden: ReadonlySet<string>,
  isCancelled: () => boolean,
): Promise<OpenedWorkbook> {
  const library = askLibrary(handle, name, unpacked, isCancelled)
  const answer = await library((api) => api.open(handle.fd, size))
  const isMarkup = zip === null && head[0] !== 0xd0
  if (!answer.ok) {
    if (answer.isLarge) throw new ExpectedError('file.too_large', { name })
    const seen =
      zip !== null
        ? await describeZip(zip)
        : isMarkup
          ? 'a web page (HTML)'
          : 'an Office document that holds no workbook'
    if (/password|encrypt/i.test(answer.message) || seen === 'password')
      throw new ExpectedError('file.password', { name })
    throw new ExpectedError('file.format', { name, seen })
  }
  const tables = []
  for (const [i, sheet] of answer.sheets.entries()) {
    const wanted = options.sheet === undefined || options.sheet === sheet.name
    const head = wanted ? await headOf(i, library) : []
    const isWhole = head.length >= sheet.rows
    const { cut, notes } = cutLines(head)
    const rows = cut === null ? head : head.map(cut)
    const facts: CellFacts = { currencies: sheet.currencies, isSheet: true }
    tables.push({
      ...sheet,
      index: i,
      hidden: sheet.hidden || hidden.has(sheet.name),
      head: rows,
      cut,
      facts,
      isWhole,
      inspection: wanted ? withNotes(inspectCells(rows, options, isWhole, facts), notes) : null,
    })
  }
  if (tables.length === 0) throw new ExpectedError('file.empty', { name })
  const best = chooseSheet(tables, name, options)
  const alike = options.sheet === undefined ? sheetsAlike(tables, best) : []
  const inspection = withNotes(best.inspection, alikeNotes(alike))
  const below =
    best.head.length === best.rows ? 0 : best.filled - best.head.filter((row) => row.some((cell) => cell !== '')).length
  return {
    sheets: tables.map((table) => ({ name: table.name, rows: Math.max(0, table.filled - 1) })),
    sheet: best.name,
    inspection,
    alike,
    sample: { rows: best.head, isWhole: best.isWhole, facts: best.facts },
    rows: { count: best.inspection.sampleRows + below, exact: true },
    count: () => Promise.resolve(null),
    async read(firstLine, onRow, between) {
      for (let at = firstLine - 1; at < best.rows;) {
        const rows = await library((api) => api.rows(best.index, at))
        if (rows.length === 0) return
        for (const row of rows) onRow(best.cut === null ? row : best.cut(row), ++at)
        await between(at / best.rows)
      }
    },
  }
}

/** The first rows of a sheet. */
async function headOf(sheet: number, library: Library): Promise<string[][]> {
  const head: string[][] = []
  let cells = 0
  let letters = 0
  while (head.length < HEAD_ROWS && cells < HEAD_CELLS && letters < HEAD_LETTERS) {
    const rows = await library((api) => api.rows(sheet, head.length))
    if (rows.length === 0) break
    for (const row of rows) {
      head.push(row)
      cells += row.length
      for (const cell of row) letters += cell.length
    }
  }
  return head
}
