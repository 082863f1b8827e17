import type { Matrix } from '../columns/types.ts'
import { adjustedRand } from './adjusted-rand.ts'
import { finish, lloyd, type LloydResult } from './lloyd.ts'
import { firstDistinctRows, takeRows } from './matrix.ts'
import { createRandom, sampleRows, subSeed, type Random } from './random.ts'
import { quantile } from '../rfm/quantile.ts'

export interface StabilityResult {
  readonly resamples: number
  /** Rows of each resample, and rows on which labels are compared. */
  readonly sample: number
  readonly compared: number
  /** Adjusted Rand index against the labels: mean, 2.5 and 97.5 % quantiles. */
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly verdict: 'stable' | 'fair' | 'shaky'
}

const RESAMPLES = 30
const MOST_ROWS = 2000
const STARTS = 5
const ITERATIONS = 60

/**
 * Where the verdicts begin, after Steinley (2004, "Properties of the Hubert–Arabie adjusted Rand index", Psychological
 * Methods 9): .90 and more is excellent recovery, .80 good, .65 moderate, below poor.
 */
const STABLE = 0.9
const FAIR = 0.65

/**
 * How far a clustering would be the same had other customers come: 30 bootstrap samples of at most 2,000 rows are
 * clustered anew (5 k-means++ starts each), every row of one fixed sample of at most 2,000 is given to the nearest new
 * centroid, and the result is compared with the labels it has by the adjusted Rand index. Sampling makes the
 * answer a little harsher than clustering everyone again would be, and independent of how many customers there are.
 *
 * @param labels of every row, from a fit with `k` clusters
 * @param k at least 2
 * Deterministic for one seed. Cost: about 30 × 5 × 2,000 × k × iterations distances; 0.2 s for k = 5. Yields after each.
 */
export function* clusterStability(
  points: Matrix,
  labels: Uint8Array,
  k: number,
  seed: number,
): Generator<number, StabilityResult> {
  const compared = sampleRows(points.rows, MOST_ROWS, subSeed(seed, 40))
  const kept = takeRows(points, compared)
  const before = Uint8Array.from(compared, (row) => labels[row]!)
  const sample = Math.min(points.rows, MOST_ROWS)
  const indices: number[] = []
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const random = createRandom(subSeed(seed, 41, resample))
    const rows = Uint32Array.from({ length: sample }, () => random.below(points.rows))
    const fitted = bestOf(takeRows(points, rows), k, random)
    indices.push(fitted === null ? 0 : adjustedRand(before, nearestOf(kept, fitted.centroids)))
    yield (resample + 1) / RESAMPLES
  }
  const mean = indices.reduce((sum, value) => sum + value, 0) / RESAMPLES
  const sorted = indices.sort((a, b) => a - b)
  return {
    resamples: RESAMPLES,
    sample,
    compared: kept.rows,
    mean,
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
    verdict: mean >= STABLE ? 'stable' : mean >= FAIR ? 'fair' : 'shaky',
  }
}

/** The best of some starts; null where the sample has fewer different rows than clusters. */
function bestOf(points: Matrix, k: number, random: Random): LloydResult | null {
  if (firstDistinctRows(points, k).length < k) return null
  let best: LloydResult | null = null
  for (let start = 0; start < STARTS; start++) {
    const found = finish(lloyd(points, plusPlus(points, k, random), { maxIterations: ITERATIONS }))
    if (best === null || found.inertia < best.inertia) best = found
  }
  return best
}

/** k-means++ (Arthur & Vassilvitskii 2007): each further centre drawn by squared distance to the nearest one so far. */
function plusPlus(points: Matrix, k: number, random: Random): Float64Array {
  const { data, rows, columns } = points
  const centres = new Float64Array(k * columns)
  const squared = new Float64Array(rows).fill(Infinity)
  let chosen = random.below(rows)
  for (let centre = 0; ; centre++) {
    centres.set(data.subarray(chosen * columns, (chosen + 1) * columns), centre * columns)
    if (centre === k - 1) return centres
    let total = 0
    for (let row = 0; row < rows; row++) {
      let distance = 0
      for (let i = 0; i < columns; i++) distance += (data[row * columns + i]! - centres[centre * columns + i]!) ** 2
      if (distance < squared[row]!) squared[row] = distance
      total += squared[row]!
    }
    let left = random.next() * total
    chosen = 0
    while (chosen < rows - 1 && (left -= squared[chosen]!) >= 0) chosen++
    // Rounding may run past the last row with a distance.
    while (squared[chosen] === 0 && chosen > 0) chosen--
  }
}

function nearestOf({ data, rows, columns }: Matrix, centroids: Float64Array): Uint8Array {
  const labels = new Uint8Array(rows)
  const clusters = centroids.length / columns
  for (let row = 0; row < rows; row++) {
    let least = Infinity
    for (let cluster = 0; cluster < clusters; cluster++) {
      let distance = 0
      for (let i = 0; i < columns; i++) distance += (data[row * columns + i]! - centroids[cluster * columns + i]!) ** 2
      if (distance < least) {
        least = distance
        labels[row] = cluster
      }
    }
  }
  return labels
}
