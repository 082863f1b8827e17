import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ServerMessage } from '../contract/wire.ts'
import { HandedFiles } from '../core/host/handed-files.ts'
import type { Core, OfferedFile } from '../core/ports.ts'
import { handOver } from './instance/hand-over.ts'
import { HandOverDesk } from './instance/hand-over-desk.ts'
import { createSecret } from './secrets.ts'
import { startWebServer, type WebServer } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-webshell-'))
const screenFolder = join(folder, 'screens')
const temporaryFolder = join(folder, 'temporary')
const secret = createSecret()

let offered: OfferedFile[] = []
let announced: (readonly string[])[] = []
/** The port of the core with nothing behind it: echoes calls, keeps what it is offered. */
const core: Core = {
  connect: (send) => ({
    receive: (message) => send({ type: 'ok', id: (message as { id: number }).id, value: message }),
    close: () => undefined,
  }),
  offerFile: (file) => `file-${offered.push(file)}`,
  announceFiles: (ids) => void announced.push(ids),
  output(id) {
    if (id !== 'cards') throw new Error('no such output')
    return {
      path: join(folder, 'cards.html'),
      fileName: 'Käufer "A"; 2011\r\nX.html',
      mime: 'text/html; charset=utf-8',
    }
  },
  rehearse: async () => undefined,
  temporaryFolder,
  close: async () => undefined,
}

let server: WebServer
let origin: string
let cookie: string

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: server.port, path, method, headers: { Connection: 'close', ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** A request written by hand; resolves to the first line of the answer. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part) => (received += String(part)))
    socket.on('close', () => resolve(received.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

function openSocket(headers: Record<string, string>, path = '/socket'): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', () => undefined)
  })
}

