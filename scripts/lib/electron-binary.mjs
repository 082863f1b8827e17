import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Electron's binary where it lies on this machine, or null. Looks at files alone: importing the package would start a
 * download.
 */
export function electronBinary() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim()
    const file = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** Why no window can be opened here, as half a sentence; null: it can. */
export function whyNoWindow() {
  if (electronBinary() === null) return 'Electron’s binary is not on this machine'
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display'
  if (process.getuid?.() === 0) return 'As root a window would have to run without its sandbox'
  return null
}
