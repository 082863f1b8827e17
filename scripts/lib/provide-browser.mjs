import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../../src/core/printing/find-browser.ts'

const playwright = fileURLToPath(new URL('../../node_modules/playwright-core/cli.js', import.meta.url))

export const noBrowserSentence =
  'No Chromium was found: install Chromium or Google Chrome (on Debian and Ubuntu: sudo apt-get install chromium) and run this again.'

function attempt(command, args, minutes) {
  const run = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: minutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return run.status === 0
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

/**
 * Finds a Chromium for printing and for the tests that need a page, and gets one where there is none: from Debian's
 * packages as root on Debian, else by Playwright's download.
 * @returns {string | null} path of the program, or null where none could be had
 */
export function provideBrowser() {
  const found = findBrowser()
  if (found !== null) return found
  if (canUseApt()) {
    console.log('No Chromium here yet: installing Debian’s chromium.')
    attempt('apt-get', ['update', '-q'], 5)
    attempt('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 10)
  } else {
    console.log('No Chromium here yet: trying Playwright’s download.')
    attempt(process.execPath, [playwright, 'install', 'chromium'], 10)
  }
  return findBrowser()
}
