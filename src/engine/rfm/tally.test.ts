import { expect, it } from 'vitest'
import { createRandom } from '../cluster/random.ts'
import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'
import { countRacks } from './aggregate.ts'
import { monthNumber } from './dates.ts'
import { KernelTally } from './kernel-tally.ts'
import { BLOCK_ROWS, BUCKET_CUSTOMERS, RowBuckets } from './row-buckets.ts'
import { perCustomer, Tally } from './tally.ts'

const asOf = 20_000
const items = 90
const scope = {
  from: NO_DAY,
  asOf,
  mask: { customer: new Uint8Array(0), product: new Uint8Array(0), category: new Uint8Array(0) },
}

/** Rows of a shop where few customers have most of them; @param odd some days and amounts are out of the ordinary */
function chunkOf(rows: number, customers: number, odd: boolean, seed: number): DatasetChunk {
  const random = createRandom(seed)
  const column = (of: () => number) => Array.from({ length: rows }, of)
  const kind = column(() => [0, 0, 0, 0, 1, 2, 3][random.below(7)]!)
  return {
    rows,
    scale: 2,
    customer: Uint32Array.from(column(() => Math.floor(customers * random.next() ** 3))),
    orderLow: Uint32Array.from(column(() => random.below(4) + 2 ** 31)),
    orderHigh: Uint32Array.from(column(() => random.below(rows / 50))),
    day: Int32Array.from(
      column(() => asOf - (random.below(40) === 0 ? random.below(odd ? 2_000_000 : 9000) : random.below(900))),
    ),
    amount: Float64Array.from(kind, (each) => {
      const size = 1 + (odd && random.below(50) === 0 ? random.below(2 ** 45) : random.below(90_000))
      return each === RowKind.purchase ? size : each === RowKind.return ? -size : 0
    }),
    kind: Uint8Array.from(kind),
    product: new Uint32Array(rows).fill(NO_CODE),
    category: new Uint32Array(rows).fill(NO_CODE),
    item: Uint32Array.from(column(() => (random.below(9) === 0 ? NO_CODE : random.below(items)))),
    foreign: null,
    layer: 0,
    place: 0,
    row: null,
  }
}

/** One customer's rows, in the order of the file, looked at as the definitions say it. */
function reference(chunk: DatasetChunk, customer: number) {
  const all = Array.from({ length: chunk.rows }, (_, i) => i).filter((i) => chunk.customer[i] === customer)
  const purchases = all.filter((i) => chunk.kind[i] === RowKind.purchase)
  const days = purchases.map((i) => chunk.day[i]!)
  const sum = (rows: readonly number[]) => rows.reduce((total, i) => total + chunk.amount[i]!, 0)
  const ago = (i: number) => monthNumber(asOf) - monthNumber(chunk.day[i]!)
  const bought = new Map<number, number>()
  for (const i of purchases)
    if (chunk.item[i] !== NO_CODE) bought.set(chunk.item[i]!, (bought.get(chunk.item[i]!) ?? 0) + 1)
  return {
    rows: all.length,
    purchaseRows: purchases.length,
    returnRows: all.filter((i) => chunk.kind[i] === RowKind.return).length,
    frequency: new Set(purchases.map((i) => `${chunk.orderLow[i]} ${chunk.orderHigh[i]}`)).size,
    firstPurchase: days.length === 0 ? NO_DAY : Math.min(...days),
    lastPurchase: days.length === 0 ? NO_DAY : Math.max(...days),
    net: sum(all),
    gross: sum(purchases),
    monthly: Array.from({ length: 12 }, (_, m) => Math.fround(sum(all.filter((i) => ago(i) === 11 - m)) / 100)),
    months: Array.from({ length: 128 }, (_, m) => (purchases.some((i) => ago(i) === m) ? 1 : 0)),
    items: [...bought].sort(([a], [b]) => a - b),
  }
}

it.each([
  { rows: 9000, customers: 1200, racks: 3, parts: 3, odd: true },
  { rows: 9000, customers: 1200, racks: 2, parts: 3, odd: false },
  { rows: 5000, customers: 4, racks: 1, parts: 1, odd: false },
  { rows: 4 * BLOCK_ROWS, customers: 3, racks: 1, parts: 2, odd: true },
  { rows: 1500, customers: 700, racks: 4, parts: 1, odd: true },
])('counts $rows rows of $customers customers, odd ones: $odd, as a plain look at each of them does', (given) => {
  const chunk = chunkOf(given.rows, given.customers, given.odd, given.rows)
  const range = { from: 0, to: given.customers, racks: given.racks, isFirst: true }
  const laid = Array.from({ length: given.parts }, (_, part) => {
    const buckets = new RowBuckets(range, scope, asOf)
    const [from, to] = [part, part + 1].map((each) => Math.floor((given.rows * each) / given.parts))
    const columns = Object.entries(chunk).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? (value as Uint32Array).slice(from, to) : value,
    ])
    buckets.add({ ...(Object.fromEntries(columns) as DatasetChunk), rows: to! - from! })
    return buckets.finish()
  })
  const figures = perCustomer(given.customers)
  let next = 0
  for (let rack = 0; rack < given.racks; rack++) {
    const own = laid.map(({ racks }) => racks[rack]!)
    const counting = countRacks(figures, { asOf, scale: 2, items }, range, own, rack)
    let step = counting.next()
    while (step.done !== true) step = counting.next()
    const { offsets, items: codes, rows } = step.value.items
    for (let i = 0; i + 1 < offsets.length; i++, next++) {
      const said = {
        ...Object.fromEntries(
          (['rows', 'purchaseRows', 'returnRows', 'frequency', 'firstPurchase', 'lastPurchase', 'net', 'gross'] as const)
            .map((name) => [name, figures[name][next]]), // prettier-ignore
        ),
        monthly: [...figures.monthly.subarray(next * 12, next * 12 + 12)],
        months: Array.from({ length: 128 }, (_, m) => (figures.purchaseMonths[next * 4 + (m >> 5)]! >> (m & 31)) & 1),
        items: Array.from({ length: offsets[i + 1]! - offsets[i]! }, (_, k) => [
          codes[offsets[i]! + k],
          rows[offsets[i]! + k],
        ]),
      }
      expect(said).toEqual(reference(chunk, next))
    }
  }
  expect(next).toBe(given.customers)
})

it.each([items, 3000])('a kernel and the plain loop say the same of rows that both take, with %d items', (many) => {
  const customers = 1300
  const chunk = chunkOf(20_000, customers, false, many)
  for (let i = 0; i < chunk.rows; i++) if (chunk.item[i] !== NO_CODE) chunk.item[i] = (chunk.item[i]! * 31 + i) % many
  const range = { from: 0, to: customers, racks: 1, isFirst: true }
  const buckets = new RowBuckets(range, scope, asOf)
  buckets.add(chunk)
  const { racks } = buckets.finish()
  const [plain, kernel] = [Tally, KernelTally].map((Counting) => {
    const figures = perCustomer(customers)
    const tally = new Counting(figures, customers, racks, many, asOf, 100)
    for (let bucket = 0; bucket * BUCKET_CUSTOMERS < customers; bucket++) {
      const first = bucket * BUCKET_CUSTOMERS
      tally.addBucket(bucket, first, Math.min(BUCKET_CUSTOMERS, customers - first))
    }
    return { figures, totals: tally.finish() }
  })
  expect(kernel).toEqual(plain)
})
