import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ExpectedError } from '../../contract/errors.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

/** An owner that has created the file and not yet written it is given this long. */
const halfWritten = 2_000
/** Taking over a dead owner's lock is a matter of milliseconds; a claim this old belongs to a process that died in it. */
const claimExpires = 10_000

export type LockAttempt =
  | { readonly taken: true; readonly release: () => void }
  /** `owner` is null while it is still being written. */
  | { readonly taken: false; readonly owner: ProcessIdentity | null }

/**
 * Tries to become the one process that serves a data folder. The lock is a file that only one process can create; that
 * of a process that is no longer running is taken over, by one process at a time.
 * @param name of the lock's file, where it stands for something else in that folder
 * @throws ExpectedError store.unwritable
 */
export function tryLock(dataFolder: string, name = 'instance.lock'): LockAttempt {
  const file = join(dataFolder, name)
  if (create(file)) return taken(file)
  const owner = readOwner(file)
  if (!isStale(file, owner)) return { taken: false, owner }

  const claim = `${file}.claim`
  removeOlderThan(claim, claimExpires)
  if (!create(claim)) return { taken: false, owner: null }
  try {
    // Looked at again under the claim: another process may have taken it over in the meantime.
    const current = readOwner(file)
    if (!isStale(file, current)) return { taken: false, owner: current }
    rmSync(file, { force: true })
    return create(file) ? taken(file) : { taken: false, owner: null }
  } finally {
    rmSync(claim, { force: true })
  }
}

function taken(file: string): LockAttempt {
  return {
    taken: true,
    release() {
      if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

function create(file: string): boolean {
  let descriptor: number
  try {
    descriptor = openSync(file, 'wx', 0o600)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw new ExpectedError('store.unwritable', { file, reason: code })
  }
  try {
    writeSync(descriptor, JSON.stringify(identify(process.pid)))
  } finally {
    closeSync(descriptor)
  }
  return true
}

function readOwner(file: string): ProcessIdentity | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity
    return Number.isInteger(owner.pid) && owner.pid > 0 ? owner : null
  } catch {
    return null
  }
}

function isStale(file: string, owner: ProcessIdentity | null): boolean {
  if (owner !== null) return !isRunning(owner)
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined || Date.now() - stat.mtimeMs > halfWritten
}

function removeOlderThan(file: string, milliseconds: number): void {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat !== undefined && Date.now() - stat.mtimeMs > milliseconds) rmSync(file, { force: true })
}
