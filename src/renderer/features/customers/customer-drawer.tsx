import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Analysis, CutPoints } from '../../../contract/analysis.ts'
import type { CustomerDetail } from '../../../contract/customers.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { t } from '../../i18n/index.ts'
import { count, dayInWords, dayShort, decimal, money, moneyExact, percent } from '../../ui/format.ts'
import { Chip, Drawer, ErrorNote, IconButton, Skeleton, Why } from '../../ui/index.ts'
import { rangeText, scoreRanges } from '../segments/cuts.ts'
import { ClusterCell, SegmentCell } from './columns.tsx'
import { useCustomers } from './store.ts'
import './drawer.css'

export interface CustomerDrawerProps {
  /** Index of the customer within the run. */
  readonly index: number
  readonly onClose: () => void
  /** Moves to the one above (−1) or below (1). */
  readonly onStep?: (by: number) => void
}

type State = { readonly customer: CustomerDetail } | { readonly error: ErrorBody }

/** One customer: figures, scores with their reasons, what she buys, and her history. */
export function CustomerDrawer({ index, onClose, onStep }: CustomerDrawerProps) {
  const analysis = useApp((state) => state.analysis)
  const [state, setState] = useState<State | null>(null)
  const projectId = analysis?.projectId
  useEffect(() => {
    if (projectId === undefined) return
    let wanted = true
    void client.call('customers.get', { projectId, index }).then((answer) => {
      if (wanted) setState(answer.ok ? { customer: answer.value } : { error: answer.error })
    })
    return () => {
      wanted = false
    }
  }, [projectId, index])

  const customer = state !== null && 'customer' in state ? state.customer : null
  return (
    <Drawer
      title={customer?.customer_id ?? t('customers.detail.loading')}
      {...(customer === null
        ? {}
        : {
            subtitle: (
              <span className="detail-labels">
                <SegmentCell label={customer.segment_label} />
                {customer.cluster_id === null ? null : <ClusterCell clusterId={customer.cluster_id} />}
              </span>
            ),
          })}
      {...(onStep === undefined
        ? {}
        : {
            footer: (
              <>
                <IconButton icon="chevron-up" label={t('customers.detail.previous')} onPress={() => onStep(-1)} />
                <IconButton icon="chevron-down" label={t('customers.detail.next')} onPress={() => onStep(1)} />
              </>
            ),
          })}
      onClose={onClose}
    >
      {state === null || analysis === null ? (
        <Skeleton lines={8} />
      ) : 'error' in state ? (
        <ErrorNote error={state.error} />
      ) : (
        <Details customer={state.customer} analysis={analysis} />
      )}
    </Drawer>
  )
}

function Details({ customer, analysis }: { readonly customer: CustomerDetail; readonly analysis: Analysis }) {
  const attributes = useCustomers((state) => state.attributes)
  const loadColumns = useCustomers((state) => state.loadColumns)
  const { projectId } = analysis
  useEffect(() => {
    if (attributes.length === 0 && customer.attributes.length > 0) void loadColumns(projectId)
  }, [attributes, customer, loadColumns, projectId])
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
      <Part title={t('customers.detail.attributes')} hidden={known.length === 0}>
        <Facts rows={known} />
      </Part>

      <Part title={t('customers.detail.history')}>
        <p className="muted dense">
          {customer.firstOrder === null
            ? null
            : `${t('customers.detail.first')}: ${dayInWords(customer.firstOrder)} · `}
          {customer.return_rate === null
            ? null
            : `${t('customers.detail.returnRate')}: ${percent(customer.return_rate * 100)}`}
        </p>
        <ol className="timeline">
          {customer.history.map((line, at) => (
            <li key={at} className={`timeline-line is-${line.kind}`}>
              {line.date === customer.history[at - 1]?.date ? null : (
                <time className="timeline-date" dateTime={line.date}>
                  {dayShort(line.date)}
                </time>
              )}
              <span className="timeline-item name">
                {line.kind === 'purchase' ? null : (
                  <span className="timeline-kind">{t(`customers.detail.${line.kind}`)} </span>
                )}
                {line.item}
              </span>
              <span className="timeline-amount tabular">{moneyExact(line.amount)}</span>
            </li>
          ))}
        </ol>
        {customer.historyTotal > customer.history.length ? (
          <p className="faint dense">
            {t('customers.detail.historyMore', { shown: customer.history.length, total: customer.historyTotal })}
          </p>
        ) : null}
      </Part>
    </div>
  )
}

function Part(props: { readonly title: string; readonly hidden?: boolean; readonly children: ReactNode }) {
  if (props.hidden === true) return null
  return (
    <section className="detail-part">
      <h3>{props.title}</h3>
      {props.children}
    </section>
  )
}

function Big({ label, value, title }: { readonly label: string; readonly value: string; readonly title?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd title={title}>{value}</dd>
    </div>
  )
}

function Facts({ rows }: { readonly rows: readonly { readonly name: string; readonly value: string }[] }) {
  return (
    <dl className="detail-facts">
      {rows.map((row) => (
        <div key={row.name}>
          <dt className="name">{row.name}</dt>
          <dd className="name">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Score(props: {
  readonly kind: keyof CutPoints
  readonly score: number | null
  readonly value: number | null
  readonly analysis: Analysis
}) {
  const { kind, score, value, analysis } = props
  if (score === null || value === null) return null
  const shownValue = (number: number) => (kind === 'm' ? money(number) : decimal(number, 2))
  const range = scoreRanges(kind, analysis.cuts[kind], analysis.scoreCounts[kind]).find((one) => one.score === score)
  const name = t(`customers.column.${kind}_score.full`)
  return (
    <li>
      <span className="detail-score" aria-hidden="true">
        {Array.from({ length: analysis.cuts[kind].length + 1 }, (_, at) => (
          <i key={at} className={at < score ? 'is-on' : undefined} />
        ))}
      </span>
      <b>
        {kind.toUpperCase()} {score}
      </b>
      <Why
        about={name}
        rule={t('customers.detail.scoreWhy', {
          value: shownValue(value),
          range: range === undefined ? '' : rangeText(range, shownValue),
          score,
        })}
      />
    </li>
  )
}
