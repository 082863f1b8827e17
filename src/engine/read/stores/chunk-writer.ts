import { CHUNK_ROWS } from '../../columns/types.ts'
import type { TransactionChunk } from '../../columns/types.ts'
import { MAX_AMOUNT, POWERS } from '../values/number.ts'

/** An order id longer than this is kept in part: it still counts whole. */
const MAX_ID_BYTES = 1000

/** Fills chunks of transactions, each with a money scale of its own. */
export class ChunkWriter {
  private readonly capacity: number
  private done: TransactionChunk[] = []
  private spare: TransactionChunk | null = null
  private rows = 0
  private scale = 0
  private largest = 0
  private customer: Uint32Array = new Uint32Array(0)
  private orderLow: Uint32Array = new Uint32Array(0)
  private orderHigh: Uint32Array = new Uint32Array(0)
  private day: Int32Array = new Int32Array(0)
  private amount: Float64Array = new Float64Array(0)
  private kind: Uint8Array = new Uint8Array(0)
  private product: Uint32Array = new Uint32Array(0)
  private category: Uint32Array = new Uint32Array(0)

  /** Ids of the orders, one for each run of rows that share it. */
  private runs = 0
  private runRows: Uint32Array = new Uint32Array(0)
  private idOffsets: Uint32Array = new Uint32Array(0)
  private idBytes = new Uint8Array(1 << 16)
  private lastLow = 0
  private lastHigh = 0

  /** @param capacity rows of a chunk */
  constructor(capacity = CHUNK_ROWS) {
    this.capacity = capacity
  }

  /** The next row's money in `money[0]`: a signed integer × 10^-scale, |amount| ≤ 2^53. A number handed to `add` would be boxed. */
  readonly money = new Float64Array(1)

  add(
    customer: number,
    orderLow: number,
    orderHigh: number,
    day: number,
    scale: number,
    kind: number,
    product: number,
    category: number,
    source: Uint8Array,
    idFrom: number,
    idTo: number,
  ): void {
    if (this.rows === this.capacity) this.close()
    if (this.rows === 0) this.open()
    const amount = this.money[0]!
    let value = amount
    if (scale !== this.scale && value !== 0) {
      if (scale > this.scale) {
        if (this.largest * POWERS[scale - this.scale]! > MAX_AMOUNT) {
          this.close()
          this.open()
        } else this.rescale(scale)
        this.scale = scale
      } else {
        value *= POWERS[this.scale - scale]!
        if (Math.abs(value) > MAX_AMOUNT) {
          value = amount
          this.close()
          this.open()
          this.scale = scale
        }
      }
    }
    const size = value < 0 ? -value : value
    if (size > this.largest) this.largest = size
    const i = this.rows++
    this.customer[i] = customer
    this.orderLow[i] = orderLow
    this.orderHigh[i] = orderHigh
    this.day[i] = day
    this.amount[i] = value
    this.kind[i] = kind
    this.product[i] = product
    this.category[i] = category
    const { runs } = this
    if (
      runs > 0 &&
      // Without an id the hash stands for customer and time: those rows have "no id" in common.
      this.idOffsets[runs]! - this.idOffsets[runs - 1]! ===
        (idTo - idFrom < MAX_ID_BYTES ? idTo - idFrom : MAX_ID_BYTES) &&
      (idFrom === idTo || (orderLow === this.lastLow && orderHigh === this.lastHigh))
    )
      this.runRows[runs - 1]!++
    else this.startRun(source, idFrom, idTo, orderLow, orderHigh)
  }

  /** Completed chunks since the last call. */
  take(): TransactionChunk[] {
    const done = this.done
    this.done = []
    return done
  }

  /** A chunk that nobody needs any more: its arrays are filled again. */
  recycle(chunk: TransactionChunk): void {
    if (chunk.customer.length === this.capacity) this.spare = chunk
  }

  /** Completes the chunk that is being filled. */
  finish(): void {
    if (this.rows > 0) this.close()
  }

  private startRun(source: Uint8Array, from: number, to: number, orderLow: number, orderHigh: number): void {
    const run = this.runs++
    this.runRows[run] = 1
    this.lastLow = orderLow
    this.lastHigh = orderHigh
    const size = to - from < MAX_ID_BYTES ? to - from : MAX_ID_BYTES
    let at = this.idOffsets[run]!
    if (at + size > this.idBytes.length) {
      const bigger = new Uint8Array(this.idBytes.length * 2)
      bigger.set(this.idBytes)
      this.idBytes = bigger
    }
    for (let i = from; i < from + size; i++) this.idBytes[at++] = source[i]!
    this.idOffsets[run + 1] = at
  }

  private open(): void {
    this.rows = 0
    this.runs = 0
    this.largest = 0
    const { spare } = this
    this.spare = null
    if (spare?.orderIds !== undefined) {
      ;({
        customer: this.customer,
        orderLow: this.orderLow,
        orderHigh: this.orderHigh,
        day: this.day,
        amount: this.amount,
        kind: this.kind,
        product: this.product,
        category: this.category,
      } = spare)
      ;({ rows: this.runRows, offsets: this.idOffsets } = spare.orderIds)
      return
    }
    this.customer = new Uint32Array(this.capacity)
    this.orderLow = new Uint32Array(this.capacity)
    this.orderHigh = new Uint32Array(this.capacity)
    this.day = new Int32Array(this.capacity)
    this.amount = new Float64Array(this.capacity)
    this.kind = new Uint8Array(this.capacity)
    this.product = new Uint32Array(this.capacity)
    this.category = new Uint32Array(this.capacity)
    this.runRows = new Uint32Array(this.capacity)
    this.idOffsets = new Uint32Array(this.capacity + 1)
  }

  private close(): void {
    const { rows, runs } = this
    const whole = rows === this.capacity
    this.done.push({
      rows,
      scale: this.scale,
      customer: whole ? this.customer : this.customer.slice(0, rows),
      orderLow: whole ? this.orderLow : this.orderLow.slice(0, rows),
      orderHigh: whole ? this.orderHigh : this.orderHigh.slice(0, rows),
      day: whole ? this.day : this.day.slice(0, rows),
      amount: whole ? this.amount : this.amount.slice(0, rows),
      kind: whole ? this.kind : this.kind.slice(0, rows),
      product: whole ? this.product : this.product.slice(0, rows),
      category: whole ? this.category : this.category.slice(0, rows),
      orderIds: {
        count: runs,
        rows: this.runRows,
        bytes: this.idBytes.slice(0, this.idOffsets[runs]!),
        offsets: this.idOffsets,
      },
    })
    this.rows = 0
  }

  private rescale(scale: number): void {
    const factor = POWERS[scale - this.scale]!
    for (let i = 0; i < this.rows; i++) this.amount[i]! *= factor
    this.largest *= factor
  }
}
