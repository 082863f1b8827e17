import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../shared/data/', import.meta.url)

/**
 * Path of a real data set that lies beside the project and is too large, or too differently licensed, to lie in it.
 * @param relative path inside that folder, with forward slashes: `online-retail/online-retail-dataset.csv`
 * @returns the absolute path, or null where the folder is absent; the test then skips and says so in its name.
 */
export function sharedData(relative: string): string | null {
  const path = fileURLToPath(new URL(relative, folder))
  return existsSync(path) ? path : null
}

/** What a test that needs such data adds to its name: why it was skipped, or nothing. */
export function skipNote(path: string | null): string {
  return path === null ? ' (skipped: needs ../shared/data)' : ''
}
