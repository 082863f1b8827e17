import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { webPaths } from '../contract/shell.ts'
import { attachment } from '../core/host/content-disposition.ts'
import { commonHeaders, documentPolicy, nothingPolicy } from '../core/host/content-security.ts'
import type { Core } from '../core/ports.ts'
import { answer } from './answers.ts'

/** Gives out a file that the core has written: as a download, or HTML with `?inline=1` as a page without any rights. */
export async function sendOutput(
  core: Pick<Core, 'output'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const found = await findOutput(core, pathname.slice(webPaths.outputs.length))
  if (found === null) {
    answer(response, 404, 'This file is no longer there. Export it again.\n')
    return
  }
  const { output, bytes } = found
  const inline = searchParams.get('inline') === '1' && output.mime.startsWith('text/html')
  response.writeHead(200, {
    ...commonHeaders,
    'Content-Type': output.mime,
    'Content-Length': String(bytes),
    'Content-Security-Policy': inline ? documentPolicy : nothingPolicy,
    'Content-Disposition': inline ? 'inline' : attachment(output.fileName),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(output.path), response)
}

async function findOutput(core: Pick<Core, 'output'>, id: string) {
  if (!/^[\w-]{1,100}$/.test(id)) return null
  try {
    const output = core.output(id)
    return { output, bytes: (await stat(output.path)).size }
  } catch {
    return null
  }
}
