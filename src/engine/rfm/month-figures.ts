import { NO_DAY } from '../columns/types.ts'
import { ExactSum } from '../money/exact.ts'
import { MONTHS, monthsBeforeTable } from './months.ts'
import { Field, RECORD, type Tally } from './tally.ts'

/** Silence, in calendar months, after which a customer who buys again counts as won back. */
const WON_BACK_MONTHS = 6

/** Figures of the calendar months before as-of (index = months ago), split by what the month is to the customer. */
export interface MonthFigures {
  /** Months before as-of of the earliest row with an amount; −1: there is none. */
  readonly reach: number
  /** Distinct orders, by the day of their first row in the file. */
  readonly orders: Uint32Array
  /** Net revenue by month and state (first month, returning, won back), integers of the dataset's scale. */
  readonly revenue: readonly (readonly bigint[])[]
  /** Customers who bought in the month, by state (months × 3). */
  readonly customers: Uint32Array
}

/** Cost: O(customers × months). */
export function monthFigures(
  { words, monthly, months, reach, ordersByMonth, asOf }: Omit<Tally, 'add'>,
  customers: number,
): MonthFigures {
  const monthsBefore = monthsBeforeTable(asOf)
  const revenue = Array.from({ length: months }, () => [new ExactSum(), new ExactSum(), new ExactSum()] as const)
  const people = new Uint32Array(MONTHS * 3)
  for (let customer = 0; customer < customers; customer++) {
    const record = customer * RECORD
    const first = words[record + Field.firstPurchase]!
    const firstAgo = first === NO_DAY ? -1 : monthsBefore(first)
    const bought = (ago: number): boolean =>
      ago < MONTHS && (words[record + Field.purchaseMonths + (ago >> 5)]! & (1 << (ago & 31))) !== 0
    for (let ago = 0; ago < months; ago++) {
      const amount = monthly[customer * months + ago]!
      const isBuyer = bought(ago)
      if (amount === 0 && !isBuyer) continue
      const state = stateOf(bought, isBuyer, firstAgo, ago)
      if (amount !== 0) revenue[ago]![state].add(amount)
      if (isBuyer) people[ago * 3 + state]!++
    }
  }
  return {
    reach,
    orders: ordersByMonth,
    revenue: revenue.map((states) => states.map((state) => state.total())),
    customers: people,
  }
}

/**
 * 0 first month, 1 returning, 2 won back. A month without a purchase (returns only) counts as returning.
 * @param firstAgo months from the first purchase to as-of; −1 without one
 */
function stateOf(bought: (ago: number) => boolean, isBuyer: boolean, firstAgo: number, ago: number): 0 | 1 | 2 {
  if (firstAgo === -1) return 1
  if (ago >= firstAgo) return 0
  if (!isBuyer) return 1
  for (let back = 1; back <= WON_BACK_MONTHS; back++) if (bought(ago + back)) return 1
  return 2
}

/** Figures of all customers from those of parts of them. */
export function joinMonths(parts: readonly MonthFigures[]): MonthFigures {
  const sum = (length: number, of: (part: MonthFigures) => Uint32Array) => {
    const total = new Uint32Array(length)
    for (const part of parts) of(part).forEach((value, i) => (total[i]! += value))
    return total
  }
  const months = Math.max(0, ...parts.map(({ revenue }) => revenue.length))
  return {
    reach: Math.max(-1, ...parts.map(({ reach }) => reach)),
    orders: sum(MONTHS, ({ orders }) => orders),
    revenue: Array.from({ length: months }, (_, ago) =>
      [0, 1, 2].map((state) => parts.reduce((total, part) => total + (part.revenue[ago]?.[state] ?? 0n), 0n)),
    ),
    customers: sum(MONTHS * 3, ({ customers }) => customers),
  }
}
