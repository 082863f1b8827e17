import type { ServerResponse } from 'node:http'
import { commonHeaders, nothingPolicy } from '../core/host/content-security.ts'

/** A short answer, with the headers that every answer has. */
export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...commonHeaders,
    'Content-Security-Policy': nothingPolicy,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  answer(response, status, JSON.stringify(value), { 'Content-Type': 'application/json; charset=utf-8' })
}

/** A refused request: one that is still sending its body is cut off rather than read to its end. */
export function refuseRequest(response: ServerResponse, status: number, reason: string): void {
  const text =
    reason === 'no key'
      ? 'This page needs its key. Open Segmento with the whole address that was printed where it was started.\n'
      : `Refused: ${reason}.\n`
  answer(response, status, text, { Connection: 'close' })
  if (!response.req.complete) response.once('finish', () => response.req.socket.destroySoon())
}
