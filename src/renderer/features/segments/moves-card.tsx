import type { Analysis } from '../../../contract/analysis.ts'
import type { SegmentMove } from '../../../contract/explain.ts'
import { segmentNameByLabel } from '../../app/labels.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { Table, Why } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'

const SHOWN = 12

/** How near everyone is to another segment: by buying, and by staying silent. */
export function MovesCard({ analysis }: { readonly analysis: Analysis }) {
  const { projectId, runId } = analysis
  const { value } = useAnswer('segments.moves', { projectId }, runId)
  if (value === null || value.length === 0) return null
  return (
    <section className="stack">
      <div>
        <h3>
          {t('segments.moves.title')} <Why about={t('segments.moves.title')} rule={t('segments.moves.rule')} />
        </h3>
      </div>
      <div className="grid-12">
        {(['order', 'silence'] as const).map((by) => (
          <div key={by} className="card segments-table span-6">
            <Moves analysis={analysis} by={by} moves={value.filter((move) => move.by === by).slice(0, SHOWN)} />
          </div>
        ))}
      </div>
    </section>
  )
}

function Moves(props: {
  readonly analysis: Analysis
  readonly by: SegmentMove['by']
  readonly moves: readonly SegmentMove[]
}) {
  const { analysis, by, moves } = props
  if (moves.length === 0) return <p className="muted segments-foot">{t(`segments.moves.${by}.none`)}</p>
  return (
    <Table<SegmentMove>
      caption={t(`segments.moves.${by}`)}
      rows={moves}
      rowKey={(move) => `${move.from} ${move.to} ${move.orders}`}
      columns={[
        { key: 'from', header: t('segments.moves.from'), cell: (move) => segmentNameByLabel(analysis, move.from) },
        {
          key: 'by',
          header: t(`segments.moves.${by}`),
          cell: (move) =>
            move.orders === null
              ? t('segments.moves.days', { days: move.days ?? 0 })
              : t('segments.moves.orders', { orders: move.orders }),
        },
        { key: 'to', header: t('segments.moves.to'), cell: (move) => segmentNameByLabel(analysis, move.to) },
        {
          key: 'customers',
          header: t('segments.rfm.customers'),
          numeric: true,
          cell: (move) => (
            <Into filter={{ segments: [move.from], near: { by: move.by, to: move.to, orders: move.orders } }}>
              {count(move.customers)}
            </Into>
          ),
        },
      ]}
    />
  )
}
