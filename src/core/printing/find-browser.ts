import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where this machine keeps what; replaced in tests. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const here = (): Surroundings => ({ platform: process.platform, arch: process.arch, env: process.env, home: homedir() })

/** The first browser that can print, or null. Looks at files alone, starts nothing: a millisecond. */
export function findBrowser(surroundings: Surroundings = here()): string | null {
  return browserCandidates(surroundings)[0] ?? null
}

/**
 * Every Chromium-like browser found, best first: `SEGMENTO_BROWSER`, then Playwright's own Chromium, then what is
 * installed. A `SEGMENTO_BROWSER` that is set is the only one: who names a browser wants that one.
 */
export function browserCandidates(surroundings: Surroundings = here()): string[] {
  const named = surroundings.env['SEGMENTO_BROWSER']
  if (named !== undefined && named !== '') return executable(named) ? [named] : []
  return [...playwrightBrowsers(surroundings), ...installedBrowsers(surroundings)].filter(executable)
}

/** Inside a browser folder of Playwright; the older layouts are still found on machines that have not updated. */
const PLAYWRIGHT_EXECUTABLES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    'chrome-linux64/chrome',
    'chrome-linux-arm64/chrome',
    'chrome-linux/chrome',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-headless-shell-linux-arm64/chrome-headless-shell',
    'chrome-linux/headless_shell',
  ],
  darwin: [
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-headless-shell-mac-arm64/chrome-headless-shell',
    'chrome-headless-shell-mac-x64/chrome-headless-shell',
  ],
  win32: ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe', 'chrome-headless-shell-win64/chrome-headless-shell.exe'],
}

function playwrightBrowsers({ platform, env, home }: Surroundings): string[] {
  const cache =
    platform === 'darwin'
      ? join(home, 'Library', 'Caches')
      : platform === 'win32'
        ? (env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
        : (env['XDG_CACHE_HOME'] ?? join(home, '.cache'))
  const named = env['PLAYWRIGHT_BROWSERS_PATH']
  // "0" means: inside the package. Nobody installs browsers there for an app that is already packed.
  const folder = named === undefined || named === '' || named === '0' ? join(cache, 'ms-playwright') : named
  const revision = (name: string): number => Number(name.slice(name.lastIndexOf('-') + 1))
  return listed(folder)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((a, b) => Number(a.includes('headless')) - Number(b.includes('headless')) || revision(b) - revision(a))
    .flatMap((name) => (PLAYWRIGHT_EXECUTABLES[platform] ?? []).map((path) => join(folder, name, ...path.split('/'))))
}

function installedBrowsers({ platform, env, home }: Surroundings): string[] {
  if (platform === 'darwin') {
    const apps = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser']
    return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    )
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (folder) => folder !== undefined && folder !== '',
    )
    const programs = [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'BraveSoftware/Brave-Browser/Application/brave.exe',
    ]
    return folders.flatMap((folder) => programs.map((program) => join(folder as string, ...program.split('/'))))
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
    'brave-browser',
  ]
  const usual = ['/usr/bin', '/usr/local/bin', '/snap/bin']
  const onPath = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  const folders = [...new Set([...usual, ...onPath])]
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
