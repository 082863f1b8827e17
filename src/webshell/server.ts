import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomUUID } from 'node:crypto'
import { ExpectedError } from '../contract/errors.ts'
import { webPaths } from '../contract/shell.ts'
import { commonHeaders, nothingPolicy, screenPolicy } from '../core/host/content-security.ts'
import type { HandedFiles } from '../core/host/handed-files.ts'
import { listScreenFiles, type ScreenFile } from '../core/host/screen-files.ts'
import type { Core, Logger } from '../core/ports.ts'
import { answer, refuseRequest } from './answers.ts'
import { Guard } from './guard.ts'
import type { HandOverDesk } from './instance/hand-over-desk.ts'
import { handOverPaths } from './instance/hand-over.ts'
import { Keys } from './keys.ts'
import { sendOutput } from './outputs.ts'
import { createSockets } from './socket.ts'
import { receiveUpload } from './uploads.ts'

export interface WebServerOptions {
  readonly core: Core
  readonly logger: Logger
  /** The built screens. */
  readonly screenFolder: string
  /** 0: any free one. */
  readonly port: number
  readonly handed: HandedFiles
  /** Answers a second start; it needs no cookie but a proof of its own. */
  readonly desk: HandOverDesk
}

export interface WebServer {
  readonly port: number
  /** An address with a fresh key; whoever opens it is in. */
  address(): string
  close(): Promise<void>
}

/** The app on 127.0.0.1, and nowhere else. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const screens = { files: listScreenFiles(options.screenFolder) }
  const server = createServer({ maxHeaderSize: 16 * 1024 })
  server.headersTimeout = 10_000
  // A large file from a slow disk takes its time; only who holds the cookie gets as far as sending one.
  server.requestTimeout = 60 * 60_000
  server.keepAliveTimeout = 5_000
  server.maxConnections = 256
  server.maxHeadersCount = 100
  const port = await listen(server, options.port)

  const keys = new Keys(port)
  const guard = new Guard(port, keys)
  const sockets = createSockets(options.core, options.handed)

  server.on('request', (request, response) => {
    response.on('error', () => response.destroy())
    route(options, { screens, guard, keys }, request, response).catch((error: unknown) => {
      // The other side hung up while it was being answered: nobody to tell.
      if (!response.destroyed) options.logger.error(randomUUID(), error)
      response.destroy()
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const verdict = guard.checkUpgrade(request)
    if (!verdict.allowed) return refuseUpgrade(socket, verdict.status)
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== webPaths.socket) return refuseUpgrade(socket, 404)
    sockets.server.handleUpgrade(request, socket, head, (client) => sockets.server.emit('connection', client, request))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else refuseUpgrade(socket, 400)
  })

  return {
    port,
    address: () => `http://127.0.0.1:${port}/?token=${keys.issueOpeningKey()}`,
    async close() {
      sockets.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

interface Inside {
  readonly screens: { files: ReadonlyMap<string, ScreenFile> }
  readonly guard: Guard
  readonly keys: Keys
}

async function route(
  { core, logger, desk, screenFolder }: WebServerOptions,
  { screens, guard, keys }: Inside,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = guard.checkTarget(request)
  if (target !== null && !target.allowed) return refuseRequest(response, target.status, target.reason)
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (path.startsWith(handOverPaths.root)) return await desk.answer(request, response)

  const verdict = guard.check(request)
  if (!verdict.allowed) return refuseRequest(response, verdict.status, verdict.reason)
  if ('exchange' in verdict) return exchangeKey(response, keys, verdict.crossSite)

  if (path === webPaths.files && request.method === 'POST') return await receiveUpload(core, logger, request, response)
  if (request.method === 'POST') return refuseRequest(response, 405, 'method not allowed')
  if (path.startsWith(webPaths.outputs)) return await sendOutput(core, request, response)
  // A page that begins sees the screens as they are built now.
  if (path === '/') screens.files = listScreenFiles(screenFolder)
  const screen = screens.files.get(path)
  if (screen === undefined) return answer(response, 404, 'There is nothing here.\n')
  response.writeHead(200, {
    ...commonHeaders,
    'Content-Type': screen.type,
    'Content-Security-Policy': screen.type.startsWith('text/html') ? screenPolicy : nothingPolicy,
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(screen.file), response)
}

/**
 * The key leaves the address bar. After a click on another site's page (a terminal in the browser, a mail) a redirect
 * would still count as that site's doing and carry no strict cookie, so there our own page goes on by itself.
 */
function exchangeKey(response: ServerResponse, keys: Keys, crossSite: boolean): void {
  const cookie = { 'Set-Cookie': keys.setCookie() }
  if (!crossSite) return answer(response, 302, '', { ...cookie, Location: '/' })
  answer(response, 200, '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Segmento</title>', {
    ...cookie,
    'Content-Type': 'text/html; charset=utf-8',
  })
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Binds the literal address: `localhost` may be resolved to something else. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      const value = `${port} (${error.code})`
      reject(taken ? new ExpectedError('option.invalid', { option: '--port', value, expected: 'a free port' }) : error)
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.removeAllListeners('error')
      resolve((server.address() as AddressInfo).port)
    })
  })
}
