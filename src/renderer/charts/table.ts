/** The numbers behind a chart: what a screen reader reads, what is copied, what is saved as data. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[]
  /** Raw values; null: no value. */
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** RFC 4180 text with CRLF line ends; a leading `=`, `+`, `-` or `@` of a text cell gets an apostrophe (spreadsheet formulas). */
export function toCsv(table: ChartTable): string {
  const lines = [table.columns.map((column) => csvCell(column.label)), ...table.rows.map((row) => row.map(csvCell))]
  return lines.map((cells) => cells.join(',')).join('\r\n') + '\r\n'
}

/** Tab-separated text: pastes into a spreadsheet as cells. */
export function toTsv(table: ChartTable): string {
  const clean = (cell: string | number | null) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')
  const lines = [table.columns.map((column) => clean(column.label)), ...table.rows.map((row) => row.map(clean))]
  return lines.map((cells) => cells.join('\t')).join('\n')
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
