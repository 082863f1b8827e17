import type { PersonaBody } from '../../contract/personas.ts'
import { roundHalfAway } from '../money/exact.ts'

export interface BodyInput {
  /** The cluster's label, unique within the run. */
  readonly label: string
  /** Its name for machines, where it differs from the label. */
  readonly cluster?: string
  readonly customers: number
  /** Average of the `lifetime_value` column where mapped, else of net spend; currency units. */
  readonly averageLtv: number
  readonly averageFrequency: number
  /** Mean probability of churn, 0–1; absent without scores. */
  readonly averageChurn?: number
  /** Values of the attributes with that role or name, commonest first. */
  readonly industries: readonly string[]
  readonly plans: readonly string[]
}

/** Groups smaller than this say more about persons than about a persona (reference: Mavera). */
const SMALLEST_GROUP = 3
const LISTED_VALUES = 3

/** Persona bodies, with churn fields where there are scores; groups of one or two are left out. */
export function buildPersonaBodies(clusters: readonly BodyInput[]): PersonaBody[] {
  return clusters
    .filter((cluster) => cluster.customers >= SMALLEST_GROUP)
    .map((cluster) => {
      const industries = cluster.industries.slice(0, LISTED_VALUES)
      const plans = cluster.plans.slice(0, LISTED_VALUES)
      return {
        name: `Segment CDP: ${cluster.label}`,
        description: describe(cluster, industries, plans),
        demographic: { industries, plans },
        psychographic: {
          cluster: cluster.cluster ?? cluster.label,
          avg_ltv: roundHalfAway(cluster.averageLtv, 2),
          ...(cluster.averageChurn === undefined ? {} : { avg_churn_risk: roundHalfAway(cluster.averageChurn, 4) }),
          engagement_tier: cluster.averageLtv > 500 ? 'high' : cluster.averageLtv > 100 ? 'medium' : 'low',
        },
      }
    })
}

/**
 * The commonest values of an attribute; ties by order of first appearance, blanks left out.
 * @param values one per customer, in file order
 */
export function commonestValues(values: Iterable<string>, limit: number = LISTED_VALUES): string[] {
  const counts = new Map<string, number>()
  for (const value of values) {
    const key = value.trim()
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([value]) => value)
}

/** Plain English with plain numbers: this text is read by other tools, whatever the language of the screen. */
function describe(cluster: BodyInput, industries: readonly string[], plans: readonly string[]): string {
  const sentences = [
    `Segment ${cluster.label}, ${cluster.customers} customers.`,
    `They are worth ${roundHalfAway(cluster.averageLtv, 2).toFixed(2)} each on average and have ordered ${roundHalfAway(cluster.averageFrequency, 2).toFixed(2)} times.`,
  ]
  if (cluster.averageChurn !== undefined) {
    sentences.push(`Their average churn risk is ${Math.round(100 * cluster.averageChurn)}%.`)
  }
  if (industries.length > 0) sentences.push(`Industries: ${industries.join(', ')}.`)
  if (plans.length > 0) sentences.push(`Plans: ${plans.join(', ')}.`)
  return sentences.join(' ')
}
