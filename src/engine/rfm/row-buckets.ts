import { NO_CODE } from '../columns/types.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'
import { ExactSum } from '../money/exact.ts'
import { isOut, type Scope } from './scope.ts'

/** Customers of one bucket, as a power of two: their rows fit into the processor's cache while they are counted. */
const BUCKET_BITS = 9
export const BUCKET_CUSTOMERS = 2 ** BUCKET_BITS

/** Rows of one block: rows of a bucket lie in blocks, one after the other. A power of two. */
export const BLOCK_ROWS = 256
/** Blocks lie in slabs of 640 KB: as many as are needed, none of them ever moved. A power of two. */
export const SLAB_BLOCKS = 128
/** Words of one row. */
export const ROW = 5
/** Their order: see `headOf`; hash of the order, low and high; item; amount, or for a wide row where it stands in `wide`. */
export const Place = { head: 0, low: 1, high: 2, item: 3, amount: 4 } as const

/** Bits of a row's head, lowest first: customer within the bucket, kind, whether it is wide, days before as-of. */
export const Head = { kind: BUCKET_BITS, wide: BUCKET_BITS + 2, days: BUCKET_BITS + 3 } as const
const MOST_DAYS = 2 ** (32 - Head.days)

/** Rows of neighbouring buckets: what one thread lays out and another one counts. */
export interface Rack {
  readonly slabs: readonly Int32Array<ArrayBuffer>[]
  /** First block of each bucket, −1: it has none. */
  readonly first: Int32Array
  /** The block after each block of the same bucket, −1 after the last. */
  readonly following: Int32Array
  /** Rows of each bucket. */
  readonly rows: Int32Array
  /** Days before as-of and amount of each row that does not fit into its words. */
  readonly wide: Float64Array
}

/** What was seen of the rows that take no part, or without a customer. */
export interface RowsSeen {
  readonly rowsWithoutCustomer: number
  readonly futureRows: number
  readonly rowsAfterAsOf: number
  /** As-of where there is no row. */
  readonly firstDay: number
  readonly withoutCustomer: bigint
}

/** Customers `from` … `to` − 1, whose rows are laid out in `racks` equal numbers of buckets. */
export interface CustomerRange {
  readonly from: number
  readonly to: number
  readonly racks: number
  /** Rows without a customer are counted with the first range. */
  readonly isFirst: boolean
}

export function bucketCount({ from, to }: Pick<CustomerRange, 'from' | 'to'>): number {
  return Math.ceil((to - from) / BUCKET_CUSTOMERS)
}

/** The first bucket of each rack, and the number of buckets. */
export function rackStarts(range: CustomerRange): number[] {
  const buckets = bucketCount(range)
  return Array.from({ length: range.racks + 1 }, (_, i) => Math.floor((buckets * i) / range.racks))
}

/**
 * Lays the rows in scope of a range of customers out by customer, roughly: rows come in the order of the file, and
 * counting them in that order would wait for memory several times a row. Cost: 20 bytes a row.
 */
export class RowBuckets {
  private rowsWithoutCustomer = 0
  private futureRows = 0
  private rowsAfterAsOf = 0
  private firstDay: number
  private readonly withoutCustomer = new ExactSum()
  private readonly range: CustomerRange
  private readonly scope: Scope
  private readonly today: number
  private readonly hasMasks: boolean
  private readonly racks: OpenRack[]
  /** Rack of each bucket, and its place there. */
  private readonly rackOf: Uint16Array
  private readonly placeInRack: Int32Array
  /** Slab of each bucket's last block, and the row in it where its next row goes; at a multiple of BLOCK_ROWS: nowhere. */
  private readonly slabs: Int32Array[]
  private readonly next: Int32Array

  constructor(range: CustomerRange, scope: Scope, today: number) {
    this.range = range
    this.scope = scope
    this.today = today
    this.firstDay = scope.asOf
    this.hasMasks = [scope.mask.product, scope.mask.category].some((mask) => mask.includes(1))
    const starts = rackStarts(range)
    const buckets = bucketCount(range)
    this.rackOf = new Uint16Array(buckets)
    this.placeInRack = new Int32Array(buckets)
    this.next = new Int32Array(buckets)
    this.slabs = Array.from({ length: buckets }, () => noSlab)
    this.racks = Array.from({ length: range.racks }, (_, rack) => {
      const [from, to] = [starts[rack]!, starts[rack + 1]!]
      this.rackOf.fill(rack, from, to)
      for (let bucket = from; bucket < to; bucket++) this.placeInRack[bucket] = bucket - from
      return new OpenRack(to - from)
    })
  }

