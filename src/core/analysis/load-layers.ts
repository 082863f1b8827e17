import type { ImportLayer } from '../../contract/imports.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import { attributeHeads } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/** The bytes of the layers, in shared memory. */
export async function loadLayers(store: Store, layers: readonly ImportLayer[]): Promise<LayerInput[]> {
  return Promise.all(
    layers.map(async (layer): Promise<LayerInput> => ({
      id: layer.id,
      decision: layer.decision,
      currency: layer.currency,
      kind: layer.kind === 'customers' || layer.kind === 'events' ? layer.kind : 'orders',
      heads: attributeHeads(store, layer.id),
      parts: await store.readParts('SELECT name, data FROM layer_parts WHERE layer_id = ?', layer.id),
      chunks: await store.readBlobs('SELECT data FROM layer_chunks WHERE layer_id = ? ORDER BY sequence', layer.id),
    })),
  )
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
  const bytes = loaded.reduce((sum, { chunks }) => chunks.reduce((part, chunk) => part + chunk.byteLength, sum), 0)
  if (bytes <= MOST_KEPT_BYTES) kept.set(store, { key, layers: loaded })
  return loaded
}
