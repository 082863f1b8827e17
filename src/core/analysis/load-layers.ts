import type { ImportLayer } from '../../contract/imports.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import { attributeHeads } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/** The bytes of the layers, in shared memory. */
export async function loadLayers(store: Store, layers: readonly ImportLayer[]): Promise<LayerInput[]> {
  return Promise.all(
    layers.map(async (layer): Promise<LayerInput> => ({
      kind: layer.kind === 'customers' ? 'customers' : 'orders',
      heads: attributeHeads(store, layer.id),
      parts: await store.readParts('SELECT name, data FROM layer_parts WHERE layer_id = ?', layer.id),
      chunks: await store.readBlobs('SELECT data FROM layer_chunks WHERE layer_id = ? ORDER BY sequence', layer.id),
    })),
  )
}
