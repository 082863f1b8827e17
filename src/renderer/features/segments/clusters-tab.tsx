import type { Analysis, ClusterRow } from '../../../contract/analysis.ts'
import { clusterName } from '../../app/labels.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Why } from '../../ui/index.ts'
import { ClusterRowCard } from './cluster-row.tsx'
import { DriftCard } from './drift-card.tsx'
import { KCard } from './k-card.tsx'
import type { LikeWhom } from './lookalikes.tsx'
import { MapCard } from './map-card.tsx'

/** Clusters: how many and why, who they are, where they lie. */
export function ClustersTab(props: {
  readonly analysis: Analysis
  readonly onOpen: (customer: number) => void
  readonly onLike: (group: LikeWhom) => void
  readonly onApart: (group: LikeWhom) => void
}) {
  const { analysis, onOpen, onLike, onApart } = props
  const groupOf = (cluster: ClusterRow): LikeWhom => ({
    name: clusterName(cluster),
    filter: { clusters: [cluster.clusterId] },
  })
  const highlight = useApp((state) => state.highlight)
  const setHighlight = useApp((state) => state.setHighlight)
  const selected = highlight?.type === 'cluster' ? highlight.clusterId : null
  const select = (clusterId: number | null) => setHighlight(clusterId === null ? null : { type: 'cluster', clusterId })
  return (
    <div className="segments-stack">
      <KCard analysis={analysis} />
      <section className="stack" aria-label={t('segments.found.list')}>
        <div className="cluster-heads">
          <span>{t('segments.found.who')}</span>
          <span>{t('segments.found.shares')}</span>
          <span>{t('segments.found.figures')}</span>
          <span>
            {t('segments.found.traits')} <Why about={t('segments.found.traits')} rule={t('segments.found.traitsWhy')} />
          </span>
          <span>{t('segments.found.categories')}</span>
        </div>
        {bestFirst(analysis.clusters).map((cluster) => (
          <ClusterRowCard
            key={cluster.clusterId}
            cluster={cluster}
            selected={selected === cluster.clusterId}
            faded={selected !== null && selected !== cluster.clusterId}
            onLike={() => onLike(groupOf(cluster))}
            onApart={() => onApart(groupOf(cluster))}
            onSelect={() => select(selected === cluster.clusterId ? null : cluster.clusterId)}
          />
        ))}
      </section>
      <DriftCard analysis={analysis} by="cluster" />
      <MapCard analysis={analysis} selected={selected} onSelect={select} onOpen={onOpen} />
    </div>
  )
}

/** Best customers first, as on the board of cards. */
function bestFirst(clusters: readonly ClusterRow[]): readonly ClusterRow[] {
  return [...clusters].sort((a, b) => b.averageSpend - a.averageSpend || a.clusterId - b.clusterId)
}
