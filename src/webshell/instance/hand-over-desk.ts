import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAbsolute } from 'node:path'
import type { HandedFiles } from '../../core/host/handed-files.ts'
import { answerJson, refuseRequest } from '../answers.ts'
import { createSecret, equalSecrets } from '../secrets.ts'
import {
  filesProof,
  handOverPaths,
  helloProof,
  type FilesAnswer,
  type FilesRequest,
  type HelloAnswer,
  type HelloRequest,
} from './hand-over.ts'

const bodyLimit = 256 * 1024
const challengeLimit = 16

/** The first start's side of the hand-over. */
export class HandOverDesk {
  readonly #secret: string
  readonly #handed: HandedFiles
  readonly #address: () => string
  readonly #challenges = new Set<string>()

  constructor(secret: string, handed: HandedFiles, address: () => string) {
    this.#secret = secret
    this.#handed = handed
    this.#address = address
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // No browser has business here, and every browser names itself by one of these.
    const { origin, 'sec-fetch-site': site, 'content-type': type } = request.headers
    if (request.method !== 'POST' || origin !== undefined || site !== undefined || type !== 'application/json') {
      return refuseRequest(response, 403, 'not for browsers')
    }
    const body = await readJson(request)
    const path = request.url ?? ''
    if (path === handOverPaths.hello && isHello(body)) return this.#greet(body, response)
    if (path === handOverPaths.files && isFiles(body)) return this.#take(body, response)
    refuseRequest(response, 400, 'not understood')
  }

  #greet({ nonce }: HelloRequest, response: ServerResponse): void {
    const challenge = createSecret()
    this.#challenges.add(challenge)
    const [oldest] = this.#challenges
    if (this.#challenges.size > challengeLimit && oldest !== undefined) this.#challenges.delete(oldest)
    answerJson(response, 200, { proof: helloProof(this.#secret, nonce), challenge } satisfies HelloAnswer)
  }

  #take({ challenge, files, proof }: FilesRequest, response: ServerResponse): void {
    const known = this.#challenges.delete(challenge)
    const proven = equalSecrets(proof, filesProof(this.#secret, challenge, files))
    if (!known || !proven) return refuseRequest(response, 403, 'no proof')
    this.#handed.offer(files)
    answerJson(response, 200, { address: this.#address() } satisfies FilesAnswer)
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyLimit) return null
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return null
  }
}

function isHello(body: unknown): body is HelloRequest {
  const { nonce } = (body ?? {}) as Partial<HelloRequest>
  return typeof nonce === 'string' && nonce.length <= 200
}

function isFiles(body: unknown): body is FilesRequest {
  const { challenge, files, proof } = (body ?? {}) as Partial<FilesRequest>
  return (
    typeof challenge === 'string' &&
    typeof proof === 'string' &&
    Array.isArray(files) &&
    files.length <= 1000 &&
    files.every((file) => typeof file === 'string' && isAbsolute(file))
  )
}
