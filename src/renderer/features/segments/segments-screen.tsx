import { useState } from 'react'
import { segmentNameByLabel } from '../../app/labels.ts'
import { navigate, useRoute } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { count, percent } from '../../ui/format.ts'
import { Tabs } from '../../ui/index.ts'
import { CustomerDrawer } from '../customers/customer-drawer.tsx'
import { ApartDrawer } from './apart-drawer.tsx'
import { ClustersTab } from './clusters-tab.tsx'
import { LookalikesDrawer, type LikeWhom } from './lookalikes.tsx'
import { RfmTab } from './rfm-tab.tsx'
import type { Analysis } from '../../../contract/analysis.ts'
import { clusterName } from '../../app/labels.ts'
import './segments.css'

/** Groups that were found (clusters) and groups by rule of scores (RFM segments). */
export function SegmentsScreen() {
  const analysis = useApp((state) => state.analysis)
  const { rest } = useRoute()
  const [open, setOpen] = useState<number | null>(null)
  const [like, setLike] = useState<LikeWhom | null>(null)
  const [apart, setApart] = useState<LikeWhom | null>(null)
  const groups = { onLike: setLike, onApart: setApart }
  const run = `${analysis?.runId}/${analysis?.kChoice.k}`
  if (analysis === null) return null
  const tab = rest === 'rfm' ? 'rfm' : 'clusters'
  return (
    <div className="screen">
      <h1>{tab === 'rfm' ? rfmSentence(analysis) : clustersSentence(analysis)}</h1>
      <Tabs
        label={t('segments.tabs.about')}
        value={tab}
        onChange={(key) => navigate('segments', key)}
        tabs={[
          {
            key: 'clusters',
            label: t('segments.tabs.clusters'),
            panel: <ClustersTab analysis={analysis} onOpen={setOpen} {...groups} />,
          },
          { key: 'rfm', label: t('segments.tabs.rfm'), panel: <RfmTab analysis={analysis} {...groups} /> },
        ]}
      />
      {apart === null ? null : (
        <ApartDrawer
          key={JSON.stringify(apart.filter)}
          group={apart}
          projectId={analysis.projectId}
          run={run}
          onClose={() => setApart(null)}
        />
      )}
      {like === null ? null : (
        <LookalikesDrawer
          key={JSON.stringify(like.filter)}
          like={like}
          projectId={analysis.projectId}
          run={run}
          onOpen={setOpen}
          onClose={() => setLike(null)}
        />
      )}
      {open === null ? null : <CustomerDrawer key={open} index={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function clustersSentence({ clusters }: Analysis): string {
  const best = [...clusters].sort((a, b) => b.shareOfRevenue - a.shareOfRevenue)[0]
  if (best === undefined || clusters.length === 1) return t('segments.found.all')
  const groups = t('segments.found.groups', { n: clusters.length })
  if (best.shareOfRevenue <= 0) {
    const largest = [...clusters].sort((a, b) => b.customers - a.customers)[0] ?? best
    return t('segments.found.largest', {
      groups,
      name: clusterName(largest),
      customers: percent(largest.shareOfCustomers),
    })
  }
  return t('segments.found.title', {
    groups,
    name: clusterName(best),
    customers: percent(best.shareOfCustomers),
    revenue: percent(best.shareOfRevenue),
  })
}

/** Good customers of the past who have not come back. */
const slippingLabels = new Set(['At Risk', "Can't Lose"])

function rfmSentence(analysis: Analysis): string {
  const best = [...analysis.segments].sort((a, b) => b.shareOfRevenue - a.shareOfRevenue)[0]
  if (best === undefined || best.shareOfRevenue <= 0) return t('segments.rfm.table')
  const slipping = analysis.segments.filter((segment) => slippingLabels.has(segment.segmentLabel))
  const people = slipping.reduce((sum, segment) => sum + segment.customers, 0)
  const values = { name: segmentNameByLabel(analysis, best.segmentLabel), revenue: percent(best.shareOfRevenue) }
  if (people === 0) return t('segments.rfm.titleShort', values)
  const share = slipping.reduce((sum, segment) => sum + segment.shareOfRevenue, 0)
  return t('segments.rfm.title', { ...values, slipping: count(people), slippingRevenue: percent(share) })
}
