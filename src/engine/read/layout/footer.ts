import { filledOf, fitsColumn, roughNumber } from './body.ts'
import type { Body } from './body.ts'
import { shapeOf } from './cell-shape.ts'
import { splitNumber } from '../values/number.ts'

/** Rows at the end that may be a footer. */
export const FOOTER_ROWS = 40

/** "Total", "Summe", "Average" in the languages that tables come in. */
const total = new RegExp(
  [
    /^((grand|sub|overall)[ -]?)?totalt?s?(?![\p{L}\d])/u,
    /^((gesamt|end|zwischen)?summen?|gesamt|sum|summa|insgesamt)(?![\p{L}\d])/u,
    /^(genel |ara )?toplam(ı)?(?![\p{L}\d])/u,
    /^(somme|sous-total|totale|totaal|subtotaal|suma|razem|ogółem|celkem|összesen|yhteensä|i alt)(?![\p{L}\d])/u,
    /^(итого|всего|σύνολο|الإجمالي|المجموع|סה"כ)/,
    /^(合計|小計|総計|总计|合计|小计|總計|합계|총계)/,
    /^(average|mean|durchschnitt|mittelwert|ortalama|moyenne|promedio|media|média)(?![\p{L}\d])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
)

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
  if (
    !apart.every((cells) => !isRow(cells) && (isTotal(cells, body) || isSums(cells, body) || isNote(cells, body, true)))
  )
    from = last.length
  for (let i = from - 1; i >= 0 && last.length - i <= FOOTER_ROWS; i--) {
    const cells = last[i]!
    if (filledOf(cells) === 0) continue
    const standsApart = i > 0 && filledOf(last[i - 1]!) === 0
    if (
      isRow(cells) ||
      !(
        isTotal(cells, body) ||
        isSums(cells, body) ||
        isNote(cells, body, standsApart || (from < last.length && from <= i + 2))
      )
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

/**
 * A row that calls itself a total and leaves cells empty, or has something else where the table has values: one cell alone
 * may be somebody called Total.
 */
function isTotal(cells: readonly string[], body: Body): boolean {
  const first = cells.findIndex((cell) => cell.trim() !== '')
  const marks = cells.findIndex((cell) => cell.trim().length <= 60 && total.test(cell.trim()))
  if (marks < 0 || (marks > first + 1 && filledOf(cells) > 2)) return false
  const isShort = filledOf(cells) < body.filled
  let misfits = 0
  let numbers = 0
  let sums = 0
  let own = 0
  cells.forEach((cell, i) => {
    const column = body.columns[i]
    if (column === undefined || cell.trim() === '') return
    if (fitsColumn(cell, column) === false) misfits++
    else if (column.kind === 'number') {
      numbers++
      if (isAbove(cell, column.second)) sums++
    } else if (column.kind !== null && (column.kind !== 'date' || shapeOf(cell) === 'date')) own++
    else misfits++
  })
  // A date or a code of its own makes it a row; where cells are empty, both of them.
  if (isShort) return own < 2
  return own === 0 && (misfits > 1 || (numbers > 0 && sums === numbers))
}

/** Sums without a word beside them: nothing but numbers, each above all that stand in its column. */
function isSums(cells: readonly string[], body: Body): boolean {
  if (cells[0]?.trim() !== '' || cells.length !== body.width || filledOf(cells) >= body.filled - 1) return false
  return cells.every((cell, i) => cell.trim() === '' || isAbove(cell, body.columns[i]!.second))
}

/** Sums lie above all that was summed up; the highest number at hand may be the sum itself. */
function isAbove(cell: string, second: number): boolean {
  const digits = splitNumber(cell)?.digits.replace(/[^\d.,]/g, '') ?? ''
  return second > 0 && Math.max(roughNumber(digits, '.'), roughNumber(digits, ',')) > second
}

/** One or two cells where the rows have more, and they are nothing that could stand there. */
function isNote(cells: readonly string[], body: Body, standsApart: boolean): boolean {
  if (cells.every((cell) => /^[-=_*~\s]*$/.test(cell)) && cells.some((cell) => cell.trim().length > 2)) return true
  const filled = filledOf(cells)
  const at = cells.findIndex((cell) => cell.trim() !== '')
  // A row whose quote does not close, or with another delimiter than the others.
  if (filled === 1 && isUncut(cells[at]!, body)) return false
  const column = body.columns[at]
  const fits = column === undefined ? null : fitsColumn(cells[at]!, column)
  if (standsApart && notice.test(cells[at]!.trim())) return true
  if (standsApart && cells.length < body.width && /^[*†‡©#]/.test(cells[at]!.trim())) return true
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

/** Whether a text, cut at another mark, is a row of the table. */
function isUncut(text: string, body: Body): boolean {
  if (body.width < 3) return false
  const hasTypes = body.columns.some(({ kind }) => kind !== null)
  return [',', ';', '\t', '|', ' '].some((mark) => {
    const parts = text.replaceAll('"', '').split(mark)
    const fitting = parts.filter(
      (part, i) => body.columns[i] !== undefined && fitsColumn(part, body.columns[i]) === true,
    )
    if (text.includes('"') && Math.abs(parts.length - body.width) === 1 && fitting.length > 1) return true
    if (!hasTypes && mark !== ' ') return parts.length >= body.width && parts.length <= body.width + 2
    if (parts.length !== body.width) return false
    const fits = parts.map((part, i) => fitsColumn(part, body.columns[i]!))
    return !fits.includes(false) && fits.includes(true)
  })
}
