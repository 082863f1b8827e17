import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export interface ScreenFile {
  readonly file: string
  readonly type: string
}

/**
 * Every file of the built screens under the path it is asked for by. Serving means looking a path up in this map, so a
 * path that leads out of the folder is simply not there; symbolic links and files of other types are left out.
 * @throws where the screens have not been built.
 */
export function listScreenFiles(folder: string): ReadonlyMap<string, ScreenFile> {
  const files = new Map<string, ScreenFile>()
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`
      const type = types[extname(entry.name)]
      if (entry.isDirectory()) walk(below)
      else if (entry.isFile() && type !== undefined) files.set(below, { file: join(folder, below), type })
    }
  }
  walk('')
  const index = files.get('/index.html')
  if (index === undefined) throw new Error(`the screens are not built: no index.html in ${folder}`)
  files.set('/', index)
  return files
}
