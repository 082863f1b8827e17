import { commonWidth } from '../text/delimiter.ts'
import { pattern, shapeOf } from './cell-shape.ts'
import type { CellShape } from './cell-shape.ts'
import { splitNumber } from '../values/number.ts'

/** What the rows of a table have in common, column by column: by it a header or a footer is known as something else. */
export interface Body {
  /** Cells of most rows. */
  readonly width: number
  /** Filled cells of most rows. */
  readonly filled: number
  /** Rows that were looked at, and the share of them that have these cells. */
  readonly rows: number
  readonly share: number
  readonly columns: readonly BodyColumn[]
}

interface BodyColumn {
  /** Most cells are of that shape; null: of several, or of text without a common pattern. */
  readonly kind: 'number' | 'date' | 'other data' | 'pattern' | null
  readonly pattern: string
  readonly values: ReadonlySet<string>
  /** The second highest number in it, by whichever decimal mark makes it higher; 0: there are no two. */
  readonly second: number
}

/** Rows that are looked at. */
const LOOKED = 200
const MOST = 0.8

export function bodyOf(rows: readonly (readonly string[])[]): Body {
  const filledRows = rows.filter((row) => filledOf(row) > 0)
  const step = Math.max(1, Math.floor(filledRows.length / LOOKED))
  const looked = filledRows.filter((_, i) => i % step === 0).slice(0, LOOKED)
  const { width, share } = commonWidth(looked.map((row) => row.length))
  const alike = looked.filter((row) => row.length === width)
  const columns: BodyColumn[] = []
  for (let i = 0; i < width; i++)
    columns.push(columnOf(alike.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '')))
  return { width, rows: looked.length, share, filled: commonWidth(alike.map(filledOf)).width, columns }
}

function columnOf(cells: readonly string[]): BodyColumn {
  const values = new Set(cells)
  const none: BodyColumn = { kind: null, pattern: '', values, second: 0 }
  if (cells.length === 0) return none
  const shapes = new Map<CellShape, number>()
  const patterns = new Map<string, number>()
  for (const cell of cells) {
    const shape = shapeOf(cell)
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
    const form = pattern(cell)
    patterns.set(form, (patterns.get(form) ?? 0) + 1)
  }
  for (const kind of ['number', 'date', 'other data'] as const)
    if ((shapes.get(kind) ?? 0) >= cells.length * MOST)
      return { kind, pattern: '', values, second: kind === 'number' ? secondOf(cells) : 0 }
  // Codes such as MG-8769: letters alone are no pattern, names look like that too.
  for (const [form, count] of patterns)
    if (count >= cells.length * MOST && form.includes('9') && cells.length > 1)
      return { kind: 'pattern', pattern: form, values, second: 0 }
  return none
}

function secondOf(cells: readonly string[]): number {
  let highest = 0
  let second = 0
  for (const cell of cells) {
    const digits = splitNumber(cell)?.digits.replace(/[^\d.,]/g, '') ?? ''
    const value = Math.max(roughNumber(digits, '.'), roughNumber(digits, ','))
    second = Math.max(second, Math.min(value, highest))
    highest = Math.max(highest, value)
  }
  return second
}

/** A number from its digits and marks, by one decimal mark; 0 where that cannot be. */
export function roughNumber(digits: string, decimal: '.' | ','): number {
  const plain = decimal === '.' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.')
  return Number(plain) || 0
}

/** Whether a cell looks like those of the column. Null: nothing can be said. */
export function fitsColumn(cell: string, column: BodyColumn): boolean | null {
  const text = cell.trim()
  if (text === '' || column.kind === null) return null
  if (column.kind === 'pattern') return pattern(text) === column.pattern
  const shape = shapeOf(text)
  return shape === column.kind || (shape !== 'text' && column.kind !== 'other data')
}

export function filledOf(row: readonly string[]): number {
  let filled = 0
  for (const cell of row) {
    // Nearly every cell begins with a sign: no need to ask for its blanks.
    const first = cell.charCodeAt(0)
    if ((first > 0x20 && first < 0x80) || cell.trim() !== '') filled++
  }
  return filled
}
