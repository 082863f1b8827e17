import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLocalClient } from '../../src/cli/local-client.ts'

const { createCore } = await import(builtCore())
const resourcesFolder = fileURLToPath(new URL('../../resources', import.meta.url))

/** What people run is the bundle: threads start faster from it than from TypeScript. */
function builtCore() {
  const chunks = new URL('../../out/main/chunks/', import.meta.url)
  for (const name of readdirSync(chunks)) {
    const chunk = new URL(name, chunks)
    if (/\bas createCore\b/.test(readFileSync(chunk, 'utf8'))) return chunk
  }
  throw new Error('out/main holds no core: run npm run build first')
}

/** A folder for one benchmark; removed by `remove`. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'segmento-bench-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The app's core in this process, on its own data folder; `options` as `createCore` takes them. */
export async function openCore(dataFolder, options = {}) {
  const core = await createCore({
    ...options,
    dataFolder,
    shell: 'cli',
    version: 'bench',
    printer: null,
    logger: { info() {}, error: (traceId, error) => console.error(traceId, error) },
    resourcesFolder,
  })
  const { client, close } = createLocalClient(core)
  return {
    core,
    client,
    offer: (path) => core.offerFile({ path, name: basename(path), temporary: false }),
    async close() {
      close()
      await core.close()
    },
  }
}

/** The value of a result, or the error as an exception. */
export async function value(result) {
  const settled = await result
  if (!settled.ok) throw new Error(`${settled.error.code} ${JSON.stringify(settled.error.params)}`)
  return settled.value
}
