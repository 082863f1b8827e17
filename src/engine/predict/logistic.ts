import type { Matrix } from '../columns/types.ts'
import { solveSymmetric } from './solve-symmetric.ts'

export interface LogisticOptions {
  /** Half of it times the squared coefficients of the standardised features is added to the summed log-loss (1 ÷ scikit-learn's C); default 1. */
  readonly l2?: number
  /** Newton steps at most; default 50. */
  readonly steps?: number
}

/** Plain data. */
export interface LogisticModel {
  readonly intercept: number
  /** Change of the log odds per standard deviation of a feature; 0 where the feature never varied. */
  readonly coefficients: Float64Array
  /** Of the features as they came (population standard deviation; 1 for a constant). */
  readonly means: Float64Array
  readonly deviations: Float64Array
  /** No further step made the loss less. */
  readonly converged: boolean
}

/** Rows are taken by blocks of this size between two chances to cancel. */
const BLOCK = 65_536

/**
 * Logistic regression with an L2 penalty on all but the intercept, by Newton's method on standardised features; a step is
 * halved until the penalised loss falls (Armijo), so that it converges on separable data too.
 * A generator: yields after each step. Deterministic.
 * Cost: O(steps × rows × columns²), usually 5 to 8 steps.
 *
 * @param features rows × columns of finite numbers
 * @param target 0 or 1 a row, or anything between
 * @throws Error where there are no rows, or as many targets are not there
 */
export function* fitLogistic(
  features: Matrix,
  target: Float64Array,
  options: LogisticOptions = {},
): Generator<number, LogisticModel> {
  const { rows, columns } = features
  if (rows === 0) throw new Error('logistic regression: needs at least one row')
  if (target.length !== rows) throw new Error(`logistic regression: ${rows} rows but ${target.length} targets`)
  const { l2 = 1, steps = 50 } = options
  const { means, deviations } = standardOf(features)
  const mean = Math.min(Math.max(target.reduce((sum, y) => sum + y, 0) / rows, 1e-9), 1 - 1e-9)
  let weights = new Float64Array(columns + 1)
  weights[columns] = Math.log(mean / (1 - mean))
  const standard = standardise(features, means, deviations)
  let { loss, gradient, hessian } = derivatives(standard, target, weights, l2)
  let converged = false
  for (let step = 0; step < steps; step++) {
    const direction = solveSymmetric(hessian, gradient)
    const slope = direction.reduce((sum, value, i) => sum + value * gradient[i]!, 0)
    // What a step could still gain is less than what rounding of the loss hides.
    if (slope <= 1e-12 * (1 + Math.abs(loss))) {
      converged = true
      break
    }
    let length = 1
    let next = null
    while (next === null && length > 1e-6) {
      const trial = weights.map((value, i) => value - length * direction[i]!)
      const found = derivatives(standard, target, trial, l2)
      if (found.loss <= loss - 1e-4 * length * slope) next = { ...found, weights: trial }
      else length /= 2
      yield (step + 1) / steps
    }
    if (next === null) {
      converged = true
      break
    }
    ;({ loss, gradient, hessian, weights } = next)
  }
  return { intercept: weights[columns]!, coefficients: weights.slice(0, columns), means, deviations, converged }
}

/** Probabilities. */
export function predictLogistic(model: LogisticModel, features: Matrix): Float64Array {
  const { columns, data } = features
  const slopes = model.coefficients.map((coefficient, c) => coefficient / model.deviations[c]!)
  const base = model.intercept - slopes.reduce((sum, slope, c) => sum + slope * model.means[c]!, 0)
  const probabilities = new Float64Array(features.rows)
  for (let row = 0, at = 0; row < features.rows; row++, at += columns) {
    let score = base
    for (let c = 0; c < columns; c++) score += slopes[c]! * data[at + c]!
    probabilities[row] = 1 / (1 + Math.exp(-score))
  }
  return probabilities
}

export function standardOf({ data, rows, columns }: Matrix): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(columns)
  const squares = new Float64Array(columns)
  for (let row = 0, at = 0; row < rows; row++) for (let c = 0; c < columns; c++) means[c]! += data[at++]! / rows
  for (let row = 0, at = 0; row < rows; row++)
    for (let c = 0; c < columns; c++) squares[c]! += (data[at++]! - means[c]!) ** 2 / rows
  const deviations = squares.map((square, c) => {
    if (square > 1e-24 * means[c]! ** 2) return Math.sqrt(square)
    // A constant, as it is: what rounding leaves of it is no variation.
    means[c] = data[c]!
    return 1
  })
  return { means, deviations }
}

export function standardise({ data, rows, columns }: Matrix, means: Float64Array, deviations: Float64Array): Matrix {
  const standard = new Float64Array(data.length)
  for (let row = 0, at = 0; row < rows; row++)
    for (let c = 0; c < columns; c++, at++) standard[at] = (data[at]! - means[c]!) / deviations[c]!
  return { data: standard, rows, columns }
}

interface Derivatives {
  readonly loss: number
  readonly gradient: Float64Array
  /** Columns + 1 square, row by row. */
  readonly hessian: Float64Array
}

/** Penalised loss and its derivatives by the weights, the intercept last. */
function derivatives(standard: Matrix, target: Float64Array, weights: Float64Array, l2: number): Derivatives {
  const size = standard.columns + 1
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  let loss = 0
  for (let from = 0; from < standard.rows; from += BLOCK)
    loss += addRows(standard, target, weights, from, Math.min(standard.rows, from + BLOCK), gradient, hessian)
  for (let i = 0; i + 1 < size; i++) {
    loss += (l2 / 2) * weights[i]! ** 2
    gradient[i]! += l2 * weights[i]!
    hessian[i * size + i]! += l2
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) hessian[j * size + i] = hessian[i * size + j]!
  return { loss, gradient, hessian }
}

/** Adds rows to gradient and (lower triangle of the) second derivatives. @returns their loss */
function addRows(
  { data, columns }: Matrix,
  target: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const size = columns + 1
  const row = new Float64Array(size)
  row[columns] = 1
  let loss = 0
  for (let r = from; r < to; r++) {
    let score = weights[columns]!
    for (let c = 0, at = r * columns; c < columns; c++, at++) {
      const value = data[at]!
      row[c] = value
      score += weights[c]! * value
    }
    const y = target[r]!
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - y * score
    const probability = 1 / (1 + Math.exp(-score))
    const error = probability - y
    const weight = probability * (1 - probability)
    for (let i = 0; i < size; i++) {
      gradient[i] = gradient[i]! + error * row[i]!
      const weighted = weight * row[i]!
      if (weighted === 0) continue
      for (let j = 0, at = i * size; j <= i; j++, at++) hessian[at] = hessian[at]! + weighted * row[j]!
    }
  }
  return loss
}
