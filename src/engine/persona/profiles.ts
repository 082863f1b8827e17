import type { ClusterProfile } from '../../contract/analysis.ts'
import { roundHalfAway } from '../money/exact.ts'

/** What a profile is made of; money in currency units. */
export interface ProfileInput {
  readonly clusterId: number
  readonly customers: number
  readonly averageSpend: number
  readonly medianSpend: number
  readonly averageFrequency: number
  /** Net spend of the cluster. */
  readonly revenue: number
  /** Commonest first; the first five are used. */
  readonly topCategories: readonly string[]
}

/** A share from which on a cluster is worth keeping and developing before all else (reference: cluster-profile API). */
const RETENTION_SHARE_PCT = 25

/**
 * The reference's cluster profiles: exact keys, money, frequency and shares to 2 decimals, half away from zero.
 *
 * @param totalRevenue net spend of all customers with a purchase; at 0 or below every share is 0.00 (the caller warns)
 */
export function buildProfiles(clusters: readonly ProfileInput[], totalRevenue: number): ClusterProfile[] {
  return clusters.map((cluster) => {
    const share = totalRevenue > 0 ? roundHalfAway((100 * cluster.revenue) / totalRevenue, 2) : 0
    return {
      cluster_id: cluster.clusterId,
      n_customers: cluster.customers,
      avg_spend: roundHalfAway(cluster.averageSpend, 2),
      median_spend: roundHalfAway(cluster.medianSpend, 2),
      avg_frequency: roundHalfAway(cluster.averageFrequency, 2),
      top_categories: cluster.topCategories.slice(0, 5).join(', '),
      share_of_revenue_pct: share,
      insight: share >= RETENTION_SHARE_PCT ? 'Focus on retention & upsell' : 'Growth-potential segment',
    }
  })
}
