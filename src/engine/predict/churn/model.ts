import type { ChurnMethod } from '../../../contract/predictions.ts'
import { takeRows } from '../../cluster/matrix.ts'
import type { Matrix } from '../../columns/types.ts'
import { fitBoosting, predictBoosting, type BoostedTrees } from '../boosting.ts'
import { WEEK } from '../buying/buying-data.ts'
import type { BuyingFit } from '../buying/fit-buying.ts'
import { noPurchaseWithin } from '../buying/forecast.ts'
import { applyCalibration, type Calibration } from '../calibration.ts'
import { fitLogistic, predictLogistic, type LogisticModel } from '../logistic.ts'
import { churnFeatures, onLogScale } from './features.ts'

/** What turns a row of `churnFeatures` into the probability of no purchase. Plain data. */
export type ChurnLearner =
  | { readonly method: 'mbg_nbd'; readonly fit: Pick<BuyingFit, 'kind' | 'parameters'>; readonly weeks: number }
  | { readonly method: 'logistic'; readonly model: LogisticModel }
  | { readonly method: 'boosted_trees'; readonly model: BoostedTrees }

export interface ChurnModel {
  readonly learner: ChurnLearner
  readonly calibration: Calibration
  /** Median of each of `churnFeatures` over everybody who has a score. */
  readonly typical: Float64Array
}

/** Every fifth training row is kept to stop on. */
const STOP_EVERY = 5

/** A method that learns from outcomes. */
export type OutcomeMethod = Exclude<ChurnMethod, 'mbg_nbd'>

/** Rows of `churnFeatures` and what became of them (1: no purchase). */
export interface Lesson {
  readonly features: Matrix
  readonly outcome: Float64Array
}

/** The buying model as a learner: it learned from the purchases themselves, up to the day on which it is asked. */
export function buyingLearner({ kind, parameters }: BuyingFit, days: number): ChurnLearner {
  return { method: 'mbg_nbd', fit: { kind, parameters }, weeks: days / WEEK }
}

/** Fits one of the methods that learn from outcomes. */
export function* fitLearner(
  method: OutcomeMethod,
  { features, outcome }: Lesson,
  seed: number,
): Generator<number, ChurnLearner> {
  if (method === 'logistic') return { method, model: yield* fitLogistic(onLogScale(features), outcome) }
  const isStop = (row: number) => row % STOP_EVERY === STOP_EVERY - 1
  const keep = (wanted: boolean) => {
    const rows = Uint32Array.from({ length: features.rows }, (_, row) => row).filter((row) => isStop(row) === wanted)
    return { features: takeRows(features, rows), target: Float64Array.from(rows, (row) => outcome[row]!) }
  }
  const grow = keep(false)
  const model = yield* fitBoosting(grow.features, grow.target, {
    loss: 'logistic',
    seed,
    learningRate: 0.08,
    minLeafRows: 40,
    validation: keep(true),
  })
  return { method, model }
}

/** Probabilities as the method gives them. */
export function predictLearner(learner: ChurnLearner, features: Matrix): Float64Array {
  if (learner.method === 'logistic') return predictLogistic(learner.model, onLogScale(features))
  if (learner.method === 'boosted_trees') return predictBoosting(learner.model, features)
  const { fit, weeks } = learner
  const { data, rows, columns } = features
  const [recency, days, tenure] = (['recency', 'purchase_days', 'tenure'] as const).map((name) =>
    churnFeatures.indexOf(name),
  ) as [number, number, number]
  const probabilities = new Float64Array(rows)
  for (let row = 0, at = 0; row < rows; row++, at += columns) {
    const age = data[at + tenure]! / WEEK
    const buyer = { repeats: data[at + days]! - 1, recency: Math.max(0, age - data[at + recency]! / WEEK), age }
    probabilities[row] = noPurchaseWithin(fit, buyer, weeks)
  }
  return probabilities
}

/** Calibrated probabilities. */
export function predictChurnModel(
  { learner, calibration }: Pick<ChurnModel, 'learner' | 'calibration'>,
  features: Matrix,
): Float64Array {
  return applyCalibration(calibration, predictLearner(learner, features))
}
