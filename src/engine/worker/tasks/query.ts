import type {
  CustomerDetail,
  CustomerFilter,
  CustomerPage,
  CustomerPoints,
  CustomerSort,
} from '../../../contract/customers.ts'
import type { TierThresholds } from '../../../contract/projects.ts'
import type { ChunkColumn } from '../../columns/chunk-codec.ts'
import { getArray, type AttributeHead } from '../../columns/parts.ts'
import { stringAt } from '../../columns/strings.ts'
import { NO_CODE, NO_DAY, RowKind, type StringColumn } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import type { Cuts } from '../../explain/labels.ts'
import { sampleRows } from '../../cluster/random.ts'
import { ExactSum, roundMoney } from '../../money/exact.ts'
import { dayText } from '../../rfm/dates.ts'
import { partsToScores } from '../../predict/scores.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { NONE } from '../../rfm/customer-columns.ts'
import { customerRow } from '../../rfm/customer-row.ts'
import { previousGroups } from './drift.ts'
import { exclusionMask, isOut, type Exclusion } from '../../rfm/scope.ts'
import { selectCustomers, type CustomerView } from '../../rfm/select-customers.ts'
import { writeCustomersCsv } from './customers-csv.ts'
import type { Stop } from './drive.ts'
import { datasetOnce, type LayerInput } from './shared.ts'
import { upliftOfCustomers, type UpliftSource } from './uplift.ts'

/** A run as the query thread needs it; all bytes in shared memory. */
export interface RunView {
  /** Changes with the run and its chosen k. */
  readonly key: string
  readonly attributes: readonly AttributeHead[]
  readonly parts: Map<string, Uint8Array>
  readonly scale: number
  readonly digits: number
  readonly asOfDay: number
  /** What took part in the run: the window's first day and the exclusions. */
  readonly from: number | null
  readonly exclusions: readonly Exclusion[]
  readonly rules: DatasetRules
  readonly churnThresholds?: TierThresholds['churn']
  /** The campaign result that gives customers their uplift. */
  readonly uplift?: UpliftSource
  /** Cluster of each buyer, and the id of each cluster. */
  readonly labels: Uint8Array
  readonly ids: readonly number[]
  readonly clusterLabels: readonly (readonly [number, string])[]
  readonly cuts: Cuts
  /** The run before, where what changed since is asked for. */
  readonly previous?: PreviousRunView
}

export interface PreviousRunView {
  readonly key: string
  readonly attributes: readonly AttributeHead[]
  readonly parts: Map<string, Uint8Array>
  readonly labels: Uint8Array
  readonly ids: readonly number[]
}

let current: { readonly key: string; readonly view: CustomerView } | null = null
let selection: { readonly key: string; readonly rows: Uint32Array } | null = null

/** The same run is asked for again and again: its columns are laid out once. */
export function viewOf(run: RunView): CustomerView {
  const key = `${run.key} ${run.uplift?.key ?? ''} ${JSON.stringify(run.clusterLabels)}`
  // A view that also knows the run before answers what one without it does.
  if (current?.key === key && (run.previous === undefined || current.view.previous !== undefined)) return current.view
  const columns = partsToColumns(run.parts, run.attributes)
  const cluster = new Uint8Array(columns.code.length).fill(NONE)
  columns.buyers.forEach((i, b) => (cluster[i] = run.ids[run.labels[b]!]!))
  const scores = partsToScores(run.parts)
  const view: CustomerView = {
    columns,
    cluster,
    clusterLabels: new Map(run.clusterLabels),
    cuts: run.cuts,
    ...(scores === null ? {} : { scores }),
    ...(run.uplift === undefined ? {} : { uplift: upliftOfCustomers(run.uplift, columns.customers) }),
    ...(run.churnThresholds === undefined ? {} : { churnThresholds: run.churnThresholds }),
    ...(run.previous === undefined ? {} : { previous: previousGroups(columns, run.previous) }),
  }
  current = { key, view }
  selection = null
  return view
}

/** The same filter and order are asked for page after page. */
function selectionOf(view: CustomerView, filter: CustomerFilter, sort: CustomerSort): Uint32Array {
  const key = JSON.stringify([filter, sort])
  if (selection?.key !== key) selection = { key, rows: selectCustomers(view, filter, sort) }
  return selection.rows
}

function page(run: RunView, filter: CustomerFilter, sort: CustomerSort, offset: number, limit: number): CustomerPage {
  const view = viewOf(run)
  const rows = selectionOf(view, filter, sort)
  const revenue = new ExactSum()
  for (const i of rows) revenue.add(view.columns.net[i]!)
  return {
    total: rows.length,
    revenue: roundMoney(revenue.total(), run.scale, run.digits),
    rows: Array.from(rows.subarray(offset, offset + limit), (i) => customerRow(view, i, run.scale, run.digits)),
  }
}

