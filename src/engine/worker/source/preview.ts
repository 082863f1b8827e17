import { CancelledError } from '../../../contract/errors.ts'
import type { ImportPreview, ReadOptions } from '../../../contract/imports.ts'
import { RowCounter } from '../../read/count-rows.ts'
import type { Inspection } from '../../read/inspect-file.ts'
import { byteSample, shareUnreadable, weigh, type Sample } from '../../read/outcomes.ts'
import { checkTable } from './choose-table.ts'
import { openFile } from './open.ts'
import { unreadable } from './open-handle.ts'
import type { OpenedFile } from './open.ts'
import { openTable } from './table.ts'
import { inspectText, openText } from './text.ts'
import type { SourceText } from './text.ts'
import { unreadableRows } from './unreadable-rows.ts'

export type FilePreview = Omit<ImportPreview, 'fileId' | 'duplicateOf' | 'mends' | 'options' | 'remembered'>

/** Text up to this is gone through to count its rows; that of a larger file would keep people waiting. */
const COUNTED_BYTES = 256 * 1024 * 1024

/** A compressed file up to this is unpacked to its end to see what stands there. */
const PACKED_BYTES = 8 * 1024 * 1024

export interface PreviewSettings {
  /** Days since 1970-01-01; without it nothing is said to lie in the future. */
  readonly today?: number | null
  /** Whether the rows of a larger file are counted rather than estimated. */
  readonly count?: boolean
}

/**
 * What the reader makes of a file, without reading all of it: its rows are counted, not looked at.
 * @throws ExpectedError of the `file.` family; CancelledError soon after `isCancelled` says so
 */
export async function previewFile(
  path: string,
  name: string,
  options: ReadOptions,
  isCancelled: () => boolean = () => false,
  { today = null, count = true }: PreviewSettings = {},
): Promise<FilePreview> {
  const file = await openFile(path, name)
  try {
    if (file.format !== 'delimited') {
      const table = await openTable(file, name, options, isCancelled, count ? COUNTED_BYTES : 0)
      const { inspection, sheets, sheet } = table
      checkTable(inspection, options, name)
      const rows = count ? await table.countRows() : table.rows
      return {
        fileName: name,
        sizeBytes: file.size,
        ...shownOf(inspection, rows, table.sample),
        ...weigh(inspection, options, table.sample, today),
        sheets,
        sheet,
      }
    }
    const text = await openText(file, name, options, { mostPacked: count ? PACKED_BYTES : 0 })
    const inspection = inspectText(text, file, name, options, true)
    const rows = await countRows(file, text, name, inspection, count ? COUNTED_BYTES : 0, isCancelled)
    const sample = byteSample(text.head, file.isWhole, text.further)
    return {
      fileName: name,
      sizeBytes: file.size,
      ...shownOf(inspection, rows, sample),
      ...weigh(inspection, options, sample, today),
      sheets: [],
      sheet: null,
    }
  } finally {
    await file.handle.close()
  }
}

/**
 * Share (0–1) of a file's first rows that cannot be read with these options.
 * @throws as `previewFile`
 */
export async function unreadableShare(
  path: string,
  name: string,
  options: ReadOptions,
  isCancelled: () => boolean,
): Promise<number> {
  const file = await openFile(path, name)
  try {
    if (file.format !== 'delimited') {
      const { inspection, sample } = await openTable(file, name, options, isCancelled, 0)
      return shareUnreadable(inspection, sample)
    }
    const text = await openText(file, name, options, { mostPacked: 0 })
    const inspection = inspectText(text, file, name, options, true)
    return shareUnreadable(inspection, byteSample(text.head, file.isWhole, text.further))
  } finally {
    await file.handle.close()
  }
}

/** What a screen is told of an inspection, and of the rows of the table that it proposes. */
function shownOf(
  inspection: Inspection,
  rows: ImportPreview['rows'],
  sample: Sample,
): Omit<FilePreview, 'fileName' | 'sizeBytes' | 'sheets' | 'sheet' | 'ambiguities' | 'looked'> {
  const {
    plan: _plan,
    questions: _questions,
    header: _header,
    headerRows: _headerRows,
    indent: _indent,
    layoutNotes: _layoutNotes,
    preambleLines: _preambleLines,
    footerLines: _footerLines,
    tailRows: _tailRows,
    fileEnd: _fileEnd,
    sampleRows: _sampleRows,
    sampleRowBytes: _sampleRowBytes,
    ...shown
  } = inspection
  const tables = shown.tables.map((table, i) => (i + 1 === shown.table ? { ...table, rows } : table))
  return { ...shown, tables, rows, notes: [...shown.notes, ...unreadableRows(inspection, sample)] }
}

async function countRows(
  file: OpenedFile,
  source: SourceText,
  name: string,
  { plan, sampleRows, sampleRowBytes, tailRows, fileEnd }: Inspection,
  mostBytes: number,
  isCancelled: () => boolean,
): Promise<ImportPreview['rows']> {
  if (file.isWhole || (plan.endOffset !== null && tailRows === 0)) return { count: sampleRows, exact: true }
  if (file.size > mostBytes) {
    // The text of a compressed file is some five times as long.
    const bytes = file.isGzip ? file.size * 5 : file.size
    const estimate = Math.round((bytes - plan.skipBytes) / Math.max(1, sampleRowBytes))
    return { count: Math.max(estimate, sampleRows), exact: false }
  }
  const counter = new RowCounter(plan)
  let packed = 0
  let text = 0
  const onRead = (bytes: Uint8Array): void => void (packed += bytes.length)
  try {
    for await (const block of source.blocks(onRead, fileEnd)) {
      counter.push(block)
      text += block.length
      if (isCancelled()) throw new CancelledError()
      if (text > mostBytes)
        return { count: Math.round((counter.count * file.size) / Math.max(1, packed)), exact: false }
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
  }
  counter.finish()
  return { count: counter.count - (fileEnd === null ? tailRows : 0), exact: true }
}
