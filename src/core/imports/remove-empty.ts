import type { CoreContext } from '../context.ts'
import { listLayers } from '../store/layers-table.ts'
import { deleteProject, findProject } from '../store/projects-table.ts'

/** A project that was made for a file goes with it, unless something came in. */
export async function removeEmpty({ store, events }: CoreContext, projectId: string): Promise<void> {
  if (findProject(store, projectId) === null || listLayers(store, projectId).length > 0) return
  await store.write([deleteProject(projectId)])
  events.emit('projects.changed', { projectId })
}
