import { readFile, stat, writeFile } from 'node:fs/promises'
import { ExpectedError } from '../../contract/errors.ts'
import { now, requireProject, type CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { forgetMapping, keepMapping, listMappings } from '../store/mappings-table.ts'
import { updateProject } from '../store/projects-table.ts'
import { readSettingsText, settingsText } from './settings-file.ts'

type MappingHandlers = Pick<
  Handlers,
  'mappings.list' | 'mappings.forget' | 'projects.exportSettings' | 'projects.importSettings'
>

/** A file of settings holds at most a logo and some mappings. */
const mostBytes = 16 * 1024 * 1024

export function mappingHandlers(core: CoreContext): MappingHandlers {
  const { store, files, outputs, events, options } = core
  return {
    'mappings.list'({ projectId }) {
      requireProject(store, projectId)
      return listMappings(store, projectId)
    },
    async 'mappings.forget'({ fingerprint }) {
      await store.write([forgetMapping(fingerprint)])
      return null
    },
    'projects.exportSettings'({ projectId }, { signal }) {
      const project = requireProject(store, projectId)
      const text = settingsText(project, listMappings(store, projectId), options.version)
      return outputs.create(`${project.name} settings.json`, 'application/json', signal, (path) =>
        writeFile(path, text),
      )
    },
    async 'projects.importSettings'({ projectId, fileId }) {
      const before = requireProject(store, projectId)
      const file = files.find(fileId)
      const { patch, mappings } = readSettingsText(await textOf(file), file.name)
      await store.write([
        ...updateProject(projectId, patch, now()),
        ...mappings.map((mapping) => keepMapping(projectId, mapping)),
      ])
      await files.discard(fileId)
      events.emit('project.changed', { projectId, what: 'settings' })
      return { project: requireProject(store, projectId), before, mappings: mappings.length }
    },
  }
}

async function textOf({ path, name }: { readonly path: string; readonly name: string }): Promise<string> {
  try {
    if ((await stat(path)).size > mostBytes) throw new ExpectedError('settings.foreign', { name })
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof ExpectedError) throw error
    throw new ExpectedError('file.unreadable', { name, reason: error instanceof Error ? error.message : '' })
  }
}
