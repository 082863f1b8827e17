import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExpectedError } from '../contract/errors.ts'
import { findAppRoot } from '../core/host/app-root.ts'
import { defaultDataFolder } from '../core/host/data-folder.ts'
import { createFileLogger } from '../core/host/file-logger.ts'
import { HandedFiles } from '../core/host/handed-files.ts'
import { tryLock } from '../core/host/instance-lock.ts'
import { nodeTooOld } from '../core/host/node-version.ts'
import { handOver } from './instance/hand-over.ts'
import { HandOverDesk } from './instance/hand-over-desk.ts'
import { readRuntime, removeRuntime, writeRuntime } from './instance/runtime-file.ts'
import { hasDisplay, openBrowser } from './open-browser.ts'
import { createSecret } from './secrets.ts'
import { startWebServer, type WebServer } from './server.ts'

export interface ServeOptions {
  /** 0 (the default): any free port. */
  readonly port?: number
  /** Open a browser; default: where somebody would see it. */
  readonly open?: boolean
  /** Default: the same folder as the window's. */
  readonly dataFolder?: string
  /** Files to offer for import. */
  readonly files?: readonly string[]
  /** Where the address is said; default: standard output. */
  readonly say?: (line: string) => void
}

export type Served =
  | { readonly handedOver: true; readonly address: string }
  | { readonly handedOver: false; readonly address: string; readonly close: () => Promise<void> }

/** A first start that is still opening its store is waited for this long. */
const patience = 8_000

/**
 * Serves the app on 127.0.0.1, or hands over to the process that already does so on the same data folder.
 * The address, with its key, is said once.
 * @throws ExpectedError `store.locked` where another process holds the folder and does not answer; `store.unwritable`
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const tooOld = nodeTooOld(process.versions['napi'], process.version)
  if (tooOld !== null) throw new Error(tooOld)

  const dataFolder = resolve(options.dataFolder ?? defaultDataFolder())
  const files = (options.files ?? []).map((file) => resolve(file))
  const open = options.open ?? hasDisplay()
  const say = options.say ?? ((line: string) => process.stdout.write(`${line}\n`))
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new ExpectedError('store.unwritable', {
      file: dataFolder,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    })
  }

  const first = await lockOrHandOver(dataFolder, files)
  if ('address' in first) {
    say(`Segmento is already running: ${first.address}`)
    if (open) openBrowser(first.address)
    return { handedOver: true, address: first.address }
  }
  try {
    const { server, close } = await start(dataFolder, files, options.port ?? 0, first.release)
    const address = server.address()
    say(`Segmento is running: ${address}`)
    if (open) openBrowser(address)
    return { handedOver: false, address, close }
  } catch (error) {
    first.release()
    throw error
  }
}

async function lockOrHandOver(
  dataFolder: string,
  files: readonly string[],
): Promise<{ release: () => void } | { address: string }> {
  const deadline = performance.now() + patience
  for (;;) {
    const attempt = tryLock(dataFolder)
    if (attempt.taken) return attempt
    const runtime = readRuntime(dataFolder)
    // The runtime file of a process that died may still lie there while the next one starts.
    if (runtime !== null && runtime.pid === attempt.owner?.pid) {
      const address = await handOver(runtime, files)
      if (address !== null) return { address }
    }
    if (performance.now() > deadline) throw new ExpectedError('store.locked', { folder: dataFolder })
    await sleep(100)
  }
}

async function start(
  dataFolder: string,
  files: readonly string[],
  port: number,
  release: () => void,
): Promise<{ server: WebServer; close: () => Promise<void> }> {
  const root = findAppRoot(import.meta.dirname)
  const logger = createFileLogger(join(dataFolder, 'logs', 'segmento.log'))
  const [{ createCore }, { createChromiumPrinter }, { findBrowser }] = await Promise.all([
    import('../core/app.ts'),
    import('../core/printing/chromium-printer.ts'),
    import('../core/printing/find-browser.ts'),
  ])
  const core = await createCore({
    dataFolder,
    shell: 'web',
    version: root.version,
    printer: findBrowser() === null ? null : createChromiumPrinter(),
    logger,
    resourcesFolder: join(root.folder, 'resources'),
  })
  try {
    const secret = createSecret()
    const handed = new HandedFiles(core)
    const desk = new HandOverDesk(secret, handed, () => server.address())
    const screenFolder = join(root.folder, 'out', 'renderer')
    const server: WebServer = await startWebServer({ core, logger, screenFolder, port, handed, desk })
    writeRuntime(dataFolder, { pid: process.pid, port: server.port, secret })
    handed.offer(files)
    let closing: Promise<void> | null = null
    const close = () => (closing ??= closeAll(server, () => core.close(), dataFolder, release))
    return { server, close }
  } catch (error) {
    await core.close()
    throw error
  }
}

async function closeAll(
  server: WebServer,
  closeCore: () => Promise<void>,
  dataFolder: string,
  release: () => void,
): Promise<void> {
  try {
    removeRuntime(dataFolder)
    await server.close()
    await closeCore()
  } finally {
    release()
  }
}

/** `serve`, and closes in order on the first SIGINT or SIGTERM; a second one, or five seconds, ends it as it is. */
export async function serveUntilStopped(options: ServeOptions = {}): Promise<void> {
  // Listened for from the beginning, so that a stop while the store opens closes in order, too.
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(1))
      process.once('SIGTERM', () => process.exit(1))
      setTimeout(() => process.exit(1), 5_000).unref()
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
  const served = await serve(options)
  if (served.handedOver) return
  await stopped
  await served.close()
}
