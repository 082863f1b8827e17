import type { Result, ServerMessage, Transport } from './wire.ts'
import type { Input, OperationName, Output } from './index.ts'
import type { Progress } from './progress.ts'
import type { Topics } from './topics.ts'

/** The part of `AbortSignal` that is used; the contract knows neither DOM nor Node. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface CallOptions {
  readonly signal?: CancelSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Client {
  /** Never rejects for an expected error, a cancel or a bug: those are results. */
  call<Name extends OperationName>(name: Name, input: Input<Name>, options?: CallOptions): Promise<Result<Output<Name>>>
  /** Returns the function that ends the subscription. */
  subscribe<Topic extends keyof Topics>(topic: Topic, listener: (event: Topics[Topic]) => void): () => void
}

/** The one client over any transport: numbers its calls, routes answers, forwards cancels. */
export function createClient(transport: Transport): Client {
  let nextId = 1
  const calls = new Map<number, { settle: (message: ServerMessage) => void; onProgress: CallOptions['onProgress'] }>()
  const subscriptions = new Map<number, (payload: unknown) => void>()

  transport.onMessage((message) => {
    if (message.type === 'event') {
      calls.get(message.id)?.onProgress?.(message.payload as Progress)
      subscriptions.get(message.id)?.(message.payload)
      return
    }
    calls.get(message.id)?.settle(message)
  })
  transport.onClose?.(() => {
    for (const [id, call] of calls) {
      call.settle({
        type: 'err',
        id,
        error: { code: 'bug', params: { detail: 'connection closed' }, traceId: 'connection' },
      })
    }
  })

  return {
    call(name, input, options = {}) {
      const id = nextId++
      return new Promise((resolve) => {
        const cancel = () => transport.send({ type: 'cancel', id })
        calls.set(id, {
          onProgress: options.onProgress,
          settle(message) {
            calls.delete(id)
            options.signal?.removeEventListener('abort', cancel)
            if (message.type === 'ok') resolve({ ok: true, value: message.value as never })
            else if (message.type === 'err') resolve({ ok: false, error: message.error })
          },
        })
        options.signal?.addEventListener('abort', cancel)
        transport.send({ type: 'call', id, name, input })
        if (options.signal?.aborted) cancel()
      })
    },
    subscribe(topic, listener) {
      const id = nextId++
      subscriptions.set(id, listener as (payload: unknown) => void)
      transport.send({ type: 'subscribe', id, topic })
      return () => {
        subscriptions.delete(id)
        transport.send({ type: 'unsubscribe', id })
      }
    },
  }
}
