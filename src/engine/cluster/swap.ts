import type { Matrix } from '../columns/types.ts'
import { finish, lloyd, type LloydResult } from './lloyd.ts'
import { createRandom, type Random } from './random.ts'

/**
 * Random swap (P. Fränti 2018: "Efficiency of random swap clustering"): one centroid, drawn evenly, is put on a point drawn
 * by its squared distance to its own centroid, Lloyd settles the rest, and what is better stays. Frees a solution that has
 * two centroids in one cluster and one in two, which Lloyd alone never leaves. Yields after each trial.
 *
 * @param points a small matrix; every trial runs over all of it
 */
export function* swapTrials(
  points: Matrix,
  from: LloydResult,
  trials: number,
  seed: number,
  maxIterations: number,
): Generator<{ readonly trial: number }, LloydResult> {
  const { columns } = points
  const random = createRandom(seed)
  const clusters = from.counts.length
  let best = from
  for (let trial = 0; trial < trials; trial++) {
    const start = best.centroids.slice()
    const row = drawFarRow(points, best, random)
    start.set(points.data.subarray(row * columns, (row + 1) * columns), random.below(clusters) * columns)
    const settled = finish(lloyd(points, start, { maxIterations }))
    if (settled.inertia < best.inertia) best = settled
    yield { trial }
  }
  return best
}

/** A row with probability in proportion to its squared distance to its centroid. */
function drawFarRow(points: Matrix, fit: LloydResult, random: Random): number {
  const { data, rows, columns } = points
  let left = random.next() * fit.inertia
  for (let row = 0; row < rows; row++) {
    const centre = fit.labels[row]! * columns
    for (let column = 0; column < columns; column++) {
      const difference = data[row * columns + column]! - fit.centroids[centre + column]!
      left -= difference * difference
    }
    if (left < 0) return row
  }
  return rows - 1
}