  /** A plain loop over local arrays: a field looked up for every row would double the time. */
  add({ rows: count, day: days, amount: amounts, customer: customers, kind: kinds, ...chunk }: DatasetChunk): void {
    const { product: products, category: categories, item: items, orderLow, orderHigh } = chunk
    const { slabs, next, hasMasks, scope } = this
    const { from, isFirst } = this.range
    const size = this.range.to - from
    const { asOf, from: start } = scope
    const excluded = scope.mask.customer
    const hasExcluded = excluded.includes(1)
    let { firstDay } = this
    for (let i = 0; i < count; i++) {
      const code = customers[i]!
      const customer = code - from
      if (customer < 0 || customer >= size) {
        if (code === NO_CODE && isFirst) this.addStranger(days[i]!, amounts[i]!, products[i]!, categories[i]!)
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
      if ((next[bucket]! & (BLOCK_ROWS - 1)) === 0) this.open(bucket)
      const words = slabs[bucket]!
      const at = next[bucket]!++ * ROW
      const amount = amounts[i]!
      const ago = asOf - day
      let head = (customer & (BUCKET_CUSTOMERS - 1)) | (kinds[i]! << Head.kind)
      if (ago < MOST_DAYS && (amount | 0) === amount) {
        head |= ago << Head.days
        words[at + Place.amount] = amount
      } else {
        head |= 1 << Head.wide
        words[at + Place.amount] = this.racks[this.rackOf[bucket]!]!.wide.push(ago, amount) / 2 - 1
      }
      words[at + Place.head] = head
      words[at + Place.low] = orderLow[i]!
      words[at + Place.high] = orderHigh[i]!
      words[at + Place.item] = items[i]!
    }
    this.firstDay = firstDay
  }

  finish(): { readonly racks: Rack[]; readonly seen: RowsSeen } {
    const { rowsWithoutCustomer, futureRows, rowsAfterAsOf, firstDay, next } = this
    const starts = rackStarts(this.range)
    return {
      racks: this.racks.map((rack, i) => rack.finish(next.subarray(starts[i], starts[i + 1]))),
      seen: {
        rowsWithoutCustomer,
        futureRows,
        rowsAfterAsOf,
        firstDay,
        withoutCustomer: this.withoutCustomer.total(),
      },
    }
  }

  private open(bucket: number): void {
    const rack = this.racks[this.rackOf[bucket]!]!
    this.next[bucket] = rack.open(this.placeInRack[bucket]!)
    this.slabs[bucket] = rack.slabs.at(-1)!
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

const noSlab = new Int32Array(0)

/** Blocks that are handed out to buckets as they need them. */
class OpenRack {
  readonly slabs: Int32Array<ArrayBuffer>[] = []
  readonly wide: number[] = []
  private readonly first: Int32Array
  private readonly last: Int32Array
  private readonly blocks: Int32Array
  private readonly following: number[] = []

  constructor(buckets: number) {
    this.first = new Int32Array(buckets).fill(-1)
    this.last = new Int32Array(buckets)
    this.blocks = new Int32Array(buckets)
  }

  /** Another block for a bucket. @returns its first row in the last slab */
  open(bucket: number): number {
    const block = this.following.push(-1) - 1
    if (this.blocks[bucket]!++ === 0) this.first[bucket] = block
    else this.following[this.last[bucket]!] = block
    this.last[bucket] = block
    const inSlab = block % SLAB_BLOCKS
    if (inSlab === 0) this.slabs.push(new Int32Array(SLAB_BLOCKS * BLOCK_ROWS * ROW))
    return inSlab * BLOCK_ROWS
  }

  /** @param next where the next row of each bucket would have gone */
  finish(next: Int32Array): Rack {
    const { slabs, first, blocks, following } = this
    const rows = blocks.map((count, bucket) => {
      const inLast = next[bucket]! & (BLOCK_ROWS - 1)
      return count * BLOCK_ROWS - (count > 0 && inLast > 0 ? BLOCK_ROWS - inLast : 0)
    })
    return { slabs, first, following: Int32Array.from(following), rows, wide: Float64Array.from(this.wide) }
  }
}

/** The blocks of a bucket, in the order of the file. */
export function* blocksOf(
  rack: Rack,
  bucket: number,
): Generator<{ readonly words: Int32Array; readonly from: number; readonly to: number }> {
  let left = rack.rows[bucket]!
  for (let block = rack.first[bucket]!; block >= 0; block = rack.following[block]!) {
    const from = (block % SLAB_BLOCKS) * BLOCK_ROWS * ROW
    yield { words: rack.slabs[Math.floor(block / SLAB_BLOCKS)]!, from, to: from + Math.min(left, BLOCK_ROWS) * ROW }
    left -= BLOCK_ROWS
  }
}
