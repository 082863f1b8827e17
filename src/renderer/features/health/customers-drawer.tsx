import { useEffect, useState } from 'react'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { CustomersWithout } from '../../../contract/health.ts'
import { client } from '../../app/client.ts'
import { t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { Button, Drawer, ErrorNote, Skeleton, Table } from '../../ui/index.ts'

const pageSize = 200

/** The customers of whom a column says nothing. Give it a key: it asks once for each page. */
export function CustomersDrawer(props: {
  readonly projectId: string
  readonly column: string
  readonly onClose: () => void
}) {
  const { projectId, column, onClose } = props
  const [offset, setOffset] = useState(0)
  const [page, setPage] = useState<(CustomersWithout & { readonly offset: number }) | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  useEffect(() => {
    let wanted = true
    void client.call('health.customers', { projectId, column, offset, limit: pageSize }).then((answer) => {
      if (!wanted) return
      if (answer.ok) setPage({ offset, ...answer.value })
      else setError(answer.error)
    })
    return () => {
      wanted = false
    }
  }, [projectId, column, offset])
  const total = page?.total ?? 0
  const title = page === null ? t('health.customers.loading') : t('health.customers.title', { customers: total })
  return (
    <Drawer
      title={title}
      subtitle={t('health.customers.about', { column })}
      onClose={onClose}
      {...(total > pageSize && {
        footer: (
          <>
            <Button isDisabled={offset === 0} onPress={() => setOffset(offset - pageSize)}>
              {t('health.customers.previous')}
            </Button>
            <Button isDisabled={offset + pageSize >= total} onPress={() => setOffset(offset + pageSize)}>
              {t('health.customers.next')}
            </Button>
            <span className="muted dense tabular health-page">
              {t('health.rows.page', { from: offset + 1, to: Math.min(total, offset + pageSize), total })}
            </span>
          </>
        ),
      })}
    >
      {error !== null && <ErrorNote error={error} />}
      {error === null && page === null && <Skeleton lines={6} />}
      {page !== null && (
        <Table
          caption={title}
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
          rows={page.customers}
          rowKey={({ customerId }) => customerId}
        />
      )}
    </Drawer>
  )
}
