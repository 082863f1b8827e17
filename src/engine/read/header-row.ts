import { commonWidth } from './delimiter.ts'
import { isKnownHeader } from './headers.ts'
import { isEmail } from './profile.ts'
import { splitNumber } from './number.ts'

export interface HeaderGuess {
  /** Index into the rows, or -1: there is no header. */
  readonly row: number
  /** Index of the first row of data. */
  readonly firstData: number
}

const LOOK = 60

/** Finds the header among the first rows: lines above it are a preamble; a first row that looks like data means there is none. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderGuess {
  const trimmedWidth = (row: readonly string[]): number => {
    let width = row.length
    while (width > 0 && row[width - 1]!.trim() === '') width--
    return width
  }
  const { width } = commonWidth(
    (rows.length > 12 ? rows.slice(Math.min(rows.length >> 1, LOOK)) : rows).map((row) => row.length),
  )
  const near = rows.slice(0, LOOK)
  let best = -1
  let bestKnown = 0
  for (let i = 0; i < near.length; i++) {
    const row = near[i]!
    const named = row.filter((cell) => cell.trim() !== '')
    if (named.length === 0 || named.some((cell) => isData(cell))) continue
    const known = named.filter((cell) => isKnownHeader(cell)).length
    const wide = trimmedWidth(row) >= Math.min(2, width) && row.length >= width - 1
    if (wide && known > bestKnown) {
      best = i
      bestKnown = known
    }
  }
  if (best >= 0) return { row: best, firstData: best + 1 }
  // No known word: the first row of the usual width is the header unless it looks like the data below it.
  const first = near.findIndex((row) => row.length === width && row.some((cell) => cell.trim() !== ''))
  if (first < 0) return { row: rows.length > 0 ? 0 : -1, firstData: rows.length > 0 ? 1 : 0 }
  const cells = near[first]!
  const dataCells = cells.filter((cell) => isData(cell)).length
  const below = near.slice(first + 1).some((row) => row.some((cell) => isData(cell)))
  if (dataCells > 0 && (dataCells > 1 || below)) return { row: -1, firstData: first }
  return { row: first, firstData: first + 1 }
}

/** A number, a date, an address: no column is called that. */
function isData(cell: string): boolean {
  const text = cell.trim()
  if (text === '' || text.length > 60) return false
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text) || isEmail(text)) return true
  return /\d/.test(text) && splitNumber(text) !== null
}

/** Names of the columns: unnamed ones get a number, equal ones a number behind. */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  for (let i = 0; i < width; i++) {
    const own = (header?.[i] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
    const base = own === '' ? `Column ${i + 1}` : own
    let name = base
    for (let n = 2; seen.has(name); n++) name = `${base} (${n})`
    seen.add(name)
    names.push(name)
  }
  return names
}
