import type { CustomersWithout, HealthRow, MissingValues, SharedEmail } from '../../../contract/health.ts'
import type { RowOrder } from '../../../contract/row-orders.ts'
import { stringAt } from '../../columns/strings.ts'
import { NO_CODE, RowKind } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import type { unusualGaps } from '../../health/gaps.ts'
import type { Bounds } from '../../health/log-spread.ts'
import { firstInOrder } from '../../health/row-order.ts'
import { RowBits } from '../../health/row-bits.ts'
import { scanHealth, type ScannedCheck } from '../../health/scan.ts'
import { roundMoney } from '../../money/exact.ts'
import { dayText } from '../../rfm/dates.ts'
import { shareArrays } from '../share-arrays.ts'
import { drive, type Stop } from './drive.ts'
import { orderIdsOf, type PlacedIds } from './history.ts'
import { chunkCount, datasetOnce, type LayerInput } from './shared.ts'

const MOST_EMAILS = 50

/** What a look at all rows found; the sets of rows lie in shared memory. */
export interface HealthFacts {
  readonly rows: number
  readonly found: readonly { readonly check: ScannedCheck; readonly count: number; readonly bits: Uint8Array }[]
  readonly firstDate: string | null
  readonly lastDate: string | null
  readonly sharedOrders: number
  /** Currency units. */
  readonly purchases: Bounds | null
  readonly returns: Bounds | null
  readonly gaps: ReturnType<typeof unusualGaps>
  readonly missing: readonly MissingValues[]
  readonly sharedEmails: { readonly total: number; readonly some: readonly SharedEmail[] }
}

/** @param today days since 1970-01-01 */
export function healthFacts(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  today: number,
  stop: Stop,
  onProgress: (fraction: number) => void,
): HealthFacts {
  const dataset = datasetOnce(layers, rules)
  const steps = Math.max(1, 2 * chunkCount(layers) + layers.length)
  const scan = drive(scanHealth(dataset, today), stop, (done) => onProgress(done / steps))
  const emails = dataset.sharedEmails()
  const unit = 10 ** dataset.scale
  const inUnits = (bounds: Bounds | null): Bounds | null =>
    bounds === null ? null : { least: bounds.least / unit, most: bounds.most / unit, median: bounds.median / unit }
  return shareArrays({
    rows: scan.rows,
    found: [...scan.found].map(([check, { bytes, count }]) => ({ check, count, bits: bytes })),
    firstDate: scan.firstDay === null ? null : dayText(scan.firstDay),
    lastDate: scan.lastDay === null ? null : dayText(scan.lastDay),
    sharedOrders: scan.sharedOrders,
    purchases: inUnits(scan.purchases),
    returns: inUnits(scan.returns),
    gaps: scan.gaps,
    missing: scan.missing,
    sharedEmails: {
      total: emails.length,
      some: emails.slice(0, MOST_EMAILS).map(({ email, customers }) => ({
        email,
        customers: customers.map((code) => stringAt(dataset.customers, code)),
      })),
    },
  })
}

/**
 * Customers of whom an attribute says nothing, those with the most rows first.
 * Cost: one scan of who the rows belong to
 */
export function customersWithout(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  column: string,
  { offset, limit }: Pick<RowsPage, 'offset' | 'limit'>,
): CustomersWithout {
  const dataset = datasetOnce(layers, rules)
  const codes = dataset.attributes.find(({ name }) => name === column)?.codes
  if (codes === undefined) return { total: 0, customers: [] }
  const { source, customers } = dataset
  const rows = new Uint32Array(customers.count)
  for (const chunk of source.scan(['customer'], 0, source.starts.length - 1))
    for (let i = 0; i < chunk.rows; i++) if (chunk.customer[i]! !== NO_CODE) rows[chunk.customer[i]!]!++
  const without: number[] = []
  for (let code = 0; code < customers.count; code++) if ((codes[code] ?? NO_CODE) === NO_CODE) without.push(code)
  without.sort((a, b) => rows[b]! - rows[a]! || a - b)
  return {
    total: without.length,
    customers: without
      .slice(offset, offset + limit)
      .map((code) => ({ customerId: stringAt(customers, code), rows: rows[code]! })),
  }
}

