import type { Matrix } from '../columns/types.ts'
import { fitBoosting, predictBoosting } from '../predict/boosting.ts'
import { fitLogistic, predictLogistic } from '../predict/logistic.ts'
import { fitRidge, predictRidge } from './ridge.ts'

/** `linear`: logistic regression for outcomes 0 and 1, ridge regression for amounts and effects; `trees`: boosted trees. */
export type BaseLearner = 'linear' | 'trees'

/** What a fit comes to: a function of a person's features. */
export type Predictor = (features: Matrix) => Float64Array

const trees = { trees: 60, depth: 2, learningRate: 0.08, minLeafRows: 100 } as const

/** @param isBinary the target is 0 or 1, and a probability is wanted */
export function* fitBase(
  base: BaseLearner,
  features: Matrix,
  target: Float64Array,
  isBinary: boolean,
  seed: number,
): Generator<number, Predictor> {
  if (base === 'trees') {
    const loss = isBinary ? 'logistic' : 'squared'
    const model = yield* fitBoosting(features, target, { ...trees, loss, seed })
    return (rows) => predictBoosting(model, rows)
  }
  if (isBinary) {
    const model = yield* fitLogistic(features, target)
    return (rows) => predictLogistic(model, rows)
  }
  const model = fitRidge(features, target)
  yield 1
  return (rows) => predictRidge(model, rows)
}
