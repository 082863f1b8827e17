import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ExpectedError } from '../contract/errors.ts'

/**
 * The files of one run. They are put beside their places under other names first and moved there together, so that a
 * run which is stopped leaves the folder as it was.
 */
export class ResultFiles {
  readonly folder: string
  readonly #mark = `.${randomBytes(6).toString('hex')}.part`
  readonly #names: string[] = []
  /** The topmost folder that was made for this run. */
  #made: string | null = null

  constructor(folder: string) {
    this.folder = folder
  }

  /** @throws ExpectedError `output.unwritable` where a file is in the way or nothing may be written; nothing is made yet. */
  check(): void {
    const above = nearestThatExists(this.folder)
    if (!statSync(above).isDirectory()) throw unwritable(above, 'there is a file of that name')
    try {
      accessSync(above, constants.W_OK)
    } catch {
      throw unwritable(this.folder, 'no permission')
    }
  }

  copy(name: string, from: string): void {
    this.#stage(name, (path) => copyFileSync(from, path))
  }

  /** Joins files that each begin with the same header line. */
  join(name: string, from: readonly string[]): void {
    this.#stage(name, (path) => {
      from.forEach((file, index) => {
        const bytes = readFileSync(file)
        writeFileSync(path, index === 0 ? bytes : bytes.subarray(bytes.indexOf(0x0a) + 1), { flag: 'a' })
      })
    })
  }

  write(name: string, text: string): void {
    this.#stage(name, (path) => writeFileSync(path, text))
  }

  /** Moves everything to its place. */
  commit(): readonly string[] {
    this.#guard(() => {
      for (const name of this.#names) renameSync(this.#staged(name), join(this.folder, name))
    })
    return this.#names.splice(0)
  }

  /** Takes away what was not moved, and the folder where it was made for this run and is empty. */
  discard(): void {
    for (const name of this.#names.splice(0)) rmSync(this.#staged(name), { force: true })
    for (
      let folder = this.folder;
      this.#made !== null && folder.length >= this.#made.length;
      folder = dirname(folder)
    ) {
      try {
        rmdirSync(folder)
      } catch {
        break
      }
    }
  }

  #staged(name: string): string {
    return join(this.folder, `.${name}${this.#mark}`)
  }

  #stage(name: string, fill: (path: string) => void): void {
    this.#guard(() => {
      this.#made ??= makeFolders(this.folder)
      this.#names.push(name)
      fill(this.#staged(name))
    })
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      throw unwritable(this.folder, (error as NodeJS.ErrnoException).code ?? String(error))
    }
  }
}

/**
 * Makes the folder and what is missing above it; returns the topmost one made, or null. One at a time: where the system
 * answers "no such folder" for a place that can hold none, Node's own way of making several never comes to an end.
 */
function makeFolders(folder: string): string | null {
  if (existsSync(folder)) return null
  const above = makeFolders(dirname(folder))
  mkdirSync(folder)
  return above ?? folder
}

function unwritable(path: string, reason: string): ExpectedError {
  return new ExpectedError('output.unwritable', { path, reason })
}

/** The folder itself, else the nearest above it. */
function nearestThatExists(folder: string): string {
  let found = folder
  while (!existsSync(found) && dirname(found) !== found) found = dirname(found)
  return found
}
