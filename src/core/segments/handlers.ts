import { segmentLabels } from '../../contract/analysis.ts'
import { ExpectedError } from '../../contract/errors.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { requireRun } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'
import { clusterKey, writeLabel, type LabelTarget } from '../store/labels-table.ts'

export function segmentHandlers(core: CoreContext): Pick<Handlers, 'segments.describe'> {
  const { store, events } = core
  return {
    async 'segments.describe'({ projectId, target, name, note, colour }) {
      requireProject(store, projectId)
      const [type, key] = keyOf(core, projectId, target)
      await store.write([
        writeLabel(projectId, type, key, { name: emptyToNull(name), note: emptyToNull(note), colour }),
      ])
      events.emit('project.changed', { projectId, what: 'labels' })
      return null
    },
  }
}

function keyOf(
  core: CoreContext,
  projectId: string,
  target: { type: 'segment'; label: string } | { type: 'cluster'; clusterId: number },
): [LabelTarget, string] {
  if (target.type === 'segment') {
    if (!segmentLabels.some((label) => label === target.label)) {
      throw new ExpectedError('input.invalid', { detail: `segments.describe: there is no segment ${target.label}` })
    }
    return ['segment', target.label]
  }
  const run = requireRun(core, projectId)
  if (!run.described.rows.some(({ clusterId }) => clusterId === target.clusterId)) {
    throw new ExpectedError('input.invalid', { detail: `segments.describe: there is no cluster ${target.clusterId}` })
  }
  return ['cluster', clusterKey(run.k, target.clusterId)]
}

function emptyToNull(text: string | null | undefined): string | null | undefined {
  return text === '' ? null : text
}
