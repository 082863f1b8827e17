import { useTable } from '@tanstack/react-table'
import type { SortingState, Updater } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { KeyboardEvent, Ref } from 'react'
import type { CustomerRow, CustomerSort } from '../../../contract/customers.ts'
import { t } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { features, tableColumnsOf } from './columns.tsx'
import type { ColumnMeta, Line } from './columns.tsx'
import { rowAt } from './pages.ts'
import type { Pages } from './pages.ts'

const rowHeight = 28
const headHeight = 38
/** Between column ids in one text; no name holds it. */
const separator = '\u001f'
/** Rows passed over in less time than this are not fetched. */
const settle = 60

export interface CustomerTableHandle {
  focus(): void
}

export interface CustomerTableProps {
  readonly ref?: Ref<CustomerTableHandle>
  readonly total: number
  readonly pages: Pages
  readonly columns: ReadonlyMap<string, ColumnMeta>
  readonly visible: Readonly<Record<string, boolean>>
  readonly sort: CustomerSort
  readonly onSort: (sort: CustomerSort) => void
  /** Rows that are or soon will be seen. */
  readonly onRange: (from: number, to: number) => void
  /** Place of the row the keys move. */
  readonly active: number
  readonly onActive: (at: number) => void
  readonly onOpen: (at: number) => void
}

/** All customers: only the rows in sight exist, and they are fetched in windows. */
export function CustomerTable(props: CustomerTableProps) {
  const { ref, total, pages, columns, visible, sort, onSort, onRange, active, onActive, onOpen } = props
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: headHeight,
    paddingStart: headHeight,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    const timer = setTimeout(() => onRange(first, last), settle)
    return () => clearTimeout(timer)
  }, [first, last, total, pages, onRange])

  const lines = useMemo<Line[]>(
    () =>
      Array.from({ length: total === 0 ? 0 : last - first + 1 }, (_, step) => ({
        at: first + step,
        row: rowAt(pages, first + step),
      })),
    [first, last, pages, total],
  )
  const tableColumns = useMemo(() => tableColumnsOf(columns), [columns])
  const sorting = useMemo<SortingState>(() => [{ id: sort.field, desc: sort.descending }], [sort])
  const table = useTable({
    features,
    columns: tableColumns,
    data: lines,
    getRowId: (line) => String(line.at),
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility: visible },
    onSortingChange: (updater: Updater<SortingState>) => {
      const next = (typeof updater === 'function' ? updater(sorting) : updater)[0]
      if (next !== undefined) onSort({ field: next.id, descending: next.desc })
    },
  })

  // A new list starts at its top.
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = 0
  }, [sort])

  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus({ preventScroll: true }) }), [])

  const press = useCallback(
    (at: number) => {
      onActive(at)
      onOpen(at)
    },
    [onActive, onOpen],
  )
  const move = (at: number) => {
    const next = Math.max(0, Math.min(total - 1, at))
    onActive(next)
    virtual.scrollToIndex(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== box.current) return
    const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 400) - headHeight) / rowHeight) - 1)
    const goals: Record<string, number> = {
      j: active + 1,
      ArrowDown: active + 1,
      k: active - 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    }
    const goal = goals[event.key]
    if (goal !== undefined) move(goal)
    else if (event.key === 'ArrowRight') box.current?.scrollBy({ left: 120 })
    else if (event.key === 'ArrowLeft') box.current?.scrollBy({ left: -120 })
    else if (event.key === 'Enter') onOpen(active)
    else return
    event.preventDefault()
  }

  const shown = table.getVisibleLeafColumns()
  const template = shown
    .map((column) => {
      const width = columns.get(column.id)?.width ?? 100
      return `minmax(${width}px, ${width}fr)`
    })
    .join(' ')
  const width = shown.reduce((sum, column) => sum + (columns.get(column.id)?.width ?? 100), 0)
  const shownIds = shown.map((column) => column.id).join(separator)
  const rows = table.getRowModel().rows
  // Rows that leave at one end come back at the other with their elements: making new ones costs most of a frame.
  const pool = Math.ceil(rows.length / 32) * 32
  return (
    <div
      ref={box}
      className="customers-table"
      role="grid"
      tabIndex={0}
      aria-label={t('customers.table.about')}
      aria-rowcount={total + 1}
      aria-colcount={shown.length}
      aria-activedescendant={active >= first && active <= last ? `customer-line-${active}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div
        role="rowgroup"
        className="customers-lines"
        style={{ blockSize: virtual.getTotalSize(), minInlineSize: width }}
      >
        {table.getHeaderGroups().map((group) => (
          <div
            key={group.id}
            role="row"
            aria-rowindex={1}
            className="customers-head"
            style={{ gridTemplateColumns: template, blockSize: headHeight }}
          >
            {group.headers.map((header) => {
              const meta = columns.get(header.column.id)
              if (meta === undefined) return null
              const direction = header.column.getIsSorted()
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  className={meta.numeric === true ? 'customers-cell is-number' : 'customers-cell'}
                  aria-sort={direction === false ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
                >
                  {meta.sortable ? (
                    <button
                      type="button"
                      className={direction === false ? 'customers-sort' : 'customers-sort is-sorted'}
                      title={t('customers.table.sort', { column: meta.full ?? meta.title })}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <span className="customers-title">{meta.title}</span>
                      {direction === false ? null : (
                        <Icon name={direction === 'asc' ? 'chevron-up' : 'chevron-down'} size={12} />
                      )}
                    </button>
                  ) : (
                    <span className="customers-title" title={meta.full ?? meta.title}>
                      {meta.title}
                    </span>
                  )}
                </div>
              )
            })}
          </div>
        ))}
        {rows.map((row) => {
          const { at, row: customer } = row.original
          return (
            <TableLine
              key={at % pool}
              at={at}
              customer={customer}
              shown={shownIds}
              columns={columns}
              template={template}
              active={at === active}
              onPress={press}
            />
          )
        })}
      </div>
    </div>
  )
}

interface TableLineProps {
  readonly at: number
  readonly customer: CustomerRow | undefined
  /** Ids of the columns shown, joined: the same text is the same list. */
  readonly shown: string
  readonly columns: ReadonlyMap<string, ColumnMeta>
  readonly template: string
  readonly active: boolean
  readonly onPress: (at: number) => void
}

/** One row. Scrolling draws only those that come into sight. The grid takes the keys, the pointer opens a row directly. */
const TableLine = memo(function TableLine(props: TableLineProps) {
  const { at, customer, shown, columns, template, active, onPress } = props
  return (
    <div
      id={`customer-line-${at}`}
      role="row"
      aria-rowindex={at + 2}
      aria-selected={active}
      className={active ? 'customers-line is-active' : 'customers-line'}
      style={{
        gridTemplateColumns: template,
        blockSize: rowHeight,
        transform: `translateY(${at * rowHeight + headHeight}px)`,
      }}
      onClick={() => onPress(at)}
    >
      {shown.split(separator).map((id, column) => {
        const meta = columns.get(id)
        if (meta === undefined) return null
        return (
          <div
            key={id}
            role="gridcell"
            className={meta.numeric === true ? 'customers-cell is-number' : 'customers-cell'}
            title={customer && meta.exact?.(customer)}
          >
            {customer === undefined ? column === 0 && <i className="customers-wait" /> : meta.cell(customer)}
          </div>
        )
      })}
    </div>
  )
})
