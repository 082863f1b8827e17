import { randomUUID } from 'node:crypto'
import { CancelledError, ExpectedError, type ErrorBody } from '../contract/errors.ts'
import type { Note } from '../contract/messages.ts'
import { en } from '../contract/messages/en.ts'
import { formatNote, type FormatContext } from '../contract/messages/format.ts'
import type { Result } from '../contract/wire.ts'
import type { Logger } from '../core/ports.ts'

/** The statuses a shell script can tell apart; 130 is what shells use for Ctrl-C. */
export const exitStatus = { done: 0, fault: 1, mendable: 2, stopped: 130 } as const

/** An operation's error on its way to the person. */
export class Failure extends Error {
  readonly body: ErrorBody
  constructor(body: ErrorBody) {
    super(body.code)
    this.name = 'Failure'
    this.body = body
  }
}

/** The value of a result. @throws Failure */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Failure(result.error)
  return result.value
}

/** Text of a note. Where the command line has another way out than the screens, its own text (`….cli`) says so. */
export function cliText(note: Note, context?: FormatContext): string {
  const own = `${note.code}.cli`
  return formatNote(own in en ? { ...note, code: own } : note, context)
}

/** What to print and how to end. Faults of the program go to the log with their cause; the rest needs no log. */
export function explain(error: unknown, logger: Logger, logFile: string): { text: string; status: number } {
  const body = bodyOf(error, logger)
  if (body.code === 'cancelled') return { text: 'Stopped. Nothing was written.', status: exitStatus.stopped }
  const text = cliText({ code: `error.${body.code}`, params: { ...body.params, traceId: body.traceId } })
  return body.code === 'bug'
    ? { text: `${text}\nThe log: ${logFile}`, status: exitStatus.fault }
    : { text, status: exitStatus.mendable }
}

function bodyOf(error: unknown, logger: Logger): ErrorBody {
  if (error instanceof Failure) return error.body
  const traceId = randomUUID()
  if (error instanceof ExpectedError) return { code: error.code, params: error.params, traceId }
  if (error instanceof CancelledError) return { code: 'cancelled', params: {}, traceId }
  logger.error(traceId, error)
  return { code: 'bug', params: { detail: String(error) }, traceId }
}
