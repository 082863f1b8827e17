import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a run keeps what it does not give away; everything of it can be removed at any moment. */
export interface Scratch {
  readonly dataFolder: string
  readonly storeFile: string
  /** The store was there before, with other projects in it. */
  readonly storeIsOld: boolean
  /** Removes the folder; `failed`: a store that this run has made goes too. */
  remove(failed: boolean): void
}

export function createScratch(store: string | null): Scratch {
  const dataFolder = mkdtempSync(join(tmpdir(), 'segmento-'))
  const storeFile = store === null ? join(dataFolder, 'segmento.sqlite') : resolve(store)
  const storeIsOld = existsSync(storeFile)
  return {
    dataFolder,
    storeFile,
    storeIsOld,
    remove(failed) {
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 })
      if (!failed || storeIsOld) return
      for (const suffix of ['', '-wal', '-shm']) rmSync(storeFile + suffix, { force: true })
    },
  }
}
