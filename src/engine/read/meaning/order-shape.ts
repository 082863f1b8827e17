import type { Role } from '../../../contract/imports.ts'
import { numberTester, type ColumnProfile } from './profile.ts'
import type { SampleRow } from '../text/sample.ts'

/** How the money of an order is spread over its lines, seen in a sample. */
export interface OrderShape {
  /** The order's total stands on each of its lines. */
  readonly repeatedTotals: boolean
  /** The first row of an order has no product and holds the sum of its other rows. */
  readonly headTotals: boolean
  /** Only the first line carries it. */
  readonly totalsOnFirstLine: boolean
  /** So does something else that belongs to the order: later lines leave it blank. */
  readonly orderOnFirstLine: boolean
}

export interface OrderLine {
  readonly order: string
  readonly amount: string
  /** What tells the lines of an order apart: product, quantity … */
  readonly lines: string
  /** What belongs to the order: status, date, customer, currency. */
  readonly heads: readonly string[]
  /** The amount is the row's own price × quantity. */
  readonly isOwn: boolean
  /** The amount as a number, NaN where the cell holds none. */
  readonly value: number
  /** It says which product it is about. */
  readonly hasProduct: boolean
}

/** Fewer orders of several lines than this prove nothing. */
const ENOUGH_ORDERS = 5

/** Looks at neighbouring rows with the same order id. */
export function detectOrderShape(rows: readonly OrderLine[]): OrderShape {
  let several = 0
  let same = 0
  let sparse = 0
  let headed = 0
  let summed = 0
  let alone = 0
  const totals = new Set<string>()
  for (let i = 0; i < rows.length;) {
    let end = i + 1
    while (end < rows.length && rows[end]!.order === rows[i]!.order) end++
    const group = rows.slice(i, end)
    const order = rows[i]!.order
    // The first and last group of a sample may be cut.
    if (order !== '' && group.length === 1) alone++
    if (order !== '' && group.length > 1) {
      const different = new Set(group.map((row) => row.lines)).size > 1
      if (different) {
        several++
        const first = group[0]!.amount
        totals.add(first)
        if (first !== '' && group.every((row) => row.amount === first) && !group.every((row) => row.isOwn)) same++
        if (first !== '' && group.slice(1).every((row) => row.amount === '')) sparse++
        if (group[0]!.heads.some((head, at) => head !== '' && group.slice(1).some((row) => row.heads[at] === '')))
          headed++
        if (isSumOfRest(group)) summed++
      }
    }
    i = end
  }
  const isFew = several < ENOUGH_ORDERS
  const totalsOnFirstLine = isFew ? several > 0 && sparse === several : sparse >= several * 0.8
  return {
    // An order of one row would be lost with its head.
    headTotals: !isFew && summed >= several * 0.95 && alone <= several * 0.05,
    repeatedTotals: !isFew && same >= several * 0.95 && totals.size > 1,
    totalsOnFirstLine,
    orderOnFirstLine: totalsOnFirstLine || (several > 0 && headed >= several * 0.5),
  }
}

/** A head without a product, over rows with one whose amounts are, together, its own. */
function isSumOfRest([head, ...rest]: readonly OrderLine[]): boolean {
  if (head === undefined || head.hasProduct || !(Math.abs(head.value) > 0)) return false
  const items = rest.filter(({ value }) => !Number.isNaN(value))
  if (items.length === 0 || !items.every(({ hasProduct }) => hasProduct)) return false
  return Math.abs(items.reduce((sum, { value }) => sum + value, 0) - head.value) < 0.011
}

/** Lines whose order number is blank where others have one. */
export function blankOrders(lines: readonly OrderLine[]): number {
  const blank = lines.filter(({ order }) => order === '').length
  return blank === lines.length ? 0 : blank
}

/** The rows of a sample as lines of orders. */
export function orderLines(
  rows: readonly SampleRow[],
  order: ColumnProfile,
  amount: ColumnProfile | undefined,
  columnOf: (role: Role) => ColumnProfile | undefined,
  decimalOf: (profile: ColumnProfile) => '.' | ',',
): OrderLine[] {
  const apart = (['product', 'product_name', 'quantity', 'unit_price', 'category'] as const).map(
    (role) => columnOf(role)?.index ?? -1,
  )
  const number = (profile: ColumnProfile | undefined): ((cells: readonly string[]) => number) => {
    if (profile === undefined) return () => NaN
    const test = numberTester(decimalOf(profile))
    return (cells) => {
      const read = test((cells[profile.index] ?? '').trim())
      return read === null ? NaN : ((read.negative ? -1 : 1) * read.mantissa) / 10 ** read.decimals
    }
  }
  const columns = [amount, columnOf('unit_price'), columnOf('quantity')] as const
  const [total, price, quantity] = [number(columns[0]), number(columns[1]), number(columns[2])]
  const canBeOwn = columns.every((column) => column !== undefined)
  const heads = (['status', 'cancelled', 'date', 'customer_id', 'email', 'currency'] as const)
    .map((role) => columnOf(role)?.index)
    .filter((index) => index !== undefined)
  const products = (['product', 'product_name'] as const).map((role) => columnOf(role)?.index ?? -1)
  return rows.map(({ cells }) => ({
    value: total(cells),
    hasProduct: products.some((index) => (cells[index] ?? '').trim() !== ''),
    heads: heads.map((index) => (cells[index] ?? '').trim()),
    order: (cells[order.index] ?? '').trim(),
    amount: amount === undefined ? '' : (cells[amount.index] ?? '').trim(),
    lines: apart.map((index) => cells[index] ?? '').join('\u0000'),
    isOwn: canBeOwn && Math.abs(total(cells) - price(cells) * quantity(cells)) < 0.011,
  }))
}
