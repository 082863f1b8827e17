import { createClient, type Client } from '../contract/client.ts'
import type { ServerMessage } from '../contract/wire.ts'
import type { Core } from '../core/ports.ts'

/** A client of a core in the same process: the operations of the screens, without a wire. */
export function createLocalClient(core: Pick<Core, 'connect'>): { client: Client; close: () => void } {
  let listener: (message: ServerMessage) => void = () => undefined
  const connection = core.connect((message) => listener(message))
  const client = createClient({
    send: (message) => connection.receive(message),
    onMessage: (added) => {
      listener = added
    },
  })
  return { client, close: () => connection.close() }
}
