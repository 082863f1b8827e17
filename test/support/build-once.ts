import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const inputs = ['src', 'package.json', 'electron.vite.config.ts', 'tsconfig.base.json']

/** Time of the youngest file at or under `path`, in milliseconds; 0 where there is none. */
function youngest(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))))
}

/** Builds the app before the tests that run it, and only where the sources are younger than what was built. */
export function setup(): void {
  const built = youngest(join(root, 'out', 'main', 'cli.js'))
  if (built > Math.max(...inputs.map((input) => youngest(join(root, input))))) return
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const run = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`the app does not build:\n${run.stdout}${run.stderr}`)
}
