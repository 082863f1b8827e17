import type { ImportLayer } from '../../contract/imports.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { PreparedRun, RunScope } from '../../engine/worker/tasks/prepare-run.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'

/** Fewer rows are counted sooner by one thread than two can be made ready for them. */
const LEAST_ROWS = 200_000
/** What one range may take while it is counted: with more rows there are more ranges, not more memory. */
const RANGE_BYTES = 96 * 1024 * 1024
/** About: what one customer and one of her rows take. */
const CUSTOMER_BYTES = 240
const ROW_BYTES = 28

/**
 * From layers to scored customers on all threads: each counts ranges of customers, one puts them together.
 * The result is the same however many ranges there are.
 */
export async function scoreCustomers(
  pool: EnginePool,
  layers: readonly ImportLayer[],
  input: readonly LayerInput[],
  scope: RunScope,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<PreparedRun> {
  const parts = rangesFor(layers, pool.size)
  const done = new Array<number>(parts).fill(0)
  const figures = await Promise.all(
    done.map((_, index) =>
      pool.run(
        (engine, stop) =>
          engine.countRange(
            input,
            scope,
            { index, of: parts },
            stop,
            callback((fraction: number) => {
              done[index] = fraction
              onProgress((0.8 * done.reduce((sum, each) => sum + each, 0)) / parts)
            }),
          ),
        signal,
      ),
    ),
  )
  return pool.run(
    (engine, stop) =>
      engine.prepareRun(
        input,
        scope,
        figures,
        stop,
        callback((fraction: number) => onProgress(0.8 + 0.2 * fraction)),
      ),
    signal,
  )
}

function rangesFor(layers: readonly ImportLayer[], threads: number): number {
  const orders = layers.filter(({ kind }) => kind === 'orders')
  const sum = (of: (layer: ImportLayer) => number) => orders.reduce((total, layer) => total + of(layer), 0)
  const rows = sum(({ counts }) => counts.read)
  if (rows < LEAST_ROWS) return 1
  const bytes = sum(({ customers }) => customers) * CUSTOMER_BYTES + rows * ROW_BYTES
  return threads * Math.max(1, Math.ceil(bytes / RANGE_BYTES / threads))
}
