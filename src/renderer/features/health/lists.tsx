import type { HealthReport, MissingValues, RowCheck } from '../../../contract/health.ts'
import { navigate } from '../../app/route.ts'
import { t } from '../../i18n/index.ts'
import { count, dayInWords, percent } from '../../ui/format.ts'
import { Button, Table } from '../../ui/index.ts'

/** Columns of orders whose empty rows can be opened. */
const checkOf: Readonly<Record<string, RowCheck>> = {
  customer_id: 'without_customer',
  product: 'missing_product',
  category: 'missing_category',
}
const roleOf = {
  customer_id: 'import.role.customer_id',
  product: 'import.role.product',
  category: 'import.role.category',
} as const

/** How often each column says nothing. */
export function Missing(props: {
  readonly report: HealthReport
  readonly onOpen: (check: RowCheck) => void
  readonly onOpenCustomers: (column: string) => void
}) {
  const { report, onOpen, onOpenCustomers } = props
  const rows = report.missing.toSorted((a, b) => share(b) - share(a))
  const nothing = rows.every(({ missing }) => missing === 0)
  return (
    <section className="card health-list">
      <h2 className="health-title">{t('health.missing')}</h2>
      <p className="muted dense">{t(nothing ? 'health.missing.none' : 'health.missing.text')}</p>
      <Table
        caption={t('health.missing')}
        columns={[
          {
            key: 'column',
            header: t('health.missing.column'),
            cell: (row) => (
              <span className="name truncate" title={nameOf(row)}>
                {nameOf(row)}
              </span>
            ),
          },
          {
            key: 'missing',
            header: t('health.missing.missing'),
            numeric: true,
            cell: (row) => {
              const check = row.isAttribute ? undefined : checkOf[row.column]
              const open = row.isAttribute ? () => onOpenCustomers(row.column) : check && (() => onOpen(check))
              return open === undefined || row.missing === 0 ? (
                count(row.missing)
              ) : (
                <Button
                  variant="link"
                  aria-label={t(`health.missing.open.${row.unit}`, { missing: row.missing, column: nameOf(row) })}
                  onPress={open}
                >
                  {count(row.missing)}
                </Button>
              )
            },
          },
          { key: 'share', header: t('health.missing.share'), numeric: true, cell: (row) => percent(share(row)) },
          {
            key: 'of',
            header: '',
            cell: (row) => <span className="faint">{t(`health.missing.of.${row.unit}`, { of: row.of })}</span>,
          },
        ]}
        rows={rows}
        rowKey={(row) => `${row.isAttribute} ${row.column}`}
        maxHeight={420}
      />
    </section>
  )
}

function share({ missing, of }: MissingValues): number {
  return of === 0 ? 0 : (100 * missing) / of
}

function nameOf({ column, isAttribute }: MissingValues): string {
  const known = Object.entries(roleOf).find(([role]) => role === column && !isAttribute)
  return known === undefined ? column : t(known[1])
}

/** Silences in the data. */
export function Gaps({ gaps }: { readonly gaps: HealthReport['gaps'] }) {
  const { total, longest } = gaps
  return (
    <section className="card health-list">
      <h2 className="health-title">{t('health.gaps')}</h2>
      <p className="muted dense">{t(total === 0 ? 'health.gaps.none' : 'health.gaps.text')}</p>
      {total > 0 && (
        <Table
          caption={t('health.gaps')}
          columns={[
            { key: 'from', header: t('health.gaps.from'), cell: ({ from }) => dayInWords(from) },
            { key: 'to', header: t('health.gaps.to'), cell: ({ to }) => dayInWords(to) },
            { key: 'days', header: t('health.gaps.days'), numeric: true, cell: ({ days }) => count(days) },
          ]}
          rows={longest}
          rowKey={({ from }) => from}
          maxHeight={240}
        />
      )}
      {total > longest.length && (
        <p className="faint dense">{t('health.gaps.more', { shown: longest.length, total })}</p>
      )}
    </section>
  )
}

/** Addresses that stand at several customers. */
export function SharedEmails({ emails }: { readonly emails: HealthReport['sharedEmails'] }) {
  const { total, some } = emails
  return (
    <section className="card health-list">
      <h2 className="health-title">{t('health.emails')}</h2>
      <p className="muted dense">{t(total === 0 ? 'health.emails.none' : 'health.emails.text')}</p>
      {total > 0 && (
        <Table
          caption={t('health.emails')}
          columns={[
            {
              key: 'email',
              header: t('health.emails.email'),
              cell: ({ email }) => (
                <span className="truncate" title={email}>
                  {email}
                </span>
              ),
            },
            { key: 'customers', header: t('health.emails.customers'), cell: ({ customers }) => customers.join(', ') },
          ]}
          rows={some}
          rowKey={({ email }) => email}
          maxHeight={240}
        />
      )}
      {total > 0 && (
        <div className="row">
          <Button size="dense" onPress={() => navigate('import')}>
            {t('health.emails.decide')}
          </Button>
        </div>
      )}
      {total > some.length && <p className="faint dense">{t('health.emails.more', { shown: some.length, total })}</p>}
    </section>
  )
}
