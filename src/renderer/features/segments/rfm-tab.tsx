import type { Analysis, CutPoints, SegmentRow } from '../../../contract/analysis.ts'
import { segmentColour, segmentName } from '../../app/labels.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { amount, count, decimal, exact, money, moneyExact, percent } from '../../ui/format.ts'
import { IconButton, Menu, Table, Why } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'
import { LabelEditor } from '../analysis/label-editor.tsx'
import { oneDecimal } from '../analysis/numbers.ts'
import { CutEditor } from './cut-editor.tsx'
import { DriftCard } from './drift-card.tsx'
import type { LikeWhom } from './lookalikes.tsx'
import { MovesCard } from './moves-card.tsx'
import { rangeText, scoreRanges, scoresOfLabel } from './cuts.ts'
import type { ScoreRange } from './cuts.ts'

/** The ten RFM segments, and how the scores behind them are given. */
export function RfmTab(props: {
  readonly analysis: Analysis
  readonly onLike: (group: LikeWhom) => void
  readonly onApart: (group: LikeWhom) => void
}) {
  const { analysis, onLike, onApart } = props
  const groupOf = (row: SegmentRow): LikeWhom => ({ name: segmentName(row), filter: { segments: [row.segmentLabel] } })
  const highlight = useApp((state) => state.highlight)
  const chosen = highlight?.type === 'segment' ? highlight.label : null
  const unit = analysis.currency === null ? '' : `, ${analysis.currency}`
  return (
    <div className="segments-stack">
      <section className="card segments-table">
        <Table<SegmentRow>
          caption={t('segments.rfm.table')}
          rows={analysis.segments}
          rowKey={(row) => row.segmentLabel}
          rowClass={(row) =>
            row.segmentLabel === chosen ? 'is-selected' : row.customers === 0 ? 'is-nobody' : undefined
          }
          columns={[
            {
              key: 'name',
              header: t('segments.rfm.segment'),
              cell: (row) => (
                <div className="rfm-who">
                  <LabelEditor
                    target={{ type: 'segment', label: row.segmentLabel }}
                    own={row}
                    label={row.segmentLabel}
                    colour={segmentColour(row)}
                    compact
                  />
                  <Why about={segmentName(row)} rule={t('segments.rfm.labelWhy')}>
                    <ul className="why-scores">
                      {scoresOfLabel(analysis.overview.rfmGrid, row.segmentLabel).map((pair) => (
                        <li key={`${pair.r}/${pair.f}`}>{t('segments.rfm.labelScores', pair)}</li>
                      ))}
                    </ul>
                  </Why>
                  {row.customers === 0 ? null : (
                    <Menu
                      label={t('segments.rfm.more', { name: segmentName(row) })}
                      entries={[
                        {
                          key: 'apart',
                          label: t('segments.apart.find', { name: segmentName(row) }),
                          icon: 'overview',
                          onAction: () => onApart(groupOf(row)),
                        },
                        {
                          key: 'like',
                          label: t('segments.like.find', { name: segmentName(row) }),
                          icon: 'customers',
                          onAction: () => onLike(groupOf(row)),
                        },
                      ]}
                    >
                      <IconButton size="dense" icon="more" label={t('segments.rfm.more', { name: segmentName(row) })} />
                    </Menu>
                  )}
                </div>
              ),
            },
            {
              key: 'customers',
              header: t('segments.rfm.customers'),
              numeric: true,
              cell: (row) =>
                row.customers === 0 ? (
                  <span className="faint">{t('segments.rfm.nobody')}</span>
                ) : (
                  <Into filter={{ segments: [row.segmentLabel] }}>{count(row.customers)}</Into>
                ),
            },
            {
              key: 'shareCustomers',
              header: t('segments.rfm.shareCustomers'),
              numeric: true,
              cell: (row) => oneDecimal(row.shareOfCustomers),
              exact: (row) => exact(row.shareOfCustomers),
            },
            {
              key: 'revenue',
              header: t('segments.rfm.revenue') + unit,
              numeric: true,
              cell: (row) => (row.customers === 0 ? '' : amount(row.revenue)),
              exact: (row) => moneyExact(row.revenue),
            },
            {
              key: 'shareRevenue',
              header: t('segments.rfm.shareRevenue'),
              numeric: true,
              cell: (row) => <ShareBar value={row.shareOfRevenue} />,
              exact: (row) => exact(row.shareOfRevenue),
            },
            {
              key: 'average',
              header: t('segments.rfm.average') + unit,
              numeric: true,
              cell: (row) => (row.customers === 0 ? '' : amount(row.averageSpend)),
            },
            {
              key: 'median',
              header: t('segments.rfm.median') + unit,
              numeric: true,
              cell: (row) => (row.customers === 0 ? '' : amount(row.medianSpend)),
            },
            {
              key: 'frequency',
              header: t('segments.rfm.frequency'),
              numeric: true,
              cell: (row) => (row.customers === 0 ? '' : oneDecimal(row.averageFrequency)),
              exact: (row) => exact(row.averageFrequency),
            },
            {
              key: 'recency',
              header: t('segments.rfm.recency'),
              numeric: true,
              cell: (row) => (row.customers === 0 ? '' : decimal(row.medianRecencyDays, 1)),
            },
          ]}
        />
        <p className="faint dense segments-foot">{t('segments.rfm.tableHint')}</p>
      </section>
      <DriftCard analysis={analysis} by="segment" />
      <MovesCard analysis={analysis} />
      <section className="stack">
        <div>
          <h3>
            {t('segments.rfm.cuts')} <Why about={t('segments.rfm.cuts')} rule={t('segments.rfm.cutsWhy')} />
          </h3>
          <p className="muted">{t('segments.rfm.cutsText')}</p>
        </div>
        <div className="grid-12">
          {(['r', 'f', 'm'] as const).map((kind) => (
            <div key={kind} className="card segments-table span-4">
              <ScoreTable kind={kind} analysis={analysis} />
              <CutEditor kind={kind} cuts={analysis.cuts[kind]} />
            </div>
          ))}
        </div>
      </section>
    </div>
  )
}

