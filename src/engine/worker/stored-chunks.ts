import { arrayToHeads, type ChunkList } from '../columns/chunk-list.ts'

/** Chunks that stay in the store until a scan asks for them, one after the other: memory does not grow with the file. */
export interface StoredChunks {
  /** The store's file. */
  readonly file: string
  readonly layerId: string
  /** Where each chunk stands in its layer. */
  readonly sequences: Float64Array
  /** As `headsToArray` lays them out. */
  readonly heads: Float64Array
}

/** Reads the chunk at one place; the bytes hold until the next call. @throws where it is gone */
export type StoredChunkReader = (chunks: StoredChunks, place: number) => Uint8Array

let read: StoredChunkReader | null = null

/** Called once in a thread that may read the store. */
export function readStoredChunksBy(reader: StoredChunkReader): void {
  read = reader
}

export function storedChunkList(chunks: StoredChunks): ChunkList {
  return {
    heads: arrayToHeads(chunks.heads),
    bytes(place) {
      if (read === null) throw new Error('stored chunks: this thread cannot read the store')
      return read(chunks, place)
    },
  }
}
