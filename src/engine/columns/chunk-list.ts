import { chunkHead, type ChunkHead } from './chunk-codec.ts'

/** The encoded chunks of a layer, wherever they are kept. */
export interface ChunkList {
  /** What each says of itself, in the order of the file. */
  readonly heads: readonly ChunkHead[]
  /** The bytes of one; they hold until the next ones are asked for. */
  bytes(place: number): Uint8Array
}

/** Chunks that are at hand as they are; a list stays what it is. */
export function chunkList(chunks: ChunkList | readonly Uint8Array[]): ChunkList {
  if ('heads' in chunks) return chunks
  return { heads: chunks.map(chunkHead), bytes: (place) => chunks[place]! }
}

const FIELDS = 4

/** Heads as numbers, to be kept beside the chunks: then none of them is read before a scan asks for it. */
export function headsToArray(heads: readonly ChunkHead[]): Float64Array {
  return Float64Array.from(
    heads.flatMap(({ rows, scale, firstDay, latestDay }) => [rows, scale, firstDay, latestDay ?? NaN]),
  )
}

export function arrayToHeads(array: Float64Array): ChunkHead[] {
  return Array.from({ length: array.length / FIELDS }, (_, i) => ({
    rows: array[i * FIELDS]!,
    scale: array[i * FIELDS + 1]!,
    firstDay: array[i * FIELDS + 2]!,
    latestDay: Number.isNaN(array[i * FIELDS + 3]!) ? null : array[i * FIELDS + 3]!,
  }))
}
