import type { DateOrder } from '../../contract/imports.ts'
import type { Adjustment, AdjustmentRole, StatusMeaning } from '../../contract/roles.ts'
import { adjustmentRoles } from '../../contract/roles.ts'
import type { Inspection } from './plan.ts'

/** How the cells of a file were read, detected or chosen, for rows of it that come back mended. */
export interface ReadAs {
  readonly columns: readonly string[]
  readonly dateOrder: DateOrder | null
  readonly decimal: '.' | ','
  /** What became of the money beside the price. */
  readonly revenue: Readonly<Partial<Record<AdjustmentRole, Adjustment>>>
  /** Whether totals that repeat on the lines of an order counted once; null: there were no orders of several lines. */
  readonly orderTotals: 'once' | 'line' | null
  /** What statuses mean that no word list knows; files read before that was asked have none. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>
  readonly credit?: 'minus' | 'plus'
  /** Whether numbers of orders start anew each day; files read before that was asked have none. */
  readonly orderNumbers?: 'daily' | 'whole'
  /** Whether amounts counted the currency itself or its smallest coin; null: they had decimals. */
  readonly amounts?: 'major' | 'minor' | null
  /** Of dates without a year. */
  readonly year?: number
  /** Line (row) of the first row; null unless every row that was read takes one line and none between them is empty. */
  readonly firstLine: number | null
}

/**
 * @param nextLine behind the last row that was read
 * @param rows that were read
 */
export function readAsOf(
  { columns, dateOrder, decimal, amounts, yearless, plan }: Inspection,
  nextLine: number,
  rows: number,
): ReadAs {
  const revenue: Partial<Record<AdjustmentRole, Adjustment>> = {}
  for (const role of adjustmentRoles) {
    if (plan.columns[role] === undefined) continue
    const sign = plan.adjustments.find((each) => each.role === role)?.sign
    revenue[role] = sign === undefined ? 'leave' : sign === 1 ? 'add' : 'subtract'
  }
  const hasTotals = plan.columns.order_id !== undefined && plan.columns.amount !== undefined && !plan.headTotals
  return {
    columns: columns.map(({ name }) => name),
    dateOrder,
    decimal,
    revenue,
    orderTotals: hasTotals ? (plan.repeatedTotals ? 'once' : 'line') : null,
    statuses: plan.statuses,
    orderNumbers: plan.dailyOrders ? 'daily' : 'whole',
    credit: (plan.columns.amount ?? plan.columns.unit_price)?.creditIsPlus === true ? 'plus' : 'minus',
    amounts,
    ...(yearless?.year == null ? {} : { year: yearless.year }),
    firstLine: nextLine - plan.firstLine === rows ? plan.firstLine : null,
  }
}
