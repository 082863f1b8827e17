import { bodyOf, filledOf, fitsColumn } from './body.ts'
import type { Body } from './body.ts'
import { shapeOf } from './cell-shape.ts'
import { commonWidth } from '../text/delimiter.ts'
import { isKnownHeader } from '../meaning/headers.ts'

type Row = readonly string[]

export interface HeaderLines {
  /** Indexes of the header's rows; empty: there is none. */
  readonly rows: readonly number[]
  readonly header: readonly string[] | null
  readonly names: readonly string[] | null
  /** Index of the first row of data. */
  readonly firstData: number
}

const LOOK = 60
const MOST_HEADER_ROWS = 4

/** Finds the header among the first rows: what stands above it is a preamble; a first row that looks like data means there is none. */
export function headerLines(rows: readonly Row[]): HeaderLines {
  const opening = openingTable(rows)
  const near = rows.slice(0, Math.min(LOOK, opening?.end ?? LOOK))
  const width =
    opening?.width ??
    commonWidth(
      (rows.length > 12 ? rows.slice(Math.min(rows.length >> 1, LOOK)) : rows)
        .filter((row) => filledOf(row) > 0)
        .map((row) => row.length),
    ).width
  const at = candidate(near, width)
  if (at < 0) return { rows: [], header: null, names: null, firstData: 0 }
  // The same header may stand further down again.
  const own = near[at]!.join('\u0000')
  const body = bodyOf(rows.slice(at + 1, at + 400).filter((row) => row.join('\u0000') !== own))
  if (!isHeader(near[at]!, body)) {
    // The line above may be the header, cut by another delimiter than the rows.
    const split = at > 0 ? splitOtherwise(near[at - 1]!, width, bodyOf(rows.slice(at, at + 400))) : null
    if (split !== null) return { rows: [at - 1], header: split, names: split, firstData: at }
    return { rows: [], header: null, names: null, firstData: at }
  }
  const group = [at]
  for (let above = at - 1; above >= 0 && above >= at - 2; above--) {
    if (!isAbove(near[above]!, near[at]!, width)) break
    group.unshift(above)
  }
  let below = at + 1
  while (below < near.length && group.length < MOST_HEADER_ROWS) {
    const row = near[below]!
    if (isLine(row)) {
      below++
      continue
    }
    // A blank line may stand between groups and the names below them.
    const next = filledOf(row) === 0 && below === at + 1 ? below + 1 : below
    const names = near[next]
    const rest = bodyOf(rows.slice(next + 1, next + 400))
    if (names === undefined) break
    const isFirst = group.length === 1 && next === at + 1
    if (!(isFirst && isGroups(near[at]!, names)) && !isBelow(names, near[at]!, rest)) break
    if (next > below && !fillsGroups(names, near[at]!)) break
    group.push(next)
    below = next + 1
  }
  const lines = group.map((index) => near[index]!)
  return { rows: group, header: joined(lines, false), names: joined(lines, true), firstData: below }
}

/** The rows above the first blank line, and how many cells they have, where these are a table of their own. */
function openingTable(rows: readonly Row[]): { readonly width: number; readonly end: number } | null {
  const end = rows.findIndex((row) => filledOf(row) === 0)
  // A title above it.
  const start = rows[0] !== undefined && filledOf(rows[0]) === 1 && (rows[1]?.length ?? 0) > 1 ? 1 : 0
  const block = rows.slice(start, end)
  const [names] = block
  const width = names?.length ?? 0
  if (names === undefined || block.length <= 3 || block.some((row) => row.length !== width)) return null
  if (block.every((row) => filledOf(row) > 2)) return { width, end }
  // Two columns are a table where one of them holds nothing but values, and keys with what they stand for where not.
  const body = bodyOf(block.slice(1))
  const isTable = width === 2 && body.filled === 2 && !names.some((cell) => isData(cell)) && isHeader(names, body)
  return isTable && body.columns.some(({ kind }) => kind === 'number' || kind === 'date') ? { width, end } : null
}

/** The row that is the header if there is one. */
function candidate(near: readonly Row[], width: number): number {
  let known = -1
  let mostKnown = 0
  for (let i = 0; i < near.length; i++) {
    const row = near[i]!
    const filled = filledOf(row)
    if (filled < Math.min(2, width) || row.length < width * 0.6 || row.some((cell) => isData(cell))) continue
    const count = row.filter((cell) => cell.trim() !== '' && isKnownHeader(cell)).length
    // no, no, no: values that happen to be names too.
    if (count > 1 && !looksLikeNames(row)) continue
    if (count > mostKnown && (count > 1 || filled <= 2 || Math.abs(row.length - width) <= 1)) {
      known = i
      mostKnown = count
    }
  }
  const first = (least: number): number =>
    near.findIndex((row) => {
      const fits = Math.abs(row.length - width) <= 1 || (row.length >= width * 0.6 && row.length > 2)
      return fits && filledOf(row) >= Math.max(Math.min(2, width), width * least)
    })
  // A first line with many more cells than the rows, and values in it, is no header where one that fits follows it.
  const isTight = (row: Row | undefined): boolean => row !== undefined && Math.abs(row.length - width) <= 1
  let at = first(0.75)
  if (at >= 0 && !isTight(near[at]) && isTight(near[at + 1]) && near[at]!.some((cell) => isData(cell))) at++
  if (at < 0) at = first(0.5)
  if (at < 0) at = near.findIndex((row) => row.length === width && filledOf(row) > 0)
  if (at < 0) at = near.findIndex((row) => filledOf(row) > 0)
  // Known words decide only over rows above the first that could be data.
  return known >= 0 && (known <= at || mostKnown > 1 || at < 0)
    ? known < at || hasNoData(near, at, known)
      ? known
      : at
    : at
}

