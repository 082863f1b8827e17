import type { TierThresholds } from '../../contract/projects.ts'

/** Value, loyalty and engagement segments, best first; the thresholds are the project's. */

/** The reference's thresholds; those of the churn risk are the definitions'. */
export const defaultTiers: TierThresholds = {
  value: [1000, 500, 100],
  loyalty: [365, 90],
  engagement: [7, 30, 90],
  churn: { medium: 0.33, high: 0.66 },
}

export const valueSegments = ['VIP', 'High Value', 'Medium Value', 'Low Value'] as const
export const loyaltySegments = ['Loyal', 'Established', 'New'] as const
export const engagementTiers = ['Active', 'Recent', 'Inactive', 'Dormant'] as const

/** @param lifetimeValue currency units. @returns index into `valueSegments` */
export function valueSegment(lifetimeValue: number, { value }: Pick<TierThresholds, 'value'>): number {
  return countOf(value, (least) => lifetimeValue < least)
}

/** @param days since sign-up, else since the first purchase. @returns index into `loyaltySegments` */
export function loyaltySegment(days: number, { loyalty }: Pick<TierThresholds, 'loyalty'>): number {
  return countOf(loyalty, (limit) => days <= limit)
}

/** @param days since the last event, else purchase. @returns index into `engagementTiers` */
export function engagementTier(days: number, { engagement }: Pick<TierThresholds, 'engagement'>): number {
  return countOf(engagement, (most) => days > most)
}

/** How many thresholds are missed; a plain loop: it runs for every customer. */
function countOf(thresholds: readonly number[], isMissed: (threshold: number) => boolean): number {
  let missed = 0
  for (const threshold of thresholds) if (isMissed(threshold)) missed++
  return missed
}
