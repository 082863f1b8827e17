import type { MissingValues, RowCheck } from '../../contract/health.ts'
import { findRepeats } from '../changes/repeats.ts'
import { NO_CODE, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { unusualGaps } from './gaps.ts'
import { LogSpread, type Bounds } from './log-spread.ts'
import { OrderCustomers } from './order-customers.ts'
import { RowBits } from './row-bits.ts'

/** Days that stand for "no date" in shops and spreadsheets: 1970-01-01, 1900-01-01 and the days spreadsheets count from. */
const placeholderDays: ReadonlySet<number> = new Set([0, -25_567, -25_568, -25_569])
/** Days of the years 1800 to 9999, which is what a date may be, are counted from here. */
const FIRST_DAY = -62_091
const DAYS = 2_995_200
/** Fewer amounts than this have no usual size. */
const FEWEST_AMOUNTS = 30

/** Checks that are made on rows that were read; rejected ones are listed elsewhere. */
export type ScannedCheck = Exclude<RowCheck, 'rejected'>

export interface HealthScan {
  readonly rows: number
  /** Sets of row numbers of the dataset's source, for each check that found any. */
  readonly found: ReadonlyMap<ScannedCheck, RowBits>
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly sharedOrders: number
  /** Money in units of 10^-scale. */
  readonly purchases: Bounds | null
  readonly returns: Bounds | null
  readonly gaps: ReturnType<typeof unusualGaps>
  readonly missing: readonly MissingValues[]
}

/**
 * Looks at every row of the active files, whatever later rules leave out.
 * @param today days since 1970-01-01
 * Yields after each chunk. Cost: two scans, one bit a row and check, 12 bytes an order; repeats as `findRepeats`.
 */
export function* scanHealth(dataset: Dataset, today: number): Generator<number, HealthScan> {
  const { source } = dataset
  const { rows } = source
  const layers = source.starts.length - 1
  const found = new Map<ScannedCheck, RowBits>()
  const mark = (check: ScannedCheck, row: number): void => {
    let bits = found.get(check)
    if (bits === undefined) found.set(check, (bits = new RowBits(rows)))
    bits.add(row)
  }
  const hasProducts = dataset.products.count > 0
  const hasCategories = dataset.categories.count > 0
  const orders = new OrderCustomers()
  const [purchases, returns] = [new LogSpread(), new LogSpread()]
  const hasRows = new Uint8Array(DAYS)
  let done = 0

  for (const chunk of source.scan(firstColumns, 0, layers)) {
    const { customer, orderLow, orderHigh, day, amount, kind, product, category, firstRow, foreign } = chunk
    // Amounts without a rate are not of the same measure as the others.
    const isComparable = foreign?.isHeldBack !== true
    let [lastLow, lastHigh, lastCustomer] = [0, 0, NO_CODE]
    for (let i = 0; i < chunk.rows; i++) {
      const row = firstRow + i
      const who = customer[i]!
      if (foreign !== null) mark('foreign', row)
      if (who === NO_CODE) mark('without_customer', row)
      if (hasProducts && product[i] === NO_CODE) mark('missing_product', row)
      if (hasCategories && category[i] === NO_CODE) mark('missing_category', row)
      const when = day[i]!
      hasRows[when - FIRST_DAY] = 1
      if (when > today) mark('future', row)
      else if (when <= 0 && placeholderDays.has(when)) mark('placeholder_date', row)
      const money = amount[i]!
      const what = kind[i]!
      if (what === RowKind.purchase) {
        if (isComparable && money > 0) purchases.add(money)
      } else if (what === RowKind.return) {
        mark('returns', row)
        if (isComparable && money < 0) returns.add(-money)
      } else mark(what === RowKind.zero ? 'zero' : 'void', row)
      if (orderLow[i] === lastLow && orderHigh[i] === lastHigh && who === lastCustomer) continue
      lastLow = orderLow[i]!
      lastHigh = orderHigh[i]!
      lastCustomer = who
      orders.add(lastLow, lastHigh, who)
    }
    yield ++done
  }

  const usual = { purchases: purchases.bounds(FEWEST_AMOUNTS), returns: returns.bounds(FEWEST_AMOUNTS) }
  for (const chunk of source.scan(secondColumns, 0, layers)) {
    const { orderLow, orderHigh, amount, kind, firstRow, foreign } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      if (orders.count > 0 && orders.isShared(orderLow[i]!, orderHigh[i]!)) mark('shared_orders', firstRow + i)
      if (foreign?.isHeldBack === true) continue
      const money = amount[i]!
      if (kind[i] === RowKind.purchase) {
        if (usual.purchases !== null && money > 0 && isOutside(money, usual.purchases)) mark('outliers', firstRow + i)
      } else if (kind[i] === RowKind.return && usual.returns !== null && -money > usual.returns.most)
        mark('large_returns', firstRow + i)
    }
    yield ++done
  }
  for (let layer = 0; layer < layers; layer++) {
    findRepeats(source, layer, null, (row) => mark('repeats', row))
    yield ++done
  }
  const sorted = daysWith(hasRows)
  return {
    rows,
    found,
    firstDay: sorted[0] ?? null,
    lastDay: sorted.at(-1) ?? null,
    sharedOrders: orders.count,
    purchases: usual.purchases,
    returns: usual.returns,
    // A date of a spreadsheet's zero or of next century is no silence before the first order.
    gaps: unusualGaps(sorted.filter((day) => day <= today && !placeholderDays.has(day))),
    missing: missingValues(dataset, found, rows),
  }
}

const firstColumns = ['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind', 'product', 'category'] as const
const secondColumns = ['orderLow', 'orderHigh', 'amount', 'kind'] as const

/** In ascending order. */
function daysWith(hasRows: Uint8Array): Int32Array {
  const days: number[] = []
  for (let at = hasRows.indexOf(1); at >= 0; at = hasRows.indexOf(1, at + 1)) days.push(at + FIRST_DAY)
  return Int32Array.from(days)
}

function isOutside(money: number, { least, most }: Bounds): boolean {
  return money < least || money > most
}

function missingValues(dataset: Dataset, found: ReadonlyMap<ScannedCheck, RowBits>, rows: number): MissingValues[] {
  const missing: MissingValues[] = []
  const add = (column: string, check: ScannedCheck): void => {
    missing.push({ column, isAttribute: false, missing: found.get(check)?.count ?? 0, of: rows, unit: 'rows' })
  }
  add('customer_id', 'without_customer')
  if (dataset.products.count > 0) add('product', 'missing_product')
  if (dataset.categories.count > 0) add('category', 'missing_category')
  const customers = dataset.customers.count
  for (const { name, codes } of dataset.attributes) {
    let empty = customers - codes.length
    for (const code of codes) if (code === NO_CODE) empty++
    missing.push({ column: name, isAttribute: true, missing: empty, of: customers, unit: 'customers' })
  }
  return missing
}
