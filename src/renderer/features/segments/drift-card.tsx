import type { Analysis } from '../../../contract/analysis.ts'
import type { CustomerFilter } from '../../../contract/customers.ts'
import type { Drift } from '../../../contract/drift.ts'
import { clusterNameById, segmentNameByLabel } from '../../app/labels.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { ErrorNote, Why } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'

/** Who changed group since the previous run: from the lines to the columns, each number with its customers. */
export function DriftCard({ analysis, by }: { readonly analysis: Analysis; readonly by: Drift['by'] }) {
  const { projectId, runId, kChoice } = analysis
  const { value, error } = useAnswer('segments.drift', { projectId, by }, `${runId}/${kChoice.k}`)
  if (error !== null) return <ErrorNote error={error} />
  if (value === null) return null
  return <Matrix analysis={analysis} drift={value} />
}

function Matrix({ analysis, drift }: { readonly analysis: Analysis; readonly drift: Drift }) {
  const { by, counts, appeared, gone } = drift
  // Groups that hold nobody in either run would only widen the table.
  const lines = drift.from.flatMap((key, f) =>
    counts[f]!.some((n) => n > 0) || gone[f]! > 0 ? [{ key, place: f }] : [],
  )
  const columns = drift.to.flatMap((key, c) =>
    counts.some((line) => line[c]! > 0) || appeared[c]! > 0 ? [{ key, place: c }] : [],
  )
  const isGone = gone.some((n) => n > 0)
  return (
    <section className="card stack drift">
      <div>
        <h3>
          {t(by === 'segment' ? 'segments.drift.title' : 'segments.drift.clusters')}{' '}
          <Why about={t('segments.drift.title')} rule={t('segments.drift.rule')} />
        </h3>
        <p className="muted">{noteText(drift.note)}</p>
      </div>
      <div className="table-box" tabIndex={0} role="region" aria-label={t('segments.drift.title')}>
        <table className="table drift-table tabular">
          <thead>
            <tr>
              <th scope="col">{t('segments.drift.fromTo')}</th>
              {columns.map(({ key }) => (
                <th key={key} scope="col" className="numeric">
                  {nameOf(analysis, by, key)}
                </th>
              ))}
              {isGone ? (
                <th scope="col" className="numeric">
                  {t('segments.drift.gone')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{nameOf(analysis, by, line.key)}</th>
                {columns.map((column) => (
                  <Cell
                    key={column.key}
                    customers={counts[line.place]![column.place]!}
                    filter={filterOf(by, line.key, column.key)}
                    stays={line.key === column.key}
                  />
                ))}
                {isGone ? (
                  <td className="numeric faint">{gone[line.place] === 0 ? '' : count(gone[line.place]!)}</td>
                ) : null}
              </tr>
            ))}
            {appeared.some((n) => n > 0) ? (
              <tr>
                <th scope="row">{t('segments.drift.new')}</th>
                {columns.map((column) => (
                  <Cell
                    key={column.key}
                    customers={appeared[column.place]!}
                    filter={{ previousSegments: ['new'], ...groupFilter(by, column.key) }}
                    stays={false}
                  />
                ))}
                {isGone ? <td /> : null}
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell(props: { readonly customers: number; readonly filter: CustomerFilter; readonly stays: boolean }) {
  const { customers, filter, stays } = props
  const text = customers === 0 ? '' : count(customers)
  return (
    <td className={`numeric${stays ? ' drift-stays' : ''}`}>
      {customers === 0 ? text : <Into filter={filter}>{text}</Into>}
    </td>
  )
}

function filterOf(by: Drift['by'], from: string, to: string): CustomerFilter {
  return {
    ...(by === 'segment' ? { previousSegments: [from] } : { previousClusters: [Number(from)] }),
    ...groupFilter(by, to),
  }
}

function groupFilter(by: Drift['by'], key: string): CustomerFilter {
  return by === 'segment' || key === '-1'
    ? { segments: [key === '-1' ? noPurchase : key] }
    : { clusters: [Number(key)] }
}

/** The label of people who never bought; a value of the contract, which the screens take types from. */
const noPurchase = 'No purchase'

function nameOf(analysis: Analysis, by: Drift['by'], key: string): string {
  if (by === 'segment') return segmentNameByLabel(analysis, key)
  return key === '-1' ? t('segments.drift.none') : clusterNameById(analysis, Number(key))
}
