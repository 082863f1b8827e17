import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { BrowserWindow, session as sessions } from 'electron'
import { CancelledError } from '../contract/errors.ts'
import { commonHeaders, documentPolicy } from '../core/host/content-security.ts'
import type { Printer } from '../core/ports.ts'
import { restrictPermissions } from './security/permissions.ts'
import { refuseNetwork } from './security/requests.ts'
import { refuseNewWindows } from './security/window-open.ts'
import { appScheme } from './security/origin.ts'

/**
 * Prints in a window that nobody sees: a profile of its own that is kept nowhere, no preload script, no scripts at all,
 * and one address that exists only while it prints.
 */
export function createWindowPrinter(): Printer {
  return {
    async print(htmlFile, page, signal) {
      if (signal.aborted) throw new CancelledError()
      const session = sessions.fromPartition(`print-${randomUUID()}`, { cache: false })
      restrictPermissions(session)
      refuseNetwork(session)
      const address = `${appScheme}://print/${randomUUID()}`
      session.protocol.handle(appScheme, async (request) =>
        request.url === address
          ? new Response(await readFile(htmlFile), {
              headers: {
                ...commonHeaders,
                'Content-Type': 'text/html; charset=utf-8',
                'Content-Security-Policy': documentPolicy,
              },
            })
          : new Response(null, { status: 404 }),
      )
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          javascript: false,
          webviewTag: false,
          spellcheck: false,
          devTools: false,
        },
      })
      refuseNewWindows(window.webContents)
      const destroy = () => {
        if (!window.isDestroyed()) window.destroy()
      }
      signal.addEventListener('abort', destroy, { once: true })
      try {
        await window.loadURL(address)
        return await window.webContents.printToPDF({
          printBackground: true,
          preferCSSPageSize: true,
          displayHeaderFooter: false,
          pageSize: page.size,
          landscape: page.landscape,
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
          generateTaggedPDF: true,
        })
      } catch (error) {
        // A window that is taken away while it loads or prints fails in several ways; all of them are the cancel.
        throw signal.aborted ? new CancelledError() : error
      } finally {
        signal.removeEventListener('abort', destroy)
        destroy()
        session.protocol.unhandle(appScheme)
      }
    },
  }
}
