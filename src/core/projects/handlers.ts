import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedError } from '../../contract/errors.ts'
import type { Project } from '../../contract/projects.ts'
import { analyseProject } from '../analysis/handlers.ts'
import { newId, now, requireProject, tidyLater, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { importFile } from '../imports/import-file.ts'
import {
  bumpRevision,
  deleteProject,
  insertProject,
  listProjects,
  sampleProject,
  updateProject,
} from '../store/projects-table.ts'

type ProjectHandlers = Pick<
  Handlers,
  'projects.list' | 'projects.get' | 'projects.create' | 'projects.update' | 'projects.delete' | 'projects.openSample'
>

export function projectHandlers(core: CoreContext): ProjectHandlers {
  const { store, events, files } = core
  const create = async (name: string, isSample: boolean, forFile?: string): Promise<Project> => {
    const id = newId()
    // Noted before it is there: whoever discards the file from now on takes the project with it.
    if (forFile !== undefined) files.noteProject(forFile, id)
    await store.write([insertProject({ id, name, now: now(), isSample })])
    if (forFile !== undefined && !files.isWaiting(forFile)) {
      await store.write([deleteProject(id)])
      throw new ExpectedError('file.missing', { name: 'This file' })
    }
    events.emit('projects.changed', { projectId: id })
    return requireProject(store, id)
  }
  /** Ends when no sample is being made: whoever asks while one is gets that one. */
  let sample: Promise<unknown> = Promise.resolve()
  return {
    'projects.list': () => listProjects(store),
    'projects.get': ({ projectId }) => requireProject(store, projectId),
    'projects.create': ({ name, forFile }) => create(name, false, forFile),
    async 'projects.update'({ projectId, patch }) {
      const before = requireProject(store, projectId)
      const otherCurrency = patch.currency !== undefined && patch.currency !== before.currency
      await store.write([
        // What the rates were for is no longer the project's money.
        ...updateProject(projectId, otherCurrency ? { rates: {}, ...patch } : patch, now()),
        ...(otherCurrency ? [bumpRevision(projectId)] : []),
      ])
      events.emit('project.changed', { projectId, what: 'settings' })
      return requireProject(store, projectId)
    },
    async 'projects.delete'({ projectId }) {
      requireProject(store, projectId)
      await store.write([deleteProject(projectId)])
      tidyLater(core)
      events.emit('projects.changed', { projectId })
      return null
    },
    async 'projects.openSample'(_, context) {
      const made = sample.then(() => openSample(core, create, context))
      sample = made.catch(() => undefined)
      return await made
    },
  }
}

/** The sample is a project like any other; once there, it is opened again rather than made twice. */
async function openSample(
  core: CoreContext,
  create: (name: string, isSample: boolean) => Promise<Project>,
  context: CallContext,
): Promise<Project> {
  const known = sampleProject(core.store)
  if (known !== null && known.counts.layers > 0) return known
  const project = known ?? (await create('Sample: Online Retail', true))
  try {
    const folder = join(core.options.resourcesFolder, 'samples')
    const names = (await readdir(folder))
      .filter((name) => name.endsWith('.csv'))
      .toSorted()
      .toReversed()
    for (const name of names) {
      const fileId = core.files.offer({ path: join(folder, name), name, temporary: false }, false)
      await importFile(core, project.id, fileId, {}, context)
    }
    await core.store.write(updateProject(project.id, { currency: 'GBP' }, now()))
    await analyseProject(core, project.id, { seed: 1, k: 'auto', maxK: 10 }, context)
  } catch (error) {
    if (known === null) {
      await core.store.write([deleteProject(project.id)])
      core.events.emit('projects.changed', { projectId: project.id })
    }
    throw error
  }
  return requireProject(core.store, project.id)
}
