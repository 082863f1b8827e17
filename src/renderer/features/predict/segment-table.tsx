import type { Analysis } from '../../../contract/analysis.ts'
import type { SegmentPrediction } from '../../../contract/predictions.ts'
import { segmentNameByLabel } from '../../app/labels.ts'
import { t } from '../../i18n/index.ts'
import { count, exact, money, moneyExact, percent } from '../../ui/format.ts'
import { Table } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'

/** What is expected of each segment. */
export function SegmentTable(props: { readonly analysis: Analysis; readonly rows: readonly SegmentPrediction[] }) {
  const { analysis, rows } = props
  if (rows.length === 0) return null
  return (
    <>
      <h3 className="card-title">{t('predict.segments.title')}</h3>
      <Table
        caption={t('predict.segments.title')}
        columns={[
          {
            key: 'segment',
            header: t('predict.segments.segment'),
            cell: (row) => (
              <Into filter={{ segments: [row.segmentLabel] }}>{segmentNameByLabel(analysis, row.segmentLabel)}</Into>
            ),
          },
          {
            key: 'customers',
            header: t('predict.segments.customers'),
            numeric: true,
            cell: (row) => count(row.customers),
          },
          {
            key: 'churn',
            header: t('predict.segments.churn'),
            numeric: true,
            cell: (row) => (row.churn === null ? '–' : percent(row.churn * 100)),
            exact: (row) => (row.churn === null ? '' : exact(row.churn)),
          },
          {
            key: 'clv',
            header: t('predict.segments.clv'),
            numeric: true,
            cell: (row) => (row.clv === null ? '–' : money(row.clv)),
            exact: (row) => (row.clv === null ? '' : moneyExact(row.clv)),
          },
          {
            key: 'total',
            header: t('predict.segments.total'),
            numeric: true,
            cell: (row) => (row.clv === null ? '–' : money(row.clv * row.customers)),
            exact: (row) => (row.clv === null ? '' : moneyExact(row.clv * row.customers)),
          },
        ]}
        rows={rows}
        rowKey={(row) => row.segmentLabel}
      />
    </>
  )
}
