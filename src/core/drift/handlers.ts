import type { Stability } from '../../contract/drift.ts'
import { runParts } from '../analysis/run-cache.ts'
import type { CoreContext } from '../context.ts'
import { requireRun, runView } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'
import { previousRunView } from './previous-run.ts'

/** Stability of the runs last asked for, by run and k: it never changes, and a screen asks every time it is opened. */
const KEPT = 20

export function driftHandlers(core: CoreContext): Pick<Handlers, 'segments.drift' | 'analysis.stability'> {
  const known = new Map<string, Stability | null>()
  return {
    async 'segments.drift'({ projectId, by }, { signal }) {
      const run = requireRun(core, projectId)
      const previous = await previousRunView(core, run)
      if (previous === null) return null
      const { run: before, ...view } = previous
      const now = { ...(await runView(core, projectId)), previous: view }
      const facts = {
        previous: { runId: before.id, createdAt: before.createdAt, asOf: before.summary.facts.asOf },
        asOf: run.summary.facts.asOf,
      }
      return core.queries.run((engine) => engine.drift(now, by, facts), signal)
    },
    async 'analysis.stability'({ projectId }, { signal }) {
      const run = requireRun(core, projectId)
      const { facts, seed, clusterings } = run.summary
      const key = `${run.id} ${run.k}`
      const answered = known.get(key)
      if (answered !== undefined) return answered
      const parts = await runParts(core.store, run.id)
      const { clusters } = clusterings.find(({ k }) => k === run.k)!
      const { length } = facts.features.names
      const found = await core.queries.run(
        (engine, stop) => engine.stability(parts, length, run.k, clusters, seed, stop),
        signal,
      )
      known.set(key, found)
      for (const oldest of [...known.keys()].slice(0, -KEPT)) known.delete(oldest)
      return found
    },
  }
}
