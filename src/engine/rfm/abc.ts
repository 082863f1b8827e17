/** Class per customer: 0 none, 1 A, 2 B, 3 C. */
export const AbcClass = { none: 0, A: 1, B: 2, C: 3 } as const

/**
 * ABC by net spend: sorted descending, total = sum of the positive ones; A while the cumulative share before a customer
 * is below 80 %, B below 95 %, else C. Equal spends share the class of the first; net ≤ 0 is C; total 0: none.
 * @param net integer money per customer with a purchase
 */
export function abcClasses(net: Float64Array): Uint8Array {
  const classes = new Uint8Array(net.length)
  const order = Uint32Array.from(net, (_, i) => i).sort((a, b) => net[b]! - net[a]!)
  let total = 0
  for (const value of net) if (value > 0) total += value
  if (total === 0) return classes
  let before = 0
  let current = AbcClass.A as number
  for (let i = 0; i < order.length; i++) {
    const value = net[order[i]!]!
    const isTie = i > 0 && value === net[order[i - 1]!]!
    if (value <= 0) current = AbcClass.C
    else if (!isTie) current = before < 0.8 * total ? AbcClass.A : before < 0.95 * total ? AbcClass.B : AbcClass.C
    classes[order[i]!] = current
    if (value > 0) before += value
  }
  return classes
}
