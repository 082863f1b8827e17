import type { ChangeEffect, ImportDecision, LineFindings } from '../../contract/changes.ts'
import { plainDecision } from '../../contract/plain-decision.ts'
import { OrderSet } from '../columns/order-set.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ExactSum, roundMoney } from '../money/exact.ts'
import { commonOrders } from './common-orders.ts'
import { findRepeats } from './repeats.ts'

/**
 * What the lines of the last layer have in common with each other and with the layers before it.
 * @param dataset made with a plain decision for that layer, without netting
 * @param onKnown called for each of its lines that an earlier layer has
 */
export function lineFindings(
  dataset: Dataset,
  onKnown?: (row: number) => void,
): LineFindings & { readonly shrunkOrders: number } {
  const { source } = dataset
  const layer = source.starts.length - 2
  if (layer < 0) return { repeats: 0, known: 0, knownOrders: 0, changedOrders: 0, shrunkOrders: 0 }
  let repeats = 0
  findRepeats(source, layer, null, () => repeats++)
  if (layer === 0) return { repeats, known: 0, knownOrders: 0, changedOrders: 0, shrunkOrders: 0 }
  let known = 0
  let knownOrders = 0
  let changedOrders = 0
  let shrunkOrders = 0
  for (const part of commonOrders(source, layer, dataset.marks ?? new Uint8Array(source.rows), onKnown)) {
    const { before, own, same, sameLines } = part
    known += sameLines
    for (let order = 0; order < own.length; order++) {
      if (own[order] === 0) continue
      knownOrders++
      if (same[order] === own[order] && same[order] === before[order]) continue
      changedOrders++
      if (own[order]! < before[order]!) shrunkOrders++
    }
  }
  return { repeats, known, knownOrders, changedOrders, shrunkOrders }
}

/**
 * What is proposed: lines that are there already are left out; where the file holds other lines of orders that are known,
 * and none of them has fewer lines than before, it is the newer word on these orders. Lines that repeat each other within
 * the file stay: an order may hold the same line twice.
 * @param hasOrderNumbers without them the rows of a customer and moment only look like an order
 */
export function proposeDecision(findings: ReturnType<typeof lineFindings>, hasOrderNumbers: boolean): ImportDecision {
  const { known, knownOrders, changedOrders, shrunkOrders } = findings
  if (knownOrders === 0) return plainDecision
  if (hasOrderNumbers && changedOrders > 0 && shrunkOrders === 0) return { ...plainDecision, known: 'newest' }
  return known === 0 ? plainDecision : { ...plainDecision, known: 'leave_out' }
}

/** Rows, orders with a purchase, customers and net spend of a dataset as it is counted. One scan. */
export function figuresOf(dataset: Dataset): {
  readonly rows: number
  readonly orders: number
  readonly net: bigint
  readonly scale: number
  /** Ids of everyone who has a row or stands in a file of customers. */
  readonly customers: ReadonlySet<string>
} {
  const orders = new OrderSet(dataset.rows / 2)
  const listed = dataset.inCustomersFile.slice()
  const net = new ExactSum()
  let count = 0
  for (const chunk of dataset.chunks(['customer', 'orderLow', 'orderHigh', 'amount', 'kind'])) {
    for (let i = 0; i < chunk.rows; i++) {
      const customer = chunk.customer[i]!
      if (customer === NO_CODE) continue
      listed[customer] = 1
      net.add(chunk.amount[i]!)
      if (chunk.kind[i] === RowKind.purchase && orders.add(customer, chunk.orderLow[i]!, chunk.orderHigh[i]!)) count++
    }
  }
  const customers = new Set<string>()
  listed.forEach((is, code) => {
    if (is === 1) customers.add(stringAt(dataset.customers, code))
  })
  return { rows: dataset.rows, orders: count, net: net.total(), scale: dataset.scale, customers }
}

/**
 * The difference that the last layer makes.
 * @param before the dataset without it
 * @param after the dataset with it, as decided
 * @param isOrders whether it is one of orders, the last of them then
 * @param digits decimals of the currency's minor unit
 */
export function changeEffect(before: Dataset, after: Dataset, isOrders: boolean, digits: number): ChangeEffect {
  const [old, now] = [figuresOf(before), figuresOf(after)]
  const scale = Math.max(old.scale, now.scale)
  const at = ({ net, scale: own }: typeof old) => net * 10n ** BigInt(scale - own)
  const { source, marks } = after
  const from = source.starts.length > 1 ? source.starts.at(-2)! : 0
  const to = source.rows
  const left = (start: number, end: number) =>
    marks === null ? 0 : marks.subarray(start, end).reduce((sum, mark) => sum + (mark === 1 ? 1 : 0), 0)
  const leftOut = isOrders ? left(from, to) : 0
  const ownRows = isOrders ? to - from - leftOut : 0
  let newCustomers = 0
  for (const id of now.customers) if (!old.customers.has(id)) newCustomers++
  return {
    rows: now.rows - old.rows,
    orders: now.orders - old.orders,
    customers: now.customers.size - old.customers.size,
    newCustomers,
    leftOut,
    replaced: old.rows + ownRows - now.rows,
    revenue: roundMoney(at(now) - at(old), scale, digits),
  }
}
