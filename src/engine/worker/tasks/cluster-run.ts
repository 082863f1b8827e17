import { fitK, type KFit } from '../../cluster/fit-k.ts'
import { silhouettePlanFor } from '../../cluster/run.ts'
import { silhouetteRange, type SilhouettePlan } from '../../cluster/silhouette.ts'
import type { Matrix } from '../../columns/types.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'

export function fitOne(points: Matrix, k: number, seed: number, stop: Stop, onProgress: (done: number) => void): KFit {
  return drive(fitK(points, k, seed), stop, ({ done }) => onProgress(done))
}

export function plan(
  points: Matrix,
  fits: readonly Pick<KFit, 'clusters' | 'labels'>[],
  seed: number,
  stop: Stop,
): SilhouettePlan {
  throwIfStopped(stop)
  return silhouettePlanFor(points, fits, seed)
}

/** Part of the work, in slices short enough to look for "stop" between them. */
export function range(planned: SilhouettePlan, from: number, to: number, stop: Stop): Float64Array[] {
  const slices: Float64Array[] = []
  const step = 256
  for (let start = from; start < to; start += step) {
    throwIfStopped(stop)
    slices.push(silhouetteRange(planned, start, Math.min(to, start + step)))
  }
  return slices
}
