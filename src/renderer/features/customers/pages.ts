import type { CustomerRow } from '../../../contract/customers.ts'

/** Rows fetched at once. */
export const pageSize = 200
/** Pages kept; the ones farthest from what is looked at go first. */
const mostPages = 60

/** Numbers of the pages that cover rows `from` … `to` (both included) of `total`. */
export function pagesOf(from: number, to: number, total: number): readonly number[] {
  if (total <= 0) return []
  const first = Math.max(0, Math.floor(from / pageSize))
  const last = Math.min(Math.floor((total - 1) / pageSize), Math.floor(to / pageSize))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step)
}

export type Pages = ReadonlyMap<number, readonly CustomerRow[]>

/** The pages with one more, without those farthest away when there are too many. */
export function withPage(pages: Pages, number: number, rows: readonly CustomerRow[]): Pages {
  const next = new Map(pages)
  next.set(number, rows)
  if (next.size > mostPages) {
    const far = [...next.keys()].sort((a, b) => Math.abs(b - number) - Math.abs(a - number))
    for (const page of far.slice(0, next.size - mostPages)) next.delete(page)
  }
  return next
}

/** The row at a place of the whole list, or undefined while its page is on its way. */
export function rowAt(pages: Pages, at: number): CustomerRow | undefined {
  return pages.get(Math.floor(at / pageSize))?.[at % pageSize]
}
