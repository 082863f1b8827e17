import type { RowOrder } from '../../contract/row-orders.ts'
import type { RowsSource } from '../changes/rows-source.ts'

/**
 * A part of some rows in another order than the file's; rows that are alike stand as in the file.
 * Cost: one scan of one column, and a sort of numbers; only the part and what is before it is put in order row by row.
 * @param rows row numbers of the source, ascending
 * @returns row numbers, at most `limit`, from the `offset`-th on
 */
export function firstInOrder(
  source: RowsSource,
  rows: Uint32Array,
  order: Exclude<RowOrder, 'file'>,
  offset: number,
  limit: number,
): number[] {
  const keys = keysOf(source, rows, order)
  const least = leastOf(keys, offset + limit)
  if (least === null) return []
  const above: number[] = []
  const equal: number[] = []
  for (let i = 0; i < rows.length; i++) {
    if (keys[i]! > least) above.push(i)
    else if (keys[i] === least && equal.length < offset + limit) equal.push(i)
  }
  above.sort((a, b) => keys[b]! - keys[a]! || a - b)
  return [...above, ...equal].slice(offset, offset + limit).map((i) => rows[i]!)
}

/** What stands first has the largest. */
function keysOf(source: RowsSource, rows: Uint32Array, order: Exclude<RowOrder, 'file'>): Float64Array {
  const keys = new Float64Array(rows.length)
  const column = order === 'amount' ? 'amount' : 'day'
  let next = 0
  for (const chunk of source.scan([column], 0, source.starts.length - 1)) {
    const { firstRow, rows: count } = chunk
    for (; next < rows.length && rows[next]! < firstRow + count; next++) {
      const value = chunk[column][rows[next]! - firstRow]!
      keys[next] = order === 'amount' ? Math.abs(value) : value
    }
  }
  return keys
}

/** The smallest of the `count` largest; null: there is none. */
function leastOf(keys: Float64Array, count: number): number | null {
  return keys.toSorted()[Math.max(0, keys.length - count)] ?? null
}
