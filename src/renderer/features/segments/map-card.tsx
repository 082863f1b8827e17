import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { CustomerDetail } from '../../../contract/customers.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import { client } from '../../app/client.ts'
import { clusterColour, clusterName, segmentNameByLabel } from '../../app/labels.ts'
import { CustomerMap } from '../../charts/customer-map.tsx'
import { decodePoints } from '../../charts/points.ts'
import type { Points } from '../../charts/points.ts'
import { t } from '../../i18n/index.ts'
import { moneyExact, percent } from '../../ui/format.ts'
import { Button, ErrorNote, Skeleton, Why } from '../../ui/index.ts'
import { axisOf } from './axes.ts'

const mapHeight = 460
const mostPoints = 50_000

interface Loaded {
  readonly points: Points
  readonly customers: number
}

type State = { readonly loaded: Loaded } | { readonly error: ErrorBody } | null

/** The map of customers, read anew for every run and every k. */
export function MapCard(props: {
  readonly analysis: Analysis
  readonly selected: number | null
  readonly onSelect: (cluster: number | null) => void
  readonly onOpen: (customer: number) => void
}) {
  const { analysis, selected, onSelect, onOpen } = props
  const { projectId, runId, kChoice, clusters } = analysis
  const [state, setState] = useState<State>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let wanted = true
    void client.call('customers.points', { projectId, limit: mostPoints }).then((answer) => {
      if (!wanted) return
      if (answer.ok) setState({ loaded: { points: decodePoints(answer.value), customers: answer.value.customers } })
      else setState({ error: answer.error })
    })
    return () => {
      wanted = false
    }
  }, [projectId, runId, kChoice.k, attempt])

  const describe = useMemo(() => describer(analysis), [analysis])

  const named = useMemo(
    () =>
      clusters.map((cluster) => ({
        id: cluster.clusterId,
        name: clusterName(cluster),
        colour: clusterColour(cluster),
      })),
    [clusters],
  )

  if (state === null) {
    return (
      <section className="card">
        <Skeleton height={mapHeight} />
      </section>
    )
  }
  if ('error' in state) {
    return (
      <ErrorNote
        error={state.error}
        action={
          <Button size="dense" onPress={() => setAttempt(attempt + 1)}>
            {t('ui.retry')}
          </Button>
        }
      />
    )
  }
  const { points, customers } = state.loaded
  const [first, second] = analysis.mapAxes
  return (
    <section className="card">
      <CustomerMap
        title={t('segments.map.title', { n: customers })}
        subtitle={
          <>
            {t('segments.map.near')}{' '}
            {points.x.length < customers ? `${t('segments.map.sample', { points: points.x.length })} ` : null}
            <Why
              about={t('segments.map.title', { n: customers })}
              rule={t('segments.map.why', {
                first: percent((first?.explained ?? 0) * 100),
                second: percent((second?.explained ?? 0) * 100),
              })}
            />
          </>
        }
        points={points}
        table={{
          columns: [
            { label: t('segments.rfm.segment') },
            { label: t('segments.map.customers'), numeric: true },
            { label: t('segments.found.average'), numeric: true },
          ],
          rows: clusters.map((cluster) => [clusterName(cluster), cluster.customers, cluster.averageSpend]),
        }}
        axes={[axisOf(first?.weights), axisOf(second?.weights)]}
        clusters={named}
        selected={selected}
        onSelect={onSelect}
        describe={describe}
        onOpen={onOpen}
        height={mapHeight}
      />
    </section>
  )
}

/** What stands beside a point; each customer is asked for once. */
function describer(analysis: Analysis): (index: number) => Promise<ReactNode> {
  const known = new Map<number, Promise<ReactNode>>()
  return (index) => {
    const before = known.get(index)
    if (before !== undefined) return before
    const body = client
      .call('customers.get', { projectId: analysis.projectId, index })
      .then((answer) => (answer.ok ? <Tip customer={answer.value} analysis={analysis} /> : null))
    known.set(index, body)
    return body
  }
}

function Tip({ customer, analysis }: { readonly customer: CustomerDetail; readonly analysis: Analysis }) {
  return (
    <>
      <b className="name">{customer.customer_id}</b>
      <br />
      {segmentNameByLabel(analysis, customer.segment_label)}
      <br />
      {t('segments.map.tip', { spend: moneyExact(customer.rfm_monetary), orders: customer.rfm_frequency })}
      {customer.rfm_recency_days === null ? null : (
        <>
          <br />
          {t('segments.found.days', { n: customer.rfm_recency_days })}
        </>
      )}
    </>
  )
}
