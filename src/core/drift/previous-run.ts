import { getArray } from '../../engine/columns/parts.ts'
import type { PreviousRunView } from '../../engine/worker/tasks/query.ts'
import { runParts } from '../analysis/run-cache.ts'
import type { CoreContext } from '../context.ts'
import { previousRun, type StoredRun } from '../store/runs-table.ts'

/** The run before the given one as the query thread needs it; null: there is none whose columns are still kept. */
export async function previousRunView(
  core: CoreContext,
  run: StoredRun,
): Promise<(PreviousRunView & { readonly run: StoredRun }) | null> {
  const previous = previousRun(core.store, run.projectId, run.id)
  if (previous === null) return null
  const parts = await runParts(core.store, previous.id)
  const labels = getArray(parts, `labels${previous.k}`, Uint8Array)
  const clustering = previous.summary.clusterings.find(({ k }) => k === previous.k)
  if (labels === null || clustering === undefined) return null
  return {
    run: previous,
    key: `${previous.id} ${previous.k}`,
    attributes: previous.summary.facts.attributes,
    parts,
    labels,
    ids: clustering.ids,
  }
}
