import { basename } from 'node:path'
import { vi } from 'vitest'
import type { OperationName } from '../../src/contract/index.ts'
import type { WindowShell } from '../../src/contract/shell.ts'
import type { ServerMessage } from '../../src/contract/wire.ts'
import type { Core } from '../../src/core/ports.ts'

/** An answer of the core that is on its way until the test lets it go. */
export interface HeldAnswer {
  /** Resolves once the core has answered. */
  readonly given: Promise<void>
  /** Lets it arrive. */
  readonly arrive: () => void
}

/**
 * What the stores of the screens see of a window: the real core behind it, in this process, without anything drawn.
 * Call it before a store is imported; each test file has stores of its own. Answers can be held up, as a core that is
 * busy does: others overtake them.
 */
export class ScreensWindow implements WindowShell {
  readonly #core: Core
  readonly #connection: ReturnType<Core['connect']>
  /** Names of the calls, by id; ids grow. */
  readonly #calls = new Map<number, OperationName>()
  readonly #held: { readonly name: OperationName; readonly after: number; readonly take: (go: () => void) => void }[] =
    []
  #listener: (message: ServerMessage) => void = () => undefined

  constructor(core: Core) {
    this.#core = core
    this.#connection = core.connect((message) => this.#receive(message))
    const page = { segmento: this, location: { hash: '' }, addEventListener() {}, removeEventListener() {} }
    vi.stubGlobal('window', page)
  }

  send: WindowShell['send'] = (message) => {
    if (message.type === 'call') this.#calls.set(message.id, message.name as OperationName)
    this.#connection.receive(structuredClone(message))
  }

  onMessage: WindowShell['onMessage'] = (listener) => {
    this.#listener = listener
  }

  /** A file is given by its path. */
  offerFile: WindowShell['offerFile'] = (path) => {
    const fileId = this.#core.offerFile({ path: String(path), name: basename(String(path)), temporary: false })
    return Promise.resolve({ ok: true, value: { fileId } })
  }

  saveOutput: WindowShell['saveOutput'] = () => Promise.resolve({ ok: true, value: { saved: true } })

  /** Holds up the answer to the next call of an operation. */
  hold(name: OperationName): HeldAnswer {
    const released = Promise.withResolvers<void>()
    const given = Promise.withResolvers<void>()
    this.#held.push({
      name,
      after: Math.max(0, ...this.#calls.keys()),
      take(go) {
        given.resolve()
        void released.promise.then(go)
      },
    })
    return { given: given.promise, arrive: () => released.resolve() }
  }

  #receive(message: ServerMessage): void {
    const copy = structuredClone(message)
    const arrive = () => this.#listener(copy)
    const { id } = message
    const name = message.type === 'event' ? undefined : this.#calls.get(id)
    const at = this.#held.findIndex((held) => held.name === name && id > held.after)
    if (at < 0) arrive()
    else this.#held.splice(at, 1)[0]!.take(arrive)
  }
}
