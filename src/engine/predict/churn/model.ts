import type { ChurnMethod } from '../../../contract/predictions.ts'
import type { Matrix } from '../../columns/types.ts'
import { fitBoosting, predictBoosting, type BoostedTrees } from '../boosting.ts'
import { buyingData, WEEK } from '../buying/buying-data.ts'
import { fitBuying, type BuyingFit } from '../buying/fit-buying.ts'
import { noPurchaseWithin } from '../buying/forecast.ts'
import { applyCalibration, type Calibration } from '../calibration.ts'
import { fitLogistic, predictLogistic, type LogisticModel } from '../logistic.ts'
import { churnFeatures, onLogScale, type ChurnRows } from './features.ts'

/** What turns a row of `churnFeatures` into the probability of no purchase. Plain data. */
export type ChurnLearner =
  | { readonly method: 'mbg_nbd'; readonly fit: Pick<BuyingFit, 'kind' | 'parameters'>; readonly weeks: number }
  | { readonly method: 'logistic'; readonly model: LogisticModel }
  | { readonly method: 'boosted_trees'; readonly model: BoostedTrees }

export interface ChurnModel {
  readonly learner: ChurnLearner
  readonly calibration: Calibration
}

/** Shares of the training rows the trees grow and stop on. */
const STOP_EVERY = 5

export interface LearnerFit {
  readonly learner: ChurnLearner
  readonly problem: BuyingFit['problem']
}

/**
 * Fits one of the methods. The buying model learns from the purchases themselves, so it may use everything up to the day on
 * which it is asked; the others learn from outcomes, so from a window that lies before.
 *
 * @param training rows of `churnFeatures` with known outcomes (1: no purchase); null for the buying model
 * @param now rows of the customers who are to be told
 */
export function* fitLearner(
  method: ChurnMethod,
  training: { readonly features: Matrix; readonly outcome: Float64Array } | null,
  now: ChurnRows,
  days: number,
  seed: number,
): Generator<number, LearnerFit> {
  if (method === 'mbg_nbd') {
    const fit = fitBuying(buyingData(now.states), 'mbg_nbd')
    return {
      learner: { method, fit: { kind: fit.kind, parameters: fit.parameters }, weeks: days / WEEK },
      problem: fit.problem,
    }
  }
  if (training === null) throw new Error(`churn: ${method} needs outcomes to learn from`)
  const { features } = training
  if (method === 'logistic')
    return { learner: { method, model: yield* fitLogistic(onLogScale(features), training.outcome) }, problem: null }
  const keep = (isStop: boolean) => {
    const chosen = Uint32Array.from({ length: features.rows }, (_, i) => i).filter(
      (i) => (i % STOP_EVERY === STOP_EVERY - 1) === isStop,
    )
    const data = new Float64Array(chosen.length * features.columns)
    chosen.forEach((row, i) =>
      data.set(features.data.subarray(row * features.columns, (row + 1) * features.columns), i * features.columns),
    )
    return {
      features: { data, rows: chosen.length, columns: features.columns },
      target: Float64Array.from(chosen, (row) => training.outcome[row]!),
    }
  }
  const grow = keep(false)
  const model = yield* fitBoosting(grow.features, grow.target, {
    loss: 'logistic',
    seed,
    learningRate: 0.08,
    minLeafRows: 40,
    validation: keep(true),
  })
  return { learner: { method, model }, problem: null }
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
export function predictChurnModel({ learner, calibration }: ChurnModel, features: Matrix): Float64Array {
  return applyCalibration(calibration, predictLearner(learner, features))
}
