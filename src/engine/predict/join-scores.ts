import type { ChurnPrediction, SegmentPrediction } from '../../contract/predictions.ts'
import type { TierThresholds } from '../../contract/projects.ts'
import { attributeAt } from '../analysis/describe-clusters.ts'
import { commonestValues, type BodyInput } from '../persona/bodies.ts'
import { lifetimeValues, NO_GROUP, personaGroup, personaGroupNames, personaGroups } from '../persona/persona-group.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'
import { segmentLabels } from '../../contract/segment-labels.ts'
import { churnRisk, type Scores } from './scores.ts'

/** Scores of the customers with a purchase, in the order of `columns.buyers`; NaN: none. */
export interface BuyerScores {
  readonly churn: Float64Array
  readonly clv: Float64Array
  readonly clvLow: Float64Array
  readonly clvHigh: Float64Array
}

export interface JoinedScores {
  readonly scores: Scores
  readonly risk: ChurnPrediction['risk']
  readonly histogram: readonly number[]
  readonly segments: readonly SegmentPrediction[]
  /** Persona groups that have anybody in them, for the persona bodies; empty while there is no churn score. */
  readonly groups: readonly BodyInput[]
}

const BINS = 20

/** From scores of buyers to columns beside the customer columns, and what the screens count of them. Cost: O(n). */
export function joinScores(
  columns: CustomerColumns,
  scale: number,
  buyers: BuyerScores,
  thresholds: TierThresholds['churn'],
): JoinedScores {
  const n = columns.code.length
  const spread = (values: Float64Array) => {
    const column = new Float64Array(n).fill(Number.NaN)
    columns.buyers.forEach((i, b) => (column[i] = values[b]!))
    return column
  }
  const scores: Scores = {
    churn: spread(buyers.churn),
    clv: spread(buyers.clv),
    clvLow: spread(buyers.clvLow),
    clvHigh: spread(buyers.clvHigh),
    personaGroup: new Uint8Array(n).fill(NO_GROUP),
  }
  const ltv = lifetimeValues(columns, scale)
  const risk = { low: 0, medium: 0, high: 0 }
  const histogram = new Array<number>(BINS).fill(0)
  for (const i of columns.buyers) {
    const churn = scores.churn[i]!
    if (Number.isNaN(churn)) continue
    risk[churnRisk(churn, thresholds)]++
    histogram[Math.min(BINS - 1, Math.floor(churn * BINS))]!++
    scores.personaGroup[i] = personaGroup(ltv[i]!, churn, columns.frequency[i]!)
  }
  return {
    scores,
    risk,
    histogram,
    segments: segmentLabels.map((segmentLabel, segment): SegmentPrediction => {
      const members = columns.buyers.filter((i) => columns.segment[i] === segment)
      return {
        segmentLabel,
        customers: members.length,
        churn: meanOf(scores.churn, members),
        clv: meanOf(scores.clv, members),
      }
    }),
    groups: personaGroups.flatMap((group, index): BodyInput[] => {
      const members = columns.buyers.filter((i) => scores.personaGroup[i] === index)
      if (members.length === 0) return []
      const values = (role: string): string[] => {
        const column = columns.attributes.find((each) => each.role === role || each.name.toLowerCase() === role)
        return column === undefined ? [] : Array.from(members, (i) => attributeAt(column, i))
      }
      return [
        {
          label: personaGroupNames[group],
          cluster: group,
          customers: members.length,
          averageLtv: meanOf(ltv, members)!,
          averageFrequency: members.reduce((sum, i) => sum + columns.frequency[i]!, 0) / members.length,
          averageChurn: meanOf(scores.churn, members)!,
          industries: commonestValues(values('industry')),
          plans: commonestValues(values('plan')),
        },
      ]
    }),
  }
}

/** Mean of the members that have a value; null where none has. */
export function meanOf(values: Float64Array, members: Iterable<number>): number | null {
  let [sum, count] = [0, 0]
  for (const i of members) {
    if (Number.isNaN(values[i]!)) continue
    sum += values[i]!
    count++
  }
  return count === 0 ? null : sum / count
}
