import type { Analysis } from '../../../../contract/analysis.ts'
import type { CustomerRow } from '../../../../contract/customers.ts'
import type { ComparedFigure, Explanation, Move } from '../../../../contract/explain.ts'
import { clusterNameById } from '../../../app/labels.ts'
import { noteText, t } from '../../../i18n/index.ts'
import { count, decimal, money, moneyExact, percent } from '../../../ui/format.ts'
import { Icon, type IconName } from '../../../ui/index.ts'
import { ClusterCell, SegmentCell } from '../columns.tsx'
import { Part } from './parts.tsx'

export interface WhyProps {
  readonly customer: CustomerRow
  readonly analysis: Analysis
  readonly explanation: Explanation
}

/** Why she is in her segment and her cluster, and what would move her. */
export function WhyPart({ customer, analysis, explanation }: WhyProps) {
  const { why, moves, cluster } = explanation
  return (
    <>
      <Part title={t('customers.why.title')} aside={<SegmentCell label={customer.segment_label} />}>
        <Sentences notes={why.map(noteText)} />
        <h4>{t('customers.why.moves')}</h4>
        {moves.length === 0 ? (
          <p className="muted">{t('customers.why.noMoves')}</p>
        ) : (
          <ul className="moves">
            {moves.map((move) => (
              <li key={`${move.field} ${move.by} ${move.to}`} className={`move is-${move.by}`}>
                <Icon name={moveIcon(move)} size={14} />
                <span>{noteText(move.note)}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="faint dense">{t('customers.why.movesRule')}</p>
      </Part>
      {cluster === null || customer.cluster_id === null ? null : (
        <Part title={t('customers.why.cluster')} aside={<ClusterCell clusterId={customer.cluster_id} />}>
          {cluster.why.length === 0 ? (
            <p className="muted">{t('customers.why.plain')}</p>
          ) : (
            <Sentences notes={cluster.why.map(noteText)} />
          )}
          {cluster.nearest === null || cluster.margin === null ? null : (
            <p className="margin-line" title={t('customers.why.marginRule')}>
              <span className="margin-bar" aria-hidden="true">
                <i style={{ inlineSize: `${100 * cluster.margin}%` }} />
              </span>
              {t(cluster.margin < 0.15 ? 'customers.why.border' : 'customers.why.margin', {
                name: clusterNameById(analysis, cluster.nearest),
                margin: percent(100 * cluster.margin),
              })}
            </p>
          )}
        </Part>
      )}
    </>
  )
}

function Sentences({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul className="sentences">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

const moveIcon = ({ by }: Move): IconName =>
  by === 'order' ? 'chevron-up' : by === 'silence' ? 'chevron-down' : 'calendar'

/** Her figures on the scale of everyone's. */
export function ComparePart({ figures }: { readonly figures: readonly ComparedFigure[] }) {
  if (figures.length === 0) return null
  return (
    <Part title={t('customers.compare.title')}>
      <table className="compare tabular">
        <thead>
          <tr>
            <th scope="col">{t('customers.compare.figure')}</th>
            <th scope="col">{t('customers.compare.own')}</th>
            <th scope="col">{t('customers.compare.median')}</th>
            <th scope="col">{t('customers.compare.place')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.name}>
              <th scope="row">{t(`customers.compare.${figure.name}`)}</th>
              <td title={exactOf(figure, figure.value)}>{shown(figure, figure.value)}</td>
              <td className="muted" title={exactOf(figure, figure.median)}>
                {shown(figure, figure.median)}
              </td>
              <td>
                <span className="compare-place" title={t('customers.compare.below', { share: percent(figure.below) })}>
                  <i aria-hidden="true" style={{ insetInlineStart: `${figure.below}%` }} />
                  <span className="visually-hidden">
                    {t('customers.compare.below', { share: percent(figure.below) })}
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function shown({ name }: ComparedFigure, value: number): string {
  if (name === 'returns') return percent(value)
  if (name === 'monetary' || name === 'basket') return money(value)
  return Number.isInteger(value) ? count(value) : decimal(value, 1)
}

function exactOf({ name }: ComparedFigure, value: number): string {
  return name === 'monetary' || name === 'basket' ? moneyExact(value) : decimal(value)
}
