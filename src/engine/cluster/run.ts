import type { Matrix } from '../columns/types.ts'
import { suggestK, type KMeasure, type KSuggestion } from './choose-k.ts'
import { fitK, type KFit } from './fit-k.ts'
import { subSeed } from './random.ts'
import { combineSilhouettes, planSilhouette, silhouetteRange, type SilhouettePlan } from './silhouette.ts'

export interface ClusterRun {
  /** One for each k that has as many clusters as asked for, ascending from k = 1. */
  readonly fits: readonly KFit[]
  readonly measures: readonly KMeasure[]
  readonly suggestion: KSuggestion
  /** Points the silhouettes were computed on. */
  readonly silhouetteSample: number
}

export interface ClusterProgress {
  readonly stage: 'fit' | 'silhouette'
  /** The k at work, in stage `fit`. */
  readonly k: number
  /** Share of the stage that is done, 0 … 1, an estimate. */
  readonly done: number
}

/** Positions of the silhouette between two chances to stop: a few milliseconds. */
const SILHOUETTE_STEP = 200

/**
 * K-Means for k = 1 … maxK, silhouettes and the suggested k, on one thread. On several, run `fitK` for each k, take
 * `usableFits`, run `silhouetteRange` over ranges of `silhouettePlanFor`, and put all together with `assembleRun`: the
 * result is the same to the last bit.
 *
 * @param points at least one row of finite numbers
 * @param maxK 1 to 50
 */
export function* clusterRun(points: Matrix, maxK: number, seed: number): Generator<ClusterProgress, ClusterRun> {
  const fits: KFit[] = []
  for (let k = 1; k <= maxK; k++) {
    const steps = fitK(points, k, seed)
    let step = steps.next()
    while (step.done !== true) {
      yield { stage: 'fit', k, done: (k - 1 + step.value.done) / maxK }
      step = steps.next()
    }
    if (step.value.clusters < k) break
    fits.push(step.value)
  }
  const plan = silhouettePlanFor(points, fits, seed)
  const ranges: Float64Array[] = []
  for (let from = 0; plan.passes.length > 0 && from < plan.rows; from += SILHOUETTE_STEP) {
    ranges.push(silhouetteRange(plan, from, Math.min(plan.rows, from + SILHOUETTE_STEP)))
    yield { stage: 'silhouette', k: maxK, done: Math.min(1, (from + SILHOUETTE_STEP) / plan.rows) }
  }
  return assembleRun(points, fits, plan, ranges, maxK)
}

/** The plan of the silhouettes of all fits with at least two clusters, in the order of `fits`. */
export function silhouettePlanFor(
  points: Matrix,
  fits: readonly Pick<KFit, 'clusters' | 'labels'>[],
  seed: number,
): SilhouettePlan {
  const labellings = fits.filter(({ clusters }) => clusters > 1).map(({ labels }) => labels)
  return planSilhouette(points, labellings, subSeed(seed, 0))
}

/**
 * Puts fits and silhouettes together and suggests a k.
 *
 * @param fits `usableFits`, the same as the plan was made from
 * @param ranges of the plan, ascending, without gaps
 */
export function assembleRun(
  points: Matrix,
  fits: readonly KFit[],
  plan: SilhouettePlan,
  ranges: readonly Float64Array[],
  maxK: number,
): ClusterRun {
  const silhouettes = combineSilhouettes(plan, ranges)
  let next = 0
  const measures = fits.map(({ k, inertia, clusters }) => ({
    k,
    inertia,
    silhouette: clusters > 1 ? (silhouettes[next++] ?? null) : null,
  }))
  const suggestion = suggestK(measures, maxK, points.rows)
  return { fits, measures, suggestion, silhouetteSample: plan.rows }
}

/** The fits that count: ascending by k, each with as many clusters as asked for. */
export function usableFits(fits: readonly KFit[]): KFit[] {
  return fits.filter(({ k, clusters }) => clusters === k).sort((a, b) => a.k - b.k)
}
