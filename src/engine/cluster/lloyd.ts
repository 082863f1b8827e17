import type { Matrix } from '../columns/types.ts'
import { assign, type Assignment } from './assign.ts'

export interface LloydOptions {
  /** Upper bound of the iterations; default 300. */
  readonly maxIterations?: number
}

/** What is known after an iteration; yielded between iterations, so that a caller can stop there. */
export interface LloydStep {
  readonly iteration: number
  /** Points that changed their cluster in this iteration. */
  readonly changed: number
  /** Sum of squared distances to the new centroids, labels of this iteration. */
  readonly inertia: number
}

export interface LloydResult {
  /** Row-major, clusters × columns. */
  readonly centroids: Float64Array
  /** Index of the nearest centroid of every row. */
  readonly labels: Uint8Array
  /** Rows of each cluster; none is empty. */
  readonly counts: Uint32Array
  /** Sum of squared Euclidean distances to the own centroid. */
  readonly inertia: number
  readonly iterations: number
  /** The labels no longer change: a local optimum. */
  readonly converged: boolean
}

/**
 * Lloyd's algorithm over all rows, from given start centroids, until no label changes or the bound of iterations.
 *
 * Distances that cannot change a label are skipped by triangle inequality (Hamerly 2010: "Making k-means even faster"), in
 * a form with one number a point: `slack` is the gap between the nearest and the second nearest centroid
 * when the point was last looked at, plus all that the centroids had moved until then. While it exceeds what they have
 * moved in total, the label stands. The result is that of the plain algorithm.
 *
 * A cluster that loses all its points starts anew at the point farthest from its own centroid.
 *
 * @param points finite numbers; at least as many different rows as clusters
 * @param start clusters × columns, 1 to 255 clusters; not changed
 */
export function* lloyd(
  points: Matrix,
  start: Float64Array,
  options: LloydOptions = {},
): Generator<LloydStep, LloydResult> {
  const { data, rows, columns } = points
  const clusters = start.length / columns
  if (!Number.isInteger(clusters) || clusters < 1 || clusters > 255) {
    throw new RangeError(`lloyd: start must hold 1 to 255 centroids of ${columns} numbers, got ${start.length} numbers`)
  }
  if (rows < clusters) throw new RangeError(`lloyd: ${clusters} clusters need as many rows, got ${rows}`)

  const maxIterations = options.maxIterations ?? 300
  const centroids = start.slice()
  const labels = new Uint8Array(rows)
  const slack = new Float64Array(rows).fill(-1)
  const moved = new Float64Array(clusters)
  const sums = new Float64Array(clusters * columns)
  const counts = new Uint32Array(clusters)
  const squares = sumOfSquares(data)
  // Everybody begins in cluster 0; the first pass moves each to the nearest.
  addUp(points, labels, sums, counts)

  const state = { labels, slack, moved, sums, counts }
  let converged = false
  let iterations = 0
  while (!converged && iterations < maxIterations) {
    iterations++
    const changed = assign(points, centroids, state)
    const refilled = refillEmpty(points, centroids, state)
    converged = changed === 0 && !refilled && iterations > 1
    if (converged) break
    moveCentroids(centroids, columns, state)
    if (refilled) slack.fill(-1)
    yield { iteration: iterations, changed, inertia: Math.max(0, squares - explained(sums, counts, columns)) }
  }

  if (converged) {
    // Sums kept up by adding and taking away carry rounding; the result does not.
    addUp(points, labels, sums, counts)
    moveCentroids(centroids, columns, state)
  } else {
    assign(points, centroids, state)
    refillEmpty(points, centroids, state)
  }
  return { centroids, labels, counts, inertia: inertiaOf(points, centroids, labels), iterations, converged }
}

