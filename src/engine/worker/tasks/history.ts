import type { CustomerHistory, HistoryLine, HistoryOrder } from '../../../contract/customers.ts'
import { stringAt } from '../../columns/strings.ts'
import { NO_CODE, NO_DAY, RowKind } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { roundMoney } from '../../money/exact.ts'
import type { Encoding } from '../../read/text/encoding.ts'
import { toUtf8Column } from '../../read/text/rows.ts'
import { dayText } from '../../rfm/dates.ts'
import { exclusionMask, isOut, type Scope } from '../../rfm/scope.ts'
import { unpackOrderIds } from '../packed-order-ids.ts'
import type { RunView } from './query.ts'
import { datasetOnce, type LayerInput } from './shared.ts'

/** A chunk that holds rows of the customer, by its layer's position and its own within the layer. */
export interface ChunkPlace {
  readonly layer: number
  readonly place: number
}

/** The packed order ids of such a chunk, or null where it has none, and the encoding of its file. */
export interface PlacedIds extends ChunkPlace {
  readonly orderIds: Uint8Array | null
  readonly encoding: string
}

/**
 * The chunks in which a customer has rows, so that nothing else is decoded and only their order ids are loaded.
 * Cost: one scan of the customer column.
 */
export function historyChunks(layers: readonly LayerInput[], rules: DatasetRules, customerId: string): ChunkPlace[] {
  const dataset = datasetOnce(layers, rules)
  const code = codeOf(dataset, customerId)
  const found: ChunkPlace[] = []
  if (code === NO_CODE) return found
  for (const { rows, customer, layer, place } of dataset.chunks(['customer'])) {
    let i = 0
    while (i < rows && customer[i] !== code) i++
    if (i < rows) found.push({ layer, place })
  }
  return found
}

interface Order {
  readonly id: string | null
  day: number
  /** Position of its last row: of the same day the later order comes first. */
  last: number
  amount: number
  kind: number
  readonly lines: HistoryLine[]
}

/**
 * Her orders, newest first: rows that took part in the run, put together by their order's hash.
 * @param chunks what `historyChunks` found, with the ids of their orders
 */
export function history(
  run: RunView,
  layers: readonly LayerInput[],
  customerId: string,
  chunks: readonly PlacedIds[],
  offset: number,
  limit: number,
): CustomerHistory {
  const dataset = datasetOnce(layers, run.rules)
  const code = codeOf(dataset, customerId)
  const scope: Scope = { from: run.from ?? NO_DAY, asOf: run.asOfDay, mask: exclusionMask(dataset, run.exclusions) }
  const ids = new Map(chunks.map((chunk) => [`${chunk.layer} ${chunk.place}`, chunk]))
  const orders = new Map<string, Order>()
  let lines = 0
  for (const chunk of dataset.chunks(undefined, (layer, place) => ids.has(`${layer} ${place}`))) {
    const idOf = orderIdsOf(ids.get(`${chunk.layer} ${chunk.place}`)!)
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.customer[i] !== code) continue
      const day = chunk.day[i]!
      if (isOut(scope, day, chunk.product[i]!, chunk.category[i]!)) continue
      const key = `${chunk.orderLow[i]!} ${chunk.orderHigh[i]!}`
      const order: Order = orders.get(key) ?? {
        id: idOf(chunk.row?.[i] ?? i),
        day,
        last: 0,
        amount: 0,
        kind: RowKind.void,
        lines: [],
      }
      orders.set(key, order)
      const kind = chunk.kind[i]!
      order.day = Math.max(order.day, day)
      order.last = lines++
      order.amount += chunk.amount[i]!
      if (rank[kind]! < rank[order.kind]!) order.kind = kind
      order.lines.push({
        product: textAt(dataset.products, chunk.product[i]!),
        name: textAt(dataset.productNames, chunk.product[i]!),
        category: textAt(dataset.categories, chunk.category[i]!),
        amount: roundMoney(chunk.amount[i]!, dataset.scale, run.digits),
        kind: kindNames[kind]!,
      })
    }
  }
  const newest = [...orders.values()].sort((a, b) => b.day - a.day || b.last - a.last)
  return {
    orders: newest.length,
    lines,
    items: newest.slice(offset, offset + limit).map(({ id, day, amount, kind, lines: own }): HistoryOrder => ({
      orderId: id,
      date: dayText(day),
      amount: roundMoney(amount, dataset.scale, run.digits),
      kind: kindNames[kind]!,
      lines: own,
    })),
  }
}

const kindNames = Object.fromEntries(Object.entries(RowKind).map(([name, kind]) => [kind, name])) as Record<
  number,
  keyof typeof RowKind
>

/** What an order with lines of several kinds is called: the first of these that it has. */
const rank: Readonly<Record<number, number>> = {
  [RowKind.purchase]: 0,
  [RowKind.return]: 1,
  [RowKind.zero]: 2,
  [RowKind.void]: 3,
}

/** The id of a row's order; null where there is none. */
export function orderIdsOf({ orderIds, encoding }: PlacedIds): (row: number) => string | null {
  if (orderIds === null) return () => null
  const { ids, runOfRow } = unpackOrderIds(orderIds)
  const texts = toUtf8Column(ids, encoding as Encoding)
  return (row) => stringAt(texts, runOfRow[row]!) || null
}

function codeOf({ customers, aliases }: Dataset, id: string): number {
  for (let code = 0; code < customers.count; code++)
    if (stringAt(customers, code) === id) return aliases?.[code] ?? code
  return NO_CODE
}

function textAt(column: Dataset['products'], code: number): string | null {
  return code === NO_CODE ? null : stringAt(column, code) || null
}
