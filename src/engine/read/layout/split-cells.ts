import { filledOf } from './body.ts'

type Row = readonly string[]

const delimiters = [';', ',', '\t', '|'] as const
/** Fewer rows prove nothing. */
const FEWEST_ROWS = 4
/** Rows that are looked at. */
const MOST_ROWS = 200

/**
 * The delimiter of a sheet whose first column holds the lines of a delimited file, as they come to stand where such a file
 * is opened with another list separator; null: it is no such sheet.
 */
export function lineDelimiter(rows: readonly Row[]): string | null {
  const filled = rows.filter((row) => filledOf(row) > 0).slice(0, MOST_ROWS)
  if (filled.length < FEWEST_ROWS || filled.some((row) => row.slice(1).some((cell) => cell.trim() !== ''))) return null
  for (const delimiter of delimiters) {
    const counts = filled.map((row) => splitLine(row[0]!, delimiter).length)
    const width = counts[counts.length - 1]!
    if (width > 2 && counts.filter((count) => count === width).length >= filled.length * 0.9) return delimiter
  }
  return null
}

/** Cells of a line; quotes around one hold delimiters, and two stand for one. */
export function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= line.length;) {
    const quoted = line[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(line.slice(at)) : null
    const end = quoted === null ? -1 : at + quoted[0].length
    if (quoted !== null && (end === line.length || line[end] === delimiter)) {
      cells.push(quoted[1]!.replaceAll('""', '"'))
      at = end + 1
      continue
    }
    const next = line.indexOf(delimiter, at)
    cells.push(line.slice(at, next < 0 ? undefined : next))
    at = next < 0 ? line.length + 1 : next + 1
  }
  return cells
}
