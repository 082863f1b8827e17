import { useEffect, useState, type ReactNode } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { CustomerDetail } from '../../../contract/customers.ts'
import { useApp } from '../../app/store.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { t } from '../../i18n/index.ts'
import { count, dayInWords, money, moneyExact } from '../../ui/format.ts'
import { Button, Chip, Drawer, ErrorNote, IconButton, Skeleton } from '../../ui/index.ts'
import { ClusterCell, SegmentCell } from './columns.tsx'
import { EventsPart, HistoryPart } from './drawer/history-part.tsx'
import { Big, Facts, Part } from './drawer/parts.tsx'
import { PredictionsPart } from './drawer/predictions-part.tsx'
import { Score } from './drawer/scores.tsx'
import { SimilarPart } from './drawer/similar-part.tsx'
import { ComparePart, WhyPart } from './drawer/why-part.tsx'
import { useCustomers } from './store.ts'
import './drawer/drawer.css'

export interface CustomerDrawerProps {
  /** Index of the customer within the run. */
  readonly index: number
  readonly onClose: () => void
  /** Moves to the one above (−1) or below (1). */
  readonly onStep?: (by: number) => void
}

/** The customers gone through from the one the drawer was opened for. */
interface Walk {
  readonly start: number
  readonly trail: readonly { readonly index: number; readonly from: string }[]
}

/** One customer: figures, why she is where she is, her scores, what she did, and who is like her. */
export function CustomerDrawer({ index, onClose, onStep }: CustomerDrawerProps) {
  const analysis = useApp((state) => state.analysis)
  // From one customer to one like her, and back.
  const [walked, setWalked] = useState<Walk>({ start: index, trail: [] })
  const trail = walked.start === index ? walked.trail : []
  const setTrail = (next: Walk['trail']) => setWalked({ start: index, trail: next })
  const shown = trail.at(-1)?.index ?? index
  const run = analysis === null ? '' : `${analysis.runId}/${analysis.kChoice.k}`
  const { value, error } = useAnswer(
    'customers.get',
    analysis === null ? null : { projectId: analysis.projectId, index: shown },
    run,
  )
  const customer = value !== null && value.index === shown ? value : null
  const last = trail.at(-1)
  const footer =
    last !== undefined ? (
      <Button icon="chevron-left" onPress={() => setTrail(trail.slice(0, -1))}>
        {t('customers.detail.back', { name: last.from })}
      </Button>
    ) : onStep !== undefined ? (
      <>
        <IconButton icon="chevron-up" label={t('customers.detail.previous')} onPress={() => onStep(-1)} />
        <IconButton icon="chevron-down" label={t('customers.detail.next')} onPress={() => onStep(1)} />
      </>
    ) : undefined
  return (
    <Drawer
      wide
      title={customer?.customer_id ?? t('customers.detail.loading')}
      {...(customer === null
        ? {}
        : {
            subtitle: (
              <span className="detail-labels">
                <Labelled name={t('customers.detail.segment')}>
                  <SegmentCell label={customer.segment_label} />
                </Labelled>
                {customer.cluster_id === null ? null : (
                  <Labelled name={t('customers.detail.cluster')}>
                    <ClusterCell clusterId={customer.cluster_id} />
                  </Labelled>
                )}
              </span>
            ),
          })}
      {...(footer === undefined ? {} : { footer })}
      onClose={onClose}
    >
      {error !== null ? (
        <ErrorNote error={error} />
      ) : customer === null || analysis === null ? (
        <Skeleton lines={8} />
      ) : (
        <Details
          key={customer.index}
          customer={customer}
          analysis={analysis}
          run={run}
          onOpen={(next) => setTrail([...trail, { index: next, from: customer.customer_id }])}
        />
      )}
    </Drawer>
  )
}

/** A segment and a cluster may have the same name. */
function Labelled({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className="detail-label">
      <span className="faint">{name}</span> {children}
    </span>
  )
}

