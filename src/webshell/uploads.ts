import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ErrorBody } from '../contract/errors.ts'
import type { Result } from '../contract/wire.ts'
import { safeFileName } from '../core/host/content-disposition.ts'
import type { Core, Logger } from '../core/ports.ts'
import { answerJson } from './answers.ts'

/**
 * Streams the body of a request into a file of the core's own and offers it under its name. An upload that breaks off
 * leaves nothing behind.
 */
export async function receiveUpload(
  core: Pick<Core, 'offerFile' | 'temporaryFolder'>,
  logger: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const name = safeFileName(searchParams.get('name') ?? '')
  const path = join(core.temporaryFolder, `${randomUUID()}.upload`)
  try {
    await mkdir(core.temporaryFolder, { recursive: true })
    await pipeline(request, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    if (request.readableAborted || response.destroyed) return
    const traceId = randomUUID()
    logger.error(traceId, error)
    answerJson(response, 200, { ok: false, error: uploadError(error, name, path, traceId) } satisfies Result<never>)
    return
  }
  const fileId = core.offerFile({ path, name, temporary: true })
  answerJson(response, 200, { ok: true, value: { fileId } } satisfies Result<{ fileId: string }>)
}

function uploadError(error: unknown, name: string, path: string, traceId: string): ErrorBody {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
  return reason === 'ENOSPC' || reason === 'EDQUOT'
    ? { code: 'store.disk_full', params: { file: path }, traceId }
    : { code: 'file.unreadable', params: { name, reason }, traceId }
}
