import { ascending } from './quantile.ts'

/** Class per customer: 0 none, 1 A, 2 B, 3 C. */
export const AbcClass = { none: 0, A: 1, B: 2, C: 3 } as const

/**
 * ABC by net spend: sorted descending, total = sum of the positive ones; A while the cumulative share before a customer
 * is below 80 %, B below 95 %, else C. Equal spends share the class of the first; net ≤ 0 is C; total 0: none.
 * @param net integer money per customer with a purchase
 * @param sorted the same, ascending
 */
export function abcClasses(net: Float64Array, sorted = ascending(net)): Uint8Array {
  const classes = new Uint8Array(net.length)
  let total = 0
  for (let i = 0; i < net.length; i++) if (net[i]! > 0) total += net[i]!
  if (total === 0) return classes
  // The least spend of each class, as the largest ones use the total up.
  let leastA = Infinity
  let leastB = Infinity
  let before = 0
  for (let i = sorted.length - 1; i >= 0 && sorted[i]! > 0 && before < 0.95 * total;) {
    const value = sorted[i]!
    if (before < 0.8 * total) leastA = value
    else leastB = value
    for (; i >= 0 && sorted[i] === value; i--) before += value
  }
  leastB = Math.min(leastA, leastB)
  for (let i = 0; i < net.length; i++)
    classes[i] = net[i]! >= leastA ? AbcClass.A : net[i]! >= leastB ? AbcClass.B : AbcClass.C
  return classes
}
