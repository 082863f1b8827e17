import type { TierThresholds } from '../../contract/projects.ts'
import { getArray, putArray, type Parts } from '../columns/parts.ts'

export const churnRisks = ['low', 'medium', 'high'] as const
export type ChurnRisk = (typeof churnRisks)[number]

/** One entry per listed customer of a run; NaN: no score. Money in currency units. */
export interface Scores {
  /** Probability of no purchase within the horizon. */
  readonly churn: Float64Array
  /** Expected net spend of the next year and its 80 % interval. */
  readonly clv: Float64Array
  readonly clvLow: Float64Array
  readonly clvHigh: Float64Array
  /** Index into personaGroups, or 255. */
  readonly personaGroup: Uint8Array
}

export function churnRisk(score: number, { medium, high }: TierThresholds['churn']): ChurnRisk {
  return score < medium ? 'low' : score < high ? 'medium' : 'high'
}

const NAME = { churn: 'score.churn', clv: 'score.clv', clvLow: 'score.clvLow', clvHigh: 'score.clvHigh' } as const

export function scoresToParts(scores: Scores): Parts {
  const parts: Parts = new Map()
  for (const key of Object.keys(NAME) as (keyof typeof NAME)[]) putArray(parts, NAME[key], scores[key])
  putArray(parts, 'score.personaGroup', scores.personaGroup)
  return parts
}

/** Null for runs that predicted nothing. */
export function partsToScores(parts: Parts): Scores | null {
  const [churn, clv, clvLow, clvHigh] = Object.values(NAME).map((name) => getArray(parts, name, Float64Array))
  const personaGroup = getArray(parts, 'score.personaGroup', Uint8Array)
  if (!churn || !clv || !clvLow || !clvHigh || !personaGroup) return null
  return { churn, clv, clvLow, clvHigh, personaGroup }
}
