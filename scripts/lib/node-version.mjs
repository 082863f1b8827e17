import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether a Node of this version runs TypeScript as it is and has the native interface (N-API 10) of the store. */
export function isModern(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 18)
}

/** The Node that came with the packages, or null where npm found none for this machine. */
export function bundledNode() {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : null
}

/**
 * Goes on only in a Node that is new enough: an older one starts the script again with the Node that came with the
 * packages and ends with its exit code, or says in one sentence what is missing and ends with 2.
 */
export function requireModernNode() {
  if (isModern(process.versions.node)) return
  const node = bundledNode()
  if (node === null || process.env.SEGMENTO_NODE === node) {
    console.error(
      `Segmento needs Node 22.18 or newer and this is ${process.versions.node}; install a newer one from https://nodejs.org and try again.`,
    )
    process.exit(2)
  }
  const run = spawnSync(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, SEGMENTO_NODE: node },
  })
  process.exit(run.status ?? 128 + (constants.signals[run.signal] ?? 0))
}
