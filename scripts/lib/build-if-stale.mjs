import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Time of the youngest source below `path`; tests are no part of what is built. */
function youngest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))))
}

/** Builds the app where it has not been built since its sources changed. Ends the process where it does not build. */
export function buildIfStale() {
  const built = Math.min(
    ...['main/cli.js', 'preload/index.cjs', 'renderer/index.html'].map((file) => time('out', file)),
  )
  const sources = ['src', 'package.json', 'electron.vite.config.ts'].map((path) => youngest(join(root, path)))
  if (built > Math.max(...sources)) return
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(builder)) {
    console.error('The packages are not installed. Run “npm ci” first.')
    process.exit(2)
  }
  console.error('Building Segmento…')
  const run = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (run.status === 0) return
  console.error(`${run.stdout}${run.stderr}\nSegmento does not build.`)
  process.exit(1)
}

const time = (...parts) => statSync(join(root, ...parts), { throwIfNoEntry: false })?.mtimeMs ?? 0
