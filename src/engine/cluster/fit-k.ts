import type { Matrix } from '../columns/types.ts'
import type { Warning } from '../../contract/messages.ts'
import { MOST_K } from './choose-k.ts'
import { finish, lloyd, type LloydResult, type LloydStep } from './lloyd.ts'
import { firstDistinctRows, takeRows } from './matrix.ts'
import { sampleRows, subSeed } from './random.ts'
import { screenStarts } from './screen.ts'
import { shake } from './shake.ts'

/** Starts that clearly differ and are refined on everyone … */
const REFINED = 3
/** … and the iterations after which only the leader goes on. */
const RACE_ITERATIONS = 15
/** Rows that decide the race where there are more. */
const RACE_ROWS = 10_000
/** Up to here the winner is then pushed about, more often where a run costs less: optima may lie side by side. */
const SHAKEN_ROWS = 10_000
const shakesFor = (rows: number, clusters: number) => Math.min(15, Math.max(3, Math.round(200_000 / (rows * clusters))))
/** Centroids closer than this share of the typical distance to a centroid are on their way to the same place. */
const SAME_PLACE = 0.3

export interface KFitProgress {
  readonly k: number
  readonly stage: 'screen' | 'refine'
  /** Share of the fit that is done, 0 … 1, an estimate. */
  readonly done: number
}

export interface KFit {
  /** Clusters asked for. */
  readonly k: number
  /** Clusters there are: fewer where fewer points differ. */
  readonly clusters: number
  /** Row-major, clusters × columns, ordered by the first coordinate, then the next. */
  readonly centroids: Float64Array
  /** Cluster of each row, 0 … clusters − 1. */
  readonly labels: Uint8Array
  /** Rows of each cluster. */
  readonly counts: Uint32Array
  /** Sum of squared Euclidean distances to the own centroid. */
  readonly inertia: number
  readonly iterations: number
  readonly converged: boolean
  readonly warnings: readonly Warning[]
}

/**
 * K-Means for one k on everyone. Depends on the points, k and the seed alone, so that the ks can be fitted in any order on
 * any threads.
 *
 * The starts are screened on a sample (`screenStarts`); the best few that differ are refined on everyone side by side, and
 * the one with the lowest inertia is carried to its end.
 *
 * @param points at least one row of finite numbers
 * @param k 1 to 50
 */
export function* fitK(points: Matrix, k: number, seed: number): Generator<KFitProgress, KFit> {
  if (!Number.isInteger(k) || k < 1 || k > MOST_K) {
    throw new RangeError(`kmeans: k must be 1 to ${MOST_K}, got ${k}`)
  }
  if (points.rows < 1) throw new RangeError('kmeans: needs at least one row')

  const clusters = firstDistinctRows(points, k).length
  const warnings: Warning[] =
    clusters < k ? [{ severity: 'warning', code: 'cluster.fewer_than_asked', params: { k, clusters } }] : []
  const result =
    clusters === 1
      ? finish(lloyd(points, new Float64Array(points.columns)))
      : yield* polish(points, k, yield* refine(points, k, yield* candidates(points, clusters, k, seed), seed), seed)
  return { k, clusters, warnings, ...inOrder(result, points.columns) }
}

function* candidates(
  points: Matrix,
  clusters: number,
  k: number,
  seed: number,
): Generator<KFitProgress, Float64Array[]> {
  const steps = screenStarts(points, clusters, subSeed(seed, clusters))
  let step = steps.next()
  while (step.done !== true) {
    yield { k, stage: 'screen', done: step.value.done / 2 }
    step = steps.next()
  }
  const different: Float64Array[] = []
  for (const { centroids, inertia, labels } of step.value) {
    const close = SAME_PLACE * SAME_PLACE * (inertia / labels.length)
    if (!different.some((other) => sameSolution(centroids, other, points.columns, close))) different.push(centroids)
    if (different.length === REFINED) break
  }
  return different
}

/** Whether each centroid of `a` has one of `b` within the squared distance `close`. */
function sameSolution(a: Float64Array, b: Float64Array, columns: number, close: number): boolean {
  for (let i = 0; i < a.length; i += columns) {
    let nearest = Infinity
    for (let j = 0; j < b.length; j += columns) {
      let squared = 0
      for (let column = 0; column < columns; column++) squared += (a[i + column]! - b[j + column]!) ** 2
      if (squared < nearest) nearest = squared
    }
    if (nearest > close) return false
  }
  return true
}

/**
 * The starts race side by side and the leader goes on to its end. Where there are many rows the race is run on a sample, and
 * only the winner goes over everyone.
 */
function* refine(
  points: Matrix,
  k: number,
  starts: readonly Float64Array[],
  seed: number,
): Generator<KFitProgress, LloydResult> {
  const short = points.rows > RACE_ROWS && starts.length > 1
  const track = short ? takeRows(points, sampleRows(points.rows, RACE_ROWS, subSeed(seed, k, 3))) : points
  const racers = starts.map((start) => {
    const steps = lloyd(track, start)
    return { steps, step: steps.next() }
  })
  for (let iteration = 2; iteration <= RACE_ITERATIONS; iteration++) {
    for (const racer of racers) {
      if (racer.step.done !== true) racer.step = racer.steps.next()
      yield { k, stage: 'refine', done: 0.5 + (0.2 * iteration) / RACE_ITERATIONS }
    }
  }
  const leader = racers.reduce((a, b) => (b.step.value.inertia < a.step.value.inertia ? b : a))
  const winner = yield* runOut(k, leader.steps, leader.step)
  if (!short) return winner
  const steps = lloyd(points, winner.centroids)
  return yield* runOut(k, steps, steps.next())
}

function* runOut(
  k: number,
  steps: ReturnType<typeof lloyd>,
  first: IteratorResult<LloydStep, LloydResult>,
): Generator<KFitProgress, LloydResult> {
  let step = first
  while (step.done !== true) {
    yield { k, stage: 'refine', done: 0.9 - 0.2 / (1 + step.value.iteration / RACE_ITERATIONS) }
    step = steps.next()
  }
  return step.value
}

function* polish(points: Matrix, k: number, winner: LloydResult, seed: number): Generator<KFitProgress, LloydResult> {
  if (points.rows > SHAKEN_ROWS) return winner
  const trials = shakesFor(points.rows, winner.counts.length)
  const steps = shake(points, winner, trials, subSeed(seed, winner.counts.length, 1))
  let step = steps.next()
  while (step.done !== true) {
    yield { k, stage: 'refine', done: 0.9 + (0.1 * step.value.trial) / trials }
    step = steps.next()
  }
  return step.value
}

/** Numbers the clusters by their centroids, so that the same optimum reads the same whatever start led to it. */
function inOrder(result: LloydResult, columns: number): LloydResult {
  const clusters = result.counts.length
  const order = Array.from({ length: clusters }, (_, cluster) => cluster).sort((a, b) => {
    for (let column = 0; column < columns; column++) {
      const difference = result.centroids[a * columns + column]! - result.centroids[b * columns + column]!
      if (difference !== 0) return difference
    }
    return a - b
  })
  const centroids = new Float64Array(result.centroids.length)
  const counts = new Uint32Array(clusters)
  const rank = new Uint8Array(clusters)
  for (const [index, cluster] of order.entries()) {
    rank[cluster] = index
    counts[index] = result.counts[cluster]!
    centroids.set(result.centroids.subarray(cluster * columns, (cluster + 1) * columns), index * columns)
  }
  return { ...result, centroids, counts, labels: result.labels.map((label) => rank[label]!) }
}