beforeAll(async () => {
  mkdirSync(join(screenFolder, 'assets'), { recursive: true })
  mkdirSync(temporaryFolder)
  writeFileSync(join(screenFolder, 'index.html'), '<!doctype html><title>Segmento</title>')
  writeFileSync(join(screenFolder, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(folder, 'secret.html'), 'not for you')
  writeFileSync(join(folder, 'cards.html'), '<h1>Cards</h1>')
  const handed = new HandedFiles(core)
  const desk = new HandOverDesk(secret, handed, () => server.address())
  const logger = { info: () => undefined, error: () => undefined }
  server = await startWebServer({ core, logger, screenFolder, port: 0, handed, desk })
  origin = `http://127.0.0.1:${server.port}`
  const entry = await ask(new URL(server.address()).pathname + new URL(server.address()).search)
  cookie = (entry.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  offered = []
  announced = []
})

describe('coming in', () => {
  it('exchanges the key of the address for a cookie and takes it out of the address', async () => {
    const address = new URL(server.address())
    expect(address.hostname).toBe('127.0.0.1')
    expect(address.searchParams.get('token')).toMatch(/^[\w-]{43}$/)
    const answer = await ask(address.pathname + address.search)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^segmento_${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    )
    expect(answer.headers['set-cookie']?.[0]).not.toContain(address.searchParams.get('token'))
  })

  it('goes on by its own page after a click on another site, where a redirect would carry no strict cookie', async () => {
    const { search } = new URL(server.address())
    const answer = await ask(`/${search}`, {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('http-equiv="refresh"')
  })

  it('gives the screens to who holds the cookie, with every header', async () => {
    const answer = await ask('/', { Cookie: cookie })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<title>Segmento</title>')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    const policy = answer.headers['content-security-policy']
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(part)
    }
    expect(policy).not.toContain('unsafe')
  })
})

describe('staying out', () => {
  const paths = ['/', '/assets/app.js', '/outputs/cards', '/files?name=x', '/socket', '/nothing']

  it.each(paths)('%s needs the cookie', async (path) => {
    expect((await ask(path)).status).toBe(403)
    expect((await ask(path, { Cookie: `segmento_${server.port}=wrong` })).status).toBe(403)
    expect((await ask(path, { Origin: origin }, 'POST', 'x')).status).toBe(403)
  })

  it('refuses a wrong key, and says so differently once somebody is guessing', async () => {
    expect((await ask('/?token=wrong')).status).toBe(403)
    expect((await ask('/?token=')).status).toBe(403)
    for (let attempt = 0; attempt < 12; attempt++) await ask(`/?token=${attempt}`)
    expect((await ask('/?token=wrong')).status).toBe(429)
    // Who has the right one still comes in.
    expect((await ask(new URL(server.address()).search.replace('?', '/?'))).status).toBe(302)
  })

  it('takes the key in the address of the page alone', async () => {
    const { search } = new URL(server.address())
    expect((await ask(`/assets/app.js${search}`)).status).toBe(403)
    expect((await ask(`/${search}`, { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' })).status).toBe(403)
    expect((await ask(`/${search}`, { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' })).status).toBe(403)
  })

  it.each([
    'localhost',
    'LOCALHOST:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1:PORT.',
    '127.0.0.1.:PORT',
    '[::1]:PORT',
    '0.0.0.0:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0x7f.0.0.1:PORT',
    '0177.0.0.1:PORT',
    'localhost.:PORT',
    'localtest.me:PORT',
    '127.0.0.1.nip.io:PORT',
    'user@127.0.0.1:PORT',
    '127.0.0.1:PORT@evil.example',
    ':PORT',
    'evil.example',
  ])('does not answer to the host %s', async (host) => {
    const { status } = await ask('/', { Cookie: cookie, Host: host.replace('PORT', String(server.port)) })
    expect(status).toBe(421)
  })

  it.each(['localhost:PORT', '127.0.0.1:PORT'])('answers to the host %s', async (host) => {
    const { status } = await ask('/', { Cookie: cookie, Host: host.replace('PORT', String(server.port)) })
    expect(status).toBe(200)
  })

  it.each([
    ['no host at all', 'GET / HTTP/1.0\r\n\r\n', ['421']],
    ['an empty host', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', ['421', '400']],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: HERE\r\nHost: evil\r\nConnection: close\r\n\r\n', ['421', '400']],
    ['a whole address as target', 'GET http://evil/ HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n', ['400']],
    ['two slashes', 'GET //evil/x HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n', ['400']],
    ['headers without end', `GET / HTTP/1.1\r\nHost: HERE\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, ['431', '400']],
    ['no HTTP', 'hello\r\n\r\n', ['400']],
  ])('refuses %s', async (_name, text, allowed) => {
    const line = await askRaw(text.replaceAll('HERE', `127.0.0.1:${server.port}`))
    expect(allowed).toContain(line.split(' ')[1])
  })

  it.each([
    'null',
    'http://evil.example',
    'http://127.0.0.1',
    'https://127.0.0.1:PORT',
    'http://localhost:1',
    'file://',
  ])('refuses the origin %s, with the cookie too', async (text) => {
    const headers = { Cookie: cookie, Origin: text.replace('PORT', String(server.port)) }
    expect((await ask('/', headers)).status).toBe(403)
    expect((await ask('/files?name=x', headers, 'POST', 'x')).status).toBe(403)
    expect(await openSocket(headers)).toBe(403)
  })

  it('refuses what other sites ask for, and what has no origin where every browser sends one', async () => {
    expect((await ask('/', { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await ask('/', { Cookie: cookie, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
    expect((await ask('/files?name=x', { Cookie: cookie }, 'POST', 'x')).status).toBe(403)
    expect(offered).toEqual([])
  })

  it.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'])('has no method %s', async (method) => {
    expect([403, 405]).toContain((await ask('/', { Cookie: cookie, Origin: origin }, method)).status)
  })

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/%252e%252e/secret.html',
    '/..%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/assets/../../secret.html',
    '/assets//app.js',
    '/%00',
    '/index.html%00.js',
    '/index.html::$DATA',
    '/outputs/../secret.html',
    '/outputs/..%2fsecret.html',
    '/outputs/',
    '/outputs/%E0%A4%A',
    '/etc/passwd',
  ])('finds nothing at %s', async (path) => {
    const answer = await ask(path, { Cookie: cookie })
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).not.toContain('not for you')
  })
})

describe('the socket', () => {
  it('carries messages for who holds the cookie', async () => {
    const socket = (await openSocket({ Cookie: cookie, Origin: origin })) as WebSocket
    const answer = await new Promise<ServerMessage>((resolve) => {
      socket.on('message', (data) => resolve(JSON.parse((data as Buffer).toString('utf8')) as ServerMessage))
      socket.send(JSON.stringify({ type: 'call', id: 7, name: 'app.info', input: {} }))
    })
    expect(answer).toMatchObject({ type: 'ok', id: 7 })
    socket.terminate()
  })

  it('refuses everybody else', async () => {
    const { search } = new URL(server.address())
    expect(await openSocket({ Origin: origin })).toBe(403)
    expect(await openSocket({ Cookie: cookie })).toBe(403)
    expect(await openSocket({ Origin: origin }, `/socket${search}`)).toBe(403)
    expect(await openSocket({ Cookie: cookie, Origin: origin, Host: 'evil.example' })).toBe(421)
    expect(await openSocket({ Cookie: cookie, Origin: origin }, '/else')).toBe(404)
  })

  it.each(['{', Buffer.from([1, 2, 3])])('hangs up on what is not JSON text', async (data) => {
    const socket = (await openSocket({ Cookie: cookie, Origin: origin })) as WebSocket
    const code = new Promise((resolve) => socket.on('close', resolve))
    socket.send(data)
    expect(await code).toBe(1003)
  })
})

describe('uploads', () => {
  it('streams the body to a file of our own and offers it under the last part of its name', async () => {
    const body = 'customer;date\n'.repeat(100_000)
    const path = `/files?name=${encodeURIComponent('..\\..\\Bestellungen\u202e <März>.csv')}`
    const answer = await ask(path, { Cookie: cookie, Origin: origin }, 'POST', body)
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { fileId: 'file-1' } })
    expect(offered).toMatchObject([{ name: 'Bestellungen _März_.csv', temporary: true }])
    expect(offered[0]?.path.startsWith(temporaryFolder)).toBe(true)
    expect(readFileSync(offered[0]?.path ?? '', 'utf8')).toBe(body)
    rmSync(offered[0]?.path ?? '')
  })

  it('removes what has come when the page goes away', async () => {
    const head = `POST /files?name=x.csv HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Length: 1000000\r\n\r\n`
    const socket = connect(server.port, '127.0.0.1', () => socket.write(head + 'x'.repeat(10_000)))
    while (readdirSync(temporaryFolder).length === 0) await sleep(5)
    socket.destroy()
    while (readdirSync(temporaryFolder).length > 0) await sleep(5)
    expect(offered).toEqual([])
  })
})

describe('outputs', () => {
  it('downloads under its name, written so that every reader takes it', async () => {
    const answer = await ask('/outputs/cards', { Cookie: cookie })
    expect(answer.body).toBe('<h1>Cards</h1>')
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="K_ufer _A__ 2011X.html"; filename*=UTF-8''K%C3%A4ufer%20_A_%3B%202011X.html`,
    )
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('shows HTML in a frame of ours, without any rights', async () => {
    const answer = await ask('/outputs/cards?inline=1', { Cookie: cookie })
    expect(answer.headers['content-disposition']).toBe('inline')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy.startsWith("sandbox; default-src 'none'")).toBe(true)
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('script')
  })
})

describe('a second start', () => {
  it('hands its files over, to be announced once a page listens', async () => {
    const address = await handOver({ pid: process.pid, port: server.port, secret }, [join(folder, 'cards.html')])
    expect(address).toMatch(new RegExp(`^${origin}/\\?token=[\\w-]{43}$`))
    expect(offered).toMatchObject([{ name: 'cards.html', temporary: false }])
    expect(announced).toEqual([])

    const socket = (await openSocket({ Cookie: cookie, Origin: origin })) as WebSocket
    const answered = new Promise((resolve) => socket.on('message', resolve))
    socket.send(JSON.stringify({ type: 'subscribe', id: 1, topic: 'files.offered' }))
    await answered
    expect(announced).toEqual([['file-1']])
    socket.terminate()
  })

  it('is refused without the secret, and from a browser', async () => {
    const runtime = { pid: process.pid, port: server.port, secret: createSecret() }
    expect(await handOver(runtime, [join(folder, 'cards.html')])).toBeNull()
    const body = JSON.stringify({ challenge: 'x', files: [], proof: 'x' })
    const json = { 'Content-Type': 'application/json' }
    expect((await ask('/hand-over/files', json, 'POST', body)).status).toBe(403)
    expect((await ask('/hand-over/hello', { ...json, Origin: origin }, 'POST', '{"nonce":"x"}')).status).toBe(403)
    expect((await ask('/hand-over/hello', { ...json, Host: 'evil' }, 'POST', '{"nonce":"x"}')).status).toBe(421)
    expect((await ask('/hand-over/hello', { 'Content-Type': 'text/plain' }, 'POST', '{"nonce":"x"}')).status).toBe(403)
    expect(offered).toEqual([])
  })
})