function base64(array: Float32Array | Uint8Array | Uint32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}

function points(run: RunView, limit: number): CustomerPoints {
  const view = viewOf(run)
  const { buyers } = view.columns
  const map = getArray(run.parts, 'map', Float32Array)!
  const chosen = buyers.length <= limit ? Uint32Array.from(buyers.keys()) : sampleRows(buyers.length, limit, 1)
  const xy = new Float32Array(chosen.length * 2)
  chosen.forEach((b, p) => xy.set(map.subarray(2 * b, 2 * b + 2), 2 * p))
  return {
    customers: buyers.length,
    points: chosen.length,
    xy: base64(xy),
    cluster: base64(Uint8Array.from(chosen, (b) => view.cluster[buyers[b]!]!)),
    index: base64(Uint32Array.from(chosen, (b) => buyers[b]!)),
  }
}

const HISTORY_ROWS = 200
const kinds = Object.fromEntries(Object.entries(RowKind).map(([name, code]) => [code, name])) as Record<
  number,
  keyof typeof RowKind
>

const historyColumns = [
  'customer',
  'day',
  'amount',
  'kind',
  'product',
  'category',
] as const satisfies readonly ChunkColumn[]

/** One customer with the rows her figures are made of, read from the layers' chunks: history is looked up, not kept twice. */
function detail(run: RunView, layers: readonly LayerInput[], index: number): CustomerDetail | null {
  const view = viewOf(run)
  const { columns } = view
  if (index >= columns.code.length) return null
  const history: { day: number; amount: number; kind: number; item: string }[] = []
  const bought = new Map<string, number>()
  const dataset = datasetOnce(layers, run.rules)
  const code = codeOf(dataset, columns.customers, index)
  const scope = { from: run.from ?? NO_DAY, asOf: run.asOfDay, mask: exclusionMask(dataset, run.exclusions) }
  if (code !== null) {
    for (const chunk of dataset.chunks(historyColumns)) {
      for (let i = 0; i < chunk.rows; i++) {
        if (chunk.customer[i] !== code) continue
        if (isOut(scope, chunk.day[i]!, chunk.product[i]!, chunk.category[i]!)) continue
        const item = chunk.item[i] === NO_CODE ? '' : stringAt(dataset.items, chunk.item[i]!)
        history.push({ day: chunk.day[i]!, amount: chunk.amount[i]!, kind: chunk.kind[i]!, item })
        if (chunk.kind[i] === RowKind.purchase && item !== '') bought.set(item, (bought.get(item) ?? 0) + 1)
      }
    }
  }
  history.sort((a, b) => b.day - a.day)
  const dateOf = (day: number) => (day === NO_DAY ? null : dayText(day))
  return {
    ...customerRow(view, index, run.scale, run.digits),
    firstOrder: dateOf(columns.firstPurchase[index]!),
    lastOrder: dateOf(columns.lastPurchase[index]!),
    grossSpend: roundMoney(columns.gross[index]!, run.scale, run.digits),
    returns: columns.returnRows[index]!,
    historyTotal: history.length,
    history: history.slice(0, HISTORY_ROWS).map(({ day, amount, kind, item }) => ({
      date: dayText(day),
      amount: roundMoney(amount, dataset.scale, run.digits),
      kind: kinds[kind]!,
      item,
    })),
    topCategories: [...bought]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([name, rows]) => ({ name, rows })),
  }
}

/** Code of a run's customer in the rows as they are now, or null where she is no longer there. */
function codeOf(dataset: Dataset, ids: StringColumn, index: number): number | null {
  const { customers, aliases } = dataset
  const id = ids.bytes.subarray(ids.offsets[index]!, ids.offsets[index + 1]!)
  for (let code = 0; code < customers.count; code++) {
    const from = customers.offsets[code]!
    if (customers.offsets[code + 1]! - from !== id.length) continue
    if (id.every((byte, i) => customers.bytes[from + i] === byte)) return aliases?.[code] ?? code
  }
  return null
}

/** @param sort null: in the order of the file */
function exportCsv(
  run: RunView,
  filter: CustomerFilter,
  sort: CustomerSort | null,
  path: string,
  hashKey: string,
  stop: Stop,
): Promise<void> {
  const view = viewOf(run)
  return writeCustomersCsv(view, selectionOf(view, filter, sort ?? fileOrder), run, path, hashKey, stop)
}

/** No field of that name: customers stay in the order in which they first appear. */
const fileOrder: CustomerSort = { field: '', descending: false }

export const queries = { page, points, detail, exportCsv }
