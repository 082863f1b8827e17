import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserCandidates, findBrowser, type Surroundings } from './find-browser.ts'

let folder = ''
const program = (...path: string[]): string => {
  const file = join(folder, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}
const surroundings = (env: Surroundings['env'], platform: NodeJS.Platform = 'linux'): Surroundings => ({
  platform,
  arch: 'x64',
  env,
  home: folder,
})

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'browsers-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('prefers the one that was named, and then knows no other', () => {
  const named = program('named', 'chrome')
  expect(browserCandidates(surroundings({ SEGMENTO_BROWSER: named }))).toEqual([named])
  expect(findBrowser(surroundings({ SEGMENTO_BROWSER: join(folder, 'missing') }))).toBeNull()
})

it('finds Playwright’s own Chromium, newest first, whole browser before the headless one', () => {
  const old = program('.cache', 'ms-playwright', 'chromium-999', 'chrome-linux', 'chrome')
  const recent = program('.cache', 'ms-playwright', 'chromium-1200', 'chrome-linux64', 'chrome')
  const shell = program(
    '.cache',
    'ms-playwright',
    'chromium_headless_shell-1300',
    'chrome-headless-shell-linux64',
    'chrome-headless-shell',
  )
  program('.cache', 'ms-playwright', 'firefox-1500', 'firefox', 'firefox')
  expect(browserCandidates(surroundings({})).slice(0, 3)).toEqual([recent, old, shell])
  const elsewhere = program('pw', 'chromium-1', 'chrome-linux64', 'chrome')
  expect(findBrowser(surroundings({ PLAYWRIGHT_BROWSERS_PATH: join(folder, 'pw') }))).toBe(elsewhere)
})

it('finds an installed browser on the path, on a Mac and on Windows', () => {
  const onPath = program('bin', 'brave-browser')
  const env = { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'none') }
  expect(browserCandidates(surroundings(env))).toContain(onPath)
  const mac = program('Applications', 'Google Chrome.app', 'Contents', 'MacOS', 'Google Chrome')
  expect(browserCandidates(surroundings({}, 'darwin'))).toContain(mac)
  const edge = program('Programs', 'Microsoft', 'Edge', 'Application', 'msedge.exe')
  expect(browserCandidates(surroundings({ PROGRAMFILES: join(folder, 'Programs') }, 'win32'))).toContain(edge)
})

it('takes no folder and no file that cannot be run for a browser', () => {
  mkdirSync(join(folder, 'odd', 'chromium'), { recursive: true })
  const env = { PATH: join(folder, 'odd'), XDG_CACHE_HOME: join(folder, 'none') }
  expect(browserCandidates(surroundings(env))).not.toContain(join(folder, 'odd', 'chromium'))
})
