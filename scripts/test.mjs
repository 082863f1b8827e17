// Every test in one run: unit, contract, architecture, integration, end to end. Arguments go to vitest.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireModernNode } from './lib/node-version.mjs'

requireModernNode()

const root = fileURLToPath(new URL('..', import.meta.url))
const { provideBrowser, noBrowserSentence } = await import('./lib/provide-browser.mjs')

const browser = provideBrowser()
if (browser === null) console.log(noBrowserSentence)

const vitest = spawn(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
  },
)

let tail = ''
vitest.stdout.on('data', (chunk) => {
  process.stdout.write(chunk)
  tail = (tail + chunk).slice(-400)
})
vitest.on('close', (code) => {
  const counted = /^(\d+) passed, (\d+) failed, (\d+) skipped\s*$/m.exec(tail)
  // A run that broke off before its end has failed, whatever it had counted so far.
  if (counted === null) console.log('\n0 passed, 1 failed, 0 skipped')
  process.exitCode = code === 0 && counted !== null && counted[2] === '0' ? 0 : code || 1
})
