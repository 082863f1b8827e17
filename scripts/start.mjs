// npm start [-- FILE… | --web | --port N]: the desktop window; where there can be none, the same app in a browser.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './lib/build-if-stale.mjs'
import { electronBinary, whyNoWindow } from './lib/electron-binary.mjs'
import { inModernNode } from './lib/in-modern-node.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const words = process.argv.slice(2)
/** A window that ends this early with a fault never came up (a library that is missing, for example). */
const earlyEnd = 5_000

await inModernNode(async () => {
  buildIfStale()
  const asked = words.some((word) => word === '--web' || word.startsWith('--port'))
  const reason = asked ? null : whyNoWindow()
  if (reason !== null) console.log(`${reason}: Segmento runs in a browser instead.`)
  if (asked || reason !== null) await serve()
  else openWindow()
})

function openWindow() {
  const started = performance.now()
  const child = spawn(electronBinary(), ['.', ...words], { cwd: root, stdio: 'inherit' })
  const stop = () => child.kill('SIGTERM')
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  let failed = false
  const end = (code) => {
    if (failed) return
    // 2 is an answer of ours, already said.
    if (code === 0 || code === 2 || code === null || performance.now() - started > earlyEnd) {
      process.exitCode = code ?? 0
      return
    }
    failed = true
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    console.log('The window could not be opened: Segmento runs in a browser instead.')
    void serve()
  }
  child.on('error', () => end(127))
  child.on('exit', end)
}

async function serve() {
  const display =
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const parameters = words.filter((word) => word !== '--web')
  process.argv.splice(2, Infinity, 'serve', ...(display ? ['--open'] : []), ...parameters)
  await import('../out/main/cli.js')
}