/** Runs a generator to its end and returns its result. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Sum of squared Euclidean distances of the rows to the centroids of their labels. */
export function inertiaOf(points: Matrix, centroids: Float64Array, labels: Uint8Array): number {
  const { data, rows, columns } = points
  let total = 0
  for (let row = 0; row < rows; row++) {
    const base = row * columns
    const centre = labels[row]! * columns
    for (let column = 0; column < columns; column++) {
      const difference = data[base + column]! - centroids[centre + column]!
      total += difference * difference
    }
  }
  return total
}

/** Sums and counts of each cluster, from nothing. */
function addUp(points: Matrix, labels: Uint8Array, sums: Float64Array, counts: Uint32Array): void {
  const { data, rows, columns } = points
  sums.fill(0)
  counts.fill(0)
  for (let row = 0; row < rows; row++) {
    const cluster = labels[row]!
    counts[cluster]!++
    for (let column = 0; column < columns; column++) {
      sums[cluster * columns + column]! += data[row * columns + column]!
    }
  }
}

/** Sets each centroid to the mean of its cluster and keeps count of how far each and the fastest other have moved. */
function moveCentroids(centroids: Float64Array, columns: number, state: Assignment): void {
  const { sums, counts, moved } = state
  const clusters = counts.length
  const shift = new Float64Array(clusters)
  let largest = 0
  let second = 0
  let farthest = -1
  for (let cluster = 0; cluster < clusters; cluster++) {
    const count = counts[cluster]!
    if (count === 0) continue
    let squared = 0
    for (let i = cluster * columns; i < (cluster + 1) * columns; i++) {
      const mean = sums[i]! / count
      const difference = mean - centroids[i]!
      squared += difference * difference
      centroids[i] = mean
    }
    const distance = Math.sqrt(squared)
    shift[cluster] = distance
    if (distance > largest) {
      second = largest
      largest = distance
      farthest = cluster
    } else if (distance > second) {
      second = distance
    }
  }
  for (let cluster = 0; cluster < clusters; cluster++) {
    moved[cluster]! += shift[cluster]! + (cluster === farthest ? second : largest)
  }
}

/** Gives each empty cluster the point farthest from its own centroid. @returns whether there was one. */
function refillEmpty(points: Matrix, centroids: Float64Array, state: Assignment): boolean {
  const { labels, sums, counts } = state
  const { data, columns } = points
  let refilled = false
  for (let cluster = 0; cluster < counts.length; cluster++) {
    if (counts[cluster]! > 0) continue
    const row = farthestRow(points, centroids, labels, counts)
    const from = labels[row]!
    for (let column = 0; column < columns; column++) {
      const value = data[row * columns + column]!
      sums[from * columns + column]! -= value
      sums[cluster * columns + column] = value
      centroids[cluster * columns + column] = value
    }
    counts[from]!--
    counts[cluster] = 1
    labels[row] = cluster
    refilled = true
  }
  return refilled
}

/** The row farthest from its own centroid among clusters that can spare one. */
function farthestRow(points: Matrix, centroids: Float64Array, labels: Uint8Array, counts: Uint32Array): number {
  const { data, rows, columns } = points
  let farthest = 0
  let largest = -1
  for (let row = 0; row < rows; row++) {
    const cluster = labels[row]!
    if (counts[cluster]! < 2) continue
    let squared = 0
    for (let column = 0; column < columns; column++) {
      const difference = data[row * columns + column]! - centroids[cluster * columns + column]!
      squared += difference * difference
    }
    if (squared > largest) {
      largest = squared
      farthest = row
    }
  }
  return farthest
}

function sumOfSquares(data: Float64Array): number {
  let total = 0
  for (let i = 0; i < data.length; i++) total += data[i]! * data[i]!
  return total
}

/** What the means account for of the sum of squares: inertia = sum of squares − this (Huygens). */
function explained(sums: Float64Array, counts: Uint32Array, columns: number): number {
  let total = 0
  for (let cluster = 0; cluster < counts.length; cluster++) {
    const count = counts[cluster]!
    if (count === 0) continue
    for (let i = cluster * columns; i < (cluster + 1) * columns; i++) total += (sums[i]! * sums[i]!) / count
  }
  return total
}
