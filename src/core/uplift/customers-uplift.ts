import type { UpliftSource } from '../../engine/worker/tasks/uplift.ts'
import { attributeHeads, campaignsInUse } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'
import { listUplift, loadUpliftParts } from '../store/uplift-table.ts'

const kept = new WeakMap<Store, UpliftSource>()

/** The latest result, of a campaign that is switched on, whose people are customers here; undefined: there is none. */
export async function upliftSource(store: Store, projectId: string): Promise<UpliftSource | undefined> {
  const active = new Set(campaignsInUse(store, projectId).map(({ id }) => id))
  if (active.size === 0) return undefined
  const result = listUplift(store, projectId).find(({ layerId, report }) => active.has(layerId) && report.matched > 0)
  if (result === undefined) return undefined
  const known = kept.get(store)
  if (known?.key === result.id) return known
  const { layerId } = result
  const source: UpliftSource = {
    key: result.id,
    campaign: {
      heads: attributeHeads(store, layerId),
      parts: await store.readParts('SELECT name, data FROM layer_parts WHERE layer_id = ?', layerId),
    },
    parts: await loadUpliftParts(store, result.id),
  }
  kept.set(store, source)
  return source
}
