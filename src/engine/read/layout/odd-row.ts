import { APOSTROPHE, QUOTE, SPACE } from '../text/bytes.ts'
import type { Dialect } from './dialect.ts'
import type { Row } from '../text/rows.ts'

/**
 * A row whose cells are all in quotes that are not those of the file, or all have a blank in front: what stands around
 * the cells is no part of them. Null: it is a row like others.
 */
export function evenRow(row: Row, quote: number): Row | null {
  const { buffer, starts, ends, count } = row
  if (count < 2) return null
  const first = buffer[starts[0]!]
  if (ends[0]! > starts[0]! && first !== quote && (first === APOSTROPHE || first === QUOTE)) {
    for (let i = 0; i < count; i++) {
      const [start, end] = [starts[i]!, ends[i]!]
      if (end - start < 2 || buffer[start] !== first || buffer[end - 1] !== first) return null
    }
    return moved(row, 0, 1, 1)
  }
  if (count < 3 || buffer[starts[1]!] !== SPACE || first === SPACE) return null
  for (let i = 1; i < count; i++) if (starts[i] === ends[i] || buffer[starts[i]!] !== SPACE) return null
  const even = moved(row, 1, 1, 0)
  for (let i = 1; i < count; i++) {
    const [start, end] = [even.starts[i]!, even.ends[i]!]
    if (end - start < 2 || buffer[start] !== quote || buffer[end - 1] !== quote) continue
    even.starts[i] = start + 1
    even.ends[i] = end - 1
  }
  return even
}

function moved(row: Row, from: number, left: number, right: number): Row {
  const { buffer, count, start, end, line } = row
  const starts = row.starts.slice(0, count)
  const ends = row.ends.slice(0, count)
  for (let i = from; i < count; i++) {
    starts[i]! += left
    ends[i]! -= right
  }
  return { buffer, starts, ends, count, start, end, line }
}

/** The row of a drawn table without its frame and the blanks around its cells. */
export function gridRow(row: Row, width: number): Row {
  const even = moved(row, row.count, 0, 0)
  const { buffer, starts, ends } = even
  for (let i = 0; i < even.count; i++) {
    while (starts[i]! < ends[i]! && buffer[starts[i]!] === SPACE) starts[i]!++
    while (ends[i]! > starts[i]! && buffer[ends[i]! - 1] === SPACE) ends[i]!--
  }
  const isFramed = even.count > width && starts[0] === ends[0]
  const from = isFramed ? 1 : 0
  const last = even.count - 1
  const to = isFramed && last > width && starts[last] === ends[last] ? last : even.count
  return { ...even, starts: starts.slice(from, to), ends: ends.slice(from, to), count: to - from }
}

/** The header of a drawn table without the empty names of its frame. */
export function gridHeader(header: readonly string[]): string[] {
  const cells = header.map((cell) => cell.trim())
  const isFramed = cells.length > 2 && cells[0] === '' && cells.at(-1) === ''
  return isFramed ? cells.slice(1, -1) : cells
}

/** The same for the texts of a row. */
export function evenCells(cells: string[], { quote, isGrid }: Pick<Dialect, 'quote' | 'isGrid'>): string[] {
  if (isGrid === true) return cells.map((cell) => cell.trim())
  const first = cells[0]?.[0]
  if (cells.length > 1 && (first === "'" || first === '"') && first.charCodeAt(0) !== quote)
    return cells.every((cell) => cell.length > 1 && cell[0] === first && cell.endsWith(first))
      ? cells.map((cell) => cell.slice(1, -1))
      : cells
  if (cells.length < 3 || first === ' ' || !cells.slice(1).every((cell) => cell[0] === ' ')) return cells
  return cells.map((cell, i) => (i === 0 ? cell : cell.slice(1)))
}