/** Nothing from one row up to another holds values, nor do they make up a table. */
function hasNoData(near: readonly Row[], from: number, to: number): boolean {
  const alike = near.slice(from, to).filter((row) => row.length === near[from]!.length && filledOf(row) >= 3)
  if (alike.length > 3) return false
  return near.slice(from, to).every((row) => !row.some((cell) => isData(cell)) || filledOf(row) <= 2)
}

/** Whether a row names columns whose cells look like those of `body`, rather than being one of its rows. */
export function isHeader(row: Row, body: Body): boolean {
  let names = 0
  let values = 0
  row.forEach((cell, i) => {
    const column = body.columns[i]
    const fits = column === undefined ? null : fitsColumn(cell, column)
    if (fits === false) names++
    else if (fits === true) values++
  })
  if (values > 0 && isPeriods(row, body)) return true
  if (names > 0 || values > 0) return names > values
  const data = row.filter((cell) => isData(cell)).length
  if (data > 0) return false
  // All text: a value that stands below again is no name.
  const again = row.filter((cell, i) => cell.trim() !== '' && body.columns[i]?.values.has(cell.trim()) === true).length
  return again === 0 || row.filter((cell) => isKnownHeader(cell)).length > again
}

/** Years or months as names of columns: a first cell that is none, then 2019, 2020, 2021. */
function isPeriods(row: Row, body: Body): boolean {
  const numbers = row.flatMap((cell, i) => (shapeOf(cell) === 'number' ? [{ value: Number(cell.trim()), i }] : []))
  if (numbers.length < 2 || shapeOf(row.find((cell) => cell.trim() !== '') ?? '') !== 'text') return false
  const rises = numbers.every(
    ({ value }, k) => Number.isInteger(value) && (k === 0 || value === numbers[k - 1]!.value + 1),
  )
  return rises && numbers.every(({ value, i }) => !(body.columns[i]?.values.has(String(value)) ?? false))
}

/** Years, groups: a row right above the header with fewer cells filled, not all at its start. */
function isAbove(row: Row, header: Row, width: number): boolean {
  if (isGroups(row, header)) return true
  const filled = filledOf(row)
  if (filled < 2 || row.length < width - 1 || filled >= filledOf(header)) return false
  const last = row.findLastIndex((cell) => cell.trim() !== '')
  return (
    last >= 2 &&
    last >= filled &&
    row.every((cell) => cell.trim().length <= 40 && !/:\s*$/.test(cell) && shapeOf(cell) !== 'date')
  )
}

/** General, General, Detail, Detail above the names of the columns: every word stands several times, side by side. */
function isGroups(row: Row, names: Row): boolean {
  if (row.length !== names.length || row.length < 4 || row.some((cell) => shapeOf(cell) !== 'text')) return false
  if (new Set(names).size < names.length || names.some((cell) => isData(cell))) return false
  const starts = row.flatMap((cell, i) => (cell === row[i - 1] ? [] : [i]))
  const isRun = (from: number, k: number): boolean => (starts[k + 1] ?? row.length) - from > 1
  return starts.length > 1 && new Set(row).size === starts.length && starts.every(isRun)
}

/** A second row of names, or of units: no value where the rows below have values. */
function isBelow(row: Row, header: Row, body: Body): boolean {
  if (row.length === header.length && filledOf(row) > 1 && row.every((cell, i) => cell === header[i])) return true
  if (Math.abs(row.length - body.width) > 1 || filledOf(row) === 0 || row.some((cell) => isData(cell))) return false
  const filled = row.filter((cell) => cell.trim() !== '')
  if (filled.length > 1 && filled.every((cell) => isUnit(cell)) && !header.every((cell) => isUnit(cell))) return true
  // Some units, and nothing but words, in columns of values.
  const isMisfit = (cell: string, i: number): boolean =>
    cell.trim() === '' || (body.columns[i] !== undefined && fitsColumn(cell, body.columns[i]) === false)
  if (filled.length > 1 && filled.some((cell) => isUnit(cell)) && row.every(isMisfit)) return true
  let typed = 0
  let names = 0
  for (let i = 0; i < body.columns.length; i++) {
    const column = body.columns[i]!
    if (column.kind === null) continue
    typed++
    const fits = fitsColumn(row[i] ?? '', column)
    if (fits === true) return false
    if (fits === false && !isPlaceholder(row[i]!)) names++
  }
  if (typed === 0 || names === 0) return false
  if (body.columns.length < 2) return false
  return names >= Math.max(1, typed / 2) || row.every((cell) => cell.trim() === '' || isUnit(cell))
}

