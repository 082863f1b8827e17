import { countKernel, type CountCalls } from '../kernel/count-kernel.ts'
import { ExactSum } from '../money/exact.ts'
import { ItemEntries } from './customer-items.ts'
import { MONTHS, monthTable } from './months.ts'
import { blocksOf, BUCKET_CUSTOMERS, ROW, type Rack } from './row-buckets.ts'
import type { BucketTally, PerCustomer, RangeTotals } from './tally.ts'

/** Where the kernel has the figures of a bucket's customers: one column after the other, in bytes each. */
const columns = {
  rows: 4,
  purchaseRows: 4,
  returnRows: 4,
  frequency: 4,
  firstPurchase: 4,
  lastPurchase: 4,
  net: 8,
  gross: 8,
  monthly: 48,
  purchaseMonths: 16,
} as const

/** `Tally` in WebAssembly, for rows whose days and amounts fit into their words: a row takes a third of the time. */
export class KernelTally implements BucketTally {
  private readonly to: PerCustomer
  private readonly racks: readonly Rack[]
  private readonly calls: CountCalls
  private readonly items: ItemEntries
  private readonly net = new ExactSum()
  private readonly gross = new ExactSum()
  private rows = 0
  private purchaseRows = 0
  private returnRows = 0

  /** Parameters as of `Tally`. */
  constructor(to: PerCustomer, customers: number, racks: readonly Rack[], items: number, asOf: number, unit: number) {
    this.to = to
    this.racks = racks
    this.items = new ItemEntries(customers, items)
    this.calls = countKernel()
    const months = monthTable(asOf)
    this.calls.start(asOf, unit, items, months.length)
    new Uint8Array(this.calls.memory.buffer).set(months, this.calls.monthTable())
  }

  addBucket(bucket: number, first: number, customers: number): void {
    const { calls, racks, to } = this
    const count = racks.reduce((sum, { rows }) => sum + rows[bucket]!, 0)
    const at = calls.room(count) / 4
    const words = new Int32Array(calls.memory.buffer)
    let next = at
    for (const rack of racks)
      for (const block of blocksOf(rack, bucket)) {
        words.set(block.words.subarray(block.from, block.to), next)
        next += block.to - block.from
      }
    if (next - at !== count * ROW) throw new Error('KernelTally: blocks and rows of a bucket differ')
    const entries = calls.countBucket(count, customers)
    const { buffer } = calls.memory
    let from = calls.figuresAt()
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
      const column = to[name]
      const width = columns[name] / column.BYTES_PER_ELEMENT
      const Type = column.constructor as { new (buffer: ArrayBuffer, from: number, length: number): Uint32Array }
      column.set(new Type(buffer, from, customers * width), first * width)
      from += columns[name] * BUCKET_CUSTOMERS
    }
    this.items.add(
      new Uint32Array(buffer, from, customers),
      new Uint32Array(buffer, calls.itemsAt(), entries),
      new Uint32Array(buffer, calls.itemRowsAt(), entries),
    )
    for (let customer = first; customer < first + customers; customer++) {
      this.rows += to.rows[customer]!
      this.purchaseRows += to.purchaseRows[customer]!
      this.returnRows += to.returnRows[customer]!
      this.net.add(to.net[customer]!)
      this.gross.add(to.gross[customer]!)
    }
  }

  finish(): RangeTotals {
    const { calls, rows, purchaseRows, returnRows } = this
    const { buffer } = calls.memory
    const at = calls.monthsAt()
    const revenue = new BigInt64Array(buffer, at + MONTHS * 16, MONTHS * 3)
    const reach = calls.reached()
    return {
      items: this.items.finish(),
      months: {
        reach,
        orders: new Uint32Array(buffer, at, MONTHS).slice(),
        revenue: Array.from({ length: reach + 1 }, (_, ago) => [...revenue.subarray(ago * 3, ago * 3 + 3)]),
        customers: new Uint32Array(buffer, at + MONTHS * 4, MONTHS * 3).slice(),
      },
      rows,
      purchaseRows,
      returnRows,
      net: this.net.total(),
      gross: this.gross.total(),
    }
  }
}
