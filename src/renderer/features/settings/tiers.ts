import type { TierThresholds } from '../../../contract/projects.ts'

type Group = 'value' | 'loyalty' | 'engagement' | 'churn'

/** Each threshold as a field, in the order in which they are shown. */
export const tierFields = [
  { key: 'vip', group: 'value', read: (tiers: TierThresholds) => tiers.value[0] },
  { key: 'high', group: 'value', read: (tiers: TierThresholds) => tiers.value[1] },
  { key: 'medium', group: 'value', read: (tiers: TierThresholds) => tiers.value[2] },
  { key: 'loyal', group: 'loyalty', read: (tiers: TierThresholds) => tiers.loyalty[0] },
  { key: 'established', group: 'loyalty', read: (tiers: TierThresholds) => tiers.loyalty[1] },
  { key: 'active', group: 'engagement', read: (tiers: TierThresholds) => tiers.engagement[0] },
  { key: 'recent', group: 'engagement', read: (tiers: TierThresholds) => tiers.engagement[1] },
  { key: 'inactive', group: 'engagement', read: (tiers: TierThresholds) => tiers.engagement[2] },
  { key: 'mediumRisk', group: 'churn', read: (tiers: TierThresholds) => tiers.churn.medium },
  { key: 'highRisk', group: 'churn', read: (tiers: TierThresholds) => tiers.churn.high },
] as const satisfies readonly { key: string; group: Group; read: (tiers: TierThresholds) => number }[]
export type TierField = (typeof tierFields)[number]['key']

/** The thresholds that the texts of the fields say, or which groups do not fit together. */
export function parseTiers(texts: readonly string[]): {
  readonly tiers: TierThresholds | null
  readonly wrong: ReadonlySet<Group>
} {
  const numbers = texts.map((text) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))))
  const [vip, high, medium, loyal, established, active, recent, inactive, mediumRisk, highRisk] = numbers as [
    number, number, number, number, number, number, number, number, number, number,
  ] // prettier-ignore
  const days = (...list: readonly number[]) => list.every((value) => Number.isInteger(value) && value >= 0)
  const wrong = new Set<Group>()
  if (!(vip > high && high > medium)) wrong.add('value')
  if (!(loyal > established && days(loyal, established))) wrong.add('loyalty')
  if (!(active < recent && recent < inactive && days(active, recent, inactive))) wrong.add('engagement')
  if (!(mediumRisk >= 0 && mediumRisk < highRisk && highRisk <= 1)) wrong.add('churn')
  const tiers: TierThresholds = {
    value: [vip, high, medium],
    loyalty: [loyal, established],
    engagement: [active, recent, inactive],
    churn: { medium: mediumRisk, high: highRisk },
  }
  return { tiers: wrong.size === 0 ? tiers : null, wrong }
}
