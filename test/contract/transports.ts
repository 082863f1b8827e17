import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { ServerMessage, Transport } from '../../src/contract/wire.ts'
import { HandedFiles } from '../../src/core/host/handed-files.ts'
import type { Core, Logger } from '../../src/core/ports.ts'
import { HandOverDesk } from '../../src/webshell/instance/hand-over-desk.ts'
import { startWebServer } from '../../src/webshell/server.ts'

/** One connected client: the transport of the real client, and the wire itself for what no real client sends. */
export interface Wire extends Transport {
  sendRaw(message: unknown): void
  close(): void
}

export interface Carrier {
  readonly name: string
  /** Prepares this way to reach `core`. */
  open(core: Core): Promise<{ connect(): Promise<Wire>; close(): Promise<void> }>
}

const inProcess: Carrier = {
  name: 'in-process',
  open: async (core) => ({
    connect: async () => {
      const listeners: ((message: ServerMessage) => void)[] = []
      const closed: (() => void)[] = []
      const connection = core.connect((message) => {
        // Nothing that could not cross a process boundary may pass here either.
        for (const listener of listeners) listener(structuredClone(message))
      })
      return {
        send: (message) => connection.receive(structuredClone(message)),
        sendRaw: (message) => connection.receive(message),
        onMessage: (listener) => void listeners.push(listener),
        onClose: (listener) => void closed.push(listener),
        close: () => {
          connection.close()
          for (const listener of closed) listener()
        },
      }
    },
    close: async () => undefined,
  }),
}

const webSocket: Carrier = {
  name: 'WebSocket',
  open: async (core) => {
    const screenFolder = mkdtempSync(join(tmpdir(), 'segmento-screens-'))
    mkdirSync(screenFolder, { recursive: true })
    writeFileSync(join(screenFolder, 'index.html'), '<!doctype html><title>Segmento</title>')
    const handed = new HandedFiles(core)
    const desk = new HandOverDesk('secret', handed, () => '')
    const logger: Logger = {
      info: () => undefined,
      error: (_, error) => {
        throw error
      },
    }
    const server = await startWebServer({ core, logger, screenFolder, port: 0, handed, desk })
    const cookie = await openingCookie(server.address())
    return {
      connect: () => connectSocket(server.port, cookie),
      close: async () => {
        await server.close()
        rmSync(screenFolder, { recursive: true, force: true })
      },
    }
  },
}

export const carriers: readonly Carrier[] = [inProcess, webSocket]

/** What a browser does with the printed address: the key in it becomes a cookie. */
function openingCookie(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(address, (response) => {
      response.resume()
      const [first] = response.headers['set-cookie'] ?? []
      if (first === undefined) reject(new Error(`no cookie, status ${response.statusCode}`))
      else resolve(first.slice(0, first.indexOf(';')))
    })
    asked.on('error', reject)
    asked.end()
  })
}

function connectSocket(port: number, cookie: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, {
      headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}` },
    })
    socket.on('error', reject)
    socket.on('open', () =>
      resolve({
        send: (message) => socket.send(JSON.stringify(message)),
        sendRaw: (message) => socket.send(JSON.stringify(message)),
        onMessage: (listener) => socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString('utf8')))),
        onClose: (listener) => socket.on('close', () => listener()),
        close: () => socket.close(),
      }),
    )
  })
}
