/** How the money of an order is spread over its lines, seen in a sample. */
export interface OrderShape {
  /** The order's total stands on each of its lines. */
  readonly repeatedTotals: boolean
  /** Only the first line carries it. */
  readonly totalsOnFirstLine: boolean
}

export interface OrderLine {
  readonly order: string
  readonly amount: string
  /** What tells the lines of an order apart: product, quantity … */
  readonly lines: string
  /** The amount is the row's own price × quantity. */
  readonly isOwn: boolean
}

/** Fewer orders of several lines than this prove nothing. */
const ENOUGH_ORDERS = 5

/** Looks at neighbouring rows with the same order id. */
export function detectOrderShape(rows: readonly OrderLine[]): OrderShape {
  let several = 0
  let same = 0
  let sparse = 0
  const totals = new Set<string>()
  for (let i = 0; i < rows.length;) {
    let end = i + 1
    while (end < rows.length && rows[end]!.order === rows[i]!.order) end++
    const group = rows.slice(i, end)
    const order = rows[i]!.order
    // The first and last group of a sample may be cut.
    if (order !== '' && group.length > 1) {
      const different = new Set(group.map((row) => row.lines)).size > 1
      if (different) {
        several++
        const first = group[0]!.amount
        totals.add(first)
        if (first !== '' && group.every((row) => row.amount === first) && !group.every((row) => row.isOwn)) same++
        if (first !== '' && group.slice(1).every((row) => row.amount === '')) sparse++
      }
    }
    i = end
  }
  if (several < ENOUGH_ORDERS) return { repeatedTotals: false, totalsOnFirstLine: several > 0 && sparse === several }
  return {
    repeatedTotals: same >= several * 0.95 && totals.size > 1,
    totalsOnFirstLine: sparse >= several * 0.8,
  }
}
