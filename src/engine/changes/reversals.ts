import { NO_CODE, RowKind } from '../columns/types.ts'
import { KeyIndex } from './key-index.ts'
import { Mark, type RowsSource } from './rows-source.ts'

/** A cancellation and the purchase it reverses. */
export interface Reversal {
  readonly customer: number
  readonly product: number
  /** Positive, integer at the dataset's scale. */
  readonly amount: number
  readonly purchaseRow: number
  readonly purchaseDay: number
  readonly returnRow: number
  readonly returnDay: number
}

interface Side {
  readonly row: number
  readonly day: number
}

const columns = ['customer', 'day', 'amount', 'kind', 'product'] as const

/**
 * Pairs every return with a purchase of the same customer and product over exactly the opposite amount, on the same day
 * or before; the latest one that is still free. As many pairs as are possible.
 * Two scans; memory grows with the returns, not with the rows.
 * @param upTo returns after this day take no part
 * @param marks rows that are left out already
 */
export function pairReversals(source: RowsSource, upTo: number, marks: Uint8Array | null): Reversal[] {
  const goods = new KeyIndex()
  const returns: Side[][] = []
  const sizes: { customer: number; product: number; amount: number }[] = []
  const layers = source.starts.length - 1
  const isOut = (row: number) => marks !== null && marks[row] !== Mark.keep
  for (const chunk of source.scan(columns, 0, layers)) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.kind[i] !== RowKind.return || chunk.amount[i] === 0) continue
      const customer = chunk.customer[i]!
      if (customer === NO_CODE || chunk.day[i]! > upTo || isOut(chunk.firstRow + i)) continue
      const product = chunk.product[i]!
      const amount = -chunk.amount[i]!
      const number = keyOf(goods, customer, product, amount, true)
      if (number === returns.length) {
        returns.push([])
        sizes.push({ customer, product, amount })
      }
      returns[number]!.push({ row: chunk.firstRow + i, day: chunk.day[i]! })
    }
  }
  if (returns.length === 0) return []
  const purchases: Side[][] = returns.map(() => [])
  for (const chunk of source.scan(columns, 0, layers)) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.kind[i] !== RowKind.purchase) continue
      const customer = chunk.customer[i]!
      if (customer === NO_CODE) continue
      const number = keyOf(goods, customer, chunk.product[i]!, chunk.amount[i]!, false)
      if (number < 0 || isOut(chunk.firstRow + i)) continue
      purchases[number]!.push({ row: chunk.firstRow + i, day: chunk.day[i]! })
    }
  }
  return returns.flatMap((sides, number) =>
    pairsOf(sides, purchases[number]!).map((pair) => ({ ...sizes[number]!, ...pair })),
  )
}

function pairsOf(returns: Side[], purchases: Side[]): Omit<Reversal, 'customer' | 'product' | 'amount'>[] {
  const byDay = (a: Side, b: Side) => a.day - b.day || a.row - b.row
  returns.sort(byDay)
  purchases.sort(byDay)
  const free: Side[] = []
  const pairs: Omit<Reversal, 'customer' | 'product' | 'amount'>[] = []
  let next = 0
  for (const each of returns) {
    while (next < purchases.length && purchases[next]!.day <= each.day) free.push(purchases[next++]!)
    const bought = free.pop()
    if (bought === undefined) continue
    pairs.push({ purchaseRow: bought.row, purchaseDay: bought.day, returnRow: each.row, returnDay: each.day })
  }
  return pairs
}

/** Customer, product and amount as one 64-bit key: with a million returns a false match is one in 30 million files. */
function keyOf(goods: KeyIndex, customer: number, product: number, amount: number, isNew: boolean): number {
  const high = Math.floor(amount / 0x100000000)
  let a = Math.imul(customer ^ 0x3c6ef372, 0x9e3779b1) ^ (amount | 0)
  a = Math.imul(a ^ (a >>> 15), 0x85ebca6b)
  a ^= a >>> 13
  let b = Math.imul((product + 1) ^ a, 0xc2b2ae35) ^ Math.imul(high | 0, 0x27d4eb2f)
  b = Math.imul(b ^ (b >>> 16) ^ (amount | 0), 0x85ebca77) ^ customer
  return isNew ? goods.add(a, b) : goods.find(a, b)
}
