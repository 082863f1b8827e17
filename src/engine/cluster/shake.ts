import type { Matrix } from '../columns/types.ts'
import { lloyd, type LloydResult } from './lloyd.ts'
import { createRandom } from './random.ts'

/** Length of a push, as a share of the typical distance of a point to its centroid. */
const PUSH = 0.2

/**
 * Iterated local search around one solution: every centroid is pushed a little in a random direction, Lloyd settles again,
 * and what is better stays. Finds the lowest of the many optima that lie side by side where clusters touch. Yields after
 * each iteration of Lloyd.
 *
 * @param trials how many pushes
 */
export function* shake(
  points: Matrix,
  from: LloydResult,
  trials: number,
  seed: number,
): Generator<{ readonly trial: number }, LloydResult> {
  const random = createRandom(seed)
  let best = from
  for (let trial = 0; trial < trials; trial++) {
    const length = PUSH * Math.sqrt((3 * best.inertia) / (points.rows * points.columns))
    const start = best.centroids.map((value) => value + length * (2 * random.next() - 1))
    const steps = lloyd(points, start)
    let step = steps.next()
    while (step.done !== true) {
      yield { trial }
      step = steps.next()
    }
    if (step.value.inertia < best.inertia) best = step.value
  }
  return best
}
