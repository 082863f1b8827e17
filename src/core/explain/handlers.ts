import { ExpectedError } from '../../contract/errors.ts'
import type { CoreContext } from '../context.ts'
import { requireRun, runView } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'

export function explainHandlers(
  core: CoreContext,
): Pick<Handlers, 'customers.explain' | 'segments.moves' | 'segments.apart'> {
  const { queries } = core
  return {
    async 'customers.explain'({ projectId, index }, { signal }) {
      const { summary, k } = requireRun(core, projectId)
      const view = await runView(core, projectId)
      const found = await queries.run((engine) => engine.explainCustomer(view, summary.facts, k, index), signal)
      if (found === null)
        throw new ExpectedError('input.invalid', { detail: `customers.explain: there is no customer ${index}` })
      return found
    },
    async 'segments.apart'({ projectId, filter }, { signal }) {
      const { summary } = requireRun(core, projectId)
      const view = await runView(core, projectId, filter)
      return queries.run((engine) => engine.apart(view, summary.facts, filter), signal)
    },
    async 'segments.moves'({ projectId }, { signal }) {
      const { summary } = requireRun(core, projectId)
      const view = await runView(core, projectId)
      return queries.run((engine) => engine.movesOfEveryone(view, summary.facts), signal)
    },
  }
}
