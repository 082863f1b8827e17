import type { Matrix } from '../../columns/types.ts'
import type { PurchaseHistory } from '../history.ts'
import type { CustomerStates } from '../windows.ts'

export const spendFeatureNames = [
  'recency',
  'tenure',
  'purchase_days',
  'spend',
  'basket',
  'largest_basket',
  'recent_purchase_days',
  'recent_spend',
  'usual_gap',
  'overdue',
  'returned',
] as const

/**
 * What is known of customers at a cut-off that speaks of their coming spend. Counts and sums look back so many days and
 * no further, so that they mean the same at every cut-off, however long the history before it is.
 * Cost: O(entries looked back at).
 * @param lookback days, at least 2; "recent" is its last third
 * @param unit currency units that money is measured in
 */
export function spendFeatures(
  history: PurchaseHistory,
  states: CustomerStates,
  lookback: number,
  unit: number,
): Matrix {
  const columns = spendFeatureNames.length
  const { offsets, day, gross, net } = history
  const money = unit * 10 ** history.scale
  const data = new Float64Array(states.index.length * columns)
  const from = states.cutoff - lookback
  const recentFrom = states.cutoff - Math.ceil(lookback / 3)
  states.index.forEach((i, row) => {
    let [days, bought, kept, largest, recentDays, recentSpend] = [0, 0, 0, 0, 0, 0]
    let [first, last] = [0, 0]
    for (let at = offsets[i + 1]! - 1; at >= offsets[i]! && day[at]! > from; at--) {
      if (day[at]! > states.cutoff) continue
      kept += net[at]!
      if (day[at]! > recentFrom) recentSpend += net[at]!
      if (!(gross[at]! > 0)) continue
      bought += gross[at]!
      largest = Math.max(largest, gross[at]!)
      if (days++ === 0) last = day[at]!
      first = day[at]!
      if (day[at]! > recentFrom) recentDays++
    }
    const recency = states.cutoff - states.last[row]!
    // Who bought once within sight has shown no gap yet: the whole of it stands for one.
    const gap = days > 1 ? (last - first) / (days - 1) : lookback
    data.set(
      [
        Math.log1p(recency),
        Math.log1p(states.cutoff - states.first[row]!),
        Math.log1p(days),
        signedLog(kept / money),
        days === 0 ? 0 : Math.log1p(bought / days / money),
        Math.log1p(largest / money),
        Math.log1p(recentDays),
        signedLog(recentSpend / money),
        Math.log1p(gap),
        Math.log1p(recency / gap),
        bought > 0 ? 1 - kept / bought : 0,
      ],
      row * columns,
    )
  })
  return { data, rows: states.index.length, columns }
}

/** Spend can be negative where more is returned than was bought within sight. */
function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value))
}
