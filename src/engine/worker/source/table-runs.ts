import type { RejectedRow } from '../../../contract/imports.ts'
import type { Warning } from '../../../contract/messages.ts'

/** Rows that prove a table of their own. */
const FEW = 5

/** Rejected rows one below the other with a number of cells that is not that of the table. */
export interface TableRun {
  readonly first: RejectedRow
  readonly cells: number
  readonly rows: number
}

/**
 * Notices another table further down a file than anybody looked: its rows are all rejected for their number of cells,
 * and the first of them holds names. Cost: a comparison for each rejected row.
 */
export class TableRuns {
  private run: { first: RejectedRow; cells: number; rows: number; line: number } | null = null
  /** The first one that is long enough; it may still grow. */
  private found: { readonly first: RejectedRow; readonly cells: number; rows: number } | null = null

  add(row: RejectedRow): void {
    const { code, params } = row.message
    const isOther = code === 'import.reject.missing_columns' || code === 'import.reject.too_many_columns'
    const cells = isOther ? Number(params?.['cells']) : 0
    const { run } = this
    if (cells < 2) this.run = null
    else if (run !== null && run.cells === cells && run.line + 1 === row.line) {
      run.line = row.line
      run.rows++
      if (run.rows > FEW && this.found === null && hasHeader(run.first, row)) this.found = run
    } else this.run = { first: row, cells, rows: 1, line: row.line }
  }

  /** The one that was found by another reader, whose line numbers lack `lines`. */
  join(other: TableRun | null, lines: number): void {
    if (other === null) return
    if (this.found === null) this.found = { ...other, first: { ...other.first, line: other.first.line + lines } }
    else if (this.found.cells === other.cells) this.found.rows += other.rows
  }

  get table(): TableRun | null {
    return this.found
  }

  warnings(): Warning[] {
    if (this.found === null) return []
    const { first, cells, rows } = this.found
    const params = { line: first.line, rows: rows - 1, cells }
    return [{ severity: 'warning', code: 'import.warning.second_table', params }]
  }
}

/** Names stand in the first row, values below. */
function hasHeader(first: RejectedRow, below: RejectedRow): boolean {
  return !/\d/.test(first.raw) && /\d/.test(below.raw)
}