interface DetailsProps {
  readonly customer: CustomerDetail
  readonly analysis: Analysis
  readonly run: string
  readonly onOpen: (index: number) => void
}

function Details({ customer, analysis, run, onOpen }: DetailsProps) {
  const attributes = useCustomers((state) => state.attributes)
  const loadColumns = useCustomers((state) => state.loadColumns)
  const { projectId } = analysis
  useEffect(() => {
    if (attributes.length === 0 && customer.attributes.length > 0) void loadColumns(projectId)
  }, [attributes, customer, loadColumns, projectId])
  const { value: explanation } = useAnswer('customers.explain', { projectId, index: customer.index }, run)
  const known = attributes.flatMap((name, at) => {
    const value = customer.attributes[at]
    return value == null || value === '' ? [] : [{ name, value }]
  })
  const days = customer.rfm_recency_days
  return (
    <div className="detail">
      <dl className="detail-figures tabular">
        <Big
          label={t('customers.detail.spend')}
          value={money(customer.rfm_monetary)}
          title={moneyExact(customer.rfm_monetary)}
        />
        <Big label={t('customers.detail.orders')} value={count(customer.rfm_frequency)} />
        <Big
          label={t('customers.detail.last')}
          value={days === null ? t('customers.detail.never') : t('customers.detail.daysAgo', { n: days })}
          {...(customer.lastOrder === null ? {} : { title: dayInWords(customer.lastOrder) })}
        />
      </dl>
      <p className="muted dense">
        {customer.returns === 0
          ? t('customers.detail.noReturns')
          : t('customers.detail.gross', {
              gross: moneyExact(customer.grossSpend),
              back: moneyExact(customer.grossSpend - customer.rfm_monetary),
              n: customer.returns,
            })}
      </p>
      {known.length === 0 ? null : <Facts rows={known} />}

      {explanation === null ? (
        <Skeleton lines={4} />
      ) : (
        <WhyPart customer={customer} analysis={analysis} explanation={explanation} />
      )}

      <PredictionsPart customer={customer} projectId={projectId} run={run} />
      <Part title={t('customers.detail.scores')}>
        {customer.r_score === null ? (
          <p className="muted">{t('customers.detail.noScores')}</p>
        ) : (
          <ul className="detail-scores">
            <Score kind="r" score={customer.r_score} value={customer.rfm_recency_days} analysis={analysis} />
            <Score kind="f" score={customer.f_score} value={customer.rfm_frequency} analysis={analysis} />
            <Score kind="m" score={customer.m_score} value={customer.rfm_monetary} analysis={analysis} />
          </ul>
        )}
        <div className="row">
          {customer.abc_category === null ? null : (
            <Chip>{t('customers.detail.abcWhy', { name: customer.abc_category })}</Chip>
          )}
          <Chip>{customer.value_segment}</Chip>
          {customer.loyalty_segment === null ? null : (
            <Chip>{`${t('customers.detail.loyalty')}: ${customer.loyalty_segment}`}</Chip>
          )}
          {customer.engagement === null ? null : (
            <Chip>{`${t('customers.detail.engagement')}: ${customer.engagement}`}</Chip>
          )}
        </div>
      </Part>

      {explanation === null ? null : <ComparePart figures={explanation.figures} />}

      <Part title={t('customers.detail.months')}>
        <Sparkline values={customer.monthlySpend} width={240} height={36} />
      </Part>
      {customer.topCategories.length === 0 ? null : (
        <Part title={t('customers.detail.categories')}>
          <Facts
            rows={customer.topCategories.map((category) => ({
              name: category.name,
              value: t('customers.detail.rows', { n: category.rows }),
            }))}
          />
        </Part>
      )}
      <SimilarPart projectId={projectId} index={customer.index} run={run} onOpen={onOpen} />
      <HistoryPart customer={customer} projectId={projectId} run={run} />
      <EventsPart projectId={projectId} customerId={customer.customer_id} run={run} />
    </div>
  )
}
