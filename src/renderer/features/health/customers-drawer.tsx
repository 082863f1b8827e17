import { client } from '../../app/client.ts'
import { t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { Table } from '../../ui/index.ts'
import { PagedDrawer } from './paged-drawer.tsx'

const pageSize = 200

/** The customers of whom a column says nothing. Give it a key: it asks once for each page. */
export function CustomersDrawer(props: {
  readonly projectId: string
  readonly column: string
  readonly onClose: () => void
}) {
  const { projectId, column, onClose } = props
  const titleOf = (customers: number) => t('health.customers.title', { customers })
  return (
    <PagedDrawer
      title={(total) => (total === null ? t('health.customers.loading') : titleOf(total))}
      subtitle={t('health.customers.about', { column })}
      previous={t('health.customers.previous')}
      next={t('health.customers.next')}
      pageSize={pageSize}
      load={(page) => client.call('health.customers', { projectId, column, ...page })}
      onClose={onClose}
    >
      {({ total, customers }) => (
        <Table
          caption={titleOf(total)}
          columns={[
            {
              key: 'customer',
              header: t('health.rows.customer'),
              cell: ({ customerId }) => (
                <span className="health-cell truncate" title={customerId}>
                  {customerId}
                </span>
              ),
            },
            { key: 'rows', header: t('health.customers.rows'), numeric: true, cell: ({ rows }) => count(rows) },
          ]}
          rows={customers}
          rowKey={({ customerId }) => customerId}
        />
      )}
    </PagedDrawer>
  )
}
