import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { bundledNode, isModern, requireModernNode } from './node-version.mjs'

/**
 * Runs `act` in a Node that is new enough. An older one starts this script again with the Node that came with the
 * packages, passes signals on and ends as that ends: unlike a short check, what runs here is stopped by Ctrl-C.
 */
export async function inModernNode(act) {
  const node = bundledNode()
  if (isModern(process.versions.node)) return await act()
  if (node === null || process.env.SEGMENTO_NODE === node) return requireModernNode()
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, SEGMENTO_NODE: node },
  })
  // A terminal sends Ctrl-C to both; the one above waits for the other to end in order.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}
