import { Worker } from 'node:worker_threads'
import { ExpectedError } from '../../contract/errors.ts'
import { connectWorker, transfer, WorkerFault, type Remote } from '../../engine/worker/endpoint.ts'
import { workerUrl } from '../../engine/worker/worker-url.ts'
import { openReadOnly, type Connection } from './database.ts'
import type { SharedBytes, Statement, StoreWorkerApi, Value } from './store.worker.ts'

export type { SharedBytes, Statement, Value } from './store.worker.ts'

/**
 * The store as the rest of the core sees it. Small reads are answered at once by a read-only connection of this thread;
 * everything that writes or is large goes through the store's own thread.
 */
export class Store {
  readonly file: string
  private readonly worker: Worker
  private readonly remote: Remote<StoreWorkerApi>
  private readonly reader: Connection
  private isClosing = false

  private constructor(file: string, worker: Worker, remote: Remote<StoreWorkerApi>) {
    this.file = file
    this.worker = worker
    this.remote = remote
    this.reader = openReadOnly(file)
  }

  /** @throws ExpectedError store.newer, store.corrupt, store.disk_full, store.unwritable, store.locked */
  static async open(file: string, durable = true): Promise<Store> {
    const worker = new Worker(workerUrl('./store.worker.ts', import.meta.url))
    const remote = connectWorker<StoreWorkerApi>(worker)
    try {
      await explained(file, remote.open(file, durable))
      return new Store(file, worker, remote)
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }

  get<Row>(sql: string, ...parameters: Value[]): Row | undefined {
    return this.reader.prepare(sql).get(...parameters) as Row | undefined
  }

  all<Row>(sql: string, ...parameters: Value[]): Row[] {
    return this.reader.prepare(sql).all(...parameters) as Row[]
  }

  /** All statements in one transaction; on the disk when the promise resolves. Buffers in `moved` are given away. */
  write(statements: readonly Statement[], moved: readonly ArrayBuffer[] = []): Promise<void> {
    return this.transact(statements, moved, false)
  }

  /**
   * The same for a part of something nobody sees before a later `write` completes it: nobody waits for the disk, which has
   * this part when it has the later one.
   */
  writePart(statements: readonly Statement[], moved: readonly ArrayBuffer[] = []): Promise<void> {
    return this.transact(statements, moved, true)
  }

  private async transact(
    statements: readonly Statement[],
    moved: readonly ArrayBuffer[],
    isPart: boolean,
  ): Promise<void> {
    await explained(
      this.file,
      this.remote.write(moved.length === 0 ? statements : transfer([...statements], [...moved]), isPart),
    )
  }

  readBlobs(sql: string, ...parameters: Value[]): Promise<SharedBytes[]> {
    return this.remote.readBlobs(sql, parameters)
  }

  readParts(sql: string, ...parameters: Value[]): Promise<Map<string, SharedBytes>> {
    return this.remote.readParts(sql, parameters)
  }

  /** Gives what was deleted back to the disk, in steps between which other work gets its turn. */
  async tidy(): Promise<void> {
    let left = Number.POSITIVE_INFINITY
    while (!this.isClosing) {
      const now = await this.remote.tidy()
      if (now === 0 || now >= left) return
      left = now
    }
  }

  async close(): Promise<void> {
    this.isClosing = true
    this.reader.close()
    await this.remote.close()
    await this.worker.terminate()
  }
}

async function explained<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof WorkerFault ? (explanationOf(file, error.code ?? '') ?? error) : error
  }
}

/** What the person can mend of what the system says; null: that is for us. */
function explanationOf(file: string, code: string): ExpectedError | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new ExpectedError('store.disk_full', { file })
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new ExpectedError('store.locked', { folder: file })
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR)/.test(code) || /^E(ACCES|PERM|ROFS|NOTDIR|ISDIR|EXIST|NOENT)$/.test(code))
    return new ExpectedError('store.unwritable', { file, reason: code })
  return null
}

export function statement(sql: string, ...parameters: Value[]): Statement {
  return { sql, parameters }
}
