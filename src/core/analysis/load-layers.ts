import type { ImportLayer } from '../../contract/imports.ts'
import { getArray, type Parts } from '../../engine/columns/parts.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import { attributeHeads, CHUNK_HEADS, chunkSequences } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/** The layers' dictionaries in shared memory, and where their chunks are. */
export async function loadLayers(store: Store, layers: readonly ImportLayer[]): Promise<LayerInput[]> {
  return Promise.all(
    layers.map(async (layer): Promise<LayerInput> => {
      const parts = await store.readParts('SELECT name, data FROM layer_parts WHERE layer_id = ?', layer.id)
      return {
        id: layer.id,
        decision: layer.decision,
        currency: layer.currency,
        kind: layer.kind,
        heads: attributeHeads(store, layer.id),
        parts,
        chunks: await chunksOf(store, layer.id, parts),
      }
    }),
  )
}

/** Chunks whose heads are known stay in the store until a scan comes to them; those of older imports are loaded. */
async function chunksOf(store: Store, layerId: string, parts: Parts): Promise<LayerInput['chunks']> {
  const heads = getArray(parts, CHUNK_HEADS, Float64Array)
  if (heads !== null) return { file: store.file, layerId, sequences: chunkSequences(store, layerId), heads }
  return store.readBlobs('SELECT data FROM layer_chunks WHERE layer_id = ? ORDER BY sequence', layerId)
}

/** Layers up to this size stay in memory while one customer after the other is looked at. */
const MOST_KEPT_BYTES = 128 * 1024 * 1024

const kept = new WeakMap<Store, { readonly key: string; readonly layers: readonly LayerInput[] }>()

/** The same, for look-ups that come one after the other: layers never change but for what was decided about them. */
export async function loadLayersOnce(store: Store, layers: readonly ImportLayer[]): Promise<readonly LayerInput[]> {
  const key = JSON.stringify(layers.map(({ id, decision }) => [id, decision]))
  const known = kept.get(store)
  if (known?.key === key) return known.layers
  const loaded = await loadLayers(store, layers)
  const size = ({ parts, chunks }: LayerInput): number =>
    [...parts.values(), ...('file' in chunks ? [] : chunks)].reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (loaded.reduce((sum, layer) => sum + size(layer), 0) <= MOST_KEPT_BYTES) kept.set(store, { key, layers: loaded })
  return loaded
}
