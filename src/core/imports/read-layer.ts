import { CancelledError, ExpectedError } from '../../contract/errors.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import { chunkHead, type ChunkHead } from '../../engine/columns/chunk-codec.ts'
import { headsToArray } from '../../engine/columns/chunk-list.ts'
import { buffersOf, putArray, type Parts } from '../../engine/columns/parts.ts'
import { NO_DAY } from '../../engine/columns/types.ts'
import { newId, now, requireProject, type CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { isSameStamp, requireUnchanged, stampOf } from '../file-stamp.ts'
import {
  addRejectedLines,
  CHUNK_HEADS,
  beginLayer,
  deleteHidden,
  deleteParts,
  fillLayer,
  insertChunk,
  insertRejected,
} from '../store/layers-table.ts'
import { sameFile } from '../store/same-file.ts'
import type { Statement } from '../store/store.ts'
import { openPartWrites } from './part-writes.ts'
import { readOnThreads, type ReadEnd } from './read-on-threads.ts'

/** Seconds after which the time that is left can be told: before, most of it was spent on starting. */
const SURE_AFTER = 1.5

/**
 * Reads a file into a new layer that nobody sees: whole or not at all. What is left of a cancelled or failed one is removed
 * at once, what a crash leaves at the next start.
 * @param mends the layer whose rejected rows these are, mended
 * @param last what is to be written together with the layer's end
 * @returns the layer's id
 * @throws ExpectedError for what the person can mend, CancelledError
 */
export async function readLayer(
  core: CoreContext,
  projectId: string,
  fileId: string,
  options: ReadOptions,
  mends: string | null,
  last: (layerId: string, end: ReadEnd) => Statement[],
  { signal, progress }: CallContext,
): Promise<string> {
  const { store, pool, files } = core
  requireProject(store, projectId)
  const file = files.find(fileId)
  const started = performance.now()
  const layerId = newId()
  const stamp = await stampOf(file.path)
  const seen = files.stampSeen(fileId)
  if (seen !== null && !isSameStamp(seen, stamp)) throw new ExpectedError('file.outdated', { name: file.name })
  const sizeBytes = stamp?.size ?? 0
  const writes = openPartWrites(store)
  // The file is looked at meanwhile; everything of the layer is written behind this.
  await writes.write([
    beginLayer({ id: layerId, projectId, fileName: file.name, sizeBytes, kind: 'orders', now: now() }),
  ])
  /** What each chunk says of itself, by part of the file. */
  const heads: ChunkHead[][] = []
  const rejected = numbers()
  try {
    const end = await readOnThreads(
      pool,
      { path: file.path, name: file.name, sizeBytes },
      options,
      {
        chunk(part, bytes, orderIds) {
          const own = (heads[part] ??= [])
          own.push(chunkHead(bytes))
          return writes.write(
            insertChunk(layerId, part, own.length - 1, bytes, orderIds),
            orderIds === null ? [bytes.buffer] : [bytes.buffer, orderIds.buffer],
          )
        },
        rejected: (part, rows) =>
          writes.write(rows.map((row) => insertRejected(layerId, part, rejected.next(part), row))),
        forget(fromPart) {
          heads.length = Math.min(heads.length, fromPart)
          return writes.write(deleteParts(layerId, fromPart))
        },
        addLines: (part, lines) => writes.write([addRejectedLines(layerId, part, lines)]),
        progress(bytesRead, totalBytes, rows) {
          const seconds = (performance.now() - started) / 1000
          const fraction = totalBytes === 0 ? null : Math.min(1, bytesRead / totalBytes)
          progress({
            stage: 'read',
            fraction,
            rows,
            rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : 0,
            ...(fraction === null || fraction === 0 || seconds < SURE_AFTER
              ? {}
              : { millisecondsLeft: Math.round(((1 - fraction) * seconds * 1000) / fraction) }),
          })
        },
      },
      signal,
      core.options.leastPartBytes,
    )
    await writes.ended()
    if (signal.aborted) throw new CancelledError()
    writes.throwIfFailed()
    await requireUnchanged(file.path, file.name, stamp)
    const warnings = [...end.warnings, ...projectWarnings(core, projectId, file.name, end)]
    const parts = withHeads(end.parts, heads.flat())
    const statements = [
      ...fillLayer(layerId, end.kind, {
        sha256: end.sha256,
        counts: end.counts,
        customers: end.customers,
        firstDay: end.firstDay === NO_DAY ? null : end.firstDay,
        lastDay: end.lastDay === NO_DAY ? null : end.lastDay,
        currency: end.currency,
        encoding: end.encoding,
        delimiter: end.delimiter,
        mapping: end.mapping,
        warnings,
        attributes: end.attributes,
        parts,
        milliseconds: performance.now() - started,
        foreignRows: end.foreignRows,
        mends,
        readAs: { ...end.readAs, sheet: end.sheet, content: end.content },
      }),
      ...last(layerId, end),
    ]
    await store.write(statements, buffersOf(parts))
  } catch (error) {
    // Not awaited: a cancel is answered at once, and nobody can see this layer.
    void writes
      .ended()
      .then(() => store.write([deleteHidden(layerId)]))
      .then(() => store.tidy())
      .catch((reason: unknown) => core.options.logger.error('import-cleanup', reason))
    if (error instanceof CancelledError) throw error
    // Deleted while its file was being read: nothing could be written any more.
    requireProject(store, projectId)
    // What the thread says of a failed write is only that it failed.
    writes.throwIfFailed()
    throw error
  }
  return layerId
}

/** What is told of a file beside what its reader tells: it is in already, or in another currency. */
function projectWarnings({ store }: CoreContext, projectId: string, file: string, end: ReadEnd): Warning[] {
  const warnings: Warning[] = []
  const before = sameFile(store, projectId, end)
  if (before !== null) warnings.push({ severity: 'warning', code: 'import.same_file', params: { file, before } })
  // Asked for now: another import may have settled it meanwhile.
  const { currency } = requireProject(store, projectId)
  if (currency !== null && end.currency !== null && end.currency !== currency)
    warnings.push({
      severity: 'warning',
      code: 'import.other_currency',
      params: { file, currency: end.currency, project: currency },
    })
  return warnings
}

function withHeads(parts: Parts, heads: readonly ChunkHead[]): Parts {
  const all: Parts = new Map(parts)
  putArray(all, CHUNK_HEADS, headsToArray(heads))
  return all
}

/** Counts from 0 for each part of a file. */
function numbers(): { next(part: number): number } {
  const used: number[] = []
  return {
    next(part) {
      const number = used[part] ?? 0
      used[part] = number + 1
      return number
    },
  }
}
