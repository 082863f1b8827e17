import { moving, serveWorker } from '../../engine/worker/endpoint.ts'
import { openForWriting, removeUnfinished, type Connection } from './database.ts'

/** A value that SQLite binds. */
export type Value = string | number | bigint | null | Uint8Array

export interface Statement {
  readonly sql: string
  readonly parameters: readonly Value[]
}

/** Bytes in shared memory: every thread reads them in place. */
export type SharedBytes = Uint8Array<SharedArrayBuffer>

/** About 16 MB: other writes wait no longer than that takes. */
const PAGES_AT_ONCE = 1000

let database: Connection | null = null
/** Where nothing is to survive, no commit waits for the disk. */
let isDurable = true
/** The last transaction may still be on its way to the disk. */
let waits = true

function open(): Connection {
  if (database === null) throw new Error('store: not open')
  return database
}

function bind(values: readonly Value[]): unknown[] {
  return values.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value,
  )
}

/** Bytes that were sent here belong to this thread; chunks come faster than they would be collected. */
function giveBack(value: Value): void {
  if (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer && !value.buffer.detached)
    value.buffer.transfer(0)
}

function share(bytes: Buffer): SharedBytes {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
  shared.set(bytes)
  return shared
}

/** The one thread that writes, so that no disk sync ever holds the window; it also loads what is too large for it. */
const api = {
  open(file: string, durable: boolean): void {
    database = openForWriting(file, undefined, durable)
    isDurable = durable
    removeUnfinished(database)
  },

  /**
   * All statements or none.
   * @param isPart of something that a later call completes: on the disk with that one, a crash before it loses both
   */
  write(statements: readonly Statement[], isPart: boolean): void {
    const connection = open()
    if (isDurable && waits === isPart) {
      waits = !isPart
      // With a write-ahead log neither can damage the file: what is skipped is the sync of each commit.
      connection.pragma(`synchronous = ${waits ? 'FULL' : 'NORMAL'}`)
    }
    connection
      .transaction(() => {
        // Rows of one table share a statement: what each one takes outside the heap is given back late.
        const prepare = (sql: string) => ({ sql, statement: connection.prepare(sql) })
        let latest = prepare('SELECT 1')
        for (const { sql, parameters } of statements) {
          if (latest.sql !== sql) latest = prepare(sql)
          latest.statement.run(...bind(parameters))
        }
      })
      .immediate()
    for (const { parameters } of statements) parameters.forEach(giveBack)
  },

  /** Gives some freed pages back to the disk. @returns how many are left */
  tidy(): number {
    const connection = open()
    connection.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`)
    return connection.pragma('freelist_count', { simple: true }) as number
  },

  /** The first column of every row, in shared memory. */
  readBlobs(sql: string, parameters: readonly Value[]): SharedBytes[] {
    const blobs: SharedBytes[] = []
    for (const blob of open()
      .prepare(sql)
      .pluck()
      .iterate(...bind(parameters))) {
      blobs.push(share(blob as Buffer))
    }
    return blobs
  },

  /** Rows of (name, data), in shared memory. */
  readParts(sql: string, parameters: readonly Value[]): Map<string, SharedBytes> {
    const parts = new Map<string, SharedBytes>()
    for (const row of open()
      .prepare(sql)
      .iterate(...bind(parameters))) {
      const { name, data } = row as { name: string; data: Buffer }
      parts.set(name, share(data))
    }
    return moving(parts, [])
  },

  close(): void {
    const connection = open()
    database = null
    try {
      connection.pragma('optimize')
    } catch {
      // Statistics for later queries: on a full disk there is no room for them.
    }
    connection.close()
  },
}

export type StoreWorkerApi = typeof api

serveWorker(api)
