import { ExpectedError } from '../../contract/errors.ts'
import type { Analysis } from '../../contract/analysis.ts'
import { getArray } from '../../engine/columns/parts.ts'
import { partsToItems } from '../../engine/rfm/item-parts.ts'
import { requireProject, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { revisionOf } from '../store/projects-table.ts'
import { latestRun, updateRunK } from '../store/runs-table.ts'
import { toAnalysis } from './analysis-dto.ts'
import { describe, runAnalysis, type AnalysisOptions } from './run-analysis.ts'
import { runParts } from './run-cache.ts'

type AnalysisHandlers = Pick<Handlers, 'analysis.run' | 'analysis.latest' | 'analysis.setK'>

export function analysisHandlers(core: CoreContext): AnalysisHandlers {
  const { store } = core
  return {
    'analysis.run': ({ projectId, ...options }, context) => analyseProject(core, projectId, options, context),
    'analysis.latest'({ projectId }) {
      const project = requireProject(store, projectId)
      const run = latestRun(store, projectId)
      return run === null ? null : toAnalysis(store, run, project.currency)
    },
    'analysis.setK': ({ projectId, k }, context) => setK(core, projectId, k, context),
  }
}

export async function analyseProject(
  core: CoreContext,
  projectId: string,
  options: AnalysisOptions,
  context: CallContext,
): Promise<Analysis> {
  const project = requireProject(core.store, projectId)
  const run = await runAnalysis(core.store, core.pool, project, options, core.today(), context)
  core.events.emit('project.changed', { projectId, what: 'analysis' })
  return toAnalysis(core.store, run, project.currency)
}

/** Describes another k of the latest run; where its data have changed since, the whole is computed anew with that k. */
async function setK(core: CoreContext, projectId: string, k: number, context: CallContext): Promise<Analysis> {
  const { store } = core
  const project = requireProject(store, projectId)
  const run = latestRun(store, projectId)
  if (run === null) throw new ExpectedError('analysis.none')
  const clustering = run.summary.clusterings.find((each) => each.k === k)
  if (run.revision !== revisionOf(store, projectId)) {
    return analyseProject(core, projectId, { seed: run.summary.seed, k, maxK: run.summary.maxK }, context)
  }
  if (clustering === undefined) {
    throw new ExpectedError('analysis.k_out_of_range', { k, max: run.summary.clusterings.at(-1)?.k ?? 1 })
  }
  const parts = await runParts(store, run.id)
  // A run of a version that did not keep what its customers bought.
  if (partsToItems(parts) === null) {
    return analyseProject(core, projectId, { seed: run.summary.seed, k, maxK: run.summary.maxK }, context)
  }
  context.progress({ stage: 'profile', fraction: 0 })
  const fit = {
    clusters: clustering.clusters,
    labels: getArray(parts, `labels${k}`, Uint8Array)!,
    centroids: getArray(parts, `centroids${k}`, Float64Array)!,
  }
  const described = await describe(core.pool, { facts: run.summary.facts, parts }, fit, clustering.ids, context.signal)
  await store.write([updateRunK(run.id, k, described)])
  core.events.emit('project.changed', { projectId, what: 'analysis' })
  return toAnalysis(store, latestRun(store, projectId)!, project.currency)
}
