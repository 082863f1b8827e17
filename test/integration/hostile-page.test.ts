import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { HandedFiles } from '../../src/core/host/handed-files.ts'
import type { Core } from '../../src/core/ports.ts'
import { findBrowser } from '../../src/core/printing/find-browser.ts'
import { HandOverDesk } from '../../src/webshell/instance/hand-over-desk.ts'
import { startWebServer, type WebServer } from '../../src/webshell/server.ts'

// What a page of another site can do to the loopback shell while the person is logged in to it, in a real browser.
const folder = mkdtempSync(join(tmpdir(), 'segmento-hostile-'))
let reached: string[] = []
const core: Core = {
  connect: () => ({ receive: () => void reached.push('message'), close: () => undefined }),
  offerFile: () => `file-${reached.push('file')}`,
  announceFiles: () => undefined,
  output: () => {
    reached.push('output')
    return { path: join(folder, 'index.html'), fileName: 'cards.html', mime: 'text/html' }
  },
  rehearse: async () => undefined,
  temporaryFolder: folder,
  close: async () => undefined,
}

let browser: Browser
let context: BrowserContext
let server: WebServer
let hostile: Server
/** `localhost` and `127.0.0.1` are different sites to a browser. */
let hostileSite: string
let hostilePage = ''

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Segmento</title><p>the screens</p>')
  const handed = new HandedFiles(core)
  const desk = new HandOverDesk('secret', handed, () => server.address())
  const logger = { info: () => undefined, error: () => undefined }
  server = await startWebServer({ core, logger, screenFolder: folder, port: 0, handed, desk })
  hostile = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(hostilePage))
  await new Promise<void>((resolve) => hostile.listen(0, 'localhost', resolve))
  hostileSite = `http://localhost:${(hostile.address() as AddressInfo).port}/`

  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('no browser: the test command finds or fetches one')
  browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
  context = await browser.newContext()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  hostile.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  reached = []
})

const origin = () => `http://127.0.0.1:${server.port}`

it('lets in who opens the printed address, and by a link on another site, too', async () => {
  const page = await context.newPage()
  await page.goto(server.address())
  expect(page.url()).toBe(`${origin()}/`)
  expect(await page.textContent('p')).toBe('the screens')
  await page.close()

  const fresh = await browser.newContext()
  const linked = await fresh.newPage()
  hostilePage = `<a href="${server.address()}">open</a>`
  await linked.goto(hostileSite)
  await linked.click('a')
  await linked.waitForURL(`${origin()}/`)
  expect(await linked.textContent('p')).toBe('the screens')
  await fresh.close()
})

it('lets no other site send, read or frame anything', async () => {
  const page = await context.newPage()
  hostilePage = '<!doctype html><title>hostile</title>'
  await page.goto(hostileSite)
  const results = await page.evaluate(async (target) => {
    const tried = async (act: () => Promise<unknown>) => {
      try {
        return await act()
      } catch {
        return 'refused'
      }
    }
    const loaded = (element: HTMLImageElement | HTMLScriptElement, source: string) =>
      new Promise((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        element.src = source
        document.body.append(element)
      })
    return {
      read: await tried(() => fetch(`${target}/`, { credentials: 'include' }).then((answer) => answer.text())),
      blind: await tried(() =>
        fetch(`${target}/files?name=x`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' }).then(
          (answer) => answer.type,
        ),
      ),
      picture: await loaded(document.createElement('img'), `${target}/outputs/cards`),
      script: await loaded(document.createElement('script'), `${target}/outputs/cards`),
      socket: await tried(
        () =>
          new Promise((resolve) => {
            const socket = new WebSocket(`${target.replace('http', 'ws')}/socket`)
            socket.addEventListener('open', () => {
              socket.send('{}')
              resolve('open')
            })
            socket.addEventListener('close', () => resolve('refused'))
          }),
      ),
      beacon: navigator.sendBeacon(`${target}/files?name=x`, 'x'),
    }
  }, origin())
  expect(results).toMatchObject({ read: 'refused', picture: 'refused', script: 'refused', socket: 'refused' })

  hostilePage = `<iframe src="${origin()}/"></iframe>`
  await page.goto(hostileSite)
  expect(await page.frames()[1]?.content()).not.toContain('the screens')

  hostilePage = `<form method="post" enctype="text/plain" action="${origin()}/files?name=x"><input name="a"><button>go</button></form>`
  await page.goto(hostileSite)
  await page.click('button')
  expect(await page.content()).toContain('Refused')
  expect(reached).toEqual([])
  await page.close()
})

it('gives a name that is pointed at this machine nothing', async () => {
  const rebound = await chromium.launch({
    executablePath: findBrowser() as string,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  const page = await rebound.newPage()
  const answer = await page.goto(`http://rebound.example:${server.port}/`)
  expect(answer?.status()).toBe(421)
  await rebound.close()
})
