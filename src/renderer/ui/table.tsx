import type { ReactNode } from 'react'
import './table.css'

export interface TableColumn<Row> {
  readonly key: string
  readonly header: ReactNode
  /** Numbers stand at the end of their cell. */
  readonly numeric?: boolean
  readonly cell: (row: Row) => ReactNode
  /** Full precision, on hover. */
  readonly exact?: (row: Row) => string
  readonly width?: string
}

export interface TableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly caption: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row, index: number) => string | number
  readonly rowClass?: (row: Row) => string | undefined
  /** Keeps the header in sight inside a box of this height, in px. */
  readonly maxHeight?: number
}

/** A small table: up to a few hundred rows, no sorting. The customers' table is another one. */
export function Table<Row>({ caption, columns, rows, rowKey, rowClass, maxHeight }: TableProps<Row>) {
  return (
    <div
      className="table-box"
      style={maxHeight === undefined ? {} : { maxBlockSize: maxHeight }}
      {...(maxHeight === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': caption })}
    >
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric === true ? 'numeric' : ''}
                style={column.width === undefined ? {} : { inlineSize: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className={rowClass?.(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.numeric === true ? 'numeric' : ''} title={column.exact?.(row)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
