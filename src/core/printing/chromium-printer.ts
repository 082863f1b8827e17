import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { CancelledError, ExpectedError } from '../../contract/errors.ts'
import type { Printer } from '../ports.ts'
import { browserCandidates } from './find-browser.ts'

/**
 * Reserved for names that never resolve (RFC 6761). The page is handed to the browser under this address, so that a
 * browser that may not read our folders (a snap, say) can print it, too.
 */
const PAGE_ADDRESS = 'http://cards.invalid/'

/**
 * A printer that uses a Chromium or Chrome of this machine. The page may run no scripts and reach no network: every
 * request but the page itself is refused, and the browser resolves no names.
 *
 * @param candidates browsers to try, best first; default: what is found on the machine when printing starts
 */
export function createChromiumPrinter(candidates: () => readonly string[] = browserCandidates): Printer {
  return {
    async print(htmlFile, page, signal) {
      throwIfCancelled(signal)
      const html = await readFile(htmlFile, 'utf8')
      const browser = await launch(candidates(), signal)
      // Closing the browser makes every pending call fail at once; the failure is then told as what it is.
      const close = (): void => void browser.close().catch(() => undefined)
      signal.addEventListener('abort', close, { once: true })
      try {
        throwIfCancelled(signal)
        return await printPage(browser, html, page)
      } catch (error) {
        throwIfCancelled(signal)
        throw error
      } finally {
        signal.removeEventListener('abort', close)
        await browser.close().catch(() => undefined)
      }
    },
  }
}

async function printPage(browser: Browser, html: string, page: Parameters<Printer['print']>[1]): Promise<Uint8Array> {
  const context = await browser.newContext({ javaScriptEnabled: false, serviceWorkers: 'block' })
  const sheet = await context.newPage()
  await sheet.route('**/*', (route) =>
    route.request().url() === PAGE_ADDRESS
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.abort(),
  )
  await sheet.goto(PAGE_ADDRESS, { waitUntil: 'load' })
  return sheet.pdf({
    format: page.size,
    landscape: page.landscape,
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: false,
    margin: { top: 0, right: 0, bottom: 0, left: 0 },
    tagged: true,
  })
}

/** The first candidate that starts. A browser that is there and does not start is a fault worth its cause chain. */
async function launch(candidates: readonly string[], signal: AbortSignal): Promise<Browser> {
  if (candidates.length === 0) throw new ExpectedError('print.no_browser')
  // Loaded here and not above: 3 MB that nobody needs who does not print.
  const { chromium } = await import('playwright-core')
  const failures: unknown[] = []
  for (const executablePath of candidates) {
    throwIfCancelled(signal)
    const starting = chromium.launch({
      executablePath,
      headless: true,
      // Chromium refuses its sandbox to root; everybody else keeps it.
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--font-render-hinting=none'],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    try {
      return await unlessCancelled(starting, signal)
    } catch (error) {
      throwIfCancelled(signal)
      failures.push(error)
    }
  }
  throw new Error(`no browser could be started: ${candidates.join(', ')}`, { cause: failures[0] })
}

/** A start cannot be called off: the caller is let go at once, and the browser is closed when it arrives. */
function unlessCancelled(starting: Promise<Browser>, signal: AbortSignal): Promise<Browser> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      reject(new CancelledError())
      starting.then((browser) => browser.close()).catch(() => undefined)
    }
    signal.addEventListener('abort', cancel, { once: true })
    starting.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel))
  })
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError()
}
