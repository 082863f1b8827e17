import type { EventEmitter } from 'node:events'
import type { ReadOptions } from '../../../contract/imports.ts'
import { inspectCells } from '../../read/inspect-file.ts'
import type { CellFacts } from '../../read/inspect-file.ts'
import type { Inspection } from '../../read/inspect.ts'
import { ColumnMoney } from '../../read/xlsx/column-money.ts'
import { XlsxFault } from '../../read/xlsx/fault.ts'
import {
  relationshipsPath,
  relationshipsScanner,
  resolvePart,
  stylesScanner,
  workbookScanner,
} from '../../read/xlsx/parts.ts'
import type { CellStyles, Relationship, WorkbookPart } from '../../read/xlsx/parts.ts'
import { SheetRowCounter } from '../../read/xlsx/count-rows.ts'
import { SharedStrings, sharedStringsScanner } from '../../read/xlsx/shared-strings.ts'
import { SheetReader } from '../../read/xlsx/sheet.ts'
import type { SheetContext } from '../../read/xlsx/sheet.ts'
import { alikeNotes, chooseSheet, cutLines, filledRows, sheetsAlike, withNotes } from './choose-sheet.ts'
import type { CutLines, LookedSheet } from './choose-sheet.ts'
import { TextFile } from './text-store.ts'
import type { OpenedWorkbook } from './workbook.ts'
import { partKey, unpack, ZipFault } from './zip.ts'
import type { Zip, ZipEntry } from './zip.ts'

interface Limits {
  readonly rows: number
  readonly cells: number
  readonly letters: number
}

/** What is looked at of a sheet to find out how it is to be read: days and months of text dates tell late. */
const HEAD: Limits = { rows: 20_000, cells: 600_000, letters: 8_000_000 }
/** What is looked at of each sheet to find the one that is read. */
const GLANCE: Limits = { rows: 1000, cells: 40_000, letters: 1_000_000 }
/** Sheets that are looked at, and rows that are counted in them altogether. */
const MOST_LOOKED = 250
const MOST_COUNTED = 200_000
/** A cell of a row as wide as this costs more to look at: each column is a matter of its own. */
const WIDE = 1000
const WIDE_COST = 12
/** Bytes of a sheet that one cell with a value may take. */
const CELL_BYTES = 64

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
 * Opens an XLSX or XLSM workbook without unpacking its sheets: the first rows of each are looked at, and more of the one
 * that is read.
 * @returns null where the archive is something else
 * @throws ExpectedError file.sheet, file.empty, file.unreadable; XlsxFault, ZipFault
 */
