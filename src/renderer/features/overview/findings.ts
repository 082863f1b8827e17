import type { CohortRow, MonthRow, Overview } from '../../../contract/analysis.ts'

/** `2011-12` and an offset in months → `2011-09`. */
export function monthBefore(month: string, back: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - back
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** Whether as_of lies before the last day of its month. */
export function isPartialMonth(asOf: string): boolean {
  const [year = 0, month = 1, day = 1] = asOf.split('-').map(Number)
  return day < new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export interface QuarterChange {
  /** First and last month of the later three, YYYY-MM. */
  readonly from: string
  readonly to: string
  readonly revenue: number | null
  readonly orders: number | null
  readonly average: number | null
  readonly newCustomers: number
}

/**
 * The last three whole months against the three before, as changes in %; a change is null where the earlier value is
 * not positive.
 * @returns null with fewer than six whole months of history.
 */
export function quarterChange(overview: Pick<Overview, 'months' | 'asOf' | 'firstDate'>): QuarterChange | null {
  const { months, asOf, firstDate } = overview
  const asOfMonth = asOf.slice(0, 7)
  const to = isPartialMonth(asOf) ? monthBefore(asOfMonth, 1) : asOfMonth
  const firstWhole = firstDate.endsWith('-01') ? firstDate.slice(0, 7) : monthBefore(firstDate.slice(0, 7), -1)
  if (monthBefore(to, 5) < firstWhole) return null
  const byMonth = new Map(months.map((row) => [row.month, row]))
  const sum = (back: number, valueOf: (row: MonthRow) => number) =>
    [0, 1, 2].reduce((total, step) => {
      const row = byMonth.get(monthBefore(to, back + step))
      return total + (row === undefined ? 0 : valueOf(row))
    }, 0)
  const change = (later: number, earlier: number) => (earlier > 0 ? (later / earlier - 1) * 100 : null)
  const revenue = [sum(0, (row) => row.revenue), sum(3, (row) => row.revenue)] as const
  const orders = [sum(0, (row) => row.orders), sum(3, (row) => row.orders)] as const
  return {
    from: monthBefore(to, 2),
    to,
    revenue: change(revenue[0], revenue[1]),
    orders: change(orders[0], orders[1]),
    average: orders[0] > 0 && orders[1] > 0 ? change(revenue[0] / orders[0], revenue[1] / orders[1]) : null,
    newCustomers: sum(0, (row) => row.newCustomers),
  }
}

/** Share of customers (%) who bought in the month after their first, over all cohorts that are old enough. */
export function nextMonthRetention(
  cohorts: readonly CohortRow[],
): { readonly share: number; readonly months: number } | null {
  let customers = 0
  let again = 0
  let months = 0
  for (const cohort of cohorts) {
    const share = cohort.retention[1]
    if (share === undefined) continue
    customers += cohort.customers
    again += (cohort.customers * share) / 100
    months++
  }
  return customers === 0 ? null : { share: (again / customers) * 100, months }
}

/** The smallest whole % of customers, best first, who bring at least half; null where there is no positive revenue. */
export function shareForHalf(lorenz: readonly number[]): number | null {
  const at = lorenz.findIndex((share) => share >= 50)
  return at < 1 ? null : at
}

/** The filter that shows exactly the one-time buyers, where the frequency score tells them apart. */
export function oneTimeFilter(
  overview: Pick<Overview, 'oneTimeBuyers'>,
  scoreCountsF: readonly number[],
  cutsF: readonly number[],
): { f: number[] } | null {
  const cut = cutsF[0]
  return cut !== undefined && cut >= 1 && cut < 2 && scoreCountsF[0] === overview.oneTimeBuyers ? { f: [1] } : null
}
