import type { Matrix } from '../columns/types.ts'

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

/** Cyclic Jacobi: turns `matrix` into its eigenvalues on the diagonal. @returns eigenvectors in columns. */
function jacobi(matrix: Float64Array, size: number): Float64Array {
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < 50; sweep++) {
    let rotated = false
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = matrix[p * size + q]!
        const scale = Math.abs(matrix[p * size + p]!) + Math.abs(matrix[q * size + q]!)
        if (Math.abs(off) <= 1e-15 * scale) continue
        rotated = true
        const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * off)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        rotate(matrix, vectors, size, p, q, c, t * c)
      }
    }
    if (!rotated) break
  }
  return vectors
}

function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  p: number,
  q: number,
  c: number,
  s: number,
): void {
  for (let i = 0; i < size; i++) {
    const a = matrix[i * size + p]!
    const b = matrix[i * size + q]!
    matrix[i * size + p] = c * a - s * b
    matrix[i * size + q] = s * a + c * b
  }
  for (let i = 0; i < size; i++) {
    const a = matrix[p * size + i]!
    const b = matrix[q * size + i]!
    matrix[p * size + i] = c * a - s * b
    matrix[q * size + i] = s * a + c * b
    const v = vectors[i * size + p]!
    const w = vectors[i * size + q]!
    vectors[i * size + p] = c * v - s * w
    vectors[i * size + q] = s * v + c * w
  }
}

/** An eigenvector has no sign of its own: the weight of largest size is made positive, the first among equals. */
function pointUp(weights: Float64Array): void {
  let largest = 0
  for (let i = 1; i < weights.length; i++) {
    if (Math.abs(weights[i]!) > Math.abs(weights[largest]!) + 1e-9) largest = i
  }
  if (weights[largest]! >= 0) return
  for (let i = 0; i < weights.length; i++) weights[i] = -weights[i]!
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
