import { chunkHead, decodeChunk } from './chunk-codec.ts'
import { decodeOrderIds, type OrderRuns } from './order-ids.ts'
import type { TransactionChunk } from './types.ts'

/** A chunk that its reader made as bytes at once: its columns are there for whoever asks. */
export class EncodedChunk implements TransactionChunk {
  readonly rows: number
  readonly scale: number
  readonly encoded: NonNullable<TransactionChunk['encoded']>
  private decoded: TransactionChunk | null = null
  private runs: OrderRuns | null = null

  constructor(encoded: NonNullable<TransactionChunk['encoded']>) {
    this.encoded = encoded
    const { rows, scale } = chunkHead(encoded.bytes)
    this.rows = rows
    this.scale = scale
  }

  get customer(): Uint32Array {
    return this.columns.customer
  }

  get orderLow(): Uint32Array {
    return this.columns.orderLow
  }

  get orderHigh(): Uint32Array {
    return this.columns.orderHigh
  }

  get day(): Int32Array {
    return this.columns.day
  }

  get amount(): Float64Array {
    return this.columns.amount
  }

  get kind(): Uint8Array {
    return this.columns.kind
  }

  get product(): Uint32Array {
    return this.columns.product
  }

  get category(): Uint32Array {
    return this.columns.category
  }

  get orderIds(): OrderRuns {
    return (this.runs ??= this.decodeIds())
  }

  private get columns(): TransactionChunk {
    return (this.decoded ??= decodeChunk(this.encoded.bytes))
  }

  private decodeIds(): OrderRuns {
    const { orderIds } = this.encoded
    if (orderIds === null)
      return { count: 1, rows: Uint32Array.of(this.rows), bytes: new Uint8Array(0), offsets: new Uint32Array(2) }
    const { ids, runOfRow } = decodeOrderIds(orderIds)
    const rows = new Uint32Array(ids.count)
    for (let i = 0; i < this.rows; i++) rows[runOfRow[i]!]!++
    return { ...ids, rows }
  }
}
