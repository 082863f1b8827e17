import { kmeans } from 'ml-kmeans'
import type { Matrix } from '../columns/types.ts'
import { finish, lloyd, type LloydResult } from './lloyd.ts'
import { firstDistinctRows, takeRows } from './matrix.ts'
import { sampleRows, subSeed } from './random.ts'
import { swapTrials } from './swap.ts'

/** Greedy k-means++ starts that are compared for every k. */
const STARTS = 10
/** Swaps that are tried on the best of them: more where rows are few, for there they cost little. */
const swapsFor = (rows: number) => Math.min(60, Math.max(10, Math.ceil(10_000 / rows)))
/** Rows per cluster that take part in comparing the starts, the least and the most. */
const SCREEN_ROWS_PER_CLUSTER = 200
const SCREEN_ROWS_LEAST = 1000
const SCREEN_ROWS_MOST = 2000
/** Rows per cluster that ml-kmeans seeds from, and the least. */
const SEED_ROWS_PER_CLUSTER = 40
const SEED_ROWS_LEAST = 250
/** Iterations of ml-kmeans per start: enough to leave the seeds behind; the flat Lloyd does the rest faster. */
const LIBRARY_ITERATIONS = 2
const SAMPLE_ITERATIONS = 25

export interface ScreenStep {
  /** Share of the screening that is done, 0 … 1. */
  readonly done: number
}

/**
 * Screens the starts of K-Means for one k on seeded samples: `STARTS` runs of ml-kmeans from its greedy k-means++ seeds
 * (each tries 2 + ln k candidates a seed), each settled by the flat Lloyd on up to 2,000 rows, then some random
 * swaps on the best. Yields after each start and swap.
 *
 * @param points at least k different rows
 * @param k at least 2
 * @returns solutions on the sample, lowest inertia first
 */
export function* screenStarts(points: Matrix, k: number, seed: number): Generator<ScreenStep, LloydResult[]> {
  const screenRows = Math.min(SCREEN_ROWS_MOST, Math.max(SCREEN_ROWS_LEAST, SCREEN_ROWS_PER_CLUSTER * k))
  const sample = sampleWithDistinct(points, screenRows, k, subSeed(seed, 1))
  const seedRows = Math.max(SEED_ROWS_LEAST, SEED_ROWS_PER_CLUSTER * k)
  const swaps = swapsFor(sample.rows)
  const found: LloydResult[] = []
  for (let start = 0; start < STARTS; start++) {
    // A sample of its own for each start: where some seeds miss a small cluster, others see it.
    const rows = nested(sampleWithDistinct(sample, seedRows, k, subSeed(seed, 2, start)))
    const seeded = kmeans(rows, k, {
      initialization: 'kmeans++',
      maxIterations: LIBRARY_ITERATIONS,
      seed: subSeed(seed, 3, start),
    })
    const centroids = Float64Array.from(seeded.centroids.flat())
    found.push(finish(lloyd(sample, centroids, { maxIterations: SAMPLE_ITERATIONS })))
    yield { done: (start + 1) / (STARTS + swaps) }
  }
  const best = found.reduce((a, b) => (b.inertia < a.inertia ? b : a))
  const trials = swapTrials(sample, best, swaps, subSeed(seed, 4), SAMPLE_ITERATIONS)
  let swap = trials.next()
  while (swap.done !== true) {
    yield { done: (STARTS + swap.value.trial + 1) / (STARTS + swaps) }
    swap = trials.next()
  }
  if (swap.value !== best) found.push(swap.value)
  return found.sort((a, b) => a.inertia - b.inertia)
}

/** A seeded sample with at least k different rows: where chance leaves too few, the first different rows are put in front. */
function sampleWithDistinct(points: Matrix, size: number, k: number, seed: number): Matrix {
  if (points.rows <= size) return points
  const sample = takeRows(points, sampleRows(points.rows, size, seed))
  if (firstDistinctRows(sample, k).length === k) return sample
  const distinct = takeRows(points, firstDistinctRows(points, k))
  sample.data.set(distinct.data)
  return sample
}

function nested(points: Matrix): number[][] {
  const { data, rows, columns } = points
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)))
}
