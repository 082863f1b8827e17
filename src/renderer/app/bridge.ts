import type { OutputRef } from '../../contract/app.ts'
import type { ErrorBody } from '../../contract/errors.ts'
import { webPaths } from '../../contract/shell.ts'
import type { WindowShell } from '../../contract/shell.ts'
import type { ClientMessage, Result, ServerMessage, Transport } from '../../contract/wire.ts'
import { connectionTraceId } from './connection.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

/** The one thing the screens know about the shell they run in. */
export interface Bridge {
  readonly shell: 'window' | 'web'
  readonly transport: Transport
  /** Hands a dropped or chosen file over; the answer's id is what `imports.preview` and `imports.run` take. */
  offerFile(file: File): Promise<Result<{ readonly fileId: string }>>
  /** Asks where to put an output (window) or downloads it (web); `saved` is false where the person thought better of it. */
  save(output: OutputRef): Promise<Result<{ readonly saved: boolean }>>
  /** Address of an HTML output for a frame. */
  previewUrl(outputId: string): string
  connection(): ConnectionState
  /** Returns the function that ends the listening. */
  onConnection(listener: (state: ConnectionState) => void): () => void
}

const unreachable: ErrorBody = { code: 'bug', params: { detail: 'connection closed' }, traceId: connectionTraceId }

declare global {
  interface Window {
    readonly segmento?: WindowShell
  }
}

/** The window's preload where there is one, the loopback server otherwise. */
export function createBridge(page: Window = window): Bridge {
  return page.segmento === undefined ? webBridge(page) : windowBridge(page.segmento)
}

function previewUrl(outputId: string): string {
  return `${webPaths.outputs}${encodeURIComponent(outputId)}?inline=1`
}

function windowBridge(shell: WindowShell): Bridge {
  return {
    shell: 'window',
    transport: { send: (message) => shell.send(message), onMessage: (listener) => shell.onMessage(listener) },
    offerFile: (file) => shell.offerFile(file),
    save: (output) => shell.saveOutput(output.outputId, output.fileName),
    previewUrl,
    connection: () => 'open',
    onConnection: () => () => {},
  }
}

const firstRetry = 250
const longestRetry = 4000

function webBridge(page: Window): Bridge {
  const listeners = new Set<(state: ConnectionState) => void>()
  /** What must be said again after a reconnection, by id. */
  const subscriptions = new Map<number, ClientMessage>()
  let waiting: ClientMessage[] = []
  let state: ConnectionState = 'connecting'
  let socket: WebSocket | null = null
  let retry = firstRetry
  let onMessage: (message: ServerMessage) => void = () => {}
  let onClose: () => void = () => {}

  const become = (next: ConnectionState) => {
    if (next === state) return
    state = next
    for (const listener of listeners) listener(next)
  }

  const connect = () => {
    const address = new URL(webPaths.socket, page.location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const opening = new WebSocket(address)
    socket = opening
    opening.addEventListener('open', () => {
      retry = firstRetry
      // A subscription made while there was no connection waits in both lists; say it once.
      for (const message of subscriptions.values()) opening.send(JSON.stringify(message))
      for (const message of waiting) if (message.type !== 'subscribe') opening.send(JSON.stringify(message))
      waiting = []
      become('open')
    })
    opening.addEventListener('message', (event) => {
      onMessage(JSON.parse(String(event.data)) as ServerMessage)
    })
    opening.addEventListener('close', () => {
      if (socket !== opening) return
      socket = null
      waiting = []
      onClose()
      become('lost')
      page.setTimeout(connect, retry)
      retry = Math.min(retry * 2, longestRetry)
    })
  }
  connect()

  return {
    shell: 'web',
    transport: {
      send(message) {
        if (message.type === 'subscribe') subscriptions.set(message.id, message)
        if (message.type === 'unsubscribe') subscriptions.delete(message.id)
        if (socket !== null && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
        else waiting.push(message)
      },
      onMessage(listener) {
        onMessage = listener
      },
      onClose(listener) {
        onClose = listener
      },
    },
    async offerFile(file) {
      try {
        const answer = await fetch(`${webPaths.files}?name=${encodeURIComponent(file.name)}`, {
          method: 'POST',
          body: file,
          headers: { 'content-type': 'application/octet-stream' },
        })
        return (await answer.json()) as Result<{ fileId: string }>
      } catch {
        return { ok: false, error: unreachable }
      }
    },
    save(output) {
      const link = page.document.createElement('a')
      link.href = `${webPaths.outputs}${encodeURIComponent(output.outputId)}`
      link.download = output.fileName
      page.document.body.append(link)
      link.click()
      link.remove()
      return Promise.resolve({ ok: true, value: { saved: true } })
    },
    previewUrl,
    connection: () => state,
    onConnection(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
