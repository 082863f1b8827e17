import type { ReadOptions } from '../../../contract/imports.ts'
import type { OpenQuestion } from './questions.ts'
import { shapeOf } from '../layout/cell-shape.ts'

type Cells = readonly string[]

/** Fewer rows and groups prove nothing. */
const FEWEST_ROWS = 6
const FEWEST_GROUPS = 3
/** Share of the rows that leave the column empty. */
const LEAST_EMPTY = 0.25
/** Share of the rows whose further columns are all filled. */
const FULL = 0.95

/**
 * Leading columns whose value stands on the first row of a group alone, as cells that were merged leave it: hardly a
 * value follows itself, those of one column stand once, an outer one never changes without the inner ones, and the
 * columns beside them are full. Real gaps (guests without a number) hardly look like that; which it is the person says.
 * @param looked rows of the table, one below the other
 * @returns indexes of the columns; empty: there are none
 */
export function mergedColumns(looked: readonly { readonly cells: Cells }[], width: number): number[] {
  const rows = looked.map(({ cells }) => cells)
  if (rows.length < FEWEST_ROWS || width < 3) return []
  const isEmpty = (row: Cells, column: number): boolean => (row[column] ?? '').trim() === ''
  const gaps = Array.from({ length: width }, (_, i) => rows.filter((row) => isEmpty(row, i)).length)
  let leading = 0
  while (leading < width && gaps[leading]! >= rows.length * LEAST_EMPTY && !isEmpty(rows[0]!, leading)) leading++
  // What is seldom filled elsewhere too (a remark) says nothing about rows.
  const beside = Array.from({ length: width - leading }, (_, i) => leading + i).filter(
    (i) => gaps[i]! <= rows.length * (1 - FULL),
  )
  if (leading === 0 || beside.length < 2 || beside.length < (width - leading) * 0.75) return []
  if (!beside.some((i) => rows.filter((row) => shapeOf(row[i] ?? '') === 'number').length >= rows.length * FULL))
    return []
  // An outer value opens a group of the inner ones too.
  const isNested = rows.every((row) => {
    const first = Array.from({ length: leading }, (_, i) => i).find((i) => !isEmpty(row, i)) ?? leading
    return Array.from({ length: leading - first }, (_, i) => first + i).every((i) => !isEmpty(row, i))
  })
  if (!isNested) return []
  const columns = Array.from({ length: leading }, (_, i) => i)
  const groups = columns.map((i) => rows.map((row) => (row[i] ?? '').trim()).filter((value) => value !== ''))
  if (groups.some((values) => values.length < FEWEST_GROUPS)) return []
  const sorts = groups.some((values) => new Set(values).size === values.length)
  // Of orders of several lines it is their numbers that stand once; somebody may have ordered twice in a row.
  const follow = groups.map((values) => values.filter((value, i) => value === values[i - 1]).length)
  return sorts && groups.every((values, i) => follow[i]! <= values.length * 0.2) ? columns : []
}

/** The rows with such columns filled down, as the reader does it. */
export function filledDown<Looked extends { readonly cells: Cells }>(
  rows: readonly Looked[],
  columns: readonly number[],
): (Looked & { readonly cells: string[] })[] {
  const above: string[] = []
  return rows.map((row) => {
    const cells = [...row.cells]
    let isNew = false
    for (const column of columns) {
      const cell = row.cells[column] ?? ''
      if (cell.trim() !== '' || isNew) {
        isNew = true
        above[column] = cell
      } else cells[column] = above[column] ?? ''
    }
    return { ...row, cells }
  })
}

/** What of it is asked. @param names of all columns */
export function askMerged(columns: readonly number[], names: readonly string[], options: ReadOptions): OpenQuestion {
  const taken = options.merged ?? 'leave'
  return {
    question: { code: 'import.ambiguity.merged', params: { columns: columns.map((i) => names[i]!).join(', ') } },
    reason: { code: options.merged === undefined ? 'import.assumed.merged' : 'import.assumed.chosen' },
    columns,
    settled: options.merged !== undefined,
    options: (['leave', 'fill'] as const).map((each) => ({
      label: { code: `import.option.merged_${each}` },
      assumed: each === taken,
      choose: { merged: each },
      command: `--merged ${each}`,
    })),
  }
}
