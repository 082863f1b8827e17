import type { IncomingMessage } from 'node:http'
import type { Keys } from './keys.ts'

export type Verdict =
  | { readonly allowed: true }
  /** The key was in the address: set the cookie and go to the address without it. */
  | { readonly allowed: true; readonly exchange: true; readonly crossSite: boolean }
  | { readonly allowed: false; readonly status: 400 | 403 | 405 | 421 | 429; readonly reason: string }

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>

const refuse = (status: 400 | 403 | 405 | 421 | 429, reason: string): Verdict => ({ allowed: false, status, reason })

/**
 * Decides about a request before anything is routed. A page of another site may send requests to this machine and may,
 * by DNS rebinding, even look like us: so `Host` and `Origin` are each held against a list and never against each other,
 * and everything needs the cookie, reading too.
 */
export class Guard {
  readonly #hosts: ReadonlySet<string>
  readonly #origins: ReadonlySet<string>
  readonly #keys: Keys

  /** The server is bound to 127.0.0.1 alone, so `[::1]` is not a name of it. */
  constructor(port: number, keys: Keys) {
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
    this.#hosts = new Set(hosts)
    this.#origins = new Set(hosts.map((host) => `http://${host}`))
    this.#keys = keys
  }

  /** What holds for every request, the cookie apart. Null: nothing against it. */
  checkTarget(request: Request): Verdict | null {
    const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
    if (hosts.length !== 1 || !this.#hosts.has(request.headers.host ?? '')) return refuse(421, 'unknown host')
    if (!request.url?.startsWith('/') || request.url.startsWith('//')) return refuse(400, 'not a path')
    const origin = request.headers.origin
    if (origin !== undefined && !this.#origins.has(origin)) return refuse(403, 'another origin')
    return null
  }

  check(request: Request): Verdict {
    const target = this.checkTarget(request)
    if (target !== null) return target
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (!reading && request.method !== 'POST') {
      return refuse(request.method === 'OPTIONS' ? 403 : 405, 'method not allowed')
    }
    if (!reading && request.headers.origin === undefined) return refuse(403, 'no origin')

    const site = request.headers['sec-fetch-site']
    const foreign = site === 'cross-site' || site === 'same-site'
    const key = openingKey(request)
    if (key !== null) {
      if (this.#keys.acceptsOpeningKey(key)) return { allowed: true, exchange: true, crossSite: foreign }
      return this.#keys.guessing ? refuse(429, 'too many wrong keys') : refuse(403, 'wrong key')
    }
    if (foreign) return refuse(403, 'another site')
    return this.#keys.acceptsCookie(request.headers.cookie) ? { allowed: true } : refuse(403, 'no key')
  }

  /** A WebSocket: browsers send no preflight for it, but always an origin. */
  checkUpgrade(request: Request): Verdict {
    if (request.headers.origin === undefined) return refuse(403, 'no origin')
    const verdict = this.check(request)
    return verdict.allowed && 'exchange' in verdict ? refuse(403, 'no key') : verdict
  }
}

/** The key of an address, where the request is one that a person's own click or command makes: the page itself. */
function openingKey(request: Request): string | null {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method !== 'GET' || pathname !== '/') return null
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': target } = request.headers
  if ((mode ?? 'navigate') !== 'navigate' || (target ?? 'document') !== 'document') return null
  return searchParams.get('token')
}
