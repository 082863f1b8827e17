import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import type { Inspection } from '../../read/inspect.ts'

export interface LookedSheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows that hold something, the header among them. */
  readonly filled: number
  /** Left out where another sheet was asked for. */
  readonly inspection: Inspection | null
}

/**
 * The sheet that can be imported as it stands, of several the longest. Hidden ones are proposed only where no other
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
      b.filled - a.filled,
  )
  const best = looked[0]
  if (best === undefined || best.filled === 0) throw new ExpectedError('file.empty', { name })
  return best
}

export function filledRows(rows: readonly (readonly string[])[]): number {
  return rows.reduce((count, row) => count + (row.some((cell) => cell !== '') ? 1 : 0), 0)
}
