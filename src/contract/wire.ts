import type { ErrorBody } from './errors.ts'

/** What a client sends. The same messages over Electron IPC, a WebSocket and in-process. */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'subscribe'; readonly id: number; readonly topic: string }
  | { readonly type: 'unsubscribe'; readonly id: number }

/** What the core answers. `event` carries progress of the call, or news of the subscription, with that id. */
export type ServerMessage =
  | { readonly type: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly type: 'err'; readonly id: number; readonly error: ErrorBody }
  | { readonly type: 'event'; readonly id: number; readonly payload: unknown }

export interface Transport {
  send(message: ClientMessage): void
  /** Called once by the client. */
  onMessage(listener: (message: ServerMessage) => void): void
  onClose?(listener: () => void): void
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorBody }
