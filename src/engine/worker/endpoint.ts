import { MessageChannel, parentPort, type MessagePort, type Worker } from 'node:worker_threads'
import * as Comlink from 'comlink'
import { CancelledError, ExpectedError, type ExpectedErrorCode } from '../../contract/errors.ts'
import type { NoteParams } from '../../contract/messages.ts'

/**
 * Calls into a worker thread. comlink keeps only name, message and stack of an error, so every method answers with an
 * envelope and the caller's side makes it an error again.
 */
type Envelope =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly kind: 'expected'; readonly code: ExpectedErrorCode; readonly params: NoteParams }
  | { readonly ok: false; readonly kind: 'cancelled' }
  | {
      readonly ok: false
      readonly kind: 'bug'
      readonly name: string
      readonly message: string
      readonly stack: string
      readonly code: string
    }

type Methods = Record<string, (...parameters: never[]) => unknown>
export type Remote<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Promise<Awaited<R>>
    : never
}

/** A fault inside a worker thread, with the code its cause had (`SQLITE_FULL` …). */
export class WorkerFault extends Error {
  readonly code: string
  constructor(message: string, code: string, stack: string) {
    super(message)
    this.name = 'WorkerFault'
    this.code = code
    this.stack = stack
  }
}

/** Called once in a worker's entry: makes `api` answer calls. */
export function serveWorker(api: Methods): void {
  if (parentPort === null) throw new Error('serveWorker: must run as a worker thread')
  const wrapped = Object.fromEntries(
    Object.entries(api).map(([name, method]) => [
      name,
      async (...parameters: never[]): Promise<Envelope> => {
        try {
          const value = await method(...parameters)
          const transfer = transferOf.get(value as object)
          const envelope: Envelope = { ok: true, value }
          return transfer === undefined ? envelope : Comlink.transfer(envelope, transfer)
        } catch (error) {
          return failure(error)
        }
      },
    ]),
  )
  Comlink.expose(wrapped, endpointOf(parentPort))
}

const transferOf = new WeakMap<object, ArrayBuffer[]>()

/** Marks a method's result so that these buffers move instead of being copied. */
export function moving<Value extends object>(value: Value, buffers: ArrayBuffer[]): Value {
  transferOf.set(value, buffers)
  return value
}

/**
 * comlink's own way with functions, but for the kind of listener: a MessagePort that is listened to as an EventTarget loads
 * all of Node's fetch for the class of its events, 45 ms in every thread.
 */
Comlink.transferHandlers.set('proxy', {
  canHandle: (value): value is object => isMarked(value),
  serialize(value) {
    const { port1, port2 } = new MessageChannel()
    Comlink.expose(value, callbackEndpoint(port1))
    return [port2, [port2 as never]]
  },
  deserialize: (port: MessagePort) => Comlink.wrap(callbackEndpoint(port)),
})

function isMarked(value: unknown): boolean {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isObject && (value as { [Comlink.proxyMarker]?: boolean })[Comlink.proxyMarker] === true
}

/** comlink closes what calls itself a MessagePort once the other side has let go of it. */
function callbackEndpoint(port: MessagePort): Comlink.Endpoint {
  return Object.assign(endpointOf(port), { constructor: port.constructor, close: () => port.close() })
}

/** A function of this side that the other side may call. */
export const callback = Comlink.proxy
/** An argument whose buffers move instead of being copied. */
export const transfer = Comlink.transfer

/**
 * The worker's methods on this side. When the worker ends, every call still open is rejected: comlink itself would
 * leave them unsettled for ever.
 */
export function connectWorker<Api>(worker: Worker): Remote<Api> {
  const remote = Comlink.wrap<Record<string, (...parameters: unknown[]) => Promise<Envelope>>>(endpointOf(worker))
  const open = new Set<(error: Error) => void>()
  let ended: Error | null = null
  const end = (error: Error) => {
    ended ??= error
    for (const reject of open) reject(ended)
    open.clear()
  }
  worker.on('error', (error: Error) => end(error))
  worker.on('exit', () => end(new WorkerFault('the worker thread ended', 'WORKER_ENDED', '')))
  return new Proxy({} as Remote<Api>, {
    get(_, name) {
      // A promise chain asks for `then`: this is no promise.
      if (typeof name !== 'string' || name === 'then') return undefined
      return (...parameters: unknown[]) =>
        new Promise((resolve, reject) => {
          if (ended !== null) return reject(ended)
          open.add(reject)
          const method = remote[name] as unknown as (...parameters: unknown[]) => Promise<Envelope>
          method(...parameters).then(
            (envelope) => {
              open.delete(reject)
              if (envelope.ok) resolve(envelope.value)
              else reject(errorOf(envelope))
            },
            (error: unknown) => {
              open.delete(reject)
              reject(error)
            },
          )
        })
    },
  })
}

function failure(error: unknown): Envelope {
  if (error instanceof ExpectedError) return { ok: false, kind: 'expected', code: error.code, params: error.params }
  if (error instanceof CancelledError) return { ok: false, kind: 'cancelled' }
  const { name = 'Error', message = String(error), stack = '', code = '' } = error as Partial<Error & { code: string }>
  return { ok: false, kind: 'bug', name, message, stack, code: String(code) }
}

function errorOf(envelope: Exclude<Envelope, { ok: true }>): Error {
  if (envelope.kind === 'expected') return new ExpectedError(envelope.code, envelope.params)
  if (envelope.kind === 'cancelled') return new CancelledError()
  return new WorkerFault(`${envelope.name}: ${envelope.message}`, envelope.code, envelope.stack)
}

/** comlink speaks to EventTargets; worker_threads ports are event emitters. */
function endpointOf(port: MessagePort | Worker): Comlink.Endpoint {
  const listeners = new WeakMap<object, (data: unknown) => void>()
  return {
    postMessage: (message, transferables = []) => port.postMessage(message, transferables as never),
    addEventListener(_type, listener) {
      const forward = (data: unknown) => {
        const event = { data } as MessageEvent
        if (typeof listener === 'function') listener(event)
        else listener.handleEvent(event)
      }
      listeners.set(listener, forward)
      port.on('message', forward)
    },
    removeEventListener(_type, listener) {
      const forward = listeners.get(listener)
      if (forward !== undefined) port.off('message', forward)
    },
    start() {},
  }
}
