import { filledOf } from './body.ts'

type Row = readonly string[]

/** Fewer rows prove nothing. */
const FEWEST_ROWS = 4

/**
 * Columns of tables that stand beside the one to read: behind an empty column without a name, with names of their own, and
 * with rows that end earlier. The table to read is the one with the most rows.
 * @param rows those below the header
 */
export function columnsBeside(header: Row | null, rows: readonly Row[]): number[] {
  const filled = rows.filter((row) => filledOf(row) > 0)
  if (header === null || header.length < 5 || filled.length < FEWEST_ROWS) return []
  const isEmpty = (cell: string | undefined): boolean => (cell ?? '').trim() === ''
  const blocks: number[][] = [[]]
  header.forEach((name, i) => {
    if (!isEmpty(name)) blocks.at(-1)!.push(i)
    else if (blocks.at(-1)!.length > 0) blocks.push([])
  })
  const tables = blocks.filter((columns) => columns.length > 0)
  if (tables.length < 2 || tables.some((columns) => columns.length < 2)) return []
  const own = new Set(tables.flat())
  if (filled.some((row) => row.some((cell, i) => !own.has(i) && !isEmpty(cell)))) return []
  const lengths = tables.map((columns) => filledRows(filled, columns))
  const most = Math.max(...lengths)
  if (most !== filled.length || lengths.every((length) => length === most)) return []
  const main = lengths.indexOf(most)
  return tables.flatMap((columns, i) => (i === main ? [] : columns))
}

/** Rows from the first one on in which some of the columns are filled; Infinity: others follow them, which have gaps above. */
function filledRows(rows: readonly Row[], columns: readonly number[]): number {
  const has = (row: Row): boolean => columns.some((i) => (row[i] ?? '').trim() !== '')
  const end = rows.findLastIndex(has) + 1
  return rows.slice(0, end).every(has) ? end : Infinity
}