export async function openXlsx(zip: Zip, name: string, options: ReadOptions): Promise<OpenedWorkbook | null> {
  const found = await findParts(zip)
  if (found === null) return null
  const { sheets, context } = found
  const only = sheets.length === 1 ? sheets[0]! : null
  const looked: (Sheet & LookedSheet & Look & { readonly head: SheetHead })[] = []
  let counted = 0
  for (const [i, sheet] of sheets.entries()) {
    const wanted = options.sheet === undefined ? i < MOST_LOOKED : options.sheet === sheet.name
    const head =
      wanted || (i < MOST_LOOKED && counted < MOST_COUNTED)
        ? await readHead(zip, sheet.entry, context, only === null ? GLANCE : HEAD, counted < MOST_COUNTED)
        : unseen(sheet.entry)
    counted += head.filled
    looked.push({
      ...sheet,
      head,
      filled: head.share >= 1 ? head.filled : Math.max(head.filled, Math.round(head.filled / head.share)),
      ...(wanted ? lookAt(head, options) : { rows: [], cut: null, inspection: null }),
    })
  }
  const chosen = chooseSheet(looked, name, options)
  let { head, rows, cut, inspection } = chosen
  if (!head.isWhole && only === null) {
    head = await readHead(zip, chosen.entry, context, HEAD, false)
    ;({ rows, cut, inspection } = lookAt(head, options))
  }
  const alike = options.sheet === undefined ? sheetsAlike(looked, chosen) : []
  inspection = withNotes(inspection, alikeNotes(alike))
  const { plan, sampleRows } = inspection
  return {
    sheets: looked.map((sheet) => ({ name: sheet.name, rows: Math.max(0, sheet.filled - 1) })),
    sheet: chosen.name,
    inspection,
    alike,
    sample: { rows, isWhole: head.isWhole, facts: factsOf(head) },
    rows: head.isWhole
      ? { count: sampleRows, exact: true }
      : { count: Math.max(sampleRows, chosen.filled - (filledRows(rows) - sampleRows)), exact: false },
    async count(mostBytes) {
      if (chosen.entry === null || head.isWhole || chosen.entry.size > mostBytes) return null
      const { firstLine, footerLine } = plan
      const counter = new SheetRowCounter(context.strings, firstLine, footerLine ?? Infinity)
      const worth = (): number => counter.cells * CELL_BYTES
      for await (const piece of unpack(zip, chosen.entry, undefined, worth)) counter.push(piece)
      return counter.count
    },
    async read(firstLine, onRow, between) {
      if (chosen.entry === null) return
      const reader = new SheetReader(
        context,
        (cells, line) => {
          if (line >= firstLine) onRow(cut === null ? cells : cut(cells), line)
          return true
        },
        head.money,
      )
      const worth = (): number => reader.filled * CELL_BYTES
      let bytes = 0
      for await (const piece of unpack(zip, chosen.entry, undefined, worth)) {
        bytes += piece.length
        reader.push(piece)
        await between(Math.min(1, bytes / Math.max(1, chosen.entry.size)))
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
  const texts = new TextFile()
  // Every handle of a file is an emitter, though its type does not say so.
  ;(zip.handle as unknown as EventEmitter).once('close', () => texts.close())
  const strings = new SharedStrings(texts)
  // Where the relationships are lost, parts lie where every writer puts them.
  const lost = relationships.length === 0
  const stringsEntry = lost
    ? zip.byName.get('xl/sharedstrings.xml')
    : entryOf(relationships.find(({ type }) => type === 'sharedStrings'))
  if (stringsEntry !== undefined) await pour(zip, stringsEntry, sharedStringsScanner(strings))
  const styles: CellStyles = { formats: [] }
  const stylesEntry = lost
    ? zip.byName.get('xl/styles.xml')
    : entryOf(relationships.find(({ type }) => type === 'styles'))
  if (stylesEntry !== undefined) await pour(zip, stylesEntry, stylesScanner(styles))
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]))
  const taken = new Set<ZipEntry>()
  return {
    sheets: workbook.sheets.map(({ name, relationship, hidden }, i): Sheet => {
      const own = byId.get(relationship)
      const entry =
        own === undefined
          ? zip.byName.get(`xl/worksheets/sheet${i + 1}.xml`)
          : own.type === 'worksheet'
            ? entryOf(own)
            : undefined
      if (entry === undefined) return { name, hidden, entry: null }
      // Ten thousand sheets may be one: each would be unpacked.
      if (taken.has(entry)) throw new XlsxFault('damaged', 'two sheets in one part')
      taken.add(entry)
      return { name, hidden, entry }
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

interface SheetHead {
  /** The first rows, row 1 first. */
  readonly rows: string[][]
  /** Nothing follows them. */
  readonly isWhole: boolean
  /** Rows with a cell that were counted, and the share of the sheet they are. */
  readonly filled: number
  readonly share: number
  /** Currencies that its number formats show. */
  readonly money: ColumnMoney
}

interface Look {
  /** The first rows, those of a sheet of lines cut. */
  readonly rows: readonly (readonly string[])[]
  readonly cut: CutLines['cut']
}

/** What the first rows of a sheet say of its table. */
function lookAt(head: SheetHead, options: ReadOptions): Look & { readonly inspection: Inspection } {
  const { cut, notes } = cutLines(head.rows)
  const rows = cut === null ? head.rows : head.rows.map(cut)
  return { rows, cut, inspection: withNotes(inspectCells(rows, options, head.isWhole, factsOf(head)), notes) }
}

function factsOf({ money }: SheetHead): CellFacts {
  return { currencies: money.only, isSheet: true }
}

/** A sheet that is not looked at; its size says about how long it is. */
function unseen(entry: ZipEntry | null): SheetHead {
  const filled = Math.round((entry?.size ?? 0) / 200)
  return { rows: [], isWhole: false, filled, share: 1, money: new ColumnMoney() }
}

/** @param counts rows beyond the limits are counted, as far as a look at a sheet goes */
async function readHead(
  zip: Zip,
  entry: ZipEntry | null,
  context: SheetContext,
  limits: Limits,
  counts: boolean,
): Promise<SheetHead> {
  const money = new ColumnMoney()
  const head = await readRows(zip, entry, context, limits, counts, money)
  // Amounts above the first one of another currency were read without theirs.
  return money.isMixed ? await readRows(zip, entry, context, limits, counts, money) : head
}

async function readRows(
  zip: Zip,
  entry: ZipEntry | null,
  context: SheetContext,
  limits: Limits,
  counts: boolean,
  money: ColumnMoney,
): Promise<SheetHead> {
  const rows: string[][] = []
  if (entry === null) return { rows, isWhole: true, filled: 0, share: 1, money }
  let [cellsHeld, lettersHeld, cellsSeen, filled] = [0, 0, 0, 0]
  let isWhole = true
  let isOver = false
  const reader = new SheetReader(
    context,
    (cells, line) => {
      cellsHeld += cells.length > WIDE ? cells.length * WIDE_COST : cells.length
      cellsSeen += cells.length
      for (const cell of cells) lettersHeld += cell.length
      if (line > limits.rows || cellsHeld > limits.cells || lettersHeld > limits.letters) isWhole = false
      if (!isWhole && (!counts || line > HEAD.rows || cellsSeen > HEAD.cells || lettersHeld > HEAD.letters)) {
        isOver = true
        return false
      }
      if (cells.some((cell) => cell !== '')) filled++
      if (!isWhole) return true
      while (rows.length < line) rows.push([])
      rows[line - 1] = cells
      return true
    },
    money,
  )
  for await (const piece of unpack(zip, entry)) {
    reader.push(piece)
    if (isOver) {
      const share = Math.min(0.999, Math.max(1, reader.scanner.offset) / Math.max(1, entry.size))
      return { rows, isWhole, filled, share, money }
    }
  }
  reader.finish()
  return { rows, isWhole, filled, share: 1, money }
}
