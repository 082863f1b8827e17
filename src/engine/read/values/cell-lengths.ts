import type { ReadPlan } from '../plan.ts'
import { MOST_VALUE_BYTES } from '../stores/kept-cells.ts'
import type { RejectList, Row } from '../text/rows.ts'

/**
 * What names a customer or an order has no more bytes than this; each one is kept. The kernel leaves rows that may have
 * more to the reader here (assembly/read-row.ts).
 */
export const MOST_ID_BYTES = 1000

const ids: ReadonlySet<string> = new Set(['customer_id', 'email', 'order_id', 'event_id'])

/** Looks for cells that are too long for what they are read as: values that are kept once for each that is different. */
export class CellLengths {
  private readonly columns: readonly { readonly index: number; readonly name: string; readonly most: number }[]

  constructor({ columns }: ReadPlan) {
    this.columns = Object.entries(columns).map(([role, { index, name }]) => ({
      index,
      name,
      most: ids.has(role) ? MOST_ID_BYTES : MOST_VALUE_BYTES,
    }))
  }

  /** Rejects a row for a cell that is too long; returns whether there is one. */
  reject(row: Row, offset: () => number, rejects: RejectList): boolean {
    const { buffer, starts, ends, count } = row
    for (const { index, name, most } of this.columns) {
      if (index >= count || ends[index]! - starts[index]! <= most) continue
      let from = starts[index]!
      let to = ends[index]!
      while (from < to && buffer[from]! <= 0x20) from++
      while (from < to && buffer[to - 1]! <= 0x20) to--
      if (to - from <= most) continue
      const note = { code: 'import.reject.too_long', params: { column: name, bytes: to - from, most } }
      rejects.add(row, offset(), name, 'cast', note)
      return true
    }
    return false
  }
}
