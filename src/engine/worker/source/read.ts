import { createHash } from 'node:crypto'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { FileKind, ReadOptions, RejectedRow, RowCounts } from '../../../contract/imports.ts'
import type { Note, Warning } from '../../../contract/messages.ts'
import type { LayerTail, TransactionChunk } from '../../columns/types.ts'
import type { Inspection } from '../../read/inspect-file.ts'
import { joinParts } from '../../read/join-parts.ts'
import type { EndedPart } from '../../read/join-parts.ts'
import { createLayerReader } from '../../read/layer-reader.ts'
import type { LayerReader, LayerResult } from '../../read/layer-reader.ts'
import type { ForeignRows } from '../../read/orders/order-warnings.ts'
import { readAsOf, type ReadAs } from '../../read/read-as.ts'
import { BLOCK_BYTES, textBlocks } from './blocks.ts'
import { checkTable } from './choose-table.ts'
import { openFile, openKnown } from './open.ts'
import { unreadable } from './open-handle.ts'
import type { OpenedFile } from './open.ts'
import { kernelPays, TRIAL_BYTES } from './kernel-pays.ts'
import type { TableRun } from './table-runs.ts'
import { throwProblem } from './problems.ts'
import { RejectTally, type RejectReason } from './reject-tally.ts'
import { inspectText, openText, type SourceText } from './text.ts'
import { openTable } from './table.ts'
import { machineZone } from './zone.ts'

/** Bytes that are read at once: fewer, as long as there are this many rejected rows in them. */
const PIECE_BYTES = 64 * 1024
const LEAST_PIECE_BYTES = 4 * 1024
const MANY_REJECTED = 100

/** Takes what a file yields while it is read. */
export interface ReadSink {
  /** A completed chunk, in file order; it belongs to the sink now. */
  chunk(chunk: TransactionChunk): Promise<void> | void
  /** It has copied a chunk when `chunk` returns: the reader may fill the same arrays again. */
  readonly copies?: boolean
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
  readonly foreignRows: readonly ForeignRows[]
  readonly readAs: ReadAs
  readonly notes: readonly Note[]
  readonly warnings: readonly Warning[]
  readonly sizeBytes: number
  /** Hex SHA-256 of the file's bytes. */
  readonly sha256: string
}

/**
 * Reads a file whole: orders as chunks, customers as one tail.
 * @param inspected what `planSplit` saw of it
 * @throws ExpectedError of the `file.`, `mapping.` and `import.` families; CancelledError soon after `isCancelled` says so
 */
export async function readFile(
  path: string,
  name: string,
  options: ReadOptions,
  sink: ReadSink,
  isCancelled: () => boolean,
  inspected: Inspection | null = null,
): Promise<LayerEnd> {
  const file = await openFile(path, name)
  try {
    return file.format === 'delimited'
      ? await readDelimited(file, name, options, inspected, sink, isCancelled)
      : await readTable(file, name, options, sink, isCancelled)
  } finally {
    await file.handle.close()
  }
}

/** What one of several readers does: the bytes from `from` to `to` (null: to the end) of a file that `planSplit` saw. */
export interface PartOfFile {
  readonly from: number
  readonly to: number | null
}

/** What one of several readers found; the first one also looked at every byte of the file. */
export interface FilePart {
  readonly part: EndedPart
  /** Where it stopped; null: at the end of the file, because no record ended where it was meant to stop. */
  readonly to: number | null
  readonly reasons: readonly RejectReason[]
  readonly otherTable: TableRun | null
  /** Empty where the part does not start the file. */
  readonly sha256: string
  readonly sizeBytes: number
}

/**
 * Reads a part of a delimited file. Where the next reader's start turns out to lie inside a record this one goes on to
 * the end of the file, and what the next ones found must be thrown away.
 * Line numbers of rejected rows count from the part's start; `joinFileParts` knows what to add.
 * @param sink its progress counts the part's own bytes
 * @throws as readFile
 */
