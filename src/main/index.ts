import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, session, type BrowserWindow } from 'electron'
import { ExpectedError } from '../contract/errors.ts'
import { formatNote } from '../contract/messages/format.ts'
import { createCore } from '../core/app.ts'
import { findAppRoot } from '../core/host/app-root.ts'
import { defaultDataFolder } from '../core/host/data-folder.ts'
import { createFileLogger } from '../core/host/file-logger.ts'
import { HandedFiles } from '../core/host/handed-files.ts'
import { tryLock } from '../core/host/instance-lock.ts'
import { nodeTooOld } from '../core/host/node-version.ts'
import type { Core, Logger } from '../core/ports.ts'
import { registerAppScheme, serveAppScheme } from './app-protocol.ts'
import { connectWindow } from './ipc.ts'
import { openMainWindow, preloadFile } from './main-window.ts'
import { setMenu } from './menu.ts'
import { namedFiles } from './named-files.ts'
import { createWindowPrinter } from './pdf-printer.ts'
import { restrictPermissions } from './security/permissions.ts'
import { refuseNetwork } from './security/requests.ts'
import { refusedSwitch } from './security/switches.ts'

const dataFolder = defaultDataFolder()
const logFolder = join(dataFolder, 'logs')
const logger = createFileLogger(join(logFolder, 'segmento.log'))
const badSwitch = app.isPackaged ? refusedSwitch(app.commandLine) : null
const tooOld = nodeTooOld(process.versions['napi'], process.version)

if (badSwitch !== null) fail(`Segmento does not start with --${badSwitch}.`)
else if (tooOld !== null) fail(tooOld)
else prepare()

function fail(text: string): void {
  process.stderr.write(`${text}\n`)
  dialog.showErrorBox('Segmento', text)
  app.exit(2)
}

/** What must be said before the app is ready. */
function prepare(): void {
  mkdirSync(logFolder, { recursive: true, mode: 0o700 })
  app.enableSandbox()
  // Chromium's own files stay apart from ours.
  app.setPath('userData', join(dataFolder, 'window'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerAppScheme()
  app.whenReady().then(start).catch(endWithFault)
}

async function start(): Promise<void> {
  const root = findAppRoot(import.meta.dirname)
  const lock = tryLock(dataFolder)
  if (!lock.taken) throw new ExpectedError('store.locked', { folder: dataFolder })
  const resourcesFolder = app.isPackaged ? process.resourcesPath : join(root.folder, 'resources')
  const core = await createCore({
    dataFolder,
    shell: 'window',
    version: root.version,
    printer: createWindowPrinter(),
    logger,
    resourcesFolder,
  })
  closeAtTheEnd(core, lock.release)

  restrictPermissions(session.defaultSession)
  refuseNetwork(session.defaultSession)
  serveAppScheme(session.defaultSession, join(root.folder, 'out', 'renderer'), core)

  const handed = new HandedFiles(core)
  let window: BrowserWindow | null = null
  const open = () => {
    window = openWindow(root.folder, resourcesFolder, core, handed, logger)
    window.on('closed', () => (window = null))
  }
  app.on('second-instance', (_event, argv, workingFolder) => {
    handed.offer(namedFiles(argv, app.isPackaged, workingFolder))
    if (window === null) return open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('activate', () => {
    if (window === null) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  open()
  handed.offer(namedFiles(process.argv, app.isPackaged, process.cwd()))
}

function openWindow(
  root: string,
  resourcesFolder: string,
  core: Core,
  handed: HandedFiles,
  faults: Logger,
): BrowserWindow {
  const window = openMainWindow({
    preload: preloadFile(root),
    icon: join(resourcesFolder, 'icons', 'icon.png'),
    stateFile: join(dataFolder, 'window.json'),
  })
  const disconnect = connectWindow(window, core, handed, faults)
  window.on('closed', disconnect)
  setMenu(window, { openFiles: (paths) => void handed.offer(paths), logFolder })
  return window
}

/** The store is closed in order before the process ends. */
function closeAtTheEnd(core: Core, release: () => void): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    const end = () => {
      closed = true
      release()
      app.quit()
    }
    core.close().then(end, (error: unknown) => {
      logger.error('closing', error)
      end()
    })
  })
}

function endWithFault(error: unknown): void {
  if (error instanceof ExpectedError) return fail(formatNote({ code: `error.${error.code}`, params: error.params }))
  logger.error('starting', error)
  fail(formatNote({ code: 'error.bug', params: { traceId: 'starting' } }))
}
