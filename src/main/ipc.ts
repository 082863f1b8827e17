import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { ipcMain, type BrowserWindow } from 'electron'
import { ExpectedError, type ErrorBody } from '../contract/errors.ts'
import { windowChannels } from '../contract/shell.ts'
import type { Result } from '../contract/wire.ts'
import type { HandedFiles } from '../core/host/handed-files.ts'
import type { Core, Logger } from '../core/ports.ts'
import { saveOutput } from './save-output.ts'
import { isFromOurPage } from './security/sender.ts'

/**
 * Joins the window's page and the core: the wire's messages in both directions, and the two things a page cannot do by
 * itself. A reload of the page begins a new connection. Returns the function that takes everything down.
 */
export function connectWindow(window: BrowserWindow, core: Core, handed: HandedFiles, logger: Logger): () => void {
  const contents = window.webContents
  let page = connectPage(window, core, handed)

  const onMessage = (event: Electron.IpcMainEvent, message: unknown) => {
    if (isFromOurPage(event, contents)) page.receive(message)
    else logger.info('a message from a page that is not ours was dropped')
  }
  const onNewPage = () => {
    page.close()
    page = connectPage(window, core, handed)
  }
  ipcMain.on(windowChannels.message, onMessage)
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) onNewPage()
  })
  contents.on('render-process-gone', onNewPage)

  ipcMain.handle(windowChannels.offerFile, (event, path: unknown) =>
    answered(logger, async () => {
      requireOurPage(event, contents)
      return { fileId: await offerFile(core, path) }
    }),
  )
  ipcMain.handle(windowChannels.saveOutput, (event, outputId: unknown, fileName: unknown) =>
    answered(logger, async () => {
      requireOurPage(event, contents)
      return { saved: await saveOutput(window, core, String(outputId), String(fileName)) }
    }),
  )
  return () => {
    page.close()
    ipcMain.off(windowChannels.message, onMessage)
    ipcMain.removeHandler(windowChannels.offerFile)
    ipcMain.removeHandler(windowChannels.saveOutput)
  }
}

function connectPage(window: BrowserWindow, core: Core, handed: HandedFiles) {
  const connection = core.connect((message) => {
    if (!window.isDestroyed()) window.webContents.send(windowChannels.message, message)
  })
  const follower = handed.connect()
  return {
    receive(message: unknown) {
      connection.receive(message)
      follower.follow(message)
    },
    close() {
      connection.close()
      follower.close()
    },
  }
}

function requireOurPage(event: Electron.IpcMainInvokeEvent, contents: unknown): void {
  if (!isFromOurPage(event, contents)) throw new ExpectedError('operation.forbidden', { name: 'this' })
}

/** The path comes from the preload script, which had it from a File of the person; a File made by script has none. */
async function offerFile(core: Core, path: unknown): Promise<string> {
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    throw new ExpectedError('file.missing', { name: 'file' })
  const name = basename(path)
  const found = await stat(path).catch(() => null)
  if (found === null) throw new ExpectedError('file.missing', { name })
  if (!found.isFile()) throw new ExpectedError('file.folder', { name })
  return core.offerFile({ path, name, temporary: false })
}

/** Electron keeps only the message of a thrown error, so results go across instead. */
async function answered<T>(logger: Logger, act: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    const traceId = randomUUID()
    if (error instanceof ExpectedError) {
      return { ok: false, error: { code: error.code, params: error.params, traceId } }
    }
    logger.error(traceId, error)
    return { ok: false, error: { code: 'bug', params: { detail: String(error) }, traceId } satisfies ErrorBody }
  }
}
