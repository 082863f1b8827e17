import type { Note } from '../../../contract/messages.ts'

/** Fewer values than these may begin with an apostrophe of their own. */
const ENOUGH = 2

/**
 * Columns all of whose values begin with the apostrophe that spreadsheets put before what is to stay text ('00120). What
 * also ends with one is quoted, and stays as it is.
 * @param rows cells of the sample's rows
 */
export function textMarks(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const marked: number[] = []
  for (let index = 0; index < width; index++) {
    let values = 0
    const isMarked = rows.every((cells) => {
      const value = (cells[index] ?? '').trim()
      if (value === '') return true
      values++
      return /^'[^'\s]/.test(value) && !value.endsWith("'")
    })
    if (isMarked && values >= ENOUGH) marked.push(index)
  }
  return marked
}

/** The same cells without the marks of these columns. */
export function withoutMarks(cells: readonly string[], columns: readonly number[]): string[] {
  return cells.map((cell, i) => (columns.includes(i) && cell.startsWith("'") ? cell.slice(1) : cell))
}

export function markNotes(
  columns: readonly number[],
  names: readonly string[],
  rows: readonly (readonly string[])[],
): Note[] {
  return columns.map((index) => {
    const example = rows.map((cells) => (cells[index] ?? '').trim()).find((value) => value !== '')!
    return { code: 'import.note.text_mark', params: { column: names[index]!, example, read: example.slice(1) } }
  })
}
