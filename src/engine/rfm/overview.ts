import type { CohortRow, MonthRow, RfmCell } from '../../contract/analysis.ts'
import { ExactSum, roundMoney } from '../money/exact.ts'
import { type CustomerAggregates } from './aggregate.ts'
import { monthNumber, monthText } from './dates.ts'
import { MONTH_WORDS, MONTHS } from './months.ts'
import type { CustomerColumns } from './customer-columns.ts'
import { segmentOf } from './segment-map.ts'

/**
 * Cumulative share of net spend (0–100) held by the top 0 … 100 % of the customers, best first; 101 points, linear
 * within a customer. Empty where the total is not positive.
 * @param sorted integer money per customer with a purchase, ascending
 */
export function lorenzCurve(sorted: Float64Array): number[] {
  const total = sumOf(sorted)
  if (sorted.length === 0 || total <= 0) return []
  const best = (place: number) => sorted[sorted.length - 1 - place]!
  const curve = [0]
  let before = 0
  let next = 0
  for (let percent = 1; percent <= 100; percent++) {
    const position = (percent / 100) * sorted.length
    while (next + 1 <= position) before += best(next++)
    const part = next < sorted.length ? (position - next) * best(next) : 0
    curve.push(Number((((before + part) / total) * 100).toFixed(4)))
  }
  return curve
}

/**
 * How many of the best customers it takes to reach `share` (0–1) of the total; 0 where the total is not positive.
 * @param sorted as above
 */
export function customersForShare(sorted: Float64Array, share: number): number {
  const total = sumOf(sorted)
  if (total <= 0) return 0
  let sum = 0
  for (let i = sorted.length - 1; i >= 0; i--) {
    sum += sorted[i]!
    if (sum >= share * total) return sorted.length - i
  }
  return sorted.length
}

/** Exact: the values are integers. */
function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

/** The 25 cells of the R × F grid with customers and net spend. */
export function rfmGrid(columns: CustomerColumns, scale: number, digits: number): RfmCell[] {
  const customers = new Array<number>(25).fill(0)
  const revenue = Array.from({ length: 25 }, () => new ExactSum())
  for (const i of columns.buyers) {
    const cell = (columns.r[i]! - 1) * 5 + columns.f[i]! - 1
    customers[cell]!++
    revenue[cell]!.add(columns.net[i]!)
  }
  return customers.map((count, cell) => {
    const r = Math.floor(cell / 5) + 1
    const f = (cell % 5) + 1
    return {
      r,
      f,
      segmentLabel: segmentOf(r, f),
      customers: count,
      revenue: roundMoney(revenue[cell]!.total(), scale, digits),
    }
  })
}

/**
 * Net revenue, orders and customers by calendar month, split by what the month is to the customer: the first with a
 * purchase, one with a purchase in the six months before, or the first after longer silence (won back).
 * Returns count in the month they are dated, with the customer's state of that month (returning where she bought nothing).
 */
export function monthlyRevenue({ asOf, scale, months }: CustomerAggregates, digits: number): MonthRow[] {
  const asOfMonth = monthNumber(asOf)
  const rows: MonthRow[] = []
  for (let ago = months.reach; ago >= 0; ago--) {
    const [fresh = 0n, returning = 0n, wonBack = 0n] = months.revenue[ago]!
    const [newCustomers = 0, returningCustomers = 0, wonBackCustomers = 0] = months.customers.subarray(ago * 3)
    rows.push({
      month: monthText(asOfMonth - ago),
      revenue: roundMoney(fresh + returning + wonBack, scale, digits),
      orders: months.orders[ago]!,
      newCustomers,
      returningCustomers,
      wonBackCustomers,
      newRevenue: roundMoney(fresh, scale, digits),
      returningRevenue: roundMoney(returning, scale, digits),
      wonBackRevenue: roundMoney(wonBack, scale, digits),
    })
  }
  return rows
}

function boughtIn(totals: CustomerAggregates, customer: number, monthsAgo: number): boolean {
  if (monthsAgo >= MONTHS) return false
  return (totals.purchaseMonths[customer * MONTH_WORDS + (monthsAgo >> 5)]! & (1 << (monthsAgo & 31))) !== 0
}

/**
 * Retention by month of the first purchase: the share of each cohort who bought in the n-th month after it.
 * @param limit the latest cohorts only
 */
export function cohorts(totals: CustomerAggregates, columns: CustomerColumns, limit = 18): CohortRow[] {
  const asOfMonth = monthNumber(totals.asOf)
  const size = new Array<number>(MONTHS).fill(0)
  const active = Array.from({ length: MONTHS }, () => new Array<number>(MONTHS).fill(0))
  let oldest = -1
  for (const i of columns.buyers) {
    const code = columns.code[i]!
    const firstAgo = asOfMonth - monthNumber(totals.firstPurchase[code]!)
    if (firstAgo >= limit) continue
    if (firstAgo > oldest) oldest = firstAgo
    size[firstAgo]!++
    for (let ago = firstAgo; ago >= 0; ago--) if (boughtIn(totals, code, ago)) active[firstAgo]![firstAgo - ago]!++
  }
  const rows: CohortRow[] = []
  for (let ago = oldest; ago >= 0; ago--) {
    const customers = size[ago]!
    if (customers === 0) continue
    const retention = Array.from({ length: ago + 1 }, (_, after) =>
      Number(((active[ago]![after]! / customers) * 100).toFixed(2)),
    )
    rows.push({ cohort: monthText(asOfMonth - ago), customers, retention })
  }
  return rows
}
