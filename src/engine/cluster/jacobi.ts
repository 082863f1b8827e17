/**
 * Cyclic Jacobi: turns a symmetric matrix (size × size, row-major) into its eigenvalues on the diagonal, in place.
 * Cost: O(size³) a sweep, a handful of sweeps.
 * @returns eigenvectors in columns
 */
export function jacobi(matrix: Float64Array, size: number): Float64Array {
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
export function pointUp(weights: Float64Array): void {
  let largest = 0
  for (let i = 1; i < weights.length; i++) {
    if (Math.abs(weights[i]!) > Math.abs(weights[largest]!) + 1e-9) largest = i
  }
  if (weights[largest]! >= 0) return
  for (let i = 0; i < weights.length; i++) weights[i] = -weights[i]!
}
