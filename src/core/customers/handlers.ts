import type { CustomerFilter } from '../../contract/customers.ts'
import { ExpectedError } from '../../contract/errors.ts'
import { getArray } from '../../engine/columns/parts.ts'
import type { RunView } from '../../engine/worker/tasks/query.ts'
import { clusterRows } from '../analysis/analysis-dto.ts'
import { loadLayersOnce } from '../analysis/load-layers.ts'
import { runParts } from '../analysis/run-cache.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { previousRunView } from '../drift/previous-run.ts'
import type { Handlers } from '../dispatch.ts'
import { layersInUse, readOrderIds } from '../store/layers-table.ts'
import { latestRun, type StoredRun } from '../store/runs-table.ts'
import { upliftSource } from '../uplift/customers-uplift.ts'
import { hashKey } from './hash-key.ts'

type CustomerHandlers = Pick<
  Handlers,
  | 'customers.columns'
  | 'customers.page'
  | 'customers.get'
  | 'customers.history'
  | 'customers.points'
  | 'customers.export'
>

export function customerHandlers(core: CoreContext): CustomerHandlers {
  const { store, queries } = core
  return {
    'customers.columns'({ projectId }) {
      const { summary } = requireRun(core, projectId)
      return { attributes: summary.facts.attributes.map(({ name }) => name) }
    },
    async 'customers.page'({ projectId, filter, sort, offset, limit }, { signal }) {
      const view = await runView(core, projectId, filter)
      return queries.run((engine) => engine.page(view, filter, sort, offset, limit), signal)
    },
    async 'customers.get'({ projectId, index }, { signal }) {
      const view = await runView(core, projectId)
      const layers = await loadLayersOnce(store, layersInUse(store, projectId))
      const found = await queries.run((engine) => engine.detail(view, layers, index), signal)
      if (found === null)
        throw new ExpectedError('input.invalid', { detail: `customers.get: there is no customer ${index}` })
      return found
    },
    async 'customers.history'({ projectId, customerId, offset, limit }, { signal }) {
      const view = await runView(core, projectId)
      const active = layersInUse(store, projectId)
      const layers = await loadLayersOnce(store, active)
      const orders = active.filter(({ kind }) => kind === 'orders')
      const found = await queries.run((engine) => engine.historyChunks(layers, view.rules, customerId), signal)
      const placed = await Promise.all(
        orders.map(async ({ id, encoding }, layer) => {
          const places = found.filter((chunk) => chunk.layer === layer).map(({ place }) => place)
          const ids = await readOrderIds(store, id, places)
          return places.map((place, i) => ({ layer, place, orderIds: ids[i]!, encoding }))
        }),
      )
      return queries.run((engine) => engine.history(view, layers, customerId, placed.flat(), offset, limit), signal)
    },
    async 'customers.points'({ projectId, limit }, { signal }) {
      const view = await runView(core, projectId)
      return queries.run((engine) => engine.points(view, limit), signal)
    },
    async 'customers.export'({ projectId, filter, sort }, { signal, progress }) {
      progress({ stage: 'write', fraction: null })
      const project = requireProject(store, projectId)
      const view = await runView(core, projectId, filter)
      const key = await hashKey(core, requireRun(core, projectId).summary.seed)
      return core.outputs.create(`${project.name} customers.csv`, 'text/csv', signal, (path) =>
        core.pool.run((engine, stop) => engine.exportCsv(view, filter, sort, path, key, stop), signal),
      )
    },
  }
}

/** @throws ExpectedError analysis.none */
export function requireRun(core: CoreContext, projectId: string): StoredRun {
  requireProject(core.store, projectId)
  const run = latestRun(core.store, projectId)
  if (run === null) throw new ExpectedError('analysis.none')
  return run
}

/** The latest run as the query thread needs it. @throws ExpectedError analysis.none */
export async function runView(core: CoreContext, projectId: string, filter: CustomerFilter = {}): Promise<RunView> {
  const run = requireRun(core, projectId)
  const parts = await runParts(core.store, run.id)
  const { facts, clusterings } = run.summary
  const { ids } = clusterings.find(({ k }) => k === run.k)!
  const labels = getArray(parts, `labels${run.k}`, Uint8Array)!
  const asksBefore = filter.previousSegments !== undefined || filter.previousClusters !== undefined
  const uplift = await upliftSource(core.store, projectId)
  const previous = asksBefore ? await previousRunView(core, run) : null
  return {
    ...(previous === null ? {} : { previous }),
    ...(uplift === undefined ? {} : { uplift }),
    key: `${run.id} ${run.k}`,
    attributes: facts.attributes,
    parts,
    scale: facts.scale,
    digits: facts.scope.digits,
    asOfDay: facts.asOfDay,
    from: facts.scope.from,
    exclusions: facts.scope.exclusions,
    rules: facts.scope.rules,
    ...(facts.scope.tiers === undefined ? {} : { churnThresholds: facts.scope.tiers.churn }),
    labels,
    ids,
    cuts: facts.cuts,
    clusterLabels: clusterRows(core.store, run).map((row) => [row.clusterId, row.name ?? row.clusterLabel] as const),
  }
}
