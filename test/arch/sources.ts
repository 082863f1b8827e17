import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from './copy.ts'

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** Every text file under these folders of the project whose name ends in one of `endings`. */
export function sources(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  const found: SourceFile[] = []
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const child = join(path, name)
      if (statSync(child).isDirectory()) walk(child)
      else if (endings.some((ending) => name.endsWith(ending))) {
        found.push({ path: relative(root, child).split(sep).join('/'), text: readFileSync(child, 'utf8') })
      }
    }
  }
  for (const folder of folders) walk(join(root, folder))
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}
