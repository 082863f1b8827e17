import { createSecret, equalSecrets } from './secrets.ts'

const openingLimit = 32
const badLimit = 10
const badWindow = 60_000

/**
 * Who may come in. The opening key stands in the printed address and is exchanged for the cookie at once; the cookie's
 * own value is another one and never leaves browser and server. Both live as long as the server does.
 */
export class Keys {
  readonly cookieName: string
  readonly #cookie = createSecret()
  readonly #opening: string[] = []
  readonly #now: () => number
  #bad: number[] = []

  /** Cookies do not tell ports apart, so the port is part of the cookie's name. */
  constructor(port: number, now: () => number = () => performance.now()) {
    this.cookieName = `segmento_${port}`
    this.#now = now
  }

  issueOpeningKey(): string {
    const key = createSecret()
    this.#opening.push(key)
    // The first one was printed where the server was started and stays good.
    if (this.#opening.length > openingLimit) this.#opening.splice(1, 1)
    return key
  }

  /** Looks at every key, whether or not an earlier one fits, so that time tells nothing. */
  acceptsOpeningKey(key: string): boolean {
    let accepted = false
    for (const known of this.#opening) if (equalSecrets(known, key)) accepted = true
    if (!accepted) this.#bad.push(this.#now())
    return accepted
  }

  acceptsCookie(header: string | undefined): boolean {
    const value = readCookie(header, this.cookieName)
    return value !== null && equalSecrets(value, this.#cookie)
  }

  /** More than ten wrong keys within a minute. */
  get guessing(): boolean {
    const since = this.#now() - badWindow
    this.#bad = this.#bad.filter((time) => time > since)
    return this.#bad.length > badLimit
  }

  setCookie(): string {
    return `${this.cookieName}=${this.#cookie}; HttpOnly; SameSite=Strict; Path=/`
  }
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return null
}
