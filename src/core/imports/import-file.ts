import type { ImportLayer, ReadOptions } from '../../contract/imports.ts'
import { now, requireProject, type CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { keepReading } from '../mappings/keep-reading.ts'
import type { Reading } from '../mappings/recall.ts'
import { findLayer, showLayer } from '../store/layers-table.ts'
import { bumpRevision, updateProject } from '../store/projects-table.ts'
import type { Statement } from '../store/store.ts'
import { findMending, withMending } from './mending.ts'
import { readLayer } from './read-layer.ts'

/**
 * Reads a file into a new layer of the project, beside what is there: whole or not at all.
 * @throws ExpectedError for what the person can mend, CancelledError
 */
export async function importFile(
  core: CoreContext,
  projectId: string,
  fileId: string,
  options: ReadOptions,
  context: CallContext,
): Promise<ImportLayer> {
  const { store, files, events } = core
  const mending = await findMending(core, projectId, fileId, context.signal)
  let seen: Reading | null = null
  const id = await readLayer(
    core,
    projectId,
    fileId,
    withMending(mending, options),
    mending?.layerId ?? null,
    (layerId, end) => {
      if (mending === null) ({ seen } = end)
      return [showLayer(layerId), ...joinProject(core, projectId, end.currency)]
    },
    context,
  )
  // It is in: what follows cannot be cancelled any more.
  events.emit('project.changed', { projectId, what: 'imports' })
  await keepReading(core, projectId, fileId, options, new AbortController().signal, seen)
  await files.discard(fileId)
  return findLayer(store, id)!
}

/** What changes in a project when a layer comes in: its money is that of its first file. */
export function joinProject(core: CoreContext, projectId: string, currency: string | null): Statement[] {
  const takesCurrency = currency !== null && requireProject(core.store, projectId).currency === null
  return [bumpRevision(projectId), ...updateProject(projectId, takesCurrency ? { currency } : {}, now())]
}
