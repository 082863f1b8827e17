import { perCustomer, type PerCustomer, type RangeTotals } from '../../engine/rfm/tally.ts'
import type { RowsSeen } from '../../engine/rfm/row-buckets.ts'
import { callback, transfer } from '../../engine/worker/endpoint.ts'
import type { RunOverview } from '../../engine/worker/tasks/overview-run.ts'
import type { RunScope, ScoredRun } from '../../engine/worker/tasks/prepare-run.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'

/** Fewer rows are counted sooner by one thread than two can be made ready for them. */
const LEAST_ROWS = 200_000
/** What rows that are laid out may take: with more rows there are more passes, not more memory. */
const MOST_BYTES = 112 * 1024 * 1024
const ROW_BYTES = 20
/** Parts of each half for each thread: one that is late holds the others up for no longer than such a part takes. */
const PARTS = 2

export interface ScoredCustomers {
  readonly scored: ScoredRun
  /** Goes on beside what is done with the scores; awaited or not, a failure of it is heard once. */
  readonly overview: Promise<RunOverview>
}

/**
 * From layers to scored customers on all threads: first each lays rows of its part of the chunks out by customer, then each
 * counts customers. The result is the same however many parts there are.
 */
export async function scoreCustomers(
  pool: EnginePool,
  rows: number,
  input: readonly LayerInput[],
  scope: RunScope,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<ScoredCustomers> {
  const { passes, parts, racks } = planFor(rows, pool.size)
  const steps = passes * (parts + racks)
  const done = new Array<number>(steps).fill(0)
  const report = (step: number) =>
    callback((fraction: number) => {
      done[step] = fraction
      onProgress((0.9 * done.reduce((sum, each) => sum + each, 0)) / steps)
    })
  let figures: PerCustomer | null = null
  const totals: RangeTotals[] = []
  const seen: RowsSeen[] = []
  for (let pass = 0; pass < passes; pass++) {
    const first = pass * (parts + racks)
    const laid = await Promise.all(
      numbers(parts).map((index) => {
        const plan = { pass: { index: pass, of: passes }, racks, part: { index, of: parts } }
        return pool.run((engine, stop) => engine.layRows(input, scope, plan, stop, report(first + index)), signal)
      }),
    )
    const { range, count, customers } = laid[0]!
    const to = (figures ??= perCustomer(customers))
    seen.push(...laid.map((part) => part.seen))
    totals.push(
      ...(await Promise.all(
        numbers(racks).map((index) =>
          pool.run((engine, stop) => {
            const rows = laid.map((part) => part.racks[index]!)
            const moved = transfer(
              rows,
              rows.flatMap(({ slabs }) => slabs.map(({ buffer }) => buffer)),
            )
            return engine.countRacks(to, count, range, moved, index, stop, report(first + parts + index))
          }, signal),
        ),
      )),
    )
  }
  const counted = { figures: figures!, totals, seen }
  const scored = await pool.run((engine, stop) => engine.scoreRun(input, scope, counted, stop), signal)
  const overview = pool.run((engine, stop) => engine.overviewRun(input, scope, counted, scored, stop), signal)
  overview.catch(() => undefined)
  return { scored, overview }
}

function planFor(rows: number, threads: number): { passes: number; parts: number; racks: number } {
  if (rows < LEAST_ROWS) return { passes: 1, parts: 1, racks: 1 }
  return { passes: Math.ceil((rows * ROW_BYTES) / MOST_BYTES), parts: PARTS * threads, racks: PARTS * threads }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
