import { createHash } from 'node:crypto'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { FileKind, ReadOptions, RejectedRow, RowCounts } from '../../../contract/imports.ts'
import type { Note, Warning } from '../../../contract/messages.ts'
import { formatNote } from '../../../contract/messages/format.ts'
import type { LayerTail, TransactionChunk } from '../../columns/types.ts'
import { inspectBytes } from '../../read/inspect.ts'
import type { Inspection } from '../../read/inspect.ts'
import { createLayerReader } from '../../read/layer-reader.ts'
import type { LayerReader } from '../../read/layer-reader.ts'
import { textBlocks } from './blocks.ts'
import { openFile, readFurther, unreadable } from './open.ts'
import type { OpenedFile } from './open.ts'
import { throwProblem } from './problems.ts'
import { openWorkbook } from './workbook.ts'
import { machineZone } from './zone.ts'

/** Takes what a file yields while it is read. */
export interface ReadSink {
  /** A completed chunk, in file order; it belongs to the sink now. */
  chunk(chunk: TransactionChunk): Promise<void> | void
  rejected(rows: readonly RejectedRow[]): Promise<void> | void
  /** Called at most once a block of the file. */
  progress(bytesRead: number, totalBytes: number, rows: number): void
}

/** What is known of a file once it is read whole. */
export interface LayerEnd {
  readonly kind: FileKind
  readonly tail: LayerTail
  readonly counts: RowCounts
  readonly encoding: string
  readonly delimiter: string | null
  readonly sheet: string | null
  /** Role → name of its column. */
  readonly mapping: Readonly<Record<string, string>>
  /** Days since 1970-01-01, or NO_DAY. */
  readonly firstDay: number
  readonly lastDay: number
  readonly currency: string | null
  readonly notes: readonly Note[]
  readonly warnings: readonly Warning[]
  readonly sizeBytes: number
  /** Hex SHA-256 of the file's bytes. */
  readonly sha256: string
}

/**
 * Reads a file whole: orders as chunks, customers as one tail.
 * @throws ExpectedError of the `file.`, `mapping.` and `import.` families; CancelledError soon after `isCancelled` says so
 */
export async function readFile(
  path: string,
  name: string,
  options: ReadOptions,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<LayerEnd> {
  const file = await openFile(path, name)
  try {
    return file.format === 'workbook'
      ? await readWorkbook(file, name, options, sink, isCancelled)
      : await readDelimited(file, name, options, sink, isCancelled)
  } finally {
    await file.handle.close()
  }
}

async function readDelimited(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<LayerEnd> {
  const inspection = inspectBytes(file.head, file.isWhole, options, await readFurther(file, name))
  throwProblem(inspection, name)
  const reader = createLayerReader(inspection, { zoneOffset: machineZone() })
  const hash = createHash('sha256')
  const rejects = new RejectTally()
  let position = 0
  const onRead = (bytes: Uint8Array): void => {
    position += bytes.length
    hash.update(bytes)
  }
  try {
    for await (const block of textBlocks(file.handle, file.isGzip, name, onRead)) {
      reader.push(block)
      await drain(reader, sink, rejects)
      sink.progress(position, file.size, reader.counts.read)
      if (isCancelled()) throw new CancelledError()
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  return end(reader, inspection, name, sink, rejects, {
    sizeBytes: position,
    sha256: hash.digest('hex'),
    sheet: null,
  })
}

async function readWorkbook(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<LayerEnd> {
  const workbook = await openWorkbook(file.handle, file.head, file.size, name, options, isCancelled)
  throwProblem(workbook.inspection, name)
  const reader = createLayerReader(workbook.inspection, { zoneOffset: machineZone() })
  const rejects = new RejectTally()
  await workbook.read(
    workbook.inspection.plan.firstLine,
    (cells, line) => reader.pushCells(cells, line),
    async (share) => {
      await drain(reader, sink, rejects)
      sink.progress(Math.floor(share * file.size), file.size, reader.counts.read)
      if (isCancelled()) throw new CancelledError()
    },
  )
  const hash = createHash('sha256')
  for await (const block of textBlocks(file.handle, false, name)) hash.update(block)
  return end(reader, workbook.inspection, name, sink, rejects, {
    sizeBytes: file.size,
    sha256: hash.digest('hex'),
    sheet: workbook.sheet,
  })
}

async function drain(reader: LayerReader, sink: ReadSink, rejects: RejectTally): Promise<void> {
  for (const chunk of reader.takeChunks()) await sink.chunk(chunk)
  const rejected = reader.takeRejected()
  if (rejected.length > 0) {
    rejects.add(rejected)
    await sink.rejected(rejected)
  }
}

async function end(
  reader: LayerReader,
  inspection: Inspection,
  name: string,
  sink: ReadSink,
  rejects: RejectTally,
  facts: Pick<LayerEnd, 'sizeBytes' | 'sha256' | 'sheet'>,
): Promise<LayerEnd> {
  const result = reader.finish()
  for (const chunk of result.chunks) await sink.chunk(chunk)
  if (result.rejected.length > 0) {
    rejects.add(result.rejected)
    await sink.rejected(result.rejected)
  }
  const { counts } = reader
  sink.progress(facts.sizeBytes, facts.sizeBytes, counts.read)
  if (counts.read === 0) throw new ExpectedError('file.no_rows', { name })
  if (counts.rejected === counts.read) throw rejects.error(name, counts.read)
  const mapping: Record<string, string> = Object.create(null) as Record<string, string>
  for (const column of inspection.columns)
    if (column.role !== 'attribute' && column.role !== 'ignore') mapping[column.role] = column.name
  return {
    kind: inspection.kind,
    tail: result.tail,
    counts,
    encoding: result.encoding,
    delimiter: inspection.delimiter,
    mapping: { ...mapping },
    firstDay: result.firstDay,
    lastDay: result.lastDay,
    currency: result.currency,
    notes: inspection.notes,
    warnings: result.warnings,
    ...facts,
  }
}

/** Counts rejected rows by reason, with an example of each, for the case that nothing else is left. */
class RejectTally {
  private readonly reasons = new Map<string, { count: number; first: RejectedRow }>()

  add(rows: readonly RejectedRow[]): void {
    for (const row of rows) {
      const key = `${row.message.code} ${row.column}`
      const known = this.reasons.get(key)
      if (known === undefined) this.reasons.set(key, { count: 1, first: row })
      else known.count++
    }
  }

  error(name: string, rows: number): ExpectedError {
    const [commonest] = [...this.reasons.values()].sort((a, b) => b.count - a.count)
    const first = commonest!.first
    return new ExpectedError('import.all_rejected', {
      name,
      rows,
      reason: formatNote(first.message),
      example: `line ${first.line}: ${first.raw.slice(0, 200)}`,
    })
  }
}
