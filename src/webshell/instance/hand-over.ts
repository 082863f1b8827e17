import { request } from 'node:http'
import { createSecret, equalSecrets, proof } from '../secrets.ts'
import type { Runtime } from './runtime-file.ts'

/**
 * How a second start hands over to the first, in two steps. First the second asks for proof that whoever listens on the
 * port knows the secret of the runtime file; only then does it say which files it brings, with a proof of its own over a
 * challenge that is good once.
 */
export const handOverPaths = { root: '/hand-over/', hello: '/hand-over/hello', files: '/hand-over/files' } as const

export interface HelloRequest {
  readonly nonce: string
}
export interface HelloAnswer {
  readonly proof: string
  readonly challenge: string
}
export interface FilesRequest {
  readonly challenge: string
  /** Absolute paths. */
  readonly files: readonly string[]
  readonly proof: string
}
export interface FilesAnswer {
  /** With a fresh key. */
  readonly address: string
}

export const helloProof = (secret: string, nonce: string) => proof(secret, 'hello', nonce)
export const filesProof = (secret: string, challenge: string, files: readonly string[]) =>
  proof(secret, 'files', challenge, ...files)

/** Returns the first one's address, or null where nobody answers who knows the secret. */
export async function handOver({ port, secret }: Runtime, files: readonly string[]): Promise<string | null> {
  try {
    const nonce = createSecret()
    const hello = (await post(port, handOverPaths.hello, { nonce } satisfies HelloRequest)) as Partial<HelloAnswer>
    if (typeof hello.proof !== 'string' || typeof hello.challenge !== 'string') return null
    if (!equalSecrets(hello.proof, helloProof(secret, nonce))) return null
    const { challenge } = hello
    const answer = (await post(port, handOverPaths.files, {
      challenge,
      files,
      proof: filesProof(secret, challenge, files),
    } satisfies FilesRequest)) as Partial<FilesAnswer>
    return typeof answer.address === 'string' ? answer.address : null
  } catch {
    return null
  }
}

const answerLimit = 64 * 1024

function post(port: number, path: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false, signal: AbortSignal.timeout(5_000) },
      (answer) => {
        let received = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          received += part
          if (received.length > answerLimit) outgoing.destroy(new Error('answer too long'))
        })
        answer.on('error', reject)
        answer.on('end', () => {
          if (answer.statusCode !== 200) return reject(new Error(`status ${answer.statusCode}`))
          try {
            resolve(JSON.parse(received))
          } catch (error) {
            reject(error as Error)
          }
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}
