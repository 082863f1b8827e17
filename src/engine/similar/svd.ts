import { jacobi, pointUp } from '../cluster/jacobi.ts'
import { createRandom } from '../cluster/random.ts'
import type { TfIdf } from './tf-idf.ts'

export interface TruncatedSvd {
  /** How many there are: fewer than asked for where the matrix has fewer columns. */
  readonly dims: number
  /** Right singular vectors, columns × dims, row-major; the entry of largest size of each is positive. */
  readonly components: Float64Array
  /** Largest first. */
  readonly singularValues: Float64Array
}

/** Directions followed beyond those wanted, and passes over the matrix: the range is then found to many digits. */
const OVERSAMPLING = 10
const PASSES = 7

/**
 * The first right singular vectors of a sparse weighted matrix by randomised subspace iteration (Halko, Martinsson, Tropp
 * 2011, "Finding structure with randomness", algorithm 4.4) with a Rayleigh–Ritz step at the end; not centred, so this is
 * what scikit-learn calls TruncatedSVD.
 * @param rows which rows take part (a sample is enough to find the directions); ascending
 * @param seed of the starting directions; the same seed gives the same bits
 * Cost: 2 × passes × entries × (dims + 10) multiplications; memory columns × (dims + 10) doubles. Yields between passes.
 */
export function* truncatedSvd(
  matrix: TfIdf,
  rows: Uint32Array,
  dims: number,
  seed: number,
): Generator<number, TruncatedSvd> {
  const { columns } = matrix.counts
  const wanted = Math.min(dims, columns)
  const width = Math.min(columns, wanted + OVERSAMPLING)
  const random = createRandom(seed)
  let basis = new Float64Array(columns * width)
  for (let i = 0; i < basis.length; i++) basis[i] = random.next() - 0.5
  orthonormalise(basis, columns, width)
  for (let pass = 0; pass < PASSES; pass++) {
    basis = applyTwice(matrix, rows, basis, width)
    orthonormalise(basis, columns, width)
    yield (pass + 1) / (PASSES + 1)
  }
  const gram = gramOf(matrix, rows, basis, width)
  const vectors = jacobi(gram, width)
  const order = Array.from({ length: width }, (_, i) => i)
    .sort((a, b) => gram[b * width + b]! - gram[a * width + a]! || a - b)
    .slice(0, wanted)
  const components = new Float64Array(columns * wanted)
  order.forEach((from, to) => {
    const axis = new Float64Array(columns)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += basis[column * width + i]! * vectors[i * width + from]!
      axis[column] = sum
    }
    pointUp(axis)
    for (let column = 0; column < columns; column++) components[column * wanted + to] = axis[column]!
  })
  return {
    dims: wanted,
    components,
    singularValues: Float64Array.from(order, (i) => Math.sqrt(Math.max(0, gram[i * width + i]!))),
  }
}

/** Coordinates of one row along the components, into `into` from `at` on. */
export function projectRow(matrix: TfIdf, svd: TruncatedSvd, row: number, into: Float32Array, at: number): void {
  const { starts, column } = matrix.counts
  const { components, dims } = svd
  for (let d = 0; d < dims; d++) into[at + d] = 0
  for (let e = starts[row]!; e < starts[row + 1]!; e++) {
    const weight = matrix.weight[e]!
    const from = column[e]! * dims
    for (let d = 0; d < dims; d++) into[at + d] = into[at + d]! + weight * components[from + d]!
  }
}

/** AᵀA × basis, row by row of A. */
function applyTwice(matrix: TfIdf, rows: Uint32Array, basis: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const { starts, column } = matrix.counts
  const out = new Float64Array(basis.length)
  const image = new Float64Array(width)
  for (const row of rows) {
    imageOf(matrix, row, basis, width, image)
    for (let e = starts[row]!; e < starts[row + 1]!; e++) {
      const weight = matrix.weight[e]!
      const to = column[e]! * width
      for (let i = 0; i < width; i++) out[to + i] = out[to + i]! + weight * image[i]!
    }
  }
  return out
}

/** (A × basis)ᵀ (A × basis), width × width. */
function gramOf(matrix: TfIdf, rows: Uint32Array, basis: Float64Array, width: number): Float64Array {
  const gram = new Float64Array(width * width)
  const image = new Float64Array(width)
  for (const row of rows) {
    imageOf(matrix, row, basis, width, image)
    for (let i = 0; i < width; i++) {
      const left = image[i]!
      for (let j = i; j < width; j++) gram[i * width + j] = gram[i * width + j]! + left * image[j]!
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i]!
  return gram
}

function imageOf(matrix: TfIdf, row: number, basis: Float64Array, width: number, image: Float64Array): void {
  const { starts, column } = matrix.counts
  image.fill(0)
  for (let e = starts[row]!; e < starts[row + 1]!; e++) {
    const weight = matrix.weight[e]!
    const from = column[e]! * width
    for (let i = 0; i < width; i++) image[i] = image[i]! + weight * basis[from + i]!
  }
}

/** Gram–Schmidt, twice ("twice is enough"); a direction that is used up becomes zero. */
function orthonormalise(basis: Float64Array, rows: number, width: number): void {
  for (let i = 0; i < width; i++) {
    const before = lengthOf(basis, rows, width, i)
    for (let round = 0; round < 2; round++) {
      for (let j = 0; j < i; j++) {
        let dot = 0
        for (let row = 0; row < rows; row++) dot += basis[row * width + i]! * basis[row * width + j]!
        for (let row = 0; row < rows; row++)
          basis[row * width + i] = basis[row * width + i]! - dot * basis[row * width + j]!
      }
    }
    const length = lengthOf(basis, rows, width, i)
    const scale = length > 1e-12 * before && length > 0 ? 1 / length : 0
    for (let row = 0; row < rows; row++) basis[row * width + i] = basis[row * width + i]! * scale
  }
}

function lengthOf(basis: Float64Array, rows: number, width: number, column: number): number {
  let squares = 0
  for (let row = 0; row < rows; row++) squares += basis[row * width + column]! ** 2
  return Math.sqrt(squares)
}
