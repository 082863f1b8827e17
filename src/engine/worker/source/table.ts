import type { ImportPreview, ReadOptions, RejectedRow } from '../../../contract/imports.ts'
import type { Warning } from '../../../contract/messages.ts'
import type { Inspection } from '../../read/inspect.ts'
import { SheetRows } from '../../read/layout/sheet-rows.ts'
import type { LayerReader } from '../../read/layer-reader.ts'
import { cellSample } from '../../read/outcomes.ts'
import type { Sample } from '../../read/outcomes.ts'
import { openJson } from './json.ts'
import type { OpenedFile } from './open.ts'
import { listed } from './choose-sheet.ts'
import { openWorkbook } from './workbook.ts'

/** What a sheet may unpack to where its rows are counted for a preview: a few seconds. */
const COUNTED_BYTES = 512 * 1024 * 1024

/** A table that comes as cells instead of delimited text: a sheet of a workbook, or records. */
export interface OpenedTable {
  /** Sheets, or lists of records where there are several. */
  readonly sheets: ImportPreview['sheets']
  readonly sheet: string | null
  readonly inspection: Inspection
  readonly rows: ImportPreview['rows']
  /** The same, counted where that takes a few seconds at most. @throws ExpectedError, CancelledError */
  countRows(): Promise<ImportPreview['rows']>
  /** What was looked at, from its first row on. */
  readonly sample: Sample
  /**
   * Every row below the header as texts.
   * @param onRow `line` is the 1-based row of the sheet or line of the file; `offset` -1 for workbooks; `fault` why the
   * record is no row: its cells are one with its text then
   * @param between called once a block with the share of the file that is read; may throw to stop
   */
  readCells(
    onRow: (cells: readonly string[], line: number, offset: number, fault: RejectedRow | null) => void,
    between: (share: number) => Promise<void>,
  ): Promise<void>
  /** The same into the reader of a layer, which is told of what is no row as well. */
  pour(reader: LayerReader, between: (share: number) => Promise<void>): Promise<void>
  /** What was noticed while it was read. */
  warnings(): readonly Warning[]
}

/**
 * Opens a file that is no delimited text. Nothing of it is kept in memory but its first rows.
 * @param scanned bytes that may be gone through to count rows; beyond, they are estimated
 * @throws ExpectedError of the `file.` family; CancelledError
 */
export async function openTable(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  isCancelled: () => boolean,
  scanned = Infinity,
): Promise<OpenedTable> {
  if (file.format === 'json') return openJson(file, name, options, isCancelled, scanned)
  const workbook = await openWorkbook(file.handle, file.head, file.size, name, options, isCancelled)
  const { firstLine } = workbook.inspection.plan
  return {
    ...workbook,
    async countRows() {
      const count = await workbook.count(COUNTED_BYTES)
      return count === null ? workbook.rows : { count, exact: true }
    },
    sample: cellSample(workbook.sample.rows, workbook.sample.isWhole, workbook.sample.facts),
    readCells: (onRow, between) => workbook.read(firstLine, (cells, line) => onRow(cells, line, -1, null), between),
    pour(reader, between) {
      const sheet = SheetRows.of(workbook.inspection.plan)
      return workbook.read(firstLine, (cells, line) => reader.pushCells(sheet?.take(cells) ?? cells, line), between)
    },
    warnings: () =>
      workbook.alike.length === 0
        ? []
        : [
            {
              severity: 'warning',
              code: 'import.warning.sheets_alike',
              params: { sheet: workbook.sheet, sheets: workbook.alike.length, list: listed(workbook.alike) },
            },
          ],
  }
}
