import type { ChunkColumn } from '../columns/chunk-codec.ts'
import type { DatasetChunk, TakesChunk } from '../dataset/dataset.ts'

/** What becomes of a row before anything is counted. */
export const Mark = { keep: 0, leaveOut: 1, void: 2 } as const

/** Rows of several layers, one behind the other, before any is left out. */
export interface RowsSource {
  readonly rows: number
  /** First row of each layer, and behind the last. */
  readonly starts: readonly number[]
  /** Chunks of the layers from … to (exclusive), with the number of their first row. One at a time, as in `Dataset`. */
  scan(
    wanted: readonly ChunkColumn[] | undefined,
    from: number,
    to: number,
    takes?: TakesChunk,
  ): Generator<DatasetChunk & { readonly firstRow: number }>
}
