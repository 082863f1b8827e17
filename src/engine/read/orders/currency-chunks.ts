import type { ForeignChunk, TransactionChunk } from '../../columns/types.ts'
import { ChunkWriter } from '../stores/chunk-writer.ts'
import type { ChunkStore } from './order-stores.ts'
import type { ForeignRows } from './order-warnings.ts'

/** Rows of a chunk in another currency: a file may hold many currencies, each with a chunk under way. */
const FOREIGN_ROWS = 8192

/** Chunks of a file's own currency and, apart from them, of every other one: so that no two are ever added up. */
export class CurrencyChunks {
  readonly own: ChunkStore
  /** Chunks handed on so far that are in another currency, by their number. */
  readonly foreign: ForeignChunk[] = []
  private readonly others = new Map<string, { readonly chunks: ChunkWriter; rows: number }>()
  private completed: TransactionChunk[] = []
  private count = 0

  /** @param own takes the rows in the file's currency */
  constructor(own: ChunkStore) {
    this.own = own
  }

  /** Where the next row in this currency goes. */
  other(currency: string): ChunkStore {
    let writer = this.others.get(currency)
    if (writer === undefined) {
      writer = { chunks: new ChunkWriter(FOREIGN_ROWS), rows: 0 }
      this.others.set(currency, writer)
    }
    writer.rows++
    return writer.chunks
  }

  foreignRows(): ForeignRows[] {
    return [...this.others].map(([currency, { rows }]) => ({ currency, rows }))
  }

  /** Completed chunks since the last call. */
  take(): TransactionChunk[] {
    this.collect()
    const { completed } = this
    this.completed = []
    return completed
  }

  /** Completes the chunks under way. */
  finish(): void {
    this.own.finish()
    for (const { chunks } of this.others.values()) chunks.finish()
    this.collect()
  }

  /** Numbers chunks in the order in which they are handed on. */
  private collect(): void {
    for (const chunk of this.own.take()) {
      this.completed.push(chunk)
      this.count++
    }
    for (const [currency, { chunks }] of this.others) {
      for (const chunk of chunks.take()) {
        this.completed.push(chunk)
        this.foreign.push({ chunk: this.count++, currency })
      }
    }
  }
}
