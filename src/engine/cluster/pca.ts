import type { Matrix } from '../columns/types.ts'
import { jacobi, pointUp } from './jacobi.ts'

export interface PrincipalAxis {
  /** One weight a column; unit length; the weight of largest size is positive. */
  readonly weights: Float64Array
  /** Share of the variance along it, 0–1; 0 where there is none. */
  readonly explained: number
  /** Coordinate of each row. */
  readonly scores: Float64Array
}

/**
 * The first two principal components of a matrix: eigenvectors of its covariance (population), by Jacobi rotations. With
 * one column the second axis is zero.
 */
export function principalAxes(points: Matrix): readonly [PrincipalAxis, PrincipalAxis] {
  const { columns } = points
  const means = columnMeans(points)
  const covariance = covarianceOf(points, means)
  let variance = 0
  for (let i = 0; i < columns; i++) variance += covariance[i * columns + i]!
  const vectors = jacobi(covariance, columns)
  const order = Array.from({ length: columns }, (_, i) => i).sort(
    (a, b) => covariance[b * columns + b]! - covariance[a * columns + a]! || a - b,
  )
  const axis = (index: number | undefined): PrincipalAxis => {
    const weights = new Float64Array(columns)
    if (index === undefined) return { weights, explained: 0, scores: new Float64Array(points.rows) }
    for (let i = 0; i < columns; i++) weights[i] = vectors[i * columns + index]!
    pointUp(weights)
    const value = Math.max(0, covariance[index * columns + index]!)
    return { weights, explained: variance > 0 ? value / variance : 0, scores: project(points, means, weights) }
  }
  return [axis(order[0]), axis(order[1])]
}

function columnMeans({ data, rows, columns }: Matrix): Float64Array {
  const means = new Float64Array(columns)
  for (let i = 0; i < rows * columns; i++) means[i % columns]! += data[i]!
  return means.map((sum) => (rows === 0 ? 0 : sum / rows))
}

function covarianceOf({ data, rows, columns }: Matrix, means: Float64Array): Float64Array {
  const covariance = new Float64Array(columns * columns)
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const left = data[row * columns + i]! - means[i]!
      for (let j = i; j < columns; j++) {
        covariance[i * columns + j]! += left * (data[row * columns + j]! - means[j]!)
      }
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = i; j < columns; j++) {
      const value = covariance[i * columns + j]! / Math.max(1, rows)
      covariance[i * columns + j] = value
      covariance[j * columns + i] = value
    }
  }
  return covariance
}

function project({ data, rows, columns }: Matrix, means: Float64Array, weights: Float64Array): Float64Array {
  const scores = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let score = 0
    for (let i = 0; i < columns; i++) score += (data[row * columns + i]! - means[i]!) * weights[i]!
    scores[row] = score
  }
  return scores
}
