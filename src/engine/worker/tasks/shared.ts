import { chunkList, type ChunkList } from '../../columns/chunk-list.ts'
import { partsToTail, type AttributeHead, type Parts } from '../../columns/parts.ts'
import type { ImportDecision } from '../../../contract/changes.ts'
import type { FileKind } from '../../../contract/imports.ts'
import { leavesOut, withoutReplaced } from '../../changes/leave-out.ts'
import type { CustomersLayer } from '../../dataset/attributes.ts'
import { mergeLayers, type Dataset, type OrdersLayer } from '../../dataset/dataset.ts'
import type { EventsLayer } from '../../dataset/events.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { storedChunkList, type StoredChunks } from '../stored-chunks.ts'

/** A layer as it comes from the store; bytes in shared memory, but for chunks that are read when they are asked for. */
export interface LayerInput {
  readonly id: string
  readonly decision: ImportDecision
  /** ISO code of most of its amounts, or null. */
  readonly currency: string | null
  readonly kind: FileKind
  readonly heads: readonly AttributeHead[]
  readonly parts: Map<string, Uint8Array>
  readonly chunks: StoredChunks | readonly Uint8Array[]
  /** What is done to the rows of all layers of the list, where `markRows` found it out: the same for each of them. */
  readonly marks?: Uint8Array | undefined
}

/** The rows of active layers, in the order of their imports, as the rules of the project and of each import have them. */
export function datasetOf(layers: readonly LayerInput[], rules: DatasetRules): Dataset {
  const orders: OrdersLayer[] = []
  const people: CustomersLayer[] = []
  const events: EventsLayer[] = []
  for (const { kind, parts, heads, chunks, decision, currency } of withoutReplaced(layers, (each) => each.decision)) {
    const tail = partsToTail(kind, parts, heads)
    if (tail.kind === 'orders') orders.push({ tail, chunks: listOf(chunks), decision, currency })
    else if (tail.kind === 'events') events.push({ tail, chunks: listOf(chunks) })
    else if (tail.kind === 'customers') people.push({ ...tail, knownOnly: decision.mode === 'update' })
  }
  return mergeLayers(orders, people, rules, events, layers.find(({ marks }) => marks !== undefined)?.marks)
}

function listOf(chunks: LayerInput['chunks']): ChunkList {
  return 'file' in chunks ? storedChunkList(chunks) : chunkList(chunks)
}

let merged: { readonly key: string; readonly dataset: WeakRef<Dataset> } | null = null

/** The same for calls that follow each other (ranges of one run, one customer after the other), while it stays in memory. */
export function datasetOnce(layers: readonly LayerInput[], rules: DatasetRules): Dataset {
  const key = JSON.stringify([layers.map(({ id, decision }) => [id, decision]), rules])
  const known = merged?.key === key ? merged.dataset.deref() : undefined
  if (known !== undefined) return known
  const dataset = datasetOf(layers, rules)
  merged = { key, dataset: new WeakRef(dataset) }
  return dataset
}

/**
 * What decisions about layers and the rules do to each row, in shared memory: found out once for all threads, as every
 * line is compared for it. Null: nothing is done to any.
 */
export function markRows(layers: readonly LayerInput[], rules: DatasetRules): Uint8Array<SharedArrayBuffer> | null {
  if (rules.netUpTo === null && !layers.some(({ kind, decision }) => kind === 'orders' && leavesOut(decision)))
    return null
  const { marks, source } = datasetOnce(layers, rules)
  const shared = new Uint8Array(new SharedArrayBuffer(source.rows))
  if (marks !== null) shared.set(marks)
  return shared
}

export function chunkCount(layers: readonly LayerInput[]): number {
  return layers.reduce((sum, { chunks }) => sum + listOf(chunks).heads.length, 0)
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
