import { requireProject, type CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { revisionOf } from '../store/projects-table.ts'
import { latestRun } from '../store/runs-table.ts'

export function predictionHandlers({ store }: CoreContext): Pick<Handlers, 'predictions.latest'> {
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
  }
}
