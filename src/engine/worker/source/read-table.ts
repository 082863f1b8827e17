import { readFile } from 'node:fs/promises'
import type { ReadOptions, RejectedRow } from '../../../contract/imports.ts'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { Inspection } from '../../read/inspect-file.ts'
import { TableReader } from '../../read/table-reader.ts'
import { TableText } from '../../read/text/table-text.ts'
import { checkTable } from './choose-table.ts'
import { openFile } from './open.ts'
import { unreadable } from './open-handle.ts'
import type { OpenedFile } from './open.ts'
import { openTable } from './table.ts'
import { inspectText, openText } from './text.ts'

/** Takes what a table yields while it is read. */
export interface TableSink {
  /** The next bytes of CSV; they belong to the sink. */
  bytes(bytes: Uint8Array): Promise<void> | void
  rejected(rows: readonly RejectedRow[]): Promise<void> | void
  /** Nothing more is wanted: reading ends as if the table did. */
  readonly isFull: boolean
}

export interface ReadTable {
  /** Null: there is nothing in the file but line breaks. */
  readonly inspection: Inspection | null
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
  const file = await openUnlessEmpty(path, name)
  if (file === null) return await readBlank(path, rows, sink)
  try {
    if (file.format === 'delimited' && options.sheet !== undefined)
      throw new ExpectedError('file.no_sheets', { name, sheet: options.sheet })
    return file.format === 'delimited'
      ? await readText(file, name, options, rows, sink, isCancelled)
      : await readCells(file, name, options, rows, sink, isCancelled)
  } finally {
    await file.handle.close()
  }
}

async function openUnlessEmpty(path: string, name: string): Promise<OpenedFile | null> {
  try {
    return await openFile(path, name)
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'file.empty') return null
    throw error
  }
}

/** By RFC 4180 every empty line is a record of one empty cell. */
async function readBlank(path: string, rows: number, sink: TableSink): Promise<ReadTable> {
  const text = new TableText(false)
  let lines = 0
  for (const _ of (await readFile(path, 'latin1')).matchAll(/\r\n|\r|\n/g)) {
    if (lines === rows) break
    text.cells([''])
    lines++
  }
  await sink.bytes(text.take())
  return { inspection: null, sheet: null, rows: lines }
}

async function readText(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  rows: number,
  sink: TableSink,
  isCancelled: () => boolean,
): Promise<ReadTable> {
  const text = await openText(file, name, options, { everything: true })
  const inspection = inspectText(text, file, name, options, false)
  const reader = new TableReader(inspection, { rows, encoding: inspection.encoding })
  try {
    for await (const block of text.blocks(undefined, inspection.fileEnd)) {
      reader.push(block)
      await drain(reader, sink, text.toFile)
      if (isCancelled()) throw new CancelledError()
      if (reader.isDone || sink.isFull) break
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  reader.finish()
  await drain(reader, sink, text.toFile)
  const encoding = text.encoding as Inspection['encoding'] | null
  return { inspection: encoding === null ? inspection : { ...inspection, encoding }, sheet: null, rows: reader.rows }
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

/** @param toFile where an offset of what was read lies in the file */
async function drain(
  reader: TableReader,
  sink: TableSink,
  toFile: (offset: number) => number = (offset) => offset,
): Promise<void> {
  const bytes = reader.take()
  if (bytes.length > 0) await sink.bytes(bytes)
  const rejected = reader.takeRejected()
  if (rejected.length > 0) await sink.rejected(rejected.map((row) => ({ ...row, byteOffset: toFile(row.byteOffset) })))
}
