import { decimal } from '../ui/format.ts'
import type { ChartTable } from './table.ts'

/** A chart's numbers as a plain table. */
export function TableTwin({ table, caption }: { readonly table: ChartTable; readonly caption: string }) {
  return (
    <div className="chart-table-scroll">
      <table className="chart-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.label} scope="col" className={column.numeric ? 'is-number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} className={table.columns[column]?.numeric ? 'is-number' : 'name'}>
                  {cell === null ? '–' : typeof cell === 'number' ? decimal(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
