import type { Parts } from '../../engine/columns/parts.ts'
import type { BodyInput } from '../../engine/persona/bodies.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { RunFacts } from '../../engine/worker/tasks/prepare-run.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'
import type { PredictionSummary } from '../store/runs-table.ts'

export interface Predicted {
  readonly summary: PredictionSummary
  /** Columns of scores beside the run's customer columns. */
  readonly parts: Parts
  readonly groups: readonly BodyInput[]
}

/** Reading the history is this share of the progress; churn and value, side by side, are the rest. */
const READING = 0.2

/** Churn and value of every customer with a purchase, each on a thread of its own. */
export async function predictRun(
  pool: EnginePool,
  input: readonly LayerInput[],
  run: { readonly facts: RunFacts; readonly parts: Map<string, Uint8Array> },
  seed: number,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Predicted> {
  const started = performance.now()
  const prepared = await pool.run(
    (engine, stop) =>
      engine.prepareHistory(
        input,
        run.facts,
        run.parts,
        seed,
        stop,
        callback((fraction: number) => onProgress(READING * fraction)),
      ),
    signal,
  )
  const done = [0, 0]
  const report = (which: 0 | 1) =>
    callback((fraction: number) => {
      done[which] = fraction
      onProgress(READING + ((1 - READING) * (done[0]! + done[1]!)) / 2)
    })
  const [churn, value] = await Promise.all([
    pool.run((engine, stop) => engine.churnOf(prepared, stop, report(0)), signal),
    pool.run((engine, stop) => engine.valueOf(prepared, stop, report(1)), signal),
  ])
  const { parts, groups, ...told } = await pool.run(
    (engine) => engine.joinRun(run.facts, run.parts, churn, value),
    signal,
  )
  onProgress(1)
  return { parts, groups, summary: { ...told, milliseconds: performance.now() - started } }
}
