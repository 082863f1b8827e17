import type { ReadOptions } from '../../../contract/imports.ts'
import { inspectCells } from '../../read/inspect-file.ts'
import { XlsxFault } from '../../read/xlsx/fault.ts'
import {
  relationshipsPath,
  relationshipsScanner,
  resolvePart,
  stylesScanner,
  workbookScanner,
} from '../../read/xlsx/parts.ts'
import type { CellStyles, Relationship, WorkbookPart } from '../../read/xlsx/parts.ts'
import { SharedStrings, sharedStringsScanner } from '../../read/xlsx/shared-strings.ts'
import { SheetReader } from '../../read/xlsx/sheet.ts'
import type { SheetContext } from '../../read/xlsx/sheet.ts'
import { chooseSheet, filledRows } from './choose-sheet.ts'
import type { OpenedWorkbook } from './workbook.ts'
import { partKey, unpack, ZipFault } from './zip.ts'
import type { Zip, ZipEntry } from './zip.ts'

/** Rows of each sheet that are looked at to find out how it is to be read: days and months of text dates tell late. */
const HEAD_ROWS = 20_000
/** Fewer rows are looked at where they are very wide. */
const HEAD_CELLS = 600_000

interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** Null: a chart or a dialog, which has no rows. */
  readonly entry: ZipEntry | null
}

/** What is asked of a scanner while a part is poured into it. */
interface PartReader {
  push(bytes: Uint8Array): void
  finish(): void
}

/**
 * Opens an XLSX or XLSM workbook without unpacking its sheets: the first rows of each are looked at.
 * @returns null where the archive is something else
 * @throws ExpectedError file.sheet, file.empty, file.unreadable; XlsxFault, ZipFault
 */
export async function openXlsx(zip: Zip, name: string, options: ReadOptions): Promise<OpenedWorkbook | null> {
  const found = await findParts(zip)
  if (found === null) return null
  const { sheets, context } = found
  const looked = []
  for (const sheet of sheets) {
    const head = await readHead(zip, sheet.entry, context)
    const filled = filledRows(head.rows)
    const wanted = options.sheet === undefined || options.sheet === sheet.name
    looked.push({
      ...sheet,
      filled: head.share >= 1 ? filled : Math.max(filled, Math.round(filled / head.share)),
      seen: filled,
      isWhole: head.share >= 1,
      inspection: wanted ? inspectCells(head.rows, options, head.share >= 1) : null,
      share: head.share,
      rows: head.rows,
    })
  }
  const best = chooseSheet(looked, name, options)
  const { sampleRows } = best.inspection
  return {
    sheets: looked.map((sheet) => ({ name: sheet.name, rows: Math.max(0, sheet.filled - 1) })),
    sheet: best.name,
    inspection: best.inspection,
    sample: { rows: best.rows, isWhole: best.isWhole },
    rows: best.isWhole
      ? { count: sampleRows, exact: true }
      : { count: Math.max(sampleRows, best.filled - (best.seen - sampleRows)), exact: false },
    async read(firstLine, onRow, between) {
      if (best.entry === null) return
      const reader = new SheetReader(context, (cells, line) => {
        if (line >= firstLine) onRow(cells, line)
        return true
      })
      let bytes = 0
      for await (const piece of unpack(zip, best.entry)) {
        bytes += piece.length
        reader.push(piece)
        await between(Math.min(1, bytes / Math.max(1, best.entry.size)))
      }
      reader.finish()
    },
  }
}

async function findParts(zip: Zip): Promise<{ sheets: Sheet[]; context: SheetContext } | null> {
  // OpenDocument archives may hold anything beside their own parts.
  if (zip.byName.has('meta-inf/manifest.xml')) return null
  const main = (await relationshipsOf(zip, '')).find(({ type }) => type === 'officeDocument')
  const path = main === undefined ? 'xl/workbook.xml' : resolvePart('', main.target)
  const part = zip.byName.get(partKey(path))
  // A binary workbook (XLSB), a Word document, or nothing of the kind.
  if (part === undefined || !/\.xml$/i.test(path)) return null
  const workbook: WorkbookPart = { sheets: [], is1904: false }
  await pour(zip, part, workbookScanner(workbook))
  if (workbook.sheets.length === 0) return null
  const relationships = await relationshipsOf(zip, path)
  const entryOf = (relationship: Relationship | undefined): ZipEntry | undefined =>
    relationship === undefined ? undefined : zip.byName.get(partKey(resolvePart(path, relationship.target)))
  const strings = new SharedStrings()
  // Where the relationships are lost, parts lie where every writer puts them.
  const lost = relationships.length === 0
  const stringsEntry = lost
    ? zip.byName.get('xl/sharedstrings.xml')
    : entryOf(relationships.find(({ type }) => type === 'sharedStrings'))
  if (stringsEntry !== undefined) await pour(zip, stringsEntry, sharedStringsScanner(strings))
  const styles: CellStyles = { isDate: [] }
  const stylesEntry = lost
    ? zip.byName.get('xl/styles.xml')
    : entryOf(relationships.find(({ type }) => type === 'styles'))
  if (stylesEntry !== undefined) await pour(zip, stylesEntry, stylesScanner(styles))
  return {
    sheets: workbook.sheets.map(({ name, relationship, hidden }, i): Sheet => {
      const own = relationships.find(({ id }) => id === relationship)
      const entry =
        own === undefined
          ? zip.byName.get(`xl/worksheets/sheet${i + 1}.xml`)
          : own.type === 'worksheet'
            ? entryOf(own)
            : undefined
      return { name, hidden, entry: entry ?? null }
    }),
    context: { strings, styles, is1904: workbook.is1904 },
  }
}

async function relationshipsOf(zip: Zip, path: string): Promise<Relationship[]> {
  const found: Relationship[] = []
  const entry = zip.byName.get(partKey(relationshipsPath(path)))
  if (entry === undefined) return []
  try {
    await pour(zip, entry, relationshipsScanner(found))
    return found
  } catch (error) {
    if (error instanceof ZipFault || (error instanceof XlsxFault && error.kind === 'damaged')) return []
    throw error
  }
}

async function pour(zip: Zip, entry: ZipEntry, reader: PartReader): Promise<void> {
  for await (const piece of unpack(zip, entry)) reader.push(piece)
  reader.finish()
}

/** The first rows of a sheet, row 1 first, and the share of the sheet that they are. */
async function readHead(
  zip: Zip,
  entry: ZipEntry | null,
  context: SheetContext,
): Promise<{ rows: string[][]; share: number }> {
  const rows: string[][] = []
  if (entry === null) return { rows, share: 1 }
  let isFull = false
  let held = 0
  const reader = new SheetReader(context, (cells, line) => {
    held += cells.length
    if (line > HEAD_ROWS || held > HEAD_CELLS) {
      isFull = true
      return false
    }
    while (rows.length < line) rows.push([])
    rows[line - 1] = cells
    return true
  })
  for await (const piece of unpack(zip, entry)) {
    reader.push(piece)
    if (isFull) return { rows, share: Math.min(0.999, Math.max(1, reader.scanner.offset) / Math.max(1, entry.size)) }
  }
  reader.finish()
  return { rows, share: 1 }
}