/** A row that a check found, and where it stands. */
export interface FoundRow extends Omit<HealthRow, 'fileName' | 'orderId' | 'line' | 'reason' | 'raw'> {
  /** Position of its layer among the layers of orders, of its chunk in it, and its own in the chunk. */
  readonly layer: number
  readonly place: number
  readonly at: number
}

export interface FoundRows {
  readonly total: number
  readonly rows: readonly FoundRow[]
}

/** The part of a list that is asked for, and the decimals of the currency's minor unit. */
export interface RowsPage {
  readonly offset: number
  readonly limit: number
  readonly digits: number
  readonly order: RowOrder
}

/** @param layer position of the layer among those of orders whose rows are meant, or null: all of them */
export function healthRows(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  bits: Uint8Array,
  layer: number | null,
  page: RowsPage,
): FoundRows {
  const dataset = datasetOnce(layers, rules)
  const { starts, rows } = dataset.source
  const set = new RowBits(rows, bits)
  return layer === null
    ? pageOf(dataset, set, 0, rows, page)
    : pageOf(dataset, set, starts[layer]!, starts[layer + 1]!, page)
}

/** Rows of a set from … to (exclusive), a page of them. */
export function pageOf(dataset: Dataset, set: RowBits, from: number, to: number, page: RowsPage): FoundRows {
  const { offset, limit, digits, order } = page
  if (order === 'file')
    return { total: set.countIn(from, to), rows: rowsAt(dataset, set.page(offset, limit, from, to), digits) }
  const all = set.all(from, to)
  const wanted = firstInOrder(dataset.source, all, order, offset, limit)
  return { total: all.length, rows: rowsInOrder(dataset, wanted, digits) }
}

/** @param wanted row numbers, in the order in which they are wanted */
export function rowsInOrder(dataset: Dataset, wanted: readonly number[], digits: number): FoundRow[] {
  const ascending = wanted.toSorted((a, b) => a - b)
  const rows = rowsAt(dataset, ascending, digits)
  const at = new Map(ascending.map((row, i) => [row, rows[i]!]))
  return wanted.map((row) => at.get(row)!)
}

/** @param wanted row numbers, ascending */
export function rowsAt(dataset: Dataset, wanted: readonly number[], digits: number): FoundRow[] {
  const { source } = dataset
  const all = source.starts.length - 1
  // First where the chunks lie, without decoding them; then only those that hold one of the rows.
  const holders = new Set<string>()
  let next = 0
  for (const { firstRow, rows, layer, place } of source.scan([], 0, all)) {
    while (next < wanted.length && wanted[next]! < firstRow + rows) {
      holders.add(`${layer} ${place}`)
      next++
    }
  }
  const text = (column: Parameters<typeof stringAt>[0], code: number): string | null =>
    code === NO_CODE ? null : stringAt(column, code) || null
  const found: FoundRow[] = []
  next = 0
  for (const chunk of source.scan(undefined, 0, all, (layer, place) => holders.has(`${layer} ${place}`))) {
    const { firstRow, rows, layer, place } = chunk
    for (; next < wanted.length && wanted[next]! < firstRow + rows; next++) {
      const at = wanted[next]! - firstRow
      const product = chunk.product[at]!
      found.push({
        layer,
        place,
        at,
        position: wanted[next]! - source.starts[layer]! + 1,
        date: dayText(chunk.day[at]!),
        customer: text(dataset.customers, chunk.customer[at]!),
        product: text(dataset.productNames, product) ?? text(dataset.products, product),
        category: text(dataset.categories, chunk.category[at]!),
        amount: roundMoney(chunk.amount[at]!, dataset.scale, digits),
        currency: chunk.foreign?.isHeldBack === true ? chunk.foreign.currency : null,
        kind: kindNames[chunk.kind[at]!]!,
      })
    }
  }
  return found
}

/** Order ids of rows, by the place of their chunks; null where there is none. */
export function orderIdsAt(
  placed: readonly PlacedIds[],
  rows: readonly Pick<FoundRow, 'layer' | 'place' | 'at'>[],
): (string | null)[] {
  const readers = new Map(placed.map((ids) => [`${ids.layer} ${ids.place}`, orderIdsOf(ids)]))
  return rows.map(({ layer, place, at }) => readers.get(`${layer} ${place}`)?.(at) ?? null)
}

const kindNames = Object.fromEntries(Object.entries(RowKind).map(([name, kind]) => [kind, name])) as Record<
  number,
  keyof typeof RowKind
>
