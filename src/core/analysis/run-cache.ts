import type { SharedBytes, Store } from '../store/store.ts'
import { loadRunParts } from '../store/runs-table.ts'

/** Columns of the runs last asked for, in shared memory. */
const cache = new WeakMap<Store, Map<string, Promise<Map<string, SharedBytes>>>>()
const KEPT = 2

export function runParts(store: Store, runId: string): Promise<Map<string, SharedBytes>> {
  const runs = cache.get(store) ?? new Map<string, Promise<Map<string, SharedBytes>>>()
  cache.set(store, runs)
  const known = runs.get(runId)
  if (known !== undefined) return known
  const loading = loadRunParts(store, runId)
  runs.set(runId, loading)
  loading.catch(() => runs.delete(runId))
  for (const oldest of [...runs.keys()].slice(0, -KEPT)) runs.delete(oldest)
  return loading
}
