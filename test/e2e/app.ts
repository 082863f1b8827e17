import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { findBrowser } from '../../src/core/printing/find-browser.ts'
import { noBrowserSentence } from '../../scripts/lib/provide-browser.mjs'
import { chaosSeed, SlowLine, slowDown } from './chaos.ts'

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** The built app on the loopback, on a data folder of its own. */
export class ServedApp {
  readonly dataFolder: string
  readonly #child: ChildProcess
  readonly address: string

  private constructor(dataFolder: string, child: ChildProcess, address: string) {
    this.dataFolder = dataFolder
    this.#child = child
    this.address = address
  }

  static async start(dataFolder = mkdtempSync(join(tmpdir(), 'segmento-e2e-'))): Promise<ServedApp> {
    const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], {
      env: { ...process.env, SEGMENTO_DATA: dataFolder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const address = await new Promise<string>((resolve, reject) => {
      const listen = (data: Buffer) => {
        said += data.toString('utf8')
        const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said)?.[0]
        if (found !== undefined) resolve(found)
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.on('exit', (code) => reject(new Error(`the app ended with ${code} before it said its address:\n${said}`)))
    })
    return new ServedApp(dataFolder, child, address)
  }

  /** Stops it the way Ctrl-C does. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGINT')
    await ended
  }

  removeData(): void {
    rmSync(this.dataFolder, { recursive: true, force: true })
  }
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error(noBrowserSentence)
  return await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors on the console, uncaught ones, violations of the content security policy, requests to anywhere else. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** A person's browser window on the app. */
export async function visit(browser: Browser, app: ServedApp, options: BrowserContextOptions = {}): Promise<Visit> {
  const seed = chaosSeed()
  const line = seed === null ? null : await SlowLine.open(seed)
  const context = await browser.newContext({
    ...(line === null ? {} : { proxy: { server: line.address } }),
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  // Ends what hangs, and measures nothing: on a busy machine an analysis has been seen to take more than a minute.
  context.setDefaultTimeout(300_000)
  const page = await context.newPage()
  if (seed !== null) await slowDown(context, page, seed)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const origin = new URL(app.address).origin
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(?:data|blob|about):/.test(url)) complaints.push(`request to ${url}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`)
    })
  })
  await page.goto(app.address)
  const close = async () => {
    await context.close()
    await line?.close()
  }
  return { page, context, complaints, close }
}

/** Drops a file of the disk onto the window, the way a file manager does. */
export async function dropFiles(page: Page, ...paths: string[]): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input')
    element.type = 'file'
    element.multiple = true
    return element
  })
  await input.asElement()?.setInputFiles(paths)
  await input.evaluate((element) => {
    const transfer = new DataTransfer()
    for (const file of element.files ?? []) transfer.items.add(file)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    }
  })
  await input.dispose()
}

/** Pastes two orders under a header, the way a spreadsheet hands its cells over. */
export async function pasteCells(page: Page): Promise<void> {
  const body = await page.evaluateHandle(() => document.body)
  await body.evaluate((element) => {
    const transfer = new DataTransfer()
    transfer.setData(
      'text/plain',
      'Customer\tDate\tAmount\tNote\r\nA\t2025-01-05\t10,50\t"two\nlines"\r\nB\t2025-01-06\t1.020,00\t\r\n',
    )
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  })
  await body.dispose()
}
