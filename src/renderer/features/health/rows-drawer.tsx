import { useState } from 'react'
import type { HealthReport, HealthRow, HealthRows, RowCheck } from '../../../contract/health.ts'
import { rowOrders, type RowOrder } from '../../../contract/row-orders.ts'
import type { RowsOf } from '../../../contract/rows.ts'
import type { Result } from '../../../contract/wire.ts'
import { bridge, client, useJob } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, moneyExact, moneyIn } from '../../ui/format.ts'
import { Button, ProgressBar, Select, Table, useAfter } from '../../ui/index.ts'
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
      list={{ from: 'health', projectId, check }}
      onClose={onClose}
    />
  )
}

/** Rows that are asked for in a way of their own, and cannot be put in order or saved. */
export interface OwnList {
  readonly from: 'own'
  readonly load: (page: PageOf) => Promise<Result<HealthRows>>
}

function ask(list: RowsOf | OwnList, order: RowOrder, page: PageOf): Promise<Result<HealthRows>> {
  if (list.from === 'own') return list.load(page)
  const part = { ...page, order }
  if (list.from === 'health') {
    const { from: _, ...of } = list
    return client.call('health.rows', { ...of, ...part })
  }
  if (list.from === 'common') {
    const { from: _, ...of } = list
    return client.call('changes.lines', { ...of, ...part })
  }
  const { from: _, ...of } = list
  return client.call('imports.rows', { ...of, ...part })
}

/** Rows of files, page by page. Give it a key: it asks once for each page. */
export function LinesDrawer(props: {
  /** A line below the number of rows. */
  readonly about?: string
  readonly isRejected?: boolean
  readonly list: RowsOf | OwnList
  readonly onClose: () => void
}) {
  const { about, isRejected = false, list, onClose } = props
  const [order, setOrder] = useState<RowOrder>('file')
  const titleOf = (rows: number) => t('health.rows.title', { rows })
  return (
    <PagedDrawer
      wide
      title={(total) => (total === null ? t('health.rows.loading') : titleOf(total))}
      subtitle={about}
      previous={t('health.rows.previous')}
      next={t('health.rows.next')}
      pageSize={pageSize}
      order={order}
      load={(page) => ask(list, order, page)}
      onClose={onClose}
      {...(list.from === 'own' ? {} : { actions: <SaveRows of={list} order={order} /> })}
    >
      {({ total, rows }) => (
        <>
          {list.from !== 'own' && !isRejected && total > 1 && (
            <div className="health-order">
              <Select<RowOrder>
                label={t('health.rows.order.label')}
                size="dense"
                options={rowOrders.map((key) => ({ key, label: t(`health.rows.order.${key}`) }))}
                value={order}
                onChange={setOrder}
              />
            </div>
          )}
          <Table
            caption={titleOf(total)}
            columns={columnsOf(isRejected, rows)}
            rows={rows}
            rowKey={(_row, index) => index}
          />
        </>
      )}
    </PagedDrawer>
  )
}

/** The whole list as a file, in the order in which it is shown. */
function SaveRows(props: { readonly of: RowsOf; readonly order: RowOrder }) {
  const { of, order } = props
  const [job, start, cancel] = useJob('rows.export')
  const long = useAfter(1000, job.state === 'running')
  const showError = useApp((state) => state.showError)
  const save = async () => {
    const answer = await start({ of, order })
    if (!answer.ok) {
      if (answer.error.code !== 'cancelled') showError(answer.error)
      return
    }
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
  }
  if (long && job.state === 'running')
    return (
      <ProgressBar
        compact
        title={t('health.rows.saving')}
        progress={job.progress}
        cancelling={job.cancelling}
        onCancel={cancel}
      />
    )
  return (
    <Button icon="download" isDisabled={job.state === 'running'} onPress={() => void save()}>
      {t('health.rows.save')}
    </Button>
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
      : has(({ position }) => position)
        ? [
            {
              key: 'position',
              header: <span title={t('health.rows.position')}>{t('health.rows.row')}</span>,
              numeric: true,
              cell: ({ position }: HealthRow) => (position === null ? '–' : count(position)),
            },
          ]
        : []),
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
      cell: ({ amount, kind, currency }) =>
        amount === null ? (
          ''
        ) : (
          <span title={kind === null ? '' : t(`health.kind.${kind}`)}>
            {currency === null ? moneyExact(amount) : moneyIn(amount, currency)}
          </span>
        ),
    },
  ]
}
