import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { launchBrowser, ServedApp, visit, type Visit } from './app.ts'

/** What a test has before it: the app on an empty data folder, a page on it, and a folder for files of its own. */
export interface Desk {
  readonly browser: Browser
  readonly files: string
  readonly app: ServedApp
  readonly seen: Visit
  /** Stops the app and starts it again on the same data, with a new page. */
  restart(): Promise<void>
}

/** Registers the hooks of a test file; what it returns is filled when a test begins. A page that complained fails its test. */
export function useDesk(): Desk {
  const desk = {} as { -readonly [Part in keyof Desk]: Desk[Part] }
  const open = async (dataFolder?: string): Promise<void> => {
    desk.app = await ServedApp.start(dataFolder)
    desk.seen = await visit(desk.browser, desk.app)
  }
  const close = async (): Promise<void> => {
    await desk.seen.close()
    await desk.app.stop()
  }
  desk.restart = async () => {
    await close()
    await open(desk.app.dataFolder)
  }
  beforeAll(async () => {
    desk.browser = await launchBrowser()
    desk.files = mkdtempSync(join(tmpdir(), 'segmento-e2e-files-'))
  })
  afterAll(async () => {
    await desk.browser.close()
    rmSync(desk.files, { recursive: true, force: true })
  })
  beforeEach(() => open())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(`What the page showed:\n${await desk.seen.page.innerText('body')}`)
    try {
      expect(desk.seen.complaints).toEqual([])
    } finally {
      await close()
      desk.app.removeData()
    }
  })
  return desk
}