/** Names that stand where the header above is empty, or under a cell that goes on over empty ones. */
function fillsGroups(row: Row, header: Row): boolean {
  return row.every((cell, i) => {
    if (cell.trim() === '') return true
    return (header[i] ?? '').trim() === '' || (i + 1 < header.length && (header[i + 1] ?? '').trim() === '')
  })
}

function isPlaceholder(cell: string): boolean {
  return /^(n\/?a|#n\/a|nan|null|none|nil|-+|–|—|\?+|\.+|x|unknown|\\n|tba|tbd|k\.?a\.?|#.*[!?])$/i.test(cell.trim())
}

function isUnit(cell: string): boolean {
  return /^[[(].{1,12}[\])]$|^(eur|usd|gbp|try|chf|€|\$|£|₺|%|kg|g|km|m|cm|mm|l|ml|h|min|s|pcs|pieces?|stk\.?|stück|st\.?|adet|unités?|unidades|szt\.?|each|tl|units?|hours?|days?|tage?|percent|yyyy-mm-dd|dd\.mm\.yyyy)$/i.test(
    cell.trim(),
  )
}

/** ----- under a header. */
function isLine(row: Row): boolean {
  return (
    filledOf(row) > 0 &&
    row.every((cell) => /^\s*:?[-=+_\u2500-\u257f]*:?\s*$/.test(cell)) &&
    row.some((cell) => /[-=_─━═]{2}/.test(cell))
  )
}

/** Joins the rows of a header column by column. A group above several columns stands for all of them. */
function joined(lines: readonly Row[], drops: boolean): string[] {
  const width = Math.max(...lines.map((line) => line.length))
  if (lines.length === 1) return [...lines[0]!]
  const rows = lines.map((line, i) => {
    let last = ''
    const hasGroups = i < lines.length - 1 && filledOf(line) > 1
    return Array.from({ length: width }, (_, k) => {
      const cell = (line[k] ?? '').trim()
      if (cell !== '') last = cell
      const isGroup = hasGroups && (lines.at(-1)![k] ?? '').trim() !== ''
      return cell === '' && isGroup ? last : cell
    })
  })
  return Array.from({ length: width }, (_, k) => {
    const parts = rows.map((row) => row[k]!).filter((part) => part !== '')
    return (drops ? parts.filter((part, i) => part !== parts[i - 1]) : parts).join(' ')
  })
}

/** The only cell of a line, cut by another mark into as many names as there are columns. */
function splitOtherwise(row: Row, width: number, body: Body): string[] | null {
  if (filledOf(row) !== 1 || row.length > 2 || width < 3) return null
  const text = row.find((cell) => cell.trim() !== '')!.trim()
  for (const mark of ['; ', ', ', ';', ',', '\t', '|', ' ']) {
    const cells = splitQuoted(text, mark)
    if (cells.length === width && cells.every((cell) => cell !== '') && isHeader(cells, body)) return cells
  }
  return null
}

/** Cells of a line; a mark inside quotes is a letter. */
function splitQuoted(text: string, mark: string): string[] {
  const cells: string[] = []
  for (let from = 0; from <= text.length;) {
    const close = text[from] === '"' ? text.indexOf(`"${mark}`, from + 1) : -1
    const isLast = text[from] === '"' && close < 0 && text.length > from + 1 && text.endsWith('"')
    const next = close >= 0 ? close + 1 : text.indexOf(mark, from)
    const to = isLast || next < 0 ? text.length : next
    cells.push(
      text
        .slice(from, to)
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    )
    from = to + mark.length
  }
  return cells
}

/** Short, without line of thought: what columns are called. */
export function looksLikeNames(row: Row): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.every((cell) => cell.length <= 60) && new Set(filled).size >= filled.length * 0.8
}

/** A number, a date, an address: no column is called that. */
function isData(cell: string): boolean {
  const shape = shapeOf(cell)
  return shape === 'date' || shape === 'number' || shape === 'other data'
}

/** Names of the columns: unnamed ones get a number, equal ones a number behind. */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  const numbers = new Map<string, number>()
  for (let i = 0; i < width; i++) {
    const own = (header?.[i] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
    const base = own === '' ? `Column ${i + 1}` : own
    let name = base
    for (let n = numbers.get(base) ?? 2; seen.has(name); n++) {
      name = `${base} (${n})`
      numbers.set(base, n)
    }
    seen.add(name)
    names.push(name)
  }
  return names
}
