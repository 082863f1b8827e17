import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CancelledError } from '../../contract/errors.ts'
import { writeOrders } from '../../../test/support/orders-file.ts'
import type { Matrix } from '../../engine/columns/types.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import { EnginePool, type Engine, type StopFlag } from './engine-pool.ts'

/** Points without any order: K-Means has work with them. */
function noise(rows: number): Matrix {
  const data = new Float64Array(new SharedArrayBuffer(rows * 3 * 8))
  let state = 1
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    data[i] = state / 2 ** 32
  }
  return { data, rows, columns: 3 }
}

const small = noise(30)
const large = noise(400_000)
const files = mkdtempSync(join(tmpdir(), 'segmento-pool-'))
const orders = writeOrders(join(files, 'orders.csv'), 100_000, 500)
afterAll(() => rmSync(files, { recursive: true, force: true }))

const never = new AbortController().signal
/** Runs until it is told to stop; `started` resolves once it is on its thread. */
function longTask(heedsFlag: boolean): {
  started: Promise<void>
  task: (engine: Engine, stop: StopFlag) => Promise<unknown>
} {
  let begun: () => void
  const started = new Promise<void>((resolve) => (begun = resolve))
  return {
    started,
    task: (engine, stop) => {
      const flag = heedsFlag ? stop : new Int32Array(new SharedArrayBuffer(4))
      const work = engine.fitK(
        large,
        40,
        1,
        flag,
        callback(() => undefined),
      )
      begun()
      return work
    },
  }
}
const shortTask = async (engine: Engine, stop: StopFlag) =>
  (
    await engine.fitK(
      small,
      3,
      1,
      stop,
      callback(() => undefined),
    )
  ).clusters
/** The engine of the thread that is next: tells threads apart. */
const which = (pool: EnginePool) => pool.run(async (engine) => ({ engine }), never)

describe('EnginePool', () => {
  let pool: EnginePool
  beforeEach(() => void (pool = new EnginePool(1)))
  afterEach(() => pool.close())

  it('runs what is queued one after the other, on one thread', async () => {
    const before = await which(pool)
    expect(await Promise.all([1, 2, 3].map(() => pool.run(shortTask, never)))).toEqual([3, 3, 3])
    expect((await which(pool)).engine).toBe(before.engine)
  })

  it('cancels in the queue without a word to the thread, and before it is queued', async () => {
    const running = new AbortController()
    const waiting = new AbortController()
    const long = longTask(true)
    const first = pool.run(long.task, running.signal)
    const queued = pool.run(shortTask, waiting.signal)
    const last = pool.run(shortTask, never)
    await long.started
    waiting.abort()
    await expect(queued).rejects.toThrow(CancelledError)
    await expect(pool.run(shortTask, AbortSignal.abort())).rejects.toThrow(CancelledError)
    running.abort()
    await expect(first).rejects.toThrow(CancelledError)
    expect(await last).toBe(3)
  })

  it('cancels a running task by its flag', async () => {
    const running = new AbortController()
    const long = longTask(true)
    const first = pool.run(long.task, running.signal)
    await long.started
    running.abort()
    await expect(first).rejects.toThrow(CancelledError)
    expect(await pool.run(shortTask, never)).toBe(3)
  })

  it('ends a thread whose task does not look at the flag, and goes on with another', async () => {
    const { engine } = await which(pool)
    const running = new AbortController()
    const long = longTask(false)
    const first = pool.run(long.task, running.signal)
    const queued = pool.run(shortTask, never)
    await long.started
    running.abort()
    await expect(first).rejects.toThrow(CancelledError)
    expect(await queued).toBe(3)
    expect((await which(pool)).engine).not.toBe(engine)
  })

  it('rejects the call of a thread that dies, and hands nobody else to it', async () => {
    const { engine } = await which(pool)
    const dying = pool.run(
      (each, stop) =>
        each.importFile(
          orders,
          'orders.csv',
          {},
          null,
          stop,
          callback({
            chunk: () => new Promise<void>(() => undefined),
            rejected: async () => undefined,
            // Nobody in the thread waits for this answer: the fault ends it.
            progress: () => {
              throw new Error('no listener')
            },
          }),
        ),
      never,
    )
    const queued = [pool.run(shortTask, never), pool.run(shortTask, never)]
    await expect(dying).rejects.toThrow()
    expect(await Promise.all(queued)).toEqual([3, 3])
    expect((await which(pool)).engine).not.toBe(engine)
  })

  it('replaces a thread that died while it had nothing to do', async () => {
    const { engine } = await which(pool)
    // On a busy machine its end may be heard of before its answer.
    await pool
      .run(
        (engine, stop) =>
          engine.fitK(
            noise(50_000),
            3,
            1,
            stop,
            callback(() => {
              throw new Error('no listener')
            }),
          ),
        never,
      )
      .catch(() => null)
    while ((await which(pool)).engine === engine) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await pool.run(shortTask, never)).toBe(3)
  })

  it('gives everything up when it is closed', async () => {
    const long = longTask(false)
    const running = pool.run(long.task, never)
    const queued = pool.run(shortTask, never)
    await long.started
    const both = Promise.allSettled([running, queued])
    await pool.close()
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(pool.run(shortTask, never)).rejects.toThrow('closed')
  })
})
