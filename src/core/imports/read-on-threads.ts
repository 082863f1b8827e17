import { CancelledError } from '../../contract/errors.ts'
import type { ReadOptions, RejectedRow } from '../../contract/imports.ts'
import type { Inspection } from '../../engine/read/plan.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { ImportEnd, ImportSink } from '../../engine/worker/engine.worker.ts'
import type { FilePart } from '../../engine/worker/source/index.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'
import type { Reading } from '../mappings/recall.ts'

/** Bytes that each thread must have to read. Below, a start of its own and joining cost what the second core brings. */
export const LEAST_PART_BYTES = 8 * 1024 * 1024
/** What a thread keeps of files from this size on is so much that it is ended, and another one started. */
const LARGE_BYTES = 192 * 1024 * 1024

/** The end of a file, and what was seen of it before it was read; null: not looked at apart, or something was open. */
export type ReadEnd = ImportEnd & { readonly seen: Reading | null }

/** Takes what a file yields. Parts are numbered from 0 in the order of the file; one whole file is part 0. */
export interface PartsTarget {
  /** @param orderIds the packed ids of the chunk's orders, or null */
  chunk(part: number, bytes: Uint8Array<ArrayBuffer>, orderIds: Uint8Array<ArrayBuffer> | null): Promise<void>
  rejected(part: number, rows: readonly RejectedRow[]): Promise<void>
  progress(bytesRead: number, totalBytes: number, rows: number): void
  /** Everything taken of this part and later ones was read wrongly. */
  forget(fromPart: number): Promise<void>
  /** The lines of this part's rejected rows have these many before them. */
  addLines(part: number, lines: number): Promise<void>
}

/**
 * Reads a file whole, on all threads that are free where it is large enough. The result is the same however many there
 * are: readers share a file only where rows do not depend on those before them, and what a reader found from the middle
 * of a record on is thrown away.
 */
export async function readOnThreads(
  pool: EnginePool,
  file: { readonly path: string; readonly name: string; readonly sizeBytes: number },
  options: ReadOptions,
  target: PartsTarget,
  signal: AbortSignal,
  leastBytes = LEAST_PART_BYTES,
): Promise<ReadEnd> {
  const { path, name } = file
  const readWhole = async (inspected: Inspection | null): Promise<ReadEnd> => {
    const end = await pool.run(
      (engine, stop) => engine.importFile(path, name, options, inspected, stop, callback(sinkOf(target, 0))),
      signal,
    )
    return { ...end, seen: seenOf(inspected) }
  }
  const threads = pool.free
  if (threads < 2 || file.sizeBytes < 2 * leastBytes) return readWhole(null)
  // The further threads start while the first one looks at the file.
  pool.warm(threads)
  const { inspection, cuts, sizeBytes } = await pool.run(
    (engine, stop) => engine.planSplit(path, name, options, threads, leastBytes, stop),
    signal,
  )
  if (inspection === null || cuts.length === 0) return readWhole(inspection)
  const parts = await readParts(pool, { path, name, sizeBytes }, inspection, cuts, target, signal)
  if (parts.length <= cuts.length) await target.forget(parts.length)
  const joined = await pool.run((engine) => engine.joinParts(parts, inspection, name), signal)
  if (joined === null) {
    await target.forget(0)
    return readWhole(inspection)
  }
  // What each of them knew of a large file is kept no longer than it is needed; smaller ones leave them warm.
  if (sizeBytes >= LARGE_BYTES) pool.renew()
  for (const [part, lines] of joined.lines.entries())
    if (lines > 0 && parts[part]!.part.counts.rejected > 0) await target.addLines(part, lines)
  return { ...joined.end, seen: seenOf(inspection) }
}

/** Where nothing was open there is nothing to weigh: the look at the file is all there is to say. */
function seenOf(inspection: Inspection | null): Reading | null {
  if (inspection === null || inspection.questions.length > 0) return null
  const { columns, headerRow, dateOrder, decimal } = inspection
  return { columns, headerRow, dateOrder, decimal, ambiguities: [] }
}

/** Every part up to the first that went on to the end of the file. */
async function readParts(
  pool: EnginePool,
  { path, name, sizeBytes }: { readonly path: string; readonly name: string; readonly sizeBytes: number },
  inspection: Inspection,
  cuts: readonly number[],
  target: PartsTarget,
  signal: AbortSignal,
): Promise<FilePart[]> {
  const starts = [0, ...cuts]
  const stops = starts.map(() => new AbortController())
  const bytes = starts.map(() => 0)
  const rows = starts.map(() => 0)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  let failed: { readonly error: unknown } | null = null
  const stopFrom = (first: number) => {
    for (const stop of stops.slice(first)) stop.abort()
    bytes.fill(0, first)
    rows.fill(0, first)
  }
  const tasks = starts.map(async (from, i): Promise<FilePart | null> => {
    const sink: ImportSink = {
      // A thread that was ended may still be heard: by then its part is forgotten.
      chunk: async (chunk, ids) => (stops[i]!.signal.aborted ? undefined : target.chunk(i, chunk, ids)),
      rejected: async (rejected) => (stops[i]!.signal.aborted ? undefined : target.rejected(i, rejected)),
      progress(bytesRead, _, rowsRead) {
        if (stops[i]!.signal.aborted) return
        bytes[i] = bytesRead
        // It went on where the next one was meant to start.
        if (i < cuts.length && from + bytesRead > cuts[i]!) stopFrom(i + 1)
        rows[i] = rowsRead
        target.progress(Math.min(sum(bytes), sizeBytes), sizeBytes, sum(rows))
      },
    }
    try {
      const part = await pool.run(
        (engine, stop) =>
          engine.importPart(path, name, inspection, { from, to: cuts[i] ?? null }, stop, callback(sink)),
        AbortSignal.any([signal, stops[i]!.signal]),
      )
      if (part.to === null) stopFrom(i + 1)
      return part
    } catch (error) {
      if (!stops[i]!.signal.aborted) {
        failed ??= { error }
        stopFrom(0)
      }
      return null
    }
  })
  const read = await Promise.all(tasks)
  if (signal.aborted) throw new CancelledError()
  if (failed !== null) throw (failed as { readonly error: unknown }).error
  const whole = read.findIndex((part) => part !== null && part.to === null)
  return read.slice(0, whole + 1).filter((part) => part !== null)
}

function sinkOf(target: PartsTarget, part: number): ImportSink {
  return {
    chunk: (bytes, orderIds) => target.chunk(part, bytes, orderIds),
    rejected: (rows) => target.rejected(part, rows),
    progress: (bytesRead, totalBytes, rows) => target.progress(bytesRead, totalBytes, rows),
  }
}
