import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ClientMessage } from '../../contract/wire.ts'
import type { Core } from '../ports.ts'

/**
 * Files named on a command line, ours or that of a second start. They are announced to the screens that are open; while
 * none listens yet, they wait for the first that does.
 */
export class HandedFiles {
  readonly #core: Pick<Core, 'offerFile' | 'announceFiles'>
  #listening = 0
  readonly #waiting: string[] = []

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

  /**
   * For one connected client: give it every message that the client sends, so that files are announced to whoever
   * subscribes to `files.offered`, and say when the client is gone.
   */
  connect(): { follow(message: unknown): void; close(): void } {
    const subscriptions = new Set<number>()
    return {
      follow: (message) => {
        const { type, id, topic } = (message ?? {}) as Partial<ClientMessage & { topic: string }>
        if (typeof id !== 'number') return
        if (type === 'unsubscribe' && subscriptions.delete(id)) this.#listening--
        if (type !== 'subscribe' || topic !== 'files.offered' || subscriptions.has(id)) return
        subscriptions.add(id)
        this.#listening++
        this.#announceWaiting()
      },
      close: () => {
        this.#listening -= subscriptions.size
        subscriptions.clear()
      },
    }
  }

  #announceWaiting(): void {
    if (this.#waiting.length > 0) this.#core.announceFiles(this.#waiting.splice(0))
  }
}
