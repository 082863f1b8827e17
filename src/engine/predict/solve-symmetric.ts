/**
 * Solves A x = b for a symmetric matrix by Cholesky's method. Where A is not positive definite to working precision
 * (a feature that repeats another one, weights that vanish), a ridge is added to the diagonal and grown until it is.
 *
 * @param matrix size × size, row by row
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const largest = right.reduce((most, _, i) => Math.max(most, Math.abs(matrix[i * size + i]!)), 1e-300)
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-12 : ridge * 100) {
    const lower = cholesky(matrix, size, ridge * largest, 1e-14 * largest)
    if (lower !== null) return substitute(lower, right)
  }
}

function cholesky(matrix: Float64Array, size: number, ridge: number, least: number): Float64Array | null {
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]! + (i === j ? ridge : 0)
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!
      if (i === j) {
        if (!(sum > least)) return null
        lower[i * size + i] = Math.sqrt(sum)
      } else lower[i * size + j] = sum / lower[j * size + j]!
    }
  }
  return lower
}

function substitute(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const x = right.slice()
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!
    x[i]! /= lower[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!
    x[i]! /= lower[i * size + i]!
  }
  return x
}
