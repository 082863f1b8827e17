import type { ReadOptions } from '../../../contract/imports.ts'
import { adjustmentRoles, type Adjustment, type AdjustmentRole } from '../../../contract/roles.ts'
import type { Note } from '../../../contract/messages.ts'
import { headerKey } from './headers.ts'
import { detectOrderShape, type OrderLine } from './order-shape.ts'
import type { AdjustmentPlan, ColumnPlan } from '../plan.ts'
import { numberTester } from './profile.ts'
import type { OpenQuestion } from './questions.ts'
import type { ShopLayout } from './shop-layout.ts'

/** What is known of a file of orders when its revenue is settled. */
export interface RevenueFacts {
  /** Cells of the sample's rows. */
  readonly rows: readonly (readonly string[])[]
  readonly column: (role: AdjustmentRole | 'amount' | 'unit_price' | 'quantity') => ColumnPlan | undefined
  /** The same rows as lines of orders, or empty where there is no order id. */
  readonly lines: readonly OrderLine[]
  readonly shop: ShopLayout | null
  readonly options: ReadOptions
}

/** Prices of a line before anything is taken off. */
const beforeDiscount = new Set(
  'itemprice lineitemprice grosssales grossamount listprice listpreis itemtotal ordervalue bruttoumsatz ventasbrutas'.split(
    ' ',
  ),
)
/** Totals that hold tax and shipping; then those that do not. */
const withAll =
  /^(?:order|grand|invoice|base|n)?(?:grand)?total(?:amount|paid|price|value|ttc|inctax)?$|paid|payment|brutto|gross|ttc|gesamt|endbetrag|rechnungsbetrag|geneltoplam|odenen|coniva|totalpedido|totalcommande|totaldelpedido|^amount(?:total)?$/
const withoutTax = /net|ht$|excl|extax|siniva|vergisiz|ohnemwst|subtotal|item|line|^(?:unit)?price|preis|sales$/

const enoughRows = 3

/**
 * What of the money beside the price counts. Proposed: a discount is taken off where the sums show, the shop is known for,
 * or the header says that the price stands before it, and always where the price of one is multiplied; tax and shipping
 * stay as they are written; refunds are taken off. The person's own word wins.
 */
export function settleRevenue(facts: RevenueFacts): { adjustments: AdjustmentPlan[]; questions: OpenQuestion[] } {
  const adjustments: AdjustmentPlan[] = []
  const questions: OpenQuestion[] = []
  for (const role of adjustmentRoles) {
    const column = facts.column(role)
    if (column === undefined) continue
    const chosen = facts.options.revenue?.[role]
    const proposed = propose(role, facts)
    const taken = chosen ?? proposed.take
    if (taken !== 'leave')
      adjustments.push({ role, column, sign: taken === 'add' ? 1 : -1, perOrder: isPerOrder(column, facts) })
    const offered = choices(role, facts)
    if (!offered.includes(taken)) offered.push(taken)
    questions.push({
      question: { code: `import.ambiguity.${role}`, params: { column: column.name } },
      reason: chosen === undefined ? proposed.reason : { code: 'import.assumed.chosen' },
      columns: [column.index],
      settled: chosen !== undefined,
      options: offered.map((take) => ({
        label: labelOf(role, take, offered, column.name),
        assumed: take === taken,
        choose: { revenue: { ...facts.options.revenue, [role]: take } },
        command: `--revenue ${role}=${take}`,
      })),
    })
  }
  return { adjustments, questions }
}

function propose(role: AdjustmentRole, facts: RevenueFacts): { take: Adjustment; reason: Note } {
  if (role === 'refund') return { take: 'subtract', reason: { code: 'import.assumed.refund' } }
  if (role !== 'discount') return { take: 'leave', reason: { code: 'import.assumed.as_written' } }
  const seen = sums(facts)
  if (seen !== null)
    return seen === 'before'
      ? { take: 'subtract', reason: { code: 'import.assumed.sums_before' } }
      : { take: 'leave', reason: { code: 'import.assumed.sums_after' } }
  const amount = facts.column('amount')
  if (amount === undefined) return { take: 'subtract', reason: { code: 'import.assumed.price_before' } }
  if (facts.shop?.beforeDiscount === true)
    return { take: 'subtract', reason: { code: 'import.assumed.shop_before', params: { shop: facts.shop.shop } } }
  if (beforeDiscount.has(headerKey(amount.name)))
    return { take: 'subtract', reason: { code: 'import.assumed.header_before', params: { column: amount.name } } }
  return { take: 'leave', reason: { code: 'import.assumed.total_paid', params: { column: amount.name } } }
}

/** Whether the amounts are price × quantity before or after the discount, as the rows that have one show. */
function sums({ rows, column }: RevenueFacts): 'before' | 'after' | null {
  const [amount, price, quantity, discount] = (['amount', 'unit_price', 'quantity', 'discount'] as const).map(column)
  if (amount === undefined || price === undefined || quantity === undefined || discount === undefined) return null
  const read = (plan: ColumnPlan): ((cells: readonly string[]) => number) => {
    const test = numberTester(plan.decimal)
    return (cells) => {
      const number = test((cells[plan.index] ?? '').trim())
      return number === null ? NaN : number.mantissa / 10 ** number.decimals
    }
  }
  const [a, p, q, d] = [read(amount), read(price), read(quantity), read(discount)]
  let before = 0
  let after = 0
  let all = 0
  for (const cells of rows) {
    const off = d(cells)
    const full = p(cells) * q(cells)
    if (!(off > 0.011) || Number.isNaN(full)) continue
    all++
    if (Math.abs(a(cells) - full) < 0.011) before++
    else if (Math.abs(a(cells) - full + off) < 0.011) after++
  }
  if (all < enoughRows) return null
  return before >= all * 0.9 ? 'before' : after >= all * 0.9 ? 'after' : null
}

function isPerOrder(column: ColumnPlan, { rows, lines }: RevenueFacts): boolean {
  if (lines.length === 0) return false
  const own = lines.map((line, i) => ({ ...line, amount: (rows[i]![column.index] ?? '').trim(), isOwn: false }))
  return detectOrderShape(own).repeatedTotals
}

/** The readings that make sense beside this price. */
function choices(role: AdjustmentRole, { column }: RevenueFacts): Adjustment[] {
  if (role === 'discount') return ['subtract', 'leave']
  if (role === 'refund') return ['subtract', 'leave']
  const key = headerKey((column('amount') ?? column('unit_price'))?.name ?? '')
  if (withoutTax.test(key) && !/^grosssales$/.test(key))
    return role === 'tax' ? ['leave', 'add', 'subtract'] : ['leave', 'add']
  return withAll.test(key) ? ['leave', 'subtract'] : ['leave', 'add', 'subtract']
}

function labelOf(role: AdjustmentRole, take: Adjustment, offered: readonly Adjustment[], column: string): Note {
  const params = { column }
  if (role === 'discount' || role === 'refund') return { code: `import.option.${role}_${take}`, params }
  if (take !== 'leave') return { code: take === 'add' ? 'import.option.add' : 'import.option.subtract', params }
  if (offered.length > 2) return { code: 'import.option.leave', params }
  return { code: offered.includes('add') ? 'import.option.leave_without' : 'import.option.leave_with', params }
}
