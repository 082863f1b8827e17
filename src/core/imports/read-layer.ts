import { CancelledError } from '../../contract/errors.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import { chunkHead, type ChunkHead } from '../../engine/columns/chunk-codec.ts'
import { headsToArray } from '../../engine/columns/chunk-list.ts'
import { buffersOf, putArray, type Parts } from '../../engine/columns/parts.ts'
import { NO_DAY } from '../../engine/columns/types.ts'
import type { ImportEnd } from '../../engine/worker/engine.worker.ts'
import { newId, now, requireProject, type CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { requireUnchanged, stampOf } from '../file-stamp.ts'
import {
  addRejectedLines,
  CHUNK_HEADS,
  beginLayer,
  deleteHidden,
  deleteParts,
  fillLayer,
  insertChunk,
  insertRejected,
  sameFile,
} from '../store/layers-table.ts'
import type { Statement } from '../store/store.ts'
import { readOnThreads } from './read-on-threads.ts'

/** Seconds after which the time that is left can be told: before, most of it was spent on starting. */
const SURE_AFTER = 1.5

/** Chunks on their way to the disk at once: enough to keep it busy, few enough to keep memory flat. */
const PENDING_WRITES = 3

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
  last: (layerId: string, end: ImportEnd) => Statement[],
  { signal, progress }: CallContext,
): Promise<string> {
  const { store, pool, files } = core
  requireProject(store, projectId)
  const file = files.find(fileId)
  const started = performance.now()
  const layerId = newId()
  const stamp = await stampOf(file.path)
  const sizeBytes = stamp?.size ?? 0
  await store.write([
    beginLayer({ id: layerId, projectId, fileName: file.name, sizeBytes, kind: 'orders', now: now() }),
  ])
  const pending = new Set<Promise<void>>()
  let failed: { readonly error: unknown } | null = null
  const throwIfFailed = () => {
    if (failed !== null) throw failed.error
  }
  const write = async (statements: Parameters<typeof store.write>[0], moved?: readonly ArrayBuffer[]) => {
    // Nobody may be waiting when a write fails: it is kept, or the layer would be complete without that chunk.
    throwIfFailed()
    const task = store
      .writePart(statements, moved)
      .catch((error: unknown) => {
        failed ??= { error }
      })
      .finally(() => pending.delete(task))
    pending.add(task)
    // Several threads wait here: one write that ended lets one of them go on.
    while (pending.size >= PENDING_WRITES) await Promise.race(pending)
  }
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
          return write(
            insertChunk(layerId, part, own.length - 1, bytes, orderIds),
            orderIds === null ? [bytes.buffer] : [bytes.buffer, orderIds.buffer],
          )
        },
        rejected: (part, rows) => write(rows.map((row) => insertRejected(layerId, part, rejected.next(part), row))),
        forget(fromPart) {
          heads.length = Math.min(heads.length, fromPart)
          return write(deleteParts(layerId, fromPart))
        },
        addLines: (part, lines) => write([addRejectedLines(layerId, part, lines)]),
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
    await Promise.all(pending)
    if (signal.aborted) throw new CancelledError()
    throwIfFailed()
    await requireUnchanged(file.path, file.name, stamp)
    const before = sameFile(store, projectId, end.sha256)
    const warnings: Warning[] =
      before === null
        ? [...end.warnings]
        : [...end.warnings, { severity: 'warning', code: 'import.same_file', params: { file: file.name, before } }]
    // Asked for now: another import may have settled it meanwhile.
    const { currency } = requireProject(store, projectId)
    if (currency !== null && end.currency !== null && end.currency !== currency) {
      warnings.push({
        severity: 'warning',
        code: 'import.other_currency',
        params: { file: file.name, currency: end.currency, project: currency },
      })
    }
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
        readAs: end.readAs,
      }),
      ...last(layerId, end),
    ]
    await store.write(statements, buffersOf(parts))
  } catch (error) {
    // Not awaited: a cancel is answered at once, and nobody can see this layer.
    void Promise.allSettled(pending)
      .then(() => store.write([deleteHidden(layerId)]))
      .then(() => store.tidy())
      .catch((reason: unknown) => core.options.logger.error('import-cleanup', reason))
    if (error instanceof CancelledError) throw error
    // Deleted while its file was being read: nothing could be written any more.
    requireProject(store, projectId)
    // What the thread says of a failed write is only that it failed.
    throwIfFailed()
    throw error
  }
  return layerId
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