function ShareBar({ value }: { readonly value: number }) {
  return (
    <span className="share-bar">
      <i aria-hidden="true" style={{ inlineSize: `${Math.max(0, Math.min(100, value))}%` }} />
      <span>{oneDecimal(value)}</span>
    </span>
  )
}

function ScoreTable({ kind, analysis }: { readonly kind: keyof CutPoints; readonly analysis: Analysis }) {
  const ranges = scoreRanges(kind, analysis.cuts[kind], analysis.scoreCounts[kind])
  const total = ranges.reduce((sum, range) => sum + range.customers, 0)
  const value = (number: number) => (kind === 'm' ? money(number) : decimal(number, 2))
  const text = (range: ScoreRange) => rangeText(range, value)
  const filterOf = (score: number) => (kind === 'r' ? { r: [score] } : kind === 'f' ? { f: [score] } : null)
  return (
    <Table<ScoreRange>
      caption={t(`segments.rfm.${kind}`)}
      rows={ranges}
      rowKey={(range) => range.score}
      columns={[
        { key: 'score', header: kind.toUpperCase(), cell: (range) => <b>{range.score}</b>, width: '32px' },
        { key: 'range', header: t(`segments.rfm.${kind}`), cell: text },
        {
          key: 'customers',
          header: t('segments.rfm.customers'),
          numeric: true,
          cell: (range) => {
            if (range.customers === 0) return <span className="faint">{t('segments.rfm.nobody')}</span>
            const filter = filterOf(range.score)
            return filter === null ? count(range.customers) : <Into filter={filter}>{count(range.customers)}</Into>
          },
          exact: (range) => (total === 0 ? '' : percent((range.customers / total) * 100)),
        },
      ]}
    />
  )
}
