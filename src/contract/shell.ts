import type { ClientMessage, Result, ServerMessage } from './wire.ts'

/** What the window's preload puts on `window.segmento`; the loopback page has none of it and uses HTTP and a WebSocket. */
export interface WindowShell {
  send(message: ClientMessage): void
  onMessage(listener: (message: ServerMessage) => void): void
  /** A dropped or chosen file (a DOM `File`) becomes a file id; its bytes never pass through the page. */
  offerFile(file: unknown): Promise<Result<{ readonly fileId: string }>>
  /** Asks where to put an output and writes it there; `saved` is false where the person thought better of it. */
  saveOutput(outputId: string, fileName: string): Promise<Result<{ readonly saved: boolean }>>
}

/** Paths of the loopback server that are no operations. */
export const webPaths = {
  socket: '/socket',
  /** POST, body = bytes, query `name`; answers Result<{ fileId }>. */
  files: '/files',
  /** GET /outputs/<id>: the bytes; `?inline=1` shows HTML in a frame without scripts. */
  outputs: '/outputs/',
} as const

/** The only IPC channels between preload and window: the wire's messages, and what is no operation. */
export const windowChannels = {
  message: 'segmento:message',
  offerFile: 'segmento:offer-file',
  saveOutput: 'segmento:save-output',
} as const
