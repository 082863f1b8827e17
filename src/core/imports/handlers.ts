import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { CancelledError } from '../../contract/errors.ts'
import { formatNote } from '../../contract/messages/format.ts'
import type { ImportPreview } from '../../contract/imports.ts'
import { now, requireProject, tidyLater, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { stampOf } from '../file-stamp.ts'
import {
  deleteLayer,
  doubtChanges,
  findLayer,
  listLayers,
  readRejected,
  rejectedByKind,
  setLayerActive,
} from '../store/layers-table.ts'
import { bumpRevision, updateProject } from '../store/projects-table.ts'
import { hasLayerOfSize, sameFile } from '../store/same-file.ts'
import { recall } from '../mappings/recall.ts'
import { lookAt, unreadableIn } from './look-at.ts'
import { mendingOf, withMending } from './mending.ts'
import { pasteTable } from './paste.ts'
import { unpackFile } from './unpack.ts'
import { requireLayer } from './require-layer.ts'
import { importFile } from './import-file.ts'

type ImportHandlers = Pick<
  Handlers,
  | 'imports.preview'
  | 'imports.run'
  | 'imports.unpack'
  | 'imports.list'
  | 'imports.setActive'
  | 'imports.delete'
  | 'imports.rejected'
  | 'imports.exportRejected'
  | 'imports.paste'
>

export function importHandlers(core: CoreContext): ImportHandlers {
  const { store, events } = core
  const changed = (projectId: string) => events.emit('project.changed', { projectId, what: 'imports' })
  return {
    async 'imports.preview'({ projectId, fileId, options, count, recall: recalls }, { signal, progress }) {
      const file = core.files.find(fileId)
      if (!recalls) core.files.noteChoice(fileId, options ?? {})
      progress({ stage: 'inspect', fraction: null })
      const stamp = await stampOf(file.path)
      const look = lookAt(core, file, count, signal)
      const seen = recalls
        ? await recall(core, projectId, options ?? {}, look, unreadableIn(core, file, signal))
        : { preview: await look(options ?? {}), options: options ?? {}, remembered: null }
      const mending = mendingOf(core, projectId, seen.preview)
      const used = mending === null ? seen.options : withMending(mending, options ?? {})
      const preview = mending === null ? seen.preview : await look(used)
      const remembered = mending === null ? seen.remembered : null
      core.files.noteLook(fileId, { options: used, preview, remembered, stamp })
      const duplicateOf = projectId === null ? null : await duplicate(core, projectId, file.path, preview, signal)
      const mends = mending === null ? null : findLayer(store, mending.layerId)!.fileName
      const notes = [...(file.notes ?? []), ...preview.notes]
      return { ...preview, notes, fileId, duplicateOf, mends, options: used, remembered } satisfies ImportPreview
    },
    async 'imports.unpack'({ fileId }, context) {
      const ids = await unpackFile(core, fileId, context)
      return { files: ids.map((id) => ({ fileId: id, fileName: core.files.find(id).name })) }
    },
    'imports.run': ({ projectId, fileId, options }, context) =>
      importFile(core, projectId, fileId, options ?? {}, context),
    'imports.list'({ projectId }) {
      requireProject(store, projectId)
      return listLayers(store, projectId)
    },
    async 'imports.setActive'({ importId, active }) {
      const { projectId } = requireLayer(core, importId)
      await store.write([
        setLayerActive(importId, active),
        doubtChanges(projectId),
        bumpRevision(projectId),
        ...updateProject(projectId, {}, now()),
      ])
      changed(projectId)
      return findLayer(store, importId)!
    },
    async 'imports.delete'({ importId }) {
      const { projectId } = requireLayer(core, importId)
      await store.write([
        deleteLayer(importId),
        doubtChanges(projectId),
        bumpRevision(projectId),
        ...updateProject(projectId, {}, now()),
      ])
      tidyLater(core)
      changed(projectId)
      return null
    },
    'imports.rejected'({ importId, kind, offset, limit }) {
      requireLayer(core, importId)
      const byKind = offset === 0 ? rejectedByKind(store, importId) : null
      return { ...readRejected(store, importId, { kind, offset, limit }), byKind }
    },
    'imports.exportRejected': ({ importId }, context) => exportRejected(core, importId, context),
    'imports.paste': async ({ text, html }) => ({ fileId: await pasteTable(core, text, html) }),
  }
}

/** Only a file as long as one that is there is worth hashing. */
async function duplicate(
  core: CoreContext,
  projectId: string,
  path: string,
  { sizeBytes, sheet }: Pick<ImportPreview, 'sizeBytes' | 'sheet'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (!hasLayerOfSize(core.store, projectId, sizeBytes)) return null
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer)
  return sameFile(core.store, projectId, { sha256: hash.digest('hex'), sheet, content: null })
}

export const rejectedHeader = ['file', 'line', 'byte_offset', 'column', 'kind', 'message', 'raw'] as const
const SLICE = 1000

async function exportRejected(core: CoreContext, importId: string, { signal }: CallContext) {
  const layer = requireLayer(core, importId)
  return core.outputs.create(`rejected ${layer.fileName}.csv`, 'text/csv', signal, async (path) => {
    const file = await open(path, 'w')
    try {
      await file.writeFile(`${Papa.unparse([[...rejectedHeader]])}\r\n`)
      for (let offset = 0; ; offset += SLICE) {
        if (signal.aborted) throw new CancelledError()
        const { rows } = readRejected(core.store, importId, { offset, limit: SLICE })
        if (rows.length === 0) break
        const lines = rows.map((row) => [
          layer.fileName,
          row.line,
          row.byteOffset,
          row.column,
          row.kind,
          formatNote(row.message),
          row.raw,
        ])
        await file.writeFile(`${Papa.unparse(lines)}\r\n`)
      }
    } finally {
      await file.close()
    }
  })
}
