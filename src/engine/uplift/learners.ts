import type { Matrix } from '../columns/types.ts'
import { takeRows } from '../cluster/matrix.ts'
import { fitBase, type BaseLearner, type Predictor } from './base-learner.ts'
import type { Trial } from './curves.ts'

export type MetaLearner = 't' | 'x'

export interface UpliftOptions {
  readonly learner: MetaLearner
  readonly base: BaseLearner
  /** The outcome is 0 or 1. */
  readonly isBinary: boolean
  readonly seed: number
}

/** What is expected of a person without and with the treatment, and what the treatment changes. */
export interface UpliftModel {
  readonly withoutTreatment: Predictor
  readonly effect: Predictor
}

/**
 * - T-learner: one model of the outcome for the treated, one for the controls; the effect is their difference.
 * - X-learner (Künzel et al. 2019): from those two, what each person's effect would have been; a model of that for the
 *   treated and one for the controls, weighted by the share that was treated.
 *
 * Deterministic for a seed. Cost: two fits of the base learner, four for the X-learner.
 *
 * @param rows the people to learn from; each may stand there several times
 * @throws Error where one of the groups is empty
 */
export function* fitUplift(
  features: Matrix,
  { treated, outcome }: Trial,
  rows: Uint32Array,
  { learner, base, isBinary, seed }: UpliftOptions,
): Generator<number, UpliftModel> {
  const groups = [0, 1].map((arm) => rows.filter((row) => treated[row] === arm))
  const [controls, reached] = [groups[0]!, groups[1]!]
  if (controls.length === 0 || reached.length === 0) throw new Error('uplift: one of the groups is empty')
  const x = groups.map((group) => takeRows(features, group))
  const y = groups.map((group) => Float64Array.from(group, (row) => outcome[row]!))
  const without = yield* fitBase(base, x[0]!, y[0]!, isBinary, seed)
  const withIt = yield* fitBase(base, x[1]!, y[1]!, isBinary, seed)
  if (learner === 't') {
    return {
      withoutTreatment: without,
      effect: (people) => difference(withIt(people), without(people)),
    }
  }
  const ofControls = yield* fitBase(base, x[0]!, difference(withIt(x[0]!), y[0]!), false, seed)
  const ofReached = yield* fitBase(base, x[1]!, difference(y[1]!, without(x[1]!)), false, seed)
  const share = reached.length / rows.length
  return {
    withoutTreatment: without,
    effect(people) {
      const [a, b] = [ofControls(people), ofReached(people)]
      return a.map((value, i) => share * value + (1 - share) * b[i]!)
    },
  }
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!)
}
