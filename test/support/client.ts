import { createClient, type Client } from '../../src/contract/client.ts'
import type { ServerMessage } from '../../src/contract/wire.ts'
import type { Core } from '../../src/core/ports.ts'

/** The real client on the real core, in one process; nothing passes that could not cross a process boundary. */
export function clientOf(core: Core): Client {
  const listeners: ((message: ServerMessage) => void)[] = []
  const connection = core.connect((message) => {
    for (const listener of listeners) listener(structuredClone(message))
  })
  return createClient({
    send: (message) => connection.receive(structuredClone(message)),
    onMessage: (listener) => void listeners.push(listener),
  })
}
