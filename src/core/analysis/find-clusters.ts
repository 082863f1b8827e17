import type { KFit } from '../../engine/cluster/fit-k.ts'
import { assembleRun, usableFits, type ClusterRun } from '../../engine/cluster/run.ts'
import type { Matrix } from '../../engine/columns/types.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'

/** Of this share of the progress the fits are made; the rest is the silhouettes. */
const FITS = 0.7

/**
 * K-Means for k = 1 … maxK and their silhouettes, spread over the engine's threads: every k is a task of its own, the
 * largest first; the pairs of the silhouette are cut into equal ranges. The result does not depend on the spreading.
 */
export async function findClusters(
  pool: EnginePool,
  points: Matrix,
  options: { readonly maxK: number; readonly seed: number },
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<ClusterRun> {
  const ks = Array.from({ length: options.maxK }, (_, i) => options.maxK - i)
  const work = ks.reduce((sum, k) => sum + k, 0)
  const done = new Map<number, number>()
  const report = (k: number) => (share: number) => {
    done.set(k, share)
    const sum = [...done].reduce((total, [each, part]) => total + each * part, 0)
    onProgress((FITS * sum) / work)
  }
  const fits = await Promise.all(
    ks.map(async (k): Promise<KFit> => {
      const fit = await pool.run(
        (engine, stop) => engine.fitK(points, k, options.seed, stop, callback(report(k))),
        signal,
      )
      report(k)(1)
      return fit
    }),
  )
  const usable = usableFits(fits)
  const labels = usable.map(({ k, clusters, labels: each }) => ({ k, clusters, labels: each }))
  const plan = await pool.run((engine, stop) => engine.planSilhouettes(points, labels, options.seed, stop), signal)
  const cuts = Array.from({ length: pool.size + 1 }, (_, i) => Math.round((i * plan.rows) / pool.size))
  const ranges = await Promise.all(
    cuts.slice(1).map((to, i) => pool.run((engine, stop) => engine.silhouetteRange(plan, cuts[i]!, to, stop), signal)),
  )
  onProgress(1)
  return assembleRun(points, usable, plan, ranges.flat(), options.maxK)
}
