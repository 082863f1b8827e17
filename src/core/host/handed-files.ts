import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Core } from '../ports.ts'

/**
 * Files named on a command line, ours or that of a second start. They are announced to the screens that are open; while
 * none listens yet, they wait for the first that does.
 */
export class HandedFiles {
  readonly #core: Pick<Core, 'offerFile' | 'announceFiles'>
  #listening = 0
  #waiting: string[] = []

  constructor(core: Pick<Core, 'offerFile' | 'announceFiles'>) {
    this.#core = core
  }

  /** Takes absolute paths; what is not a file is left out. Returns the file ids. */
  offer(paths: readonly string[]): readonly string[] {
    const ids = paths
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
      .map((path) => this.#core.offerFile({ path, name: basename(path), temporary: false }))
    if (ids.length === 0) return ids
    if (this.#listening > 0) this.#core.announceFiles(ids)
    else this.#waiting.push(...ids)
    return ids
  }

  /** A screen has subscribed to `files.offered`. Returns the function to call when it is gone. */
  screenListens(): () => void {
    this.#listening++
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length > 0) this.#core.announceFiles(waiting)
    let gone = false
    return () => {
      if (gone) return
      gone = true
      this.#listening--
    }
  }
}
