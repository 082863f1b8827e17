import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'
import { dataFolder } from './orders-file.mjs'

const VERSION = '1.5.6-r.1'

/**
 * The folder in which DuckDB stands, put there on first use.
 * @returns null where it cannot be had, after saying why
 */
export async function duckdbFolder(say) {
  const folder = join(dataFolder, `duckdb-${VERSION}`)
  if (existsSync(join(folder, 'node_modules', '@duckdb', 'node-api'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  say(`installing DuckDB ${VERSION} into ${folder} …`)
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    await measure(npm, ['install', '--no-audit', '--no-fund', '-E', `@duckdb/node-api@${VERSION}`], { cwd: folder })
    return folder
  } catch (error) {
    say(`DuckDB is left out: it could not be installed (${error.message.split('\n').at(-1)})`)
    return null
  }
}

/** DuckDB once over a file; `store`: a database file, or null for memory. */
export async function runDuckdb(folder, file, store) {
  const script = fileURLToPath(new URL('../duckdb_pipeline.mjs', import.meta.url))
  const run = await measure(process.execPath, [script, folder, file, ...(store === null ? [] : [store])])
  return { ...JSON.parse(run.stdout), wholeSeconds: run.seconds }
}
