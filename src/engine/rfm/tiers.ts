/** Value, loyalty and engagement segments with the reference's thresholds. */

export const valueSegments = ['VIP', 'High Value', 'Medium Value', 'Low Value'] as const
export const loyaltySegments = ['Loyal', 'Established', 'New'] as const
export const engagementTiers = ['Active', 'Recent', 'Inactive', 'Dormant'] as const

/** @param lifetimeValue currency units. @returns index into `valueSegments` */
export function valueSegment(lifetimeValue: number): number {
  return lifetimeValue >= 1000 ? 0 : lifetimeValue >= 500 ? 1 : lifetimeValue >= 100 ? 2 : 3
}

/** @param days since sign-up, else since the first purchase. @returns index into `loyaltySegments` */
export function loyaltySegment(days: number): number {
  return days > 365 ? 0 : days > 90 ? 1 : 2
}

/** @param days since the last event, else purchase. @returns index into `engagementTiers` */
export function engagementTier(days: number): number {
  return days <= 7 ? 0 : days <= 30 ? 1 : days <= 90 ? 2 : 3
}
