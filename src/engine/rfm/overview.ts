import type { CohortRow, MonthRow, RfmCell } from '../../contract/analysis.ts'
import { NO_CODE, NO_DAY } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ExactSum, roundMoney } from '../money/exact.ts'
import { type CustomerAggregates } from './aggregate.ts'
import { monthNumber, monthText } from './dates.ts'
import { MONTH_WORDS, MONTHS, monthsBeforeTable } from './months.ts'
import { NONE, type CustomerColumns } from './customer-columns.ts'
import { isOut } from './scope.ts'
import { segmentOf } from './segment-map.ts'

/** Silence, in calendar months, after which a customer who buys again counts as won back. */
const WON_BACK_MONTHS = 6

/**
 * Cumulative share of net spend (0–100) held by the top 0 … 100 % of the customers, best first; 101 points, linear
 * within a customer. Empty where the total is not positive.
 * @param net integer money per customer with a purchase
 */
export function lorenzCurve(net: Float64Array): number[] {
  const sorted = Float64Array.from(net).sort().reverse()
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (sorted.length === 0 || total <= 0) return []
  const curve = [0]
  let before = 0
  let next = 0
  for (let percent = 1; percent <= 100; percent++) {
    const position = (percent / 100) * sorted.length
    while (next + 1 <= position) before += sorted[next++]!
    const part = next < sorted.length ? (position - next) * sorted[next]! : 0
    curve.push(Number((((before + part) / total) * 100).toFixed(4)))
  }
  return curve
}

/** How many of the best customers it takes to reach `share` (0–1) of the total; 0 where the total is not positive. */
export function customersForShare(net: Float64Array, share: number): number {
  const sorted = Float64Array.from(net).sort().reverse()
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (total <= 0) return 0
  let sum = 0
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i]!
    if (sum >= share * total) return i + 1
  }
  return sorted.length
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
 * Cost: one more scan of the rows. Yields after each chunk.
 */
export function* monthlyRevenue(
  dataset: Dataset,
  totals: CustomerAggregates,
  columns: CustomerColumns,
  digits: number,
): Generator<number, MonthRow[]> {
  const asOfMonth = monthNumber(totals.asOf)
  const monthsBefore = monthsBeforeTable(totals.asOf)
  const listed = new Uint8Array(dataset.customers.count)
  for (const code of columns.code) listed[code] = 1
  const firstAgo = totals.firstPurchase.map((day) => (day === NO_DAY ? -1 : monthsBefore(day)))
  const sums = Array.from({ length: MONTHS }, () => [new ExactSum(), new ExactSum(), new ExactSum()] as const)
  let reach = -1
  let done = 0
  for (const chunk of dataset.chunks(['customer', 'day', 'amount', 'product', 'category'])) {
    for (let i = 0; i < chunk.rows; i++) {
      const amount = chunk.amount[i]!
      const day = chunk.day[i]!
      const customer = chunk.customer[i]!
      if (amount === 0 || customer === NO_CODE || listed[customer] === 0) continue
      if (isOut(totals.scope, day, chunk.product[i]!, chunk.category[i]!)) continue
      const monthsAgo = monthsBefore(day)
      if (monthsAgo >= MONTHS) continue
      if (monthsAgo > reach) reach = monthsAgo
      sums[monthsAgo]![stateOf(totals, customer, firstAgo[customer]!, monthsAgo)]!.add(amount)
    }
    yield ++done
  }
  const people = Array.from({ length: reach + 1 }, () => [0, 0, 0])
  for (const code of columns.code) {
    for (let ago = 0; ago <= reach; ago++) {
      if (boughtIn(totals, code, ago)) people[ago]![stateOf(totals, code, firstAgo[code]!, ago)]!++
    }
  }
  const rows: MonthRow[] = []
  for (let ago = reach; ago >= 0; ago--) {
    const [fresh, returning, wonBack] = sums[ago]!
    const all = fresh.total() + returning.total() + wonBack.total()
    const [newCustomers = 0, returningCustomers = 0, wonBackCustomers = 0] = people[ago]!
    rows.push({
      month: monthText(asOfMonth - ago),
      revenue: roundMoney(all, totals.scale, digits),
      orders: totals.ordersByMonth[ago]!,
      newCustomers,
      returningCustomers,
      wonBackCustomers,
      newRevenue: roundMoney(fresh.total(), totals.scale, digits),
      returningRevenue: roundMoney(returning.total(), totals.scale, digits),
      wonBackRevenue: roundMoney(wonBack.total(), totals.scale, digits),
    })
  }
  return rows
}

/**
 * 0 first month, 1 returning, 2 won back.
 * @param firstAgo months from the first purchase to as-of; −1 without one
 */
function stateOf(totals: CustomerAggregates, customer: number, firstAgo: number, monthsAgo: number): 0 | 1 | 2 {
  if (firstAgo === -1) return 1
  if (monthsAgo >= firstAgo) return 0
  if (!boughtIn(totals, customer, monthsAgo)) return 1
  for (let back = 1; back <= WON_BACK_MONTHS; back++) {
    if (boughtIn(totals, customer, monthsAgo + back)) return 1
  }
  return 2
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

/** Positions of the customers in an R × F segment. */
export function membersOf(columns: CustomerColumns, segment: number): Uint32Array {
  return columns.buyers.filter((i) => columns.segment[i] === segment && segment !== NONE)
}
