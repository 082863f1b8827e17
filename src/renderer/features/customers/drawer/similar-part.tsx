import { useAnswer } from '../../../app/use-answer.ts'
import { noteText, t } from '../../../i18n/index.ts'
import { count, money, percent } from '../../../ui/format.ts'
import { ErrorNote, ProgressBar, Skeleton, useAfter, Why } from '../../../ui/index.ts'
import { SegmentCell } from '../columns.tsx'
import { Part } from './parts.tsx'

export interface SimilarProps {
  readonly projectId: string
  readonly index: number
  readonly run: string
  /** Goes on to another customer. */
  readonly onOpen: (index: number) => void
}

/** Who is most like her, and why. */
export function SimilarPart({ projectId, index, run, onOpen }: SimilarProps) {
  const { value, error, progress } = useAnswer('similar.customers', { projectId, index, limit: 10 }, run)
  const slow = useAfter(1000, value === null && error === null)
  return (
    <Part
      title={t('customers.similar.title')}
      aside={<Why about={t('customers.similar.title')} rule={t('customers.similar.rule')} />}
    >
      {error !== null ? (
        <ErrorNote error={error} />
      ) : value === null ? (
        slow ? (
          <ProgressBar title={t('customers.similar.making')} progress={progress} />
        ) : (
          <Skeleton lines={6} />
        )
      ) : value.neighbours.length === 0 ? (
        <p className="muted">{t('customers.similar.none')}</p>
      ) : (
        <ol className="similar">
          {value.neighbours.map(({ row, similarity, reasons }) => (
            <li key={row.index}>
              <button type="button" className="similar-head" onClick={() => onOpen(row.index)}>
                <b className="name truncate">{row.customer_id}</b>
                <SegmentCell label={row.segment_label} />
                <span className="similar-figures tabular muted">
                  {t('customers.similar.figures', { orders: row.rfm_frequency, spend: money(row.rfm_monetary) })}
                </span>
                <span className="similar-score tabular" title={t('customers.similar.score')}>
                  {percent(100 * Math.max(0, similarity))}
                </span>
              </button>
              <ul className="similar-reasons">
                {reasons.map(noteText).map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
      {value === null || value.neighbours.length === 0 ? null : (
        <p className="faint dense">{t('customers.similar.compared', { n: count(value.compared) })}</p>
      )}
    </Part>
  )
}
