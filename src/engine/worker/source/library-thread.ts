import type { EventEmitter } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import type { HeapInfo } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import { connectWorker } from '../endpoint.ts'
import type { Remote } from '../endpoint.ts'
import { workerUrl } from '../worker-url.ts'
import type { LibraryApi } from './library.worker.ts'

/**
 * What the thread may need: a workbook becomes some fifteen times its unpacked size in memory. Far more than that is
 * no workbook but an attack, and ends the thread instead of the app.
 */
const LEAST_HEAP_MB = 48
const MOST_HEAP_MB = 3000
const HEAP_PER_BYTE = 24
/** Time that one step may take; what takes longer goes on for ever. */
const LEAST_MILLISECONDS = 4000
const MILLISECONDS_PER_MB = 1500
const LOOK_MILLISECONDS = 20
/**
 * V8 ends the whole process where one array grows beyond its limit at once: before that limit, which lies higher by so
 * much, the thread is ended from here.
 */
const SPARE_HEAP_MB = 256
/** How long a thread waits for the next workbook: a file is looked at first and read soon after. */
const IDLE_MILLISECONDS = 15_000

/** Asks the thread; what it does not live through, or not in time, is told as an error of the file. */
export type Library = <T>(ask: (api: Remote<LibraryApi>) => Promise<T>) => Promise<T>

interface Thread {
  readonly worker: Worker
  readonly api: Remote<LibraryApi>
  readonly heapMegabytes: number
  isEnded: boolean
  /** Ends it while it waits. */
  timer: NodeJS.Timeout | null
}

let idle: Thread | null = null

/**
 * A thread in which a workbook may be read, until the handle of its file is closed.
 * @param unpacked bytes of the workbook once unpacked: they say what it may cost
 */
export function askLibrary(handle: FileHandle, name: string, unpacked: number, isCancelled: () => boolean): Library {
  const megabytes = unpacked / 2 ** 20
  const thread = takeThread(Math.min(MOST_HEAP_MB, Math.ceil(LEAST_HEAP_MB + HEAP_PER_BYTE * megabytes)))
  const tooLarge = (): ExpectedError => new ExpectedError('file.too_large', { name })
  // Every handle of a file is an emitter, though its type does not say so.
  ;(handle as unknown as EventEmitter).once('close', () => giveBack(thread))
  return (ask) =>
    new Promise((resolve, reject) => {
      const most = LEAST_MILLISECONDS + MILLISECONDS_PER_MB * megabytes
      const started = performance.now()
      const used = process.cpuUsage()
      let isSettled = false
      const end = (error: Error): void => {
        if (isSettled) return
        isSettled = true
        clearInterval(look)
        thread.isEnded = true
        void thread.worker.terminate()
        reject(error)
      }
      // What the workbook before left behind is collected some time, and not this one's.
      let before: number | null = null
      let above = 0
      let isAsked = false
      const weigh = ({ used_heap_size, external_memory }: HeapInfo): void => {
        const megabytesUsed = (used_heap_size + external_memory) / 2 ** 20
        before ??= megabytesUsed
        const over = megabytesUsed - before - thread.heapMegabytes
        above = over > 16 ? above + 1 : 0
        // Once may be what nobody needs any more.
        if (above > 1 || over > SPARE_HEAP_MB / 4) end(tooLarge())
      }
      const lookAtHeap = (): void => {
        // A thread deep in one call answers late: each question would wait with it.
        if (isAsked) return
        isAsked = true
        void thread.worker
          .getHeapStatistics()
          .then(weigh, () => undefined)
          .finally(() => (isAsked = false))
      }
      lookAtHeap()
      const look = setInterval(() => {
        lookAtHeap()
        if (isCancelled()) end(new CancelledError())
        else if (performance.now() - started > most && cpuMilliseconds(used) > most) end(tooLarge())
      }, LOOK_MILLISECONDS)
      ask(thread.api).then(
        (value) => {
          isSettled = true
          clearInterval(look)
          resolve(value)
        },
        (error: NodeJS.ErrnoException) => end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error),
      )
    })
}

/** On a busy machine a thread may wait for its turn: that is not its fault. */
function cpuMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function takeThread(heapMegabytes: number): Thread {
  const waiting = idle
  idle = null
  if (waiting !== null) {
    clearTimeout(waiting.timer ?? undefined)
    if (!waiting.isEnded && waiting.heapMegabytes >= heapMegabytes && waiting.heapMegabytes <= 1.5 * heapMegabytes) {
      waiting.worker.ref()
      return waiting
    }
    void waiting.worker.terminate()
  }
  const worker = new Worker(workerUrl('./library.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes + SPARE_HEAP_MB, maxYoungGenerationSizeMb: 8 },
    // What the library remarks is nobody's business.
    stderr: true,
    stdout: true,
  })
  const thread: Thread = { worker, api: connectWorker<LibraryApi>(worker), heapMegabytes, isEnded: false, timer: null }
  worker.once('exit', () => void (thread.isEnded = true))
  return thread
}

function giveBack(thread: Thread): void {
  if (thread.isEnded) return
  if (idle !== null) {
    void thread.worker.terminate()
    return
  }
  idle = thread
  thread.worker.unref()
  thread.timer = setTimeout(() => {
    if (idle === thread) idle = null
    void thread.worker.terminate()
  }, IDLE_MILLISECONDS).unref()
  thread.api.close().catch(() => undefined)
}
