import type { HealthRow, HealthRows } from '../../contract/health.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import { readRejected } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/** Rejected rows of all files, one file behind the other. */
export function rejectedRows(store: Store, layers: readonly ImportLayer[], offset: number, limit: number): HealthRows {
  const rows: HealthRow[] = []
  let total = 0
  for (const { id, fileName } of layers) {
    const page = readRejected(store, id, { offset: Math.max(0, offset - total), limit: limit - rows.length })
    total += page.total
    for (const { line, message, raw } of page.rows) {
      rows.push({ ...unread, fileName, line, reason: message, raw })
    }
  }
  return { total, rows }
}

const unread = {
  position: null,
  orderId: null,
  date: null,
  customer: null,
  product: null,
  category: null,
  amount: null,
  currency: null,
  kind: null,
} as const
