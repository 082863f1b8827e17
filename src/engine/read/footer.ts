import type { SampleRow } from './sample.ts'

/** Rows at the end that may be a footer. */
export const FOOTER_ROWS = 12

export interface Footer {
  /** 1-based line on which it starts. */
  readonly line: number
  /** Its rows that hold something. */
  readonly rows: number
  readonly example: string
}

const total =
  /^((grand|sub|overall)[ -]?)?totals?\b|^(gesamt|end|zwischen)?summen?\b|^gesamt\b|^sum\b|^(genel |ara )?toplam(ı)?\b|^somme\b|^sous-total\b|^totale\b|^totaal\b|^suma\b|^razem\b|^итого/i

/**
 * Finds lines of totals below the table: rows at the very end whose cells do not fit its columns, at least one of which
 * calls itself a total. A row that fits is never part of it.
 * @param last the last rows of a file that is at hand whole
 * @param fits whether a row can be read as one of the table
 */
export function findFooter(last: readonly SampleRow[], fits: (cells: readonly string[]) => boolean): Footer | null {
  let from = last.length
  let totals = 0
  while (from > 0) {
    const cells = last[from - 1]!.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    const isTotal = cells.some((cell) => cell.length <= 60 && total.test(cell))
    if ((!isTotal && cells.length > 1) || fits(last[from - 1]!.cells)) break
    if (isTotal) totals++
    from--
  }
  if (totals === 0) return null
  const rows = last.slice(from).filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  return { line: rows[0]!.line, rows: rows.length, example: rows[0]!.raw.slice(0, 200) }
}
