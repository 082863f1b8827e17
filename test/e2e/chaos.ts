import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex, Writable } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { seeded, type Random } from '../support/seeded.ts'

/** The seed of `SEGMENTO_CHAOS`; null where the tests are to run as fast as they can. */
export function chaosSeed(): number | null {
  const seed = process.env['SEGMENTO_CHAOS']
  return seed === undefined || seed === '' ? null : Number(seed)
}

/** Makes the page itself four to eight times slower. */
export async function slowDown(context: BrowserContext, page: Page, seed: number): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 + seeded(seed)(5) })
}

/**
 * A bad line between a browser and the app: whatever goes one way or the other arrives late by a time drawn from the
 * seed, in its order on each connection, but not across connections. What was sent still arrives after its page is gone.
 */
export class SlowLine {
  readonly #server: Server
  readonly #random: Random
  readonly #open = new Set<Duplex>()
  readonly #late = new Set<NodeJS.Timeout>()

  private constructor(seed: number) {
    this.#random = seeded(seed)
    this.#server = createServer((incoming, response) => this.#forward(incoming, response))
    // A browser opens its WebSocket through a tunnel.
    this.#server.on('connect', (incoming: IncomingMessage, client: Duplex) => this.#tunnel(incoming, client))
  }

  static async open(seed: number): Promise<SlowLine> {
    const line = new SlowLine(seed)
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve))
    return line
  }

  /** What a browser takes as its proxy. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const timer of this.#late) clearTimeout(timer)
    for (const end of this.#open) end.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Milliseconds: mostly up to 400, one in forty 2,000. */
  #delay(): number {
    return this.#random(40) === 0 ? 2_000 : this.#random(400)
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#late.delete(timer)
      act()
    }, milliseconds)
    this.#late.add(timer)
  }

  /** Runs what it is given late, one after the other. */
  #queue(): (act: () => void) => void {
    let last = Promise.resolve()
    return (act) => {
      const own = new Promise<void>((resolve) => this.#later(this.#delay(), resolve))
      last = Promise.all([last, own]).then(act)
    }
  }

  /** Writes to `to` what `from` gives, late; a long stream is late as a whole, not with each of its pieces. */
  #carry(from: NodeJS.ReadableStream, to: Writable): void {
    const queue = this.#queue()
    from.on('data', (piece: Buffer) => queue(() => void to.write(piece)))
    from.on('end', () => queue(() => void to.end()))
    from.on('error', () => queue(() => void to.destroy()))
  }

  #keep(end: Duplex): void {
    this.#open.add(end)
    end.on('error', () => end.destroy())
    end.on('close', () => this.#open.delete(end))
  }

  #forward(incoming: IncomingMessage, response: ServerResponse): void {
    const { hostname, port, pathname, search } = new URL(incoming.url!)
    const headers = { ...incoming.headers }
    delete headers['proxy-connection']
    const outgoing = request({
      hostname,
      port,
      path: pathname + search,
      method: incoming.method,
      headers,
      agent: false,
    })
    outgoing.on('error', () => response.destroy())
    outgoing.on('response', (answer) => {
      this.#later(this.#delay(), () => {
        response.writeHead(answer.statusCode!, answer.headers)
        this.#carry(answer, response)
      })
    })
    this.#carry(incoming, outgoing)
  }

  #tunnel(incoming: IncomingMessage, client: Duplex): void {
    const { hostname, port } = new URL(`http://${incoming.url!}`)
    const app: Socket = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      this.#carry(client, app)
      this.#carry(app, client)
    })
    app.on('error', () => client.destroy())
    this.#keep(client)
    this.#keep(app)
  }
}
