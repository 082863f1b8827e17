import { WebSocketServer, type WebSocket } from 'ws'
import type { ServerMessage } from '../contract/wire.ts'
import type { HandedFiles } from '../core/host/handed-files.ts'
import type { Core } from '../core/ports.ts'

/** The largest message is a project's settings with a logo in it. */
const messageLimit = 4 * 1024 * 1024
const connectionLimit = 32
const heartbeat = 30_000

/** Close codes of RFC 6455. */
const unsupportedData = 1003
const tryAgainLater = 1013

export interface Sockets {
  readonly server: WebSocketServer
  close(): void
}

/** Carries the wire's messages as JSON text, one client to a socket. */
export function createSockets(core: Pick<Core, 'connect'>, handed: HandedFiles): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false })
  const alive = new WeakSet<WebSocket>()

  server.on('connection', (socket) => {
    if (server.clients.size > connectionLimit) {
      socket.close(tryAgainLater, 'too many pages')
      return
    }
    serveClient(core, handed, socket)
    alive.add(socket)
    socket.on('pong', () => alive.add(socket))
  })

  // A page whose machine went to sleep or whose process was killed never says goodbye.
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, heartbeat)
  timer.unref()

  return {
    server,
    close() {
      clearInterval(timer)
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

function serveClient(core: Pick<Core, 'connect'>, handed: HandedFiles, socket: WebSocket): void {
  const follower = handed.connect()
  const connection = core.connect((message: ServerMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  })
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse((data as Buffer).toString('utf8'))
    if (message === undefined) {
      socket.close(unsupportedData, 'JSON text only')
      return
    }
    connection.receive(message)
    follower.follow(message)
  })
  // The close that follows does the work; without a listener an error would end the process.
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    connection.close()
    follower.close()
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
