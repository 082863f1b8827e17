import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import type { Inspection } from '../../read/inspect.ts'
import { lineDelimiter, splitLine } from '../../read/layout/split-cells.ts'

export interface LookedSheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows that hold something, the header among them. */
  readonly filled: number
  /** Left out where another sheet was asked for. */
  readonly inspection: Inspection | null
}

/**
 * The sheet that can be imported as it stands, orders before anything else (lists of codes are longer at times), of
 * several the longest. Hidden ones are proposed only where no other
 * holds anything.
 * @throws ExpectedError file.sheet, file.empty
 */
export function chooseSheet<Sheet extends LookedSheet>(
  sheets: readonly Sheet[],
  name: string,
  options: ReadOptions,
): Sheet & { readonly inspection: Inspection } {
  if (options.sheet !== undefined && !sheets.some((sheet) => sheet.name === options.sheet))
    throw new ExpectedError('file.sheet', {
      name,
      sheet: options.sheet,
      sheets: sheets.map((sheet) => sheet.name).join(', '),
    })
  const looked = sheets.filter(
    (sheet): sheet is Sheet & { readonly inspection: Inspection } =>
      sheet.inspection !== null && (options.sheet === undefined || sheet.name === options.sheet),
  )
  looked.sort(
    (a, b) =>
      Number(a.filled === 0) - Number(b.filled === 0) ||
      Number(a.hidden) - Number(b.hidden) ||
      a.inspection.problems.length - b.inspection.problems.length ||
      Number(b.inspection.kind === 'orders') - Number(a.inspection.kind === 'orders') ||
      b.filled - a.filled,
  )
  const best = looked[0]
  if (best === undefined || best.filled === 0) throw new ExpectedError('file.empty', { name })
  return best
}

export function filledRows(rows: readonly (readonly string[])[]): number {
  return rows.reduce((count, row) => count + (row.some((cell) => cell !== '') ? 1 : 0), 0)
}

/** Most sheets that are named. */
const MOST_NAMED = 12

/** Sheets that anyone sees and whose header is that of the chosen one, word for word: months of a year, say. */
export function sheetsAlike(sheets: readonly LookedSheet[], chosen: LookedSheet): string[] {
  const own = chosen.inspection?.header?.join('\u0000')
  if (own === undefined) return []
  return sheets
    .filter(({ hidden, inspection }) => !hidden && inspection?.header?.join('\u0000') === own)
    .map(({ name }) => name)
    .filter((name) => name !== chosen.name)
}

export function alikeNotes(alike: readonly string[]): readonly Note[] {
  if (alike.length === 0) return []
  return [{ code: 'import.note.sheets_alike', params: { sheets: alike.length, list: listed(alike) } }]
}

/** An inspection that says more of how the table lies in its file. */
export function withNotes(inspection: Inspection, notes: readonly Note[]): Inspection {
  if (notes.length === 0) return inspection
  return {
    ...inspection,
    notes: [...notes, ...inspection.notes],
    layoutNotes: [...notes, ...inspection.layoutNotes],
  }
}

export function listed(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')} …` : names.join(', ')
}

/** How the rows of a sheet become those of its table: whole lines in its first column are cut. */
export interface CutLines {
  /** Null: rows are as they stand. */
  readonly cut: ((row: readonly string[]) => readonly string[]) | null
  readonly notes: readonly Note[]
}

export function cutLines(rows: readonly (readonly string[])[]): CutLines {
  const delimiter = lineDelimiter(rows)
  if (delimiter === null) return { cut: null, notes: [] }
  return {
    cut: (row) => (row.length === 0 ? row : splitLine(row[0]!, delimiter)),
    notes: [{ code: 'import.note.split_cells', params: { delimiter: delimiter === '\t' ? 'tab' : delimiter } }],
  }
}
