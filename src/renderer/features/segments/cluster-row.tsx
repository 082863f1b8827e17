import type { ClusterRow } from '../../../contract/analysis.ts'
import { standsOut } from '../../../contract/lift.ts'
import { clusterColour, clusterName } from '../../app/labels.ts'
import { TraitBars } from '../../charts/trait-bars.tsx'
import { t } from '../../i18n/index.ts'
import { count, decimal, money, moneyExact, percent } from '../../ui/format.ts'
import { IconButton } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'
import { LabelEditor } from '../analysis/label-editor.tsx'
import { traitBars } from './traits.ts'

/** One cluster: name, size, shares, averages, what sets it apart, what it buys. */
export function ClusterRowCard(props: {
  readonly cluster: ClusterRow
  readonly selected: boolean
  readonly faded: boolean
  readonly onSelect: () => void
  readonly onLike: () => void
  readonly onApart: () => void
}) {
  const { cluster, selected, faded, onSelect, onLike, onApart } = props
  const colour = clusterColour(cluster)
  const bars = traitBars(cluster.traits)
  const state = selected ? ' is-selected' : faded ? ' is-faded' : ''
  return (
    <article className={`card cluster-row is-cat-${colour}${state}`} aria-label={clusterName(cluster)}>
      <div className="cluster-who">
        <LabelEditor
          target={{ type: 'cluster', clusterId: cluster.clusterId }}
          own={cluster}
          label={cluster.clusterLabel}
          colour={colour}
        />
        <div className="row cluster-actions">
          <Into filter={{ clusters: [cluster.clusterId] }} title={count(cluster.customers)}>
            {t('segments.found.customers', { n: cluster.customers })}
          </Into>
          <div className="cluster-tools">
            <IconButton
              size="dense"
              icon="eye"
              label={selected ? t('segments.found.highlighted') : t('segments.found.highlight')}
              aria-pressed={selected}
              onPress={onSelect}
            />
            <IconButton
              size="dense"
              icon="overview"
              label={t('segments.apart.find', { name: clusterName(cluster) })}
              onPress={onApart}
            />
            <IconButton
              size="dense"
              icon="customers"
              label={t('segments.like.find', { name: clusterName(cluster) })}
              onPress={onLike}
            />
          </div>
        </div>
      </div>
      <div className="cluster-shares">
        <Share label={t('segments.found.share')} value={cluster.shareOfCustomers} title={count(cluster.customers)} />
        <Share
          label={t('segments.found.revenueShare')}
          value={cluster.shareOfRevenue}
          title={moneyExact(cluster.revenue)}
        />
      </div>
      <dl className="cluster-averages tabular">
        <Fact
          label={t('segments.found.average')}
          value={money(cluster.averageSpend)}
          title={moneyExact(cluster.averageSpend)}
        />
        <Fact
          label={t('segments.found.median')}
          value={money(cluster.medianSpend)}
          title={moneyExact(cluster.medianSpend)}
        />
        <Fact label={t('segments.found.frequency')} value={decimal(cluster.averageFrequency, 1)} />
        <Fact
          label={t('segments.found.recency')}
          value={t('segments.found.days', { n: Math.round(cluster.medianRecencyDays) })}
        />
        <Fact label={t('segments.found.returnRate')} value={percent(cluster.returnRate * 100)} />
      </dl>
      <div className="cluster-traits">
        {bars.length === 0 ? (
          <p className="muted dense">{t('segments.found.noTraits')}</p>
        ) : (
          <TraitBars traits={bars} colour={colour} />
        )}
      </div>
      <div className="cluster-buys">
        {cluster.topCategories.length === 0 ? (
          <p className="faint dense">{t('segments.found.noCategories')}</p>
        ) : (
          <ol>
            {cluster.topCategories.slice(0, 4).map((category) => (
              <li
                key={category.name}
                title={t('segments.found.liftTitle', { name: category.name, lift: decimal(category.lift) })}
              >
                <span className="truncate">{category.name}</span>
                {standsOut(category.lift) && (
                  <span className="faint tabular">{t('segments.found.lift', { lift: decimal(category.lift, 1) })}</span>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
    </article>
  )
}

function Share({ label, value, title }: { readonly label: string; readonly value: number; readonly title: string }) {
  return (
    <div className="cluster-share" title={title}>
      <span className="muted">{label}</span>
      <b className="tabular">{percent(value)}</b>
      <span className="cluster-bar" aria-hidden="true">
        <i style={{ inlineSize: `${Math.max(0, Math.min(100, value))}%` }} />
      </span>
    </div>
  )
}

function Fact({ label, value, title }: { readonly label: string; readonly value: string; readonly title?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd title={title}>{value}</dd>
    </div>
  )
}
