import { NO_DAY } from '../columns/types.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'

/** What is compared of how somebody buys; the order is that of the embedding. */
export const behaviourNames = [
  'recency',
  'frequency',
  'monetary',
  'basket',
  'tenure',
  'gap',
  'returns',
  'momentum',
] as const

export interface Behaviour {
  /** Values in their own unit (days, orders, currency units, shares 0–1), buyers × 8. */
  readonly raw: Float32Array
  /** The same, log1p where skewed, z-scored and cut off at ±3, buyers × 8; 0 for what everyone has alike. */
  readonly z: Float32Array
  /** Median of each in its own unit. */
  readonly medians: Float64Array
}

const WIDTH = behaviourNames.length
const FARTHEST = 3
/** Days, orders and money are compared by their logarithm, shares as they are. */
export const isSkewedFigure = (feature: number): boolean => feature < 6

/**
 * How each customer with a purchase buys: days since the last order, orders, net spend, spend an order, days since the
 * first order, days between orders (since the first where there is one), share of rows given back, share of the last
 * three months in the spend of twelve.
 */
export function behaviourOf(columns: CustomerColumns, asOf: number, scale: number): Behaviour {
  const { buyers, recency, frequency, net, firstPurchase, lastPurchase, rows, returnRows, monthly } = columns
  const unit = 10 ** scale
  const n = buyers.length
  const raw = new Float32Array(n * WIDTH)
  buyers.forEach((i, b) => {
    const orders = frequency[i]!
    const spend = net[i]! / unit
    const first = firstPurchase[i]!
    const tenure = first === NO_DAY ? 0 : asOf - first
    const gap = orders > 1 ? (lastPurchase[i]! - first) / (orders - 1) : tenure
    let year = 0
    let quarter = 0
    for (let month = 0; month < 12; month++) {
      const value = Math.max(0, monthly[i * 12 + month]!)
      year += value
      if (month >= 9) quarter += value
    }
    const returns = rows[i] === 0 ? 0 : returnRows[i]! / rows[i]!
    const values = [recency[i]!, orders, spend, spend / orders, tenure, gap, returns, year === 0 ? 0 : quarter / year]
    raw.set(values, b * WIDTH)
  })
  const z = new Float32Array(n * WIDTH)
  const medians = new Float64Array(WIDTH)
  const column = new Float64Array(n)
  for (let feature = 0; feature < WIDTH; feature++) {
    for (let b = 0; b < n; b++) column[b] = raw[b * WIDTH + feature]!
    const sorted = column.slice().sort()
    medians[feature] = n === 0 ? 0 : (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2
    if (isSkewedFigure(feature)) for (let b = 0; b < n; b++) column[b] = Math.log1p(Math.max(0, column[b]!))
    let mean = 0
    for (const value of column) mean += value / n
    let variance = 0
    for (const value of column) variance += (value - mean) ** 2 / n
    const deviation = Math.sqrt(variance)
    if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) continue
    for (let b = 0; b < n; b++)
      z[b * WIDTH + feature] = Math.max(-FARTHEST, Math.min(FARTHEST, (column[b]! - mean) / deviation))
  }
  return { raw, z, medians }
}
