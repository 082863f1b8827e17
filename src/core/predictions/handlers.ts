import { loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { requireRun, runView } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'
import { layersInUse } from '../store/layers-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import { latestRun } from '../store/runs-table.ts'

type PredictionHandlers = Pick<Handlers, 'predictions.latest' | 'predictions.explain'>

export function predictionHandlers(core: CoreContext): PredictionHandlers {
  const { store, queries } = core
  return {
    'predictions.latest'({ projectId }) {
      const { currency } = requireProject(store, projectId)
      const run = latestRun(store, projectId)
      if (run?.summary.predictions === undefined) return null
      return {
        ...run.summary.predictions,
        runId: run.id,
        asOf: run.summary.facts.asOf,
        currency,
        stale: run.revision !== revisionOf(store, projectId),
      }
    },
    async 'predictions.explain'({ projectId, index }, { signal }) {
      const { predictions } = requireRun(core, projectId).summary
      if (predictions === undefined) return null
      const view = await runView(core, projectId)
      const layers = await loadLayersOnce(store, layersInUse(store, projectId))
      const found = await queries.run((engine) => engine.explainScore(view, layers, index), signal)
      return found === null ? null : { ...found, horizonDays: predictions.churn.horizonDays }
    },
  }
}
