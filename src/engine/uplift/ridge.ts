import type { Matrix } from '../columns/types.ts'
import { standardOf, standardise } from '../predict/logistic.ts'
import { solveSymmetric } from '../predict/solve-symmetric.ts'

/** Plain data; see `LogisticModel`. */
export interface RidgeModel {
  readonly intercept: number
  readonly coefficients: Float64Array
  readonly means: Float64Array
  readonly deviations: Float64Array
}

/**
 * Linear regression with an L2 penalty on the coefficients of the standardised features. Cost: O(rows × columns²).
 * @param l2 added to the diagonal of the summed squares
 */
export function fitRidge(features: Matrix, target: Float64Array, l2 = 1): RidgeModel {
  const { rows, columns } = features
  if (rows === 0) throw new Error('ridge regression: needs at least one row')
  const { means, deviations } = standardOf(features)
  const { data } = standardise(features, means, deviations)
  const intercept = target.reduce((sum, y) => sum + y, 0) / rows
  const squares = new Float64Array(columns * columns)
  const products = new Float64Array(columns)
  for (let row = 0, at = 0; row < rows; row++, at += columns) {
    for (let i = 0; i < columns; i++) {
      const value = data[at + i]!
      products[i]! += value * (target[row]! - intercept)
      for (let j = 0; j <= i; j++) squares[i * columns + j]! += value * data[at + j]!
    }
  }
  for (let i = 0; i < columns; i++) {
    squares[i * columns + i]! += l2
    for (let j = 0; j < i; j++) squares[j * columns + i] = squares[i * columns + j]!
  }
  return { intercept, coefficients: solveSymmetric(squares, products), means, deviations }
}

export function predictRidge(model: RidgeModel, { data, rows, columns }: Matrix): Float64Array {
  const { intercept, coefficients, means, deviations } = model
  const predicted = new Float64Array(rows).fill(intercept)
  for (let row = 0, at = 0; row < rows; row++)
    for (let c = 0; c < columns; c++, at++)
      predicted[row]! += (coefficients[c]! * (data[at]! - means[c]!)) / deviations[c]!
  return predicted
}
