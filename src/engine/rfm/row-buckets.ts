import { NO_CODE } from '../columns/types.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { isOut, type Scope } from './scope.ts'

/** Customers of one bucket, as a power of two: their running figures stay in the processor's cache while it is counted. */
const BUCKET_BITS = 9
export const BUCKET_CUSTOMERS = 2 ** BUCKET_BITS

/** Rows of one block. */
const BLOCK_ROWS = 1024
/** Words of one row. */
export const ROW = 5
/** Their order: customer within the bucket, order hash low and high, days before as-of × 4 + kind, item. */
export const Place = { customer: 0, low: 1, high: 2, dayAndKind: 3, item: 4 } as const

/** Rows of one bucket, in the order of the file. */
export interface RowBlock {
  rows: number
  readonly words: Int32Array
  readonly amounts: Float64Array
}

/**
 * Lays the rows in scope of a range of customers out by customer, roughly: rows come in the order of the file, and
 * counting them in that order would wait for memory several times a row. Cost: 28 bytes a row.
 */
export class RowBuckets {
  readonly withoutCustomer = new ExactSum()
  rowsWithoutCustomer = 0
  futureRows = 0
  rowsAfterAsOf = 0
  firstDay: number
  private readonly from: number
  private readonly size: number
  private readonly isFirst: boolean
  private readonly scope: Scope
  private readonly today: number
  private readonly hasMasks: boolean
  private readonly blocks: RowBlock[][]
  private readonly current: RowBlock[]

  /** @param isFirst rows without a customer are counted with the first range */
  constructor(
    { from, to, isFirst }: { readonly from: number; readonly to: number; readonly isFirst: boolean },
    scope: Scope,
    today: number,
  ) {
    this.from = from
    this.size = to - from
    this.isFirst = isFirst
    this.scope = scope
    this.today = today
    this.firstDay = scope.asOf
    this.hasMasks = [scope.mask.product, scope.mask.category].some((mask) => mask.includes(1))
    this.blocks = Array.from({ length: Math.ceil(this.size / BUCKET_CUSTOMERS) }, () => [newBlock()])
    this.current = this.blocks.map(([block]) => block!)
  }

  get count(): number {
    return this.blocks.length
  }

  /** A plain loop over local arrays: a field looked up for every row would double the time. */
  add({ rows: count, day: days, amount: amounts, customer: customers, kind: kinds, ...chunk }: DatasetChunk): void {
    const { product: products, category: categories, item: items, orderLow, orderHigh } = chunk
    const { from, size, current, hasMasks, scope } = this
    const { asOf, from: start } = scope
    const excluded = scope.mask.customer
    const hasExcluded = excluded.includes(1)
    let { firstDay } = this
    for (let i = 0; i < count; i++) {
      const code = customers[i]!
      const customer = code - from
      if (customer < 0 || customer >= size) {
        if (code === NO_CODE && this.isFirst) this.addStranger(days[i]!, amounts[i]!, products[i]!, categories[i]!)
        continue
      }
      const day = days[i]!
      if (day > asOf) {
        this.addLater(day)
        continue
      }
      if (
        day < start ||
        (hasExcluded && excluded[code] === 1) ||
        (hasMasks && isOut(scope, day, products[i]!, categories[i]!))
      )
        continue
      if (day < firstDay) firstDay = day
      const bucket = customer >> BUCKET_BITS
      let block = current[bucket]!
      if (block.rows === BLOCK_ROWS) {
        block = newBlock()
        this.blocks[bucket]!.push(block)
        current[bucket] = block
      }
      const { words } = block
      const row = block.rows++
      const at = row * ROW
      words[at + Place.customer] = customer & (BUCKET_CUSTOMERS - 1)
      words[at + Place.low] = orderLow[i]!
      words[at + Place.high] = orderHigh[i]!
      words[at + Place.dayAndKind] = (asOf - day) * 4 + kinds[i]!
      words[at + Place.item] = items[i]!
      block.amounts[row] = amounts[i]!
    }
    this.firstDay = firstDay
  }

  /** The rows of one bucket; they are given away. */
  take(bucket: number): readonly RowBlock[] {
    const blocks = this.blocks[bucket]!
    this.blocks[bucket] = []
    return blocks
  }

  private addStranger(day: number, amount: number, product: number, category: number): void {
    if (day > this.scope.asOf) return this.addLater(day)
    if (isOut(this.scope, day, product, category)) return
    this.rowsWithoutCustomer++
    this.withoutCustomer.add(amount)
  }

  private addLater(day: number): void {
    if (day > this.today) this.futureRows++
    else this.rowsAfterAsOf++
  }
}

/** Gives the memory of counted rows back at once: the next range of customers asks for as much again. */
export function release({ words, amounts }: RowBlock): void {
  for (const { buffer } of [words, amounts]) (buffer as ArrayBuffer).transfer(0)
}

function newBlock(): RowBlock {
  return { rows: 0, words: new Int32Array(BLOCK_ROWS * ROW), amounts: new Float64Array(BLOCK_ROWS) }
}
