import type { ImportLayer } from '../../contract/imports.ts'
import { readAs, rejectedLines } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/** With more rejected rows than these, going through them for a page of rows takes too long. */
const MOST_REJECTED = 200_000

/**
 * Lines of rows in their file. They are not stored: where every row takes one line they follow from the rows' positions
 * and the lines of the rejected rows between them.
 * @param positions 1-based among the rows that were kept
 * @returns 1-based; null where rows take several lines, or lines between them are empty
 */
export function linesAt(store: Store, layer: ImportLayer, positions: readonly number[]): (number | null)[] {
  const { firstLine = null } = readAs(store, layer.id)
  // Rows in other currencies stand behind the others, not where they stood in the file.
  if (firstLine === null || layer.foreignRows.length > 0 || layer.counts.rejected > MOST_REJECTED)
    return positions.map(() => null)
  const rejected = layer.counts.rejected === 0 ? [] : rejectedLines(store, layer.id)
  return positions.map((position) => firstLine + position - 1 + rejectedBefore(rejected, firstLine, position))
}

/** How many rejected rows stand before a kept one: the k-th of them has its line − first line − k kept rows before it. */
function rejectedBefore(rejected: readonly number[], firstLine: number, position: number): number {
  let low = 0
  let high = rejected.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rejected[middle]! - firstLine - middle < position) low = middle + 1
    else high = middle
  }
  return low
}
