import type { CohortRow } from '../../contract/analysis.ts'
import { t } from '../i18n/index.ts'
import { count, decimal, monthShort, percent } from '../ui/format.ts'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartTable } from './table.ts'
import { sequentialStep } from './theme.ts'

export interface CohortTableProps {
  readonly title: string
  readonly subtitle?: string
  readonly cohorts: readonly CohortRow[]
}

/** Retention by month of the first purchase, as a heat table. */
export function CohortTable({ title, subtitle, cohorts }: CohortTableProps) {
  const months = Math.max(1, ...cohorts.map((cohort) => cohort.retention.length))
  const top = Math.max(0, ...cohorts.flatMap((cohort) => cohort.retention.slice(1)))
  const numbers = Array.from({ length: months - 1 }, (_, i) => i + 1)
  const table: ChartTable = {
    columns: [
      { label: t('charts.cohorts.cohort') },
      { label: t('charts.cohorts.customers'), numeric: true },
      ...numbers.map((n) => ({ label: t('charts.cohorts.month', { n }), numeric: true })),
    ],
    rows: cohorts.map((cohort) => [
      cohort.cohort,
      cohort.customers,
      ...numbers.map((n) => cohort.retention[n] ?? null),
    ]),
  }
  return (
    <ChartFrame title={title} {...(subtitle === undefined ? {} : { subtitle })} table={table} readable>
      <div className="cohorts-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="cohorts">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('charts.cohorts.cohort')}
              </th>
              <th scope="col" rowSpan={2} className="is-number">
                {t('charts.cohorts.customers')}
              </th>
              <th scope="colgroup" colSpan={Math.max(1, months - 1)} className="cohorts-over">
                {t('charts.cohorts.later')}
              </th>
            </tr>
            <tr>
              {numbers.map((n) => (
                <th key={n} scope="col" className="is-number">
                  {n}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <tr key={cohort.cohort}>
                <th scope="row">{monthShort(cohort.cohort)}</th>
                <td className="is-number cohorts-size">{count(cohort.customers)}</td>
                {numbers.map((n) => {
                  const share = cohort.retention[n]
                  if (share === undefined) return <td key={n} className="cohorts-none" />
                  return (
                    <td
                      key={n}
                      className={`is-number cohorts-cell is-step-${sequentialStep(share, top)}`}
                      title={t('charts.cohorts.cell', { month: monthShort(cohort.cohort), share: percent(share), n })}
                    >
                      {share === 0 ? '0' : decimal(share, share < 1 ? 1 : 0)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  )
}
