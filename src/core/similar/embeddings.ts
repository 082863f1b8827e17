import { CancelledError } from '../../contract/errors.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import { runParts } from '../analysis/run-cache.ts'
import type { CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { abortable } from '../jobs/abortable.ts'
import type { StoredRun } from '../store/runs-table.ts'
import type { Store } from '../store/store.ts'

interface Making {
  readonly runId: string
  readonly parts: Promise<Map<string, Uint8Array>>
  readonly stop: AbortController
  /** Calls that wait for it: the last one that is cancelled stops the work. */
  waiting: number
  readonly listeners: Set<(fraction: number) => void>
}

const made = new WeakMap<Store, Making>()

/**
 * The embedding of a run, made when it is first asked for and kept in shared memory for the run asked for last. It is no
 * part of the analysis: most people never ask, and made again it is the same to the last bit.
 */
export async function embeddingOfRun(
  core: CoreContext,
  run: StoredRun,
  { signal, progress }: CallContext,
): Promise<Map<string, Uint8Array>> {
  const { store } = core
  const known = made.get(store)
  const making = known?.runId === run.id && !known.stop.signal.aborted ? known : begin(core, run)
  const listener = (fraction: number) => progress({ stage: 'similar', fraction })
  making.listeners.add(listener)
  making.waiting++
  try {
    return await abortable(making.parts, signal)
  } catch (error) {
    if (made.get(store) === making && !(error instanceof CancelledError)) made.delete(store)
    throw error
  } finally {
    making.listeners.delete(listener)
    if (--making.waiting === 0 && signal.aborted) making.stop.abort()
  }
}

function begin(core: CoreContext, run: StoredRun): Making {
  const stop = new AbortController()
  const listeners = new Set<(fraction: number) => void>()
  const making: Making = { runId: run.id, parts: make(core, run, stop.signal, listeners), stop, waiting: 0, listeners }
  // Whoever waits hears of it; a stop that nobody waits for is no fault.
  making.parts.catch(() => undefined)
  made.set(core.store, making)
  return making
}

async function make(
  core: CoreContext,
  run: StoredRun,
  signal: AbortSignal,
  listeners: ReadonlySet<(fraction: number) => void>,
): Promise<Map<string, Uint8Array>> {
  const parts = await runParts(core.store, run.id)
  const { facts, seed } = run.summary
  const onProgress = (fraction: number) => {
    for (const listener of listeners) listener(fraction)
  }
  return core.pool.run((engine, stop) => engine.embedRun(facts, parts, seed, stop, callback(onProgress)), signal)
}
