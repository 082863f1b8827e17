import { ExpectedError } from '../../contract/errors.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { requireRun, runView } from '../customers/handlers.ts'
import { hashKey } from '../customers/hash-key.ts'
import type { Handlers } from '../dispatch.ts'
import { embeddingOfRun } from './embeddings.ts'

type SimilarHandlers = Pick<Handlers, 'similar.customers' | 'similar.lookalikes' | 'similar.exportLookalikes'>

export function similarHandlers(core: CoreContext): SimilarHandlers {
  return {
    async 'similar.customers'({ projectId, index, limit }, context) {
      const view = await runView(core, projectId)
      const embedding = await embeddingOfRun(core, requireRun(core, projectId), context)
      const found = await core.queries.run((engine) => engine.similarTo(view, embedding, index, limit), context.signal)
      if (found === null)
        throw new ExpectedError('input.invalid', { detail: `similar.customers: there is no customer ${index}` })
      return found
    },
    async 'similar.lookalikes'({ projectId, like, count, offset, limit }, context) {
      const view = await runView(core, projectId)
      const embedding = await embeddingOfRun(core, requireRun(core, projectId), context)
      return core.queries.run(
        (engine) => engine.lookalikePage(view, embedding, like, count, offset, limit),
        context.signal,
      )
    },
    async 'similar.exportLookalikes'({ projectId, like, count }, context) {
      const project = requireProject(core.store, projectId)
      const view = await runView(core, projectId)
      const run = requireRun(core, projectId)
      const embedding = await embeddingOfRun(core, run, context)
      const key = await hashKey(core, run.summary.seed)
      return core.outputs.create(`${project.name} look-alikes.csv`, 'text/csv', context.signal, (path) =>
        core.pool.run(
          (engine, stop) => engine.exportLookalikes(view, embedding, like, count, path, key, stop),
          context.signal,
        ),
      )
    },
  }
}
