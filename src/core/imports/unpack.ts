import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { callback } from '../../engine/worker/endpoint.ts'
import type { CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { archiveNotes } from './archive-notes.ts'

/**
 * Puts the tables of an archive into its place among the files that wait: all of them, or none where it fails or is
 * cancelled. Whoever asks a second time gets the same files.
 * @returns their ids, in the order of their names
 * @throws ExpectedError of the `file.` family, store.disk_full; CancelledError
 */
export async function unpackFile(
  core: CoreContext,
  fileId: string,
  { signal, progress }: CallContext,
): Promise<readonly string[]> {
  const before = core.files.unpackedFrom(fileId)
  if (before !== null) return before
  const { path, name } = core.files.find(fileId)
  const folder = join(core.temporaryFolder, `${randomUUID()}.unpacked`)
  await mkdir(folder, { mode: 0o700 })
  progress({ stage: 'unpack', fraction: 0 })
  const report = callback((fraction: number) => progress({ stage: 'unpack', fraction: Math.min(1, fraction) }))
  let isKept = false
  try {
    const unpacked = await core.pool.run((engine, stop) => engine.unpack(path, name, folder, stop, report), signal)
    // Another window was faster.
    const meanwhile = core.files.unpackedFrom(fileId)
    if (meanwhile !== null) return meanwhile
    // It may have been discarded.
    core.files.find(fileId)
    const notes = archiveNotes(name, unpacked)
    const files = unpacked.tables.map((table) => ({
      path: table.path,
      name: `${name} › ${table.name}`,
      temporary: true,
      notes,
    }))
    const replaced = core.files.replace(fileId, files)
    isKept = true
    return await replaced
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true })
  }
}
