import type { Statement } from 'better-sqlite3'
import { ExpectedError } from '../../contract/errors.ts'
import type { StoredChunkReader } from '../../engine/worker/stored-chunks.ts'
import { openReadOnly } from './database.ts'

/** Reads chunks on a connection of the thread's own, opened with the first of them. */
export function createChunkReader(): StoredChunkReader {
  let opened: { readonly file: string; readonly select: Statement } | null = null
  let last: Buffer | null = null
  return ({ file, layerId, sequences }, place) => {
    // Given back at once: a scan reads them faster than they would be collected.
    if (last !== null) (last.buffer as ArrayBuffer).transfer(0)
    last = null
    if (opened?.file !== file) {
      opened?.select.database.close()
      const select = openReadOnly(file).prepare('SELECT data FROM layer_chunks WHERE layer_id = ? AND sequence = ?')
      opened = { file, select: select.pluck() }
    }
    const data = opened.select.get(layerId, sequences[place]!) as Buffer | undefined
    // Undone while it was being counted.
    if (data === undefined) throw new ExpectedError('import.not_found')
    last = data
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  }
}
