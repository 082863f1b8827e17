import type { ReadOptions, RejectedRow } from '../../../contract/imports.ts'
import { CancelledError } from '../../../contract/errors.ts'
import { inspectBytes } from '../../read/inspect.ts'
import type { Inspection } from '../../read/inspect.ts'
import { TableReader } from '../../read/table-reader.ts'
import { textBlocks } from './blocks.ts'
import { checkTable } from './choose-table.ts'
import { openFile, readFurther, unreadable } from './open.ts'
import type { OpenedFile } from './open.ts'
import { openTable } from './table.ts'

/** Takes what a table yields while it is read. */
export interface TableSink {
  /** The next bytes of CSV; they belong to the sink. */
  bytes(bytes: Uint8Array): Promise<void> | void
  rejected(rows: readonly RejectedRow[]): Promise<void> | void
  /** Nothing more is wanted: reading ends as if the table did. */
  readonly isFull: boolean
}

export interface ReadTable {
  readonly inspection: Inspection
  readonly sheet: string | null
  readonly rows: number
}

/**
 * Reads one table of a file as CSV.
 * @param rows how many of its rows; Infinity: all
 * @throws ExpectedError of the `file.` family; CancelledError soon after `isCancelled` says so
 */
export async function readTable(
  path: string,
  name: string,
  options: ReadOptions,
  rows: number,
  sink: TableSink,
  isCancelled: () => boolean,
): Promise<ReadTable> {
  const file = await openFile(path, name)
  try {
    return file.format === 'delimited'
      ? await readText(file, name, options, rows, sink, isCancelled)
      : await readCells(file, name, options, rows, sink, isCancelled)
  } finally {
    await file.handle.close()
  }
}

async function readText(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  rows: number,
  sink: TableSink,
  isCancelled: () => boolean,
): Promise<ReadTable> {
  const inspection = inspectBytes(file.head, file.isWhole, options, await readFurther(file, name))
  checkTable(inspection, options, name)
  const reader = new TableReader(inspection, { rows, encoding: inspection.encoding })
  try {
    for await (const block of textBlocks(file.handle, file.isGzip, name)) {
      reader.push(block)
      await drain(reader, sink)
      if (isCancelled()) throw new CancelledError()
      if (reader.isDone || sink.isFull) break
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  reader.finish()
  await drain(reader, sink)
  return { inspection, sheet: null, rows: reader.rows }
}

async function readCells(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  rows: number,
  sink: TableSink,
  isCancelled: () => boolean,
): Promise<ReadTable> {
  const table = await openTable(file, name, options, isCancelled)
  const { inspection, sheet } = table
  checkTable(inspection, options, name)
  const reader = new TableReader(inspection, { rows, encoding: inspection.encoding })
  let faults: RejectedRow[] = []
  await table.readCells(
    (cells, line, _, fault) => {
      if (fault !== null && !reader.isDone) faults.push(fault)
      reader.pushCells(cells, line)
    },
    async () => {
      await drain(reader, sink)
      if (faults.length > 0) await sink.rejected(faults)
      faults = []
      if (isCancelled()) throw new CancelledError()
    },
  )
  await drain(reader, sink)
  if (faults.length > 0) await sink.rejected(faults)
  return { inspection, sheet, rows: reader.rows }
}

async function drain(reader: TableReader, sink: TableSink): Promise<void> {
  const bytes = reader.take()
  if (bytes.length > 0) await sink.bytes(bytes)
  const rejected = reader.takeRejected()
  if (rejected.length > 0) await sink.rejected(rejected)
}
