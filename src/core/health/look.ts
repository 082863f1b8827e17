import type { ImportLayer } from '../../contract/imports.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { HealthFacts } from '../../engine/worker/tasks/health.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { layersInUse } from '../store/layers-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import type { Store } from '../store/store.ts'

/** The latest look at a project's rows, as long as nothing changes what there is to see. */
export interface Looked {
  readonly key: string
  readonly facts: HealthFacts
  readonly layers: readonly ImportLayer[]
  readonly rules: DatasetRules
}

const kept = new WeakMap<Store, Looked>()

/** Looks at all rows of the active files, or remembers having done so; null where there is no file of orders. */
export async function look(
  core: CoreContext,
  projectId: string,
  { signal, progress }: CallContext,
): Promise<Looked | null> {
  const { store, queries } = core
  const project = requireProject(store, projectId)
  const active = layersInUse(store, projectId)
  const layers = active.filter(({ kind }) => kind === 'orders')
  if (layers.length === 0) return null
  const today = core.today()
  const key = `${projectId} ${revisionOf(store, projectId)} ${today}`
  const known = kept.get(store)
  if (known?.key === key) return known
  progress({ stage: 'load', fraction: null })
  // Rows that wait for a rate are rows all the same.
  const rules = { ...rulesOf(store, project, active, today), showsHeldBack: true }
  const inputs = await loadLayersOnce(store, active)
  const facts = await queries.run(
    (engine, stop) =>
      engine.healthFacts(
        inputs,
        rules,
        dayNumber(today),
        stop,
        callback((fraction) => progress({ stage: 'profile', fraction })),
      ),
    signal,
  )
  const looked = { key, facts, layers, rules }
  kept.set(store, looked)
  return looked
}
