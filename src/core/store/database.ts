import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { ExpectedError } from '../../contract/errors.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

export type Connection = Database.Database

/** "SEGM": tells the file apart from any other SQLite database. */
const APPLICATION_ID = 0x5345474d
const BACKUPS_KEPT = 5

/** better-sqlite3 13 crashes without a word on an older N-API. */
function assertRuntime(): void {
  if (Number(process.versions.napi ?? 0) < 10) {
    throw new Error(`The store needs Node 22.14 or newer (N-API 10); this is Node ${process.versions.node}`)
  }
}

/** A connection that cannot write. The file must exist. */
export function openReadOnly(file: string): Connection {
  assertRuntime()
  const database = new Database(file, { readonly: true, fileMustExist: true })
  database.pragma('busy_timeout = 5000')
  return database
}

/**
 * The writing connection: creates the file where there is none, migrates an older one after a backup.
 * @param durable every commit is on the disk when it returns; false for a store that is thrown away
 * @throws ExpectedError store.newer, store.corrupt
 */
export function openForWriting(file: string, steps: readonly Migration[] = migrations, durable = true): Connection {
  assertRuntime()
  mkdirSync(dirname(file), { recursive: true })
  let isNew = !existsSync(file) || statSync(file).size === 0
  let database: Connection | null = null
  try {
    database = new Database(file)
    database.pragma('busy_timeout = 5000')
    if (!isNew && isBlank(database)) {
      // A first start that broke off before its first table.
      database.pragma('journal_mode = DELETE')
      isNew = true
    }
    if (!isNew) refuseForeign(database, file, steps)
    if (isNew) {
      // Both must come before the first table.
      database.pragma('page_size = 16384')
      database.pragma('auto_vacuum = INCREMENTAL')
      if (statSync(file).size > 0) database.exec('VACUUM')
    }
    database.pragma('journal_mode = WAL')
    database.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`)
    // People's data that were deleted are overwritten, not only forgotten.
    database.pragma('secure_delete = FAST')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    database.pragma('cell_size_check = ON')
    database.pragma('mmap_size = 0')
    // 64 MB: an import is copied from the log into the file in few steps, each of which waits for the disk.
    database.pragma(`wal_autocheckpoint = ${2 ** 26 / (database.pragma('page_size', { simple: true }) as number)}`)
    migrate(database, file, isNew, steps)
    return database
  } catch (error) {
    database?.close()
    const code = (error as { code?: string }).code ?? ''
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
      throw new ExpectedError('store.corrupt', { file, reason: (error as Error).message })
    }
    throw error
  }
}

/** An import that never got its last step was never seen by anyone. */
export function removeUnfinished(database: Connection): void {
  try {
    database.exec('DELETE FROM layers WHERE is_complete = 0')
  } catch (error) {
    // Even that takes room. Without it the imports that are there can be seen, and the next start tries again.
    if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error
  }
}

export function versionOf(database: Connection): number {
  return database.pragma('user_version', { simple: true }) as number
}

/** A database without a single table, and without a mark of another program. */
function isBlank(database: Connection): boolean {
  const marks = ['application_id', 'user_version'].map((name) => database.pragma(name, { simple: true }))
  if (marks.some((mark) => mark !== 0)) return false
  return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
}

/** Before anything is written: another program's file and a newer format are left as they are. */
function refuseForeign(database: Connection, file: string, steps: readonly Migration[]): void {
  const supported = steps.at(-1)?.version ?? 0
  const version = versionOf(database)
  if ((database.pragma('application_id', { simple: true }) as number) !== APPLICATION_ID) {
    throw new ExpectedError('store.corrupt', { file, reason: 'it is another program’s database' })
  }
  if (version > supported) throw new ExpectedError('store.newer', { file, version, supported })
}

/** All pending migrations in one transaction; a backup first where there is something to lose. */
function migrate(database: Connection, file: string, isNew: boolean, steps: readonly Migration[]): void {
  const supported = steps.at(-1)?.version ?? 0
  const version = versionOf(database)
  const pending = steps.filter((step) => step.version > version)
  if (pending.length === 0) return
  if (version > 0) backUp(database, file, version)
  database
    .transaction(() => {
      if (isNew) database.pragma(`application_id = ${APPLICATION_ID}`)
      for (const step of pending) database.exec(step.up)
      database.pragma(`user_version = ${supported}`)
    })
    .immediate()
}

function hasRoom(folder: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= bytes
}

/** A whole copy beside the store, under its final name only once it is complete; the five latest are kept. */
function backUp(database: Connection, file: string, version: number): void {
  const folder = join(dirname(file), 'backups')
  mkdirSync(folder, { recursive: true })
  const stem = `${basename(file)}.v${version}`
  const part = join(folder, `${stem}.part`)
  rmSync(part, { force: true })
  try {
    database.prepare('VACUUM INTO ?').run(part)
  } catch (error) {
    rmSync(part, { force: true })
    // Where not even an empty file can be made, SQLite says only that it could not open it.
    throw hasRoom(folder, statSync(file).size) ? error : new ExpectedError('store.disk_full', { file })
  }
  for (let n = BACKUPS_KEPT - 1; n >= 1; n--) {
    const older = join(folder, `${stem}.${n}`)
    if (existsSync(older)) renameSync(older, join(folder, `${stem}.${n + 1}`))
  }
  renameSync(part, join(folder, `${stem}.1`))
}