export async function readFilePart(
  path: string,
  name: string,
  inspection: Inspection,
  { from, to }: PartOfFile,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<FilePart> {
  const file = await openKnown(path, name, inspection.plan.skipBytes + TRIAL_BYTES)
  try {
    const settings = { zoneOffset: machineZone(), usesKernel: kernelPays(inspection, file.size, file.head) }
    const reader = createLayerReader(inspection, from === 0 ? settings : { ...settings, startOffset: from })
    const rejects = new RejectTally()
    let chunks = 0
    const counting: ReadSink = {
      ...sink,
      chunk(chunk) {
        chunks++
        return sink.chunk(chunk)
      },
    }
    const read = await readBytes(file, name, { from, to }, reader, counting, rejects, isCancelled)
    const { chunks: last, rejected, ...part } = reader.finishPart()
    for (const chunk of last) await counting.chunk(chunk)
    await passRejected(rejected, sink, rejects)
    return { part: { ...part, chunks }, reasons: rejects.reasons(), otherTable: rejects.runs.table, ...read }
  } finally {
    await file.handle.close()
  }
}

/**
 * The end of a file that several readers read, and what to add to the line numbers of each one's rejected rows.
 * @param parts one behind the other, without a gap, to the end of the file
 * @returns null where the file must be read again in one go
 * @throws ExpectedError file.no_rows, import.all_rejected
 */
export function joinFileParts(
  parts: readonly FilePart[],
  inspection: Inspection,
  name: string,
): { readonly end: LayerEnd; readonly lines: readonly number[] } | null {
  const joined = joinParts(parts.map(({ part }) => part))
  if (joined === null) return null
  const rejects = new RejectTally()
  parts.forEach(({ reasons, otherTable }, i) => {
    rejects.addReasons(reasons, joined.lines[i]!)
    rejects.runs.join(otherTable, joined.lines[i]!)
  })
  const { sha256, sizeBytes } = parts[0]!
  const end = layerEnd(joined, joined.counts, inspection, name, rejects, { sha256, sizeBytes, sheet: null })
  return { end, lines: joined.lines }
}

async function readDelimited(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  inspected: Inspection | null,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<LayerEnd> {
  const encoding = inspected?.plan.encodingName ?? inspected?.plan.encoding
  const asRead = { ...options, ...(encoding && { encoding }) }
  const text = await openText(file, name, asRead, { isKnown: inspected !== null })
  const inspection = inspected ?? inspectText(text, file, name, options, true)
  throwProblem(inspection, name)
  const usesKernel = kernelPays(inspection, file.size, text.head)
  const reader = createLayerReader(inspection, { zoneOffset: machineZone(), usesKernel })
  const rejects = new RejectTally()
  const placed: ReadSink = {
    ...sink,
    rejected: (rows) => sink.rejected(rows.map((row) => ({ ...row, byteOffset: text.toFile(row.byteOffset) }))),
  }
  const isStream = file.isGzip || text.encoding !== null || inspection.fileEnd !== null
  const upToEnd: Pick<SourceText, 'blocks'> = { blocks: (onRead) => text.blocks(onRead, inspection.fileEnd) }
  const { sizeBytes, sha256 } = isStream
    ? await readStream(upToEnd, file, name, reader, placed, rejects, isCancelled)
    : await readBytes(file, name, { from: 0, to: null }, reader, sink, rejects, isCancelled)
  return end(reader, inspection, name, placed, rejects, { sizeBytes, sha256, sheet: null })
}

/** Pushes text that is unpacked or transcoded into a reader. Size and hash are those of the file itself. */
async function readStream(
  text: Pick<SourceText, 'blocks'>,
  file: OpenedFile,
  name: string,
  reader: LayerReader,
  sink: ReadSink,
  rejects: RejectTally,
  isCancelled: () => boolean,
): Promise<Pick<FilePart, 'to' | 'sha256' | 'sizeBytes'>> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const onRead = (bytes: Uint8Array): void => {
    sizeBytes += bytes.length
    hash.update(bytes)
  }
  try {
    for await (const block of text.blocks(onRead)) {
      await push(block, reader, sink, rejects)
      sink.progress(sizeBytes, file.size, reader.counts.read)
      if (isCancelled()) throw new CancelledError()
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  return { to: null, sizeBytes, sha256: hash.digest('hex') }
}

/** Pushes bytes of a file into a reader. Whoever starts at the first byte hashes the file to its last one. */
async function readBytes(
  file: Pick<OpenedFile, 'handle' | 'size'>,
  name: string,
  { from, to }: PartOfFile,
  reader: LayerReader,
  sink: ReadSink,
  rejects: RejectTally,
  isCancelled: () => boolean,
): Promise<Pick<FilePart, 'to' | 'sha256' | 'sizeBytes'>> {
  const hash = from === 0 ? createHash('sha256') : null
  // Two blocks: one is filled by the disk while the other is read.
  const blocks = [new Uint8Array(BLOCK_BYTES), new Uint8Array(BLOCK_BYTES)]
  let position = from
  let turn = 0
  let stop = to
  let isParsing = true
  const fill = (): Promise<{ bytesRead: number }> => {
    const length = isParsing && stop !== null ? Math.min(BLOCK_BYTES, stop - position) : BLOCK_BYTES
    return file.handle.read(blocks[turn]!, 0, length, position)
  }
  let pending = fill()
  try {
    for (;;) {
      const { bytesRead } = await pending
      if (bytesRead === 0) break
      const block = blocks[turn]!.subarray(0, bytesRead)
      position += bytesRead
      turn = 1 - turn
      const isAtStop = isParsing && position === stop
      if (!isAtStop) pending = fill()
      hash?.update(block)
      if (isParsing) {
        await push(block, reader, sink, rejects)
        sink.progress(position - from, file.size, reader.counts.read)
      }
      if (isCancelled()) throw new CancelledError()
      if (isAtStop) {
        if (!reader.endsRecord()) stop = null
        else if (hash === null) break
        // The next reader takes the rows from here; the bytes are still looked at.
        else isParsing = false
        pending = fill()
      }
    }
  } catch (error) {
    // The file must not be closed while a read is under way.
    await pending.catch(() => undefined)
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  return { to: stop, sizeBytes: position, sha256: hash?.digest('hex') ?? '' }
}

async function readTable(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  sink: ReadSink,
  isCancelled: () => boolean,
): Promise<LayerEnd> {
  const table = await openTable(file, name, options, isCancelled)
  const { inspection, sheet } = table
  checkTable(inspection, options, name)
  throwProblem(inspection, name)
  const reader = createLayerReader(inspection, { zoneOffset: machineZone() })
  const rejects = new RejectTally()
  await table.pour(reader, async (share) => {
    await drain(reader, sink, rejects)
    sink.progress(Math.floor(share * file.size), file.size, reader.counts.read)
    if (isCancelled()) throw new CancelledError()
  })
  const hash = createHash('sha256')
  for await (const block of textBlocks(file.handle, false, name)) hash.update(block)
  const facts = { sizeBytes: file.size, sha256: hash.digest('hex'), sheet }
  const read = await end(reader, inspection, name, sink, rejects, facts)
  return { ...read, encoding: inspection.encoding, warnings: [...read.warnings, ...table.warnings()] }
}

/** A block may hold a quarter of a million broken rows: what is said of them is handed on before there are more. */
async function push(block: Uint8Array, reader: LayerReader, sink: ReadSink, rejects: RejectTally): Promise<void> {
  let size = LEAST_PIECE_BYTES
  for (let at = 0; at < block.length;) {
    const before = reader.counts.rejected
    reader.push(block.subarray(at, at + size))
    at += size
    size = reader.counts.rejected - before > MANY_REJECTED ? LEAST_PIECE_BYTES : Math.min(PIECE_BYTES, size * 2)
    await drain(reader, sink, rejects)
  }
}

async function drain(reader: LayerReader, sink: ReadSink, rejects: RejectTally): Promise<void> {
  for (const chunk of reader.takeChunks()) {
    const taken = sink.chunk(chunk)
    if (sink.copies === true) reader.recycle(chunk)
    await taken
  }
  await passRejected(reader.takeRejected(), sink, rejects)
}

async function passRejected(rejected: readonly RejectedRow[], sink: ReadSink, rejects: RejectTally): Promise<void> {
  if (rejected.length === 0) return
  rejects.add(rejected)
  await sink.rejected(rejected)
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
  await passRejected(result.rejected, sink, rejects)
  const { counts } = reader
  sink.progress(facts.sizeBytes, facts.sizeBytes, counts.read)
  return layerEnd(result, counts, inspection, name, rejects, facts)
}

function layerEnd(
  result: Omit<LayerResult, 'chunks' | 'rejected'>,
  counts: RowCounts,
  inspection: Inspection,
  name: string,
  rejects: RejectTally,
  facts: Pick<LayerEnd, 'sizeBytes' | 'sha256' | 'sheet'>,
): LayerEnd {
  if (counts.read === 0) throw new ExpectedError('file.no_rows', { name })
  if (counts.rejected === counts.read) throw rejects.error(name, counts.read)
  const mapping: Record<string, string> = Object.create(null) as Record<string, string>
  for (const column of inspection.columns)
    if (column.role !== 'attribute' && column.role !== 'ignore') mapping[column.role] = column.name
  return {
    kind: inspection.kind,
    tail: result.tail,
    counts,
    encoding: inspection.plan.encodingName ?? result.encoding,
    delimiter: inspection.delimiter,
    mapping: { ...mapping },
    firstDay: result.firstDay,
    lastDay: result.lastDay,
    currency: result.currency,
    foreignRows: result.foreignRows,
    readAs: readAsOf(inspection, result.nextLine, counts.read),
    notes: inspection.notes,
    warnings: [...result.warnings, ...rejects.runs.warnings()],
    ...facts,
  }
}
