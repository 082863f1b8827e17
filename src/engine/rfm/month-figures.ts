import { ExactSum } from '../money/exact.ts'
import { MONTHS } from './months.ts'

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

/** Adds up the months of one customer after the other. */
export class MonthTally {
  /** Net spend of the customer by months before as-of. */
  readonly net = new Float64Array(MONTHS)
  /** 1 for each month in which she bought; a little longer, so that no look back leaves it. */
  readonly bought = new Uint8Array(MONTHS + WON_BACK_MONTHS)
  readonly orders = new Uint32Array(MONTHS)
  private readonly people = new Uint32Array(MONTHS * 3)
  private readonly revenue = Array.from({ length: MONTHS * 3 }, () => new ExactSum())

  /**
   * Adds what stands in `net` and `bought`, and empties them for the next customer.
   * @param reach the earliest month that has an entry; −1: none has
   * @param firstAgo month of her first purchase; −1 without one
   */
  add(reach: number, firstAgo: number): void {
    const { net, bought } = this
    for (let ago = 0; ago <= reach; ago++) {
      const amount = net[ago]!
      const isBuyer = bought[ago] === 1
      if (amount === 0 && !isBuyer) continue
      const state = stateOf(bought, isBuyer, firstAgo, ago)
      if (amount !== 0) this.revenue[ago * 3 + state]!.add(amount)
      if (isBuyer) this.people[ago * 3 + state]!++
    }
    net.fill(0, 0, reach + 1)
    bought.fill(0, 0, reach + 1)
  }

  /** @param reach months before as-of of the earliest row with an amount; −1: there is none */
  finish(reach: number): MonthFigures {
    const { orders, people, revenue } = this
    return {
      reach,
      orders,
      revenue: Array.from({ length: reach + 1 }, (_, ago) =>
        revenue.slice(ago * 3, ago * 3 + 3).map((state) => state.total()),
      ),
      customers: people,
    }
  }
}

/**
 * 0 first month, 1 returning, 2 won back. A month without a purchase (returns only) counts as returning.
 * @param firstAgo months from the first purchase to as-of; −1 without one
 */
function stateOf(bought: Uint8Array, isBuyer: boolean, firstAgo: number, ago: number): 0 | 1 | 2 {
  if (firstAgo === -1) return 1
  if (ago >= firstAgo) return 0
  if (!isBuyer) return 1
  for (let back = 1; back <= WON_BACK_MONTHS; back++) if (bought[ago + back] === 1) return 1
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
