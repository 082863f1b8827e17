import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startSegmento, type Program } from '../support/programs.ts'

let folder: string
let started: Program[] = []
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'segmento-hand-over-'))))
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  started = []
  rmSync(folder, { recursive: true, force: true })
})

const dataFolder = () => join(folder, 'data')
function serve(...files: string[]): Program {
  const program = startSegmento(['serve', ...files], { SEGMENTO_DATA: dataFolder() })
  started.push(program)
  return program
}
const address = async (program: Program) => new URL((await program.printed(/http:\/\/\S+/))[0])

/** What a browser gets for the key in an address. */
async function cookieOf(url: URL): Promise<string> {
  const [answer] = (await once(request(url).end(), 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(302)
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

it('a second start on the same data hands its files over and ends', async () => {
  const first = serve()
  const home = await address(first)
  const cookie = await cookieOf(home)

  const file = join(folder, 'orders.csv')
  writeFileSync(file, 'customer,date,amount\na,2024-01-01,1\n')
  const second = serve(file)
  const again = await address(second)
  expect(await second.ended).toMatchObject({ status: 0, err: '' })
  expect(again.origin).toBe(home.origin)
  expect(again.search).not.toBe(home.search)
  expect(await cookieOf(again)).toBe(cookie)

  const socket = new WebSocket(`ws://${home.host}/socket`, { headers: { Cookie: cookie, Origin: home.origin } })
  const event = await new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => resolve(JSON.parse((data as Buffer).toString('utf8'))))
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', id: 1, topic: 'files.offered' })))
  })
  expect(event).toMatchObject({ type: 'event', id: 1, payload: { fileIds: [expect.any(String)] } })
  socket.terminate()
})

it('keeps its secrets to itself and takes its traces away at the end', async () => {
  const first = serve()
  await address(first)
  const runtime = join(dataFolder(), 'runtime.json')
  if (process.platform !== 'win32') {
    expect(statSync(runtime).mode & 0o777).toBe(0o600)
    expect(statSync(dataFolder()).mode & 0o077).toBe(0)
  }
  first.child.kill('SIGTERM')
  expect((await first.ended).status).toBe(0)
  expect(existsSync(runtime)).toBe(false)
  expect(readdirSync(dataFolder())).not.toContain('instance.lock')
})

it('takes over what a killed process has left', async () => {
  const first = serve()
  const home = await address(first)
  first.child.kill('SIGKILL')
  await first.ended
  expect(existsSync(join(dataFolder(), 'instance.lock'))).toBe(true)
  const second = serve()
  expect((await address(second)).port).not.toBe(home.port)
})
