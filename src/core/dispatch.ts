import { randomBytes } from 'node:crypto'
import { CancelledError, ExpectedError, type ErrorBody } from '../contract/errors.ts'
import { operations, type OperationName, type Output, type ParsedInput } from '../contract/index.ts'
import type { Progress } from '../contract/progress.ts'
import { topicNames, type Topics } from '../contract/topics.ts'
import type { ClientMessage, ServerMessage } from '../contract/wire.ts'
import type { Events } from './events.ts'
import { throttled } from './jobs/throttle.ts'
import type { Connection, Logger } from './ports.ts'

export interface CallContext {
  readonly signal: AbortSignal
  /** At most ten a second reach the client. */
  readonly progress: (progress: Progress) => void
}

export type Handler<Name extends OperationName> = (
  input: ParsedInput<Name>,
  context: CallContext,
) => Output<Name> | Promise<Output<Name>>
export type Handlers = { readonly [Name in OperationName]: Handler<Name> }

/**
 * The one way in: known operation → input valid → handler → envelope, and cancel, subscribe, unsubscribe beside it.
 * Whatever comes over the wire, `receive` never throws.
 */
export function connect(
  handlers: Handlers,
  events: Events,
  logger: Logger,
  send: (message: ServerMessage) => void,
): Connection {
  const running = new Map<number, AbortController>()
  const subscriptions = new Map<number, () => void>()
  let isOpen = true

  const answer = (message: ServerMessage) => {
    if (isOpen) send(message)
  }
  const refuse = (id: number, error: unknown) => answer({ type: 'err', id, error: toErrorBody(error, logger) })

  async function call(id: number, name: string, input: unknown): Promise<void> {
    if (running.has(id))
      return refuse(id, new ExpectedError('input.invalid', { detail: `call ${id} is running already` }))
    const controller = new AbortController()
    running.set(id, controller)
    try {
      if (!Object.hasOwn(operations, name)) throw new ExpectedError('operation.unknown', { name })
      const operation = operations[name as OperationName]
      const parsed = operation.input.safeParse(input)
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        throw new ExpectedError('input.invalid', {
          detail: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
        })
      }
      const handler = handlers[name as OperationName] as Handler<OperationName>
      const value = await handler(parsed.data as never, {
        signal: controller.signal,
        progress: throttled((payload) => answer({ type: 'event', id, payload })),
      })
      answer({ type: 'ok', id, value })
    } catch (error) {
      // Node's own streams and files speak of an abort in their own words.
      const wasAborted = controller.signal.aborted && error instanceof Error && error.name === 'AbortError'
      refuse(id, wasAborted ? new CancelledError() : error)
    } finally {
      running.delete(id)
    }
  }

  function subscribe(id: number, topic: string): void {
    if (!topicNames.includes(topic as keyof Topics))
      return refuse(id, new ExpectedError('operation.unknown', { name: topic }))
    subscriptions.get(id)?.()
    subscriptions.set(
      id,
      events.on(topic as keyof Topics, (payload) => answer({ type: 'event', id, payload })),
    )
  }

  return {
    receive(message) {
      const known = toClientMessage(message)
      if (known === null)
        return refuse(-1, new ExpectedError('input.invalid', { detail: 'not a message of this protocol' }))
      if (known.type === 'call') void call(known.id, known.name, known.input)
      else if (known.type === 'cancel') running.get(known.id)?.abort()
      else if (known.type === 'subscribe') subscribe(known.id, known.topic)
      else {
        subscriptions.get(known.id)?.()
        subscriptions.delete(known.id)
      }
    },
    close() {
      isOpen = false
      for (const controller of running.values()) controller.abort()
      for (const end of subscriptions.values()) end()
      subscriptions.clear()
    },
  }
}

function toClientMessage(message: unknown): ClientMessage | null {
  if (typeof message !== 'object' || message === null) return null
  const { type, id, name, topic } = message as Record<string, unknown>
  if (!Number.isSafeInteger(id)) return null
  if (type === 'call' && typeof name === 'string') return message as ClientMessage
  if (type === 'cancel' || type === 'unsubscribe') return message as ClientMessage
  if (type === 'subscribe' && typeof topic === 'string') return message as ClientMessage
  return null
}

/** Expected, cancelled or bug; a bug is logged with its cause chain and shown with its trace id. */
export function toErrorBody(error: unknown, logger: Logger): ErrorBody {
  const traceId = randomBytes(6).toString('hex')
  if (error instanceof CancelledError) return { code: 'cancelled', params: {}, traceId }
  if (error instanceof ExpectedError) return { code: error.code, params: error.params, traceId }
  logger.error(traceId, error)
  return { code: 'bug', params: { traceId }, traceId }
}
