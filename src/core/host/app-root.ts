import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface AppRoot {
  /** The folder of package.json: the checkout, or the packaged app. */
  readonly folder: string
  readonly version: string
}

/**
 * Finds the app's own folder by walking up from `from` (the same from source, from a bundle or from one of its chunks).
 * @throws where no package.json of ours lies above.
 */
export function findAppRoot(from: string): AppRoot {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'package.json'))
    if (found?.name === 'segmento-desktop') return { folder, version: found.version }
    if (dirname(folder) === folder) throw new Error(`no package.json of segmento-desktop above ${from}`)
  }
}

function readPackage(file: string): { name: string; version: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string }
  } catch {
    return null
  }
}
