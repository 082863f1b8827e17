import { ExpectedError } from '../../contract/errors.ts'
import { loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { requireRun, runView } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'
import { layersInUse } from '../store/layers-table.ts'

type TierHandlers = Pick<
  Handlers,
  'customers.events' | 'tiers.lookup' | 'tiers.engagement' | 'tiers.exportEngagement' | 'tiers.summary'
>

export function tierHandlers(core: CoreContext): TierHandlers {
  const { store, queries } = core
  const layersOf = (projectId: string) => loadLayersOnce(store, layersInUse(store, projectId))
  return {
    async 'customers.events'({ projectId, customerId, offset, limit }, { signal }) {
      const layers = layersInUse(store, projectId)
      // Most projects have no file of events: nothing is loaded to say so.
      if (!layers.some(({ kind }) => kind === 'events')) return { total: 0, items: [] }
      const { summary } = requireRun(core, projectId)
      const [view, input] = await Promise.all([runView(core, projectId), loadLayersOnce(store, layers)])
      return queries.run(
        (engine) => engine.customerEvents(view, summary.facts, input, customerId, offset, limit),
        signal,
      )
    },
    async 'tiers.lookup'({ projectId, customerId }, { signal }) {
      const view = await runView(core, projectId)
      const found = await queries.run((engine) => engine.tierLookup(view, customerId), signal)
      if (found === null) throw new ExpectedError('customer.not_found', { id: customerId })
      return found
    },
    async 'tiers.engagement'({ projectId, ...filter }, { signal }) {
      const { summary } = requireRun(core, projectId)
      const [view, layers] = await Promise.all([runView(core, projectId), layersOf(projectId)])
      return queries.run((engine) => engine.engagement(view, summary.facts, layers, filter), signal)
    },
    async 'tiers.exportEngagement'({ projectId, ...filter }, { signal, progress }) {
      progress({ stage: 'write', fraction: null })
      const project = requireProject(store, projectId)
      const { summary } = requireRun(core, projectId)
      const [view, layers] = await Promise.all([runView(core, projectId), layersOf(projectId)])
      return core.outputs.create(`${project.name} engagement.csv`, 'text/csv', signal, (path) =>
        core.pool.run((engine) => engine.exportEngagement(view, summary.facts, layers, filter, path), signal),
      )
    },
    async 'tiers.summary'({ projectId, ...filter }, { signal }) {
      const view = await runView(core, projectId)
      return queries.run((engine) => engine.tierSummary(view, filter), signal)
    },
  }
}
