import { filledOf, fitsColumn } from './body.ts'
import type { Body } from './body.ts'

/** Rows at the end that may be a footer. */
export const FOOTER_ROWS = 40

const total =
  /^((grand|sub|overall)[ -]?)?totals?\b|^(gesamt|end|zwischen)?summen?\b|^gesamt\b|^sum\b|^(genel |ara )?toplam(ı)?\b|^somme\b|^sous-total\b|^totale\b|^totaal\b|^suma\b|^razem\b|^итого/i

const notice = /^(sources?|notes?|quellen?|hinweis|anmerkung|kaynak|açıklama|remarques?|fuente|notas?)\s*:/i

/**
 * Finds what stands below the last row of a table: lines of totals and notes that do not look like its rows.
 * @param last the last rows of the table, blank ones among them
 * @param isRow whether a row is one of the table whatever it looks like
 * @returns index of the first row that is none of the table's, or the number of rows
 */
export function footerStart(
  last: readonly (readonly string[])[],
  body: Body,
  isRow: (cells: readonly string[]) => boolean = () => false,
): number {
  let from = lastBlock(last)
  const apart = last.slice(from).filter((cells) => filledOf(cells) > 0)
  if (!apart.every((cells) => !isRow(cells) && (isTotal(cells, body) || isNote(cells, body, true)))) from = last.length
  for (let i = from - 1; i >= 0 && last.length - i <= FOOTER_ROWS; i--) {
    const cells = last[i]!
    if (filledOf(cells) === 0) continue
    const standsApart = i > 0 && filledOf(last[i - 1]!) === 0
    if (
      isRow(cells) ||
      !(isTotal(cells, body) || isNote(cells, body, standsApart || (from < last.length && from <= i + 2)))
    )
      break
    from = i
  }
  // Blank lines above belong to it too.
  while (from > 0 && from < last.length && filledOf(last[from - 1]!) === 0) from--
  return from
}

/** Index of the first row behind the last blank one. */
function lastBlock(rows: readonly (readonly string[])[]): number {
  let end = rows.length
  while (end > 0 && filledOf(rows[end - 1]!) === 0) end--
  for (let i = end - 1; i > 0; i--) if (filledOf(rows[i]!) === 0) return i + 1
  return rows.length
}

/** A row that calls itself a total and leaves cells empty, or has text where the table has values. */
function isTotal(cells: readonly string[], body: Body): boolean {
  const first = cells.findIndex((cell) => cell.trim() !== '')
  const marks = cells.findIndex((cell) => cell.trim().length <= 60 && total.test(cell.trim()))
  if (marks < 0 || (marks > first + 1 && filledOf(cells) > 2)) return false
  if (filledOf(cells) < body.filled) return true
  const column = body.columns[marks]
  return column !== undefined && fitsColumn(cells[marks]!, column) === false
}

/** One or two cells where the rows have more, and they are nothing that could stand there. */
function isNote(cells: readonly string[], body: Body, standsApart: boolean): boolean {
  if (cells.every((cell) => /^[-=_*~\s]*$/.test(cell)) && cells.some((cell) => cell.trim().length > 2)) return true
  const filled = filledOf(cells)
  const at = cells.findIndex((cell) => cell.trim() !== '')
  const column = body.columns[at]
  const fits = column === undefined ? null : fitsColumn(cells[at]!, column)
  if (standsApart && notice.test(cells[at]!.trim())) return true
  if (fits === true) return false
  // A closing balance: no date where every row has one.
  if (standsApart && fits === false && filled < body.filled) return true
  if (filled === 1) {
    if (body.filled >= 3) return cells.length < body.width || fits === false || standsApart || at === 0
    return body.filled === 2 && cells.length === 1 && (standsApart || cells[at]!.length > 24)
  }
  // A sentence that holds delimiters.
  return cells.length < body.width && fits === false && standsApart && cells[at]!.trim().split(/\s+/).length >= 3
}
