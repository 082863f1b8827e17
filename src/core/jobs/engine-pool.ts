import { Worker } from 'node:worker_threads'
import { CancelledError } from '../../contract/errors.ts'
import { keepKernelCode } from '../../engine/kernel/keep-code.ts'
import { connectWorker, type Remote } from '../../engine/worker/endpoint.ts'
import type { EngineApi } from '../../engine/worker/engine.worker.ts'
import { workerUrl } from '../../engine/worker/worker-url.ts'

export type Engine = Remote<EngineApi>
/** One 32-bit word shared with the worker: not 0 means "stop". */
export type StopFlag = Int32Array<SharedArrayBuffer>

/** How long a worker may take to stop by itself before it is ended. */
const GRACE_MILLISECONDS = 120

/** Short-lived values are collected less often in a larger nursery; beyond this it only takes memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 }

interface Thread {
  readonly worker: Worker
  readonly engine: Engine
}

interface Waiting {
  readonly start: (thread: Thread) => void
  readonly giveUp: () => void
}

/**
 * A fixed number of engine threads, started when first needed; one task per thread at a time, first come, first served.
 * A thread that dies or does not stop in time is replaced; its task is rejected.
 */
export class EnginePool {
  readonly size: number
  private readonly idle = new Set<Thread>()
  private readonly queue: Waiting[] = []
  private readonly all = new Set<Thread>()
  private isClosed = false

  constructor(size: number) {
    this.size = size
  }

  /**
   * Runs one task on a free thread.
   * @throws CancelledError within about 150 ms of the abort, whatever the thread is doing
   */
  run<T>(task: (engine: Engine, stop: StopFlag) => Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(new CancelledError())
      if (this.isClosed) return reject(new Error('the engine is closed'))
      const waiting: Waiting = {
        giveUp: () => {
          signal.removeEventListener('abort', leaveQueue)
          reject(new CancelledError())
        },
        start: (thread) => {
          signal.removeEventListener('abort', leaveQueue)
          this.occupy(thread, task, signal).then(resolve, reject)
        },
      }
      const leaveQueue = () => {
        const place = this.queue.indexOf(waiting)
        if (place >= 0) this.queue.splice(place, 1)
        reject(new CancelledError())
      }
      signal.addEventListener('abort', leaveQueue, { once: true })
      this.queue.push(waiting)
      this.next()
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const waiting of this.queue.splice(0)) waiting.giveUp()
    await Promise.all([...this.all].map(({ worker }) => worker.terminate()))
  }

  /** Starts threads before they are needed: their modules load while the person still looks at the screen. */
  warm(threads = 1): void {
    if (this.isClosed) return
    while (this.all.size < Math.min(threads, this.size)) {
      const thread = this.spawn()
      this.idle.add(thread)
      // A thread that answered once has everything at hand that messages need; one that ends instead is replaced.
      thread.engine.ready().catch(() => undefined)
    }
  }

  /** Ends the threads that wait, after work that left much memory behind, and makes others ready in their place. */
  renew(): void {
    const ended = [...this.idle]
    this.idle.clear()
    for (const thread of ended) {
      this.all.delete(thread)
      void thread.worker.terminate()
    }
    this.warm(this.all.size + ended.length)
  }

  /** How many tasks would start at once. */
  get free(): number {
    return Math.max(0, this.size - (this.all.size - this.idle.size) - this.queue.length)
  }

  private next(): void {
    if (this.queue.length === 0) return
    // Always the same one where several wait: what only one does it has compiled, and it knows the file it looked at.
    const thread =
      [...this.all].find((each) => this.idle.delete(each)) ?? (this.all.size < this.size ? this.spawn() : undefined)
    if (thread === undefined) return
    this.queue.shift()!.start(thread)
  }

  private spawn(): Thread {
    keepKernelCode()
    const worker = new Worker(workerUrl('./engine.worker.ts', import.meta.url), { resourceLimits })
    const thread: Thread = { worker, engine: connectWorker<EngineApi>(worker) }
    this.all.add(thread)
    // A fault is told before the exit: the thread must not be handed to the next task in between.
    worker.once('error', () => this.remove(thread))
    worker.once('exit', () => this.remove(thread))
    return thread
  }

  private remove(thread: Thread): void {
    this.all.delete(thread)
    this.idle.delete(thread)
    if (!this.isClosed) this.next()
  }

  private async occupy<T>(
    thread: Thread,
    task: (engine: Engine, stop: StopFlag) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const stop: StopFlag = new Int32Array(new SharedArrayBuffer(4))
    let grace: NodeJS.Timeout | undefined
    const onAbort = () => {
      Atomics.store(stop, 0, 1)
      grace = setTimeout(() => {
        this.remove(thread)
        void thread.worker.terminate()
      }, GRACE_MILLISECONDS)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    try {
      return await task(thread.engine, stop)
    } catch (error) {
      // Whatever the ended thread says, the person asked for it to end.
      throw signal.aborted ? new CancelledError() : error
    } finally {
      clearTimeout(grace)
      signal.removeEventListener('abort', onAbort)
      if (this.all.has(thread)) this.idle.add(thread)
      this.next()
    }
  }
}
