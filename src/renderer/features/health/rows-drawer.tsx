import type { HealthReport, HealthRow, HealthRows, RowCheck } from '../../../contract/health.ts'
import type { Result } from '../../../contract/wire.ts'
import { client } from '../../app/client.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, moneyExact } from '../../ui/format.ts'
import { Table } from '../../ui/index.ts'
import type { TableColumn } from '../../ui/index.ts'
import { PagedDrawer, type PageOf } from './paged-drawer.tsx'
import './health.css'

const pageSize = 100

/** The rows behind a count of the screen. */
export function RowsDrawer(props: {
  readonly projectId: string
  readonly report: HealthReport
  readonly check: RowCheck
  readonly onClose: () => void
}) {
  const { projectId, report, check, onClose } = props
  const finding = report.findings.find((each) => each.check === check)
  return (
    <LinesDrawer
      key={check}
      {...(finding === undefined ? {} : { about: noteText(finding.text) })}
      isRejected={check === 'rejected'}
      load={(page) => client.call('health.rows', { projectId, check, ...page })}
      onClose={onClose}
    />
  )
}

/** Rows of files, page by page. Give it a key: it asks once for each page. */
export function LinesDrawer(props: {
  /** A line below the number of rows. */
  readonly about?: string
  readonly isRejected?: boolean
  readonly load: (page: PageOf) => Promise<Result<HealthRows>>
  readonly onClose: () => void
}) {
  const { about, isRejected = false, load, onClose } = props
  const titleOf = (rows: number) => t('health.rows.title', { rows })
  return (
    <PagedDrawer
      wide
      title={(total) => (total === null ? t('health.rows.loading') : titleOf(total))}
      subtitle={about}
      previous={t('health.rows.previous')}
      next={t('health.rows.next')}
      pageSize={pageSize}
      load={load}
      onClose={onClose}
    >
      {({ total, rows }) => (
        <Table
          caption={titleOf(total)}
          columns={columnsOf(isRejected, rows)}
          rows={rows}
          rowKey={(row) => `${row.fileName} ${row.line ?? ''} ${row.position ?? ''}`}
        />
      )}
    </PagedDrawer>
  )
}

const lineColumn: TableColumn<HealthRow> = {
  key: 'line',
  header: t('health.rows.line'),
  numeric: true,
  cell: ({ line }) => count(line ?? 0),
}

/** Only what the rows have: a file without categories shows none. */
function columnsOf(isRejected: boolean, rows: readonly HealthRow[]): TableColumn<HealthRow>[] {
  const has = (of: (row: HealthRow) => unknown): boolean => rows.some((row) => of(row) !== null)
  const several = new Set(rows.map(({ fileName }) => fileName)).size > 1
  const text = (key: string, header: string, of: (row: HealthRow) => string | null): TableColumn<HealthRow> => ({
    key,
    header,
    cell: (row) => (
      <span className="health-cell truncate" title={of(row) ?? ''}>
        {of(row) ?? '–'}
      </span>
    ),
  })
  const file = several ? [text('file', t('health.rows.file'), ({ fileName }) => fileName)] : []
  if (isRejected) {
    return [
      ...file,
      lineColumn,
      {
        key: 'reason',
        header: t('health.rows.reason'),
        cell: ({ reason }) => (reason === null ? '' : noteText(reason)),
      },
      { key: 'raw', header: t('health.rows.raw'), cell: ({ raw }) => <code className="health-raw">{raw}</code> },
    ]
  }
  return [
    ...file,
    // The line of the file, or where that is not known the place among the rows that were kept.
    ...(rows.every(({ line }) => line !== null)
      ? [lineColumn]
      : [
          {
            key: 'position',
            header: <span title={t('health.rows.position')}>{t('health.rows.row')}</span>,
            numeric: true,
            cell: ({ position }: HealthRow) => count(position ?? 0),
          },
        ]),
    ...(has(({ orderId }) => orderId) ? [text('order', t('health.rows.order'), ({ orderId }) => orderId)] : []),
    {
      key: 'date',
      header: t('health.rows.date'),
      cell: ({ date }) => <span className="tabular health-date">{date}</span>,
    },
    text('customer', t('health.rows.customer'), ({ customer }) => customer),
    ...(has(({ product }) => product) ? [text('product', t('health.rows.product'), ({ product }) => product)] : []),
    ...(has(({ category }) => category)
      ? [text('category', t('health.rows.category'), ({ category }) => category)]
      : []),
    {
      key: 'amount',
      header: t('health.rows.amount'),
      numeric: true,
      cell: ({ amount, kind }) =>
        amount === null ? '' : <span title={kind === null ? '' : t(`health.kind.${kind}`)}>{moneyExact(amount)}</span>,
    },
  ]
}
