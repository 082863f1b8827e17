import { partsToTail, type AttributeHead, type Parts } from '../../columns/parts.ts'
import type { CustomersTail, OrdersTail } from '../../columns/types.ts'
import { mergeLayers, type Dataset } from '../../dataset/dataset.ts'

/** A layer as it comes from the store; all bytes in shared memory. */
export interface LayerInput {
  readonly kind: 'orders' | 'customers'
  readonly heads: readonly AttributeHead[]
  readonly parts: Map<string, Uint8Array>
  readonly chunks: readonly Uint8Array[]
}

export function datasetOf(layers: readonly LayerInput[]): Dataset {
  const tails = layers.map((layer) => ({
    tail: partsToTail(layer.kind, layer.parts, layer.heads),
    chunks: layer.chunks,
  }))
  return mergeLayers(
    tails.flatMap(({ tail, chunks }) => (tail.kind === 'orders' ? [{ tail: tail satisfies OrdersTail, chunks }] : [])),
    tails.flatMap(({ tail }): CustomersTail[] => (tail.kind === 'customers' ? [tail] : [])),
  )
}

export function chunkCount(layers: readonly LayerInput[]): number {
  return layers.reduce((sum, { chunks }) => sum + chunks.length, 0)
}

/** Moves every part into shared memory, so that all threads read the same bytes. */
export function share(parts: Parts): Map<string, Uint8Array<SharedArrayBuffer>> {
  return new Map(
    [...parts].map(([name, bytes]) => {
      if (
        bytes.buffer instanceof SharedArrayBuffer &&
        bytes.byteOffset === 0 &&
        bytes.byteLength === bytes.buffer.byteLength
      ) {
        return [name, bytes as Uint8Array<SharedArrayBuffer>]
      }
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
      shared.set(bytes)
      return [name, shared]
    }),
  )
}
