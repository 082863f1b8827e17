import type { CustomerItems } from '../rfm/customer-items.ts'

/** A sparse matrix, row by row: entries starts[i] … starts[i + 1] of row i, ascending by column. */
export interface SparseCounts {
  readonly rows: number
  readonly columns: number
  /** rows + 1 ascending offsets. */
  readonly starts: Uint32Array
  readonly column: CustomerItems['items']
  readonly count: CustomerItems['rows']
}

/** What each buyer bought, in their order; the entries are shared, not copied: whoever is no buyer has none. */
export function goodsOfBuyers(items: CustomerItems, columns: number, buyers: Uint32Array): SparseCounts {
  const starts = new Uint32Array(buyers.length + 1)
  buyers.forEach((i, b) => (starts[b] = items.offsets[i]!))
  starts[buyers.length] = items.items.length
  return { rows: buyers.length, columns, starts, column: items.items, count: items.rows }
}

/** Rows in which each column occurs. */
export function documentFrequency({ columns, column }: SparseCounts): Uint32Array {
  const rows = new Uint32Array(columns)
  for (const each of column) rows[each]!++
  return rows
}
