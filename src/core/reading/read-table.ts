import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { ExpectedError } from '../../contract/errors.ts'
import type { ReadOptions, RejectedRow } from '../../contract/imports.ts'
import { formatNote } from '../../contract/messages/format.ts'
import { readTable as readTableOf } from '../../engine/worker/source/read-table.ts'
import type { ReadTable } from '../../engine/worker/source/read-table.ts'

/** Where a table goes; `write` resolves once more is wanted. */
export interface TableTarget {
  write(bytes: Uint8Array): Promise<void> | void
  readonly isFull: boolean
}

/**
 * Reads the table in a file into `target` as CSV, and what was detected into a JSON file, which appears only once it is
 * whole. Faults of rows are written as they are found: memory does not grow with the file.
 * @param rows how many of its rows; Infinity: all
 * @throws ExpectedError of the `file.` family, `output.unwritable`; CancelledError
 */
export async function readTable(
  path: string,
  options: ReadOptions,
  rows: number,
  target: TableTarget,
  reportFile: string | null,
  isCancelled: () => boolean,
): Promise<ReadTable> {
  const report = reportFile === null ? null : new RejectedFile(reportFile)
  try {
    const table = await readTableOf(
      path,
      basename(path),
      options,
      rows,
      {
        bytes: (bytes) => target.write(bytes),
        rejected: (found) => report?.add(found),
        get isFull() {
          return target.isFull
        },
      },
      isCancelled,
    )
    report?.finish(reportOf(table))
    return table
  } catch (error) {
    report?.discard()
    throw error
  }
}

/** The report without its rejected rows; the names of its fields are those of design/cli.md. */
function reportOf({ inspection, sheet, rows }: ReadTable): Record<string, unknown> {
  return {
    format: inspection.format,
    encoding: inspection.encoding,
    bom: inspection.bom,
    delimiter: inspection.delimiter,
    quote: inspection.quote,
    preamble_lines: inspection.preambleLines,
    header_rows: inspection.headerRows,
    footer_lines: 0,
    tables: inspection.tables.length,
    decimal: inspection.decimal,
    thousands: inspection.thousands,
    date_format: inspection.dateOrder,
    sheet,
    rows,
    columns: inspection.columns.map(({ name, type, role }) => ({ name, type, role })),
  }
}

/** A report whose rejected rows come first to last while the table is read, and all else at the end. */
class RejectedFile {
  readonly #path: string
  readonly #part: string
  readonly #file: number
  #rows = 0

  constructor(path: string) {
    this.#path = path
    this.#part = `${path}.part`
    try {
      this.#file = openSync(this.#part, 'w')
    } catch (error) {
      throw new ExpectedError('output.unwritable', { path, reason: (error as NodeJS.ErrnoException).code ?? '' })
    }
    writeSync(this.#file, '{\n  "rejected": [')
  }

  add(rows: readonly RejectedRow[]): void {
    let text = ''
    for (const { line, byteOffset, column, kind, message, raw } of rows) {
      const row = { line, byte_offset: byteOffset, column, kind, message: formatNote(message), raw }
      text += `${this.#rows++ === 0 ? '' : ','}\n    ${JSON.stringify(row)}`
    }
    writeSync(this.#file, text)
  }

  finish(report: Record<string, unknown>): void {
    const rest = JSON.stringify(report, null, 2).slice(2)
    writeSync(this.#file, `${this.#rows === 0 ? '' : '\n  '}],\n${rest}\n`)
    closeSync(this.#file)
    renameSync(this.#part, this.#path)
  }

  discard(): void {
    closeSync(this.#file)
    rmSync(this.#part, { force: true })
  }
}
