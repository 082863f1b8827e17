import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { ExpectedError } from '../contract/errors.ts'
import { tryLock } from '../core/host/instance-lock.ts'

/** Where a run keeps what it does not give away; everything of it can be removed at any moment. */
export interface Scratch {
  readonly dataFolder: string
  readonly storeFile: string
  /** The store was there before, with other projects in it. */
  readonly storeIsOld: boolean
  /** Removes the folder; `failed`: a store that this run has made goes too. */
  remove(failed: boolean): void
}

/** @throws ExpectedError store.locked where the app or another run has that store open; store.unwritable */
export function createScratch(store: string | null): Scratch {
  const release = store === null ? () => undefined : lockStore(resolve(store))
  const dataFolder = mkdtempSync(join(tmpdir(), 'segmento-'))
  const storeFile = store === null ? join(dataFolder, 'segmento.sqlite') : resolve(store)
  const storeIsOld = existsSync(storeFile)
  return {
    dataFolder,
    storeFile,
    storeIsOld,
    remove(failed) {
      release()
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 })
      if (!failed || storeIsOld) return
      for (const suffix of ['', '-wal', '-shm']) rmSync(storeFile + suffix, { force: true })
    },
  }
}

/** A second process would take the imports of the first for what a crash has left, and remove them. */
function lockStore(file: string): () => void {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new ExpectedError('store.unwritable', { file, reason: (error as NodeJS.ErrnoException).code ?? '' })
  }
  // The app's own store is held through the lock of its folder.
  const name = basename(file)
  const lock = name === 'segmento.sqlite' ? tryLock(folder) : tryLock(folder, `${name}.lock`)
  if (!lock.taken) throw new ExpectedError('store.locked', { folder: file })
  return lock.release
}
