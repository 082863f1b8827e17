import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Result } from '../../src/contract/wire.ts'
import { createCore } from '../../src/core/app.ts'
import type { Core } from '../../src/core/ports.ts'

export interface TestCore {
  readonly core: Core
  readonly folder: string
  /** What the core logged as a bug. */
  readonly faults: unknown[]
  /** A file id for this path. */
  offer(path: string): string
  close(): Promise<void>
}

/** The real core on an empty data folder of its own, or on one that is kept from before. */
export async function openTestCore(kept?: string): Promise<TestCore> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'segmento-test-'))
  const faults: unknown[] = []
  mkdirSync(join(folder, 'data'), { recursive: true })
  const core = await createCore({
    dataFolder: join(folder, 'data'),
    shell: 'cli',
    version: '0.0.0-test',
    printer: null,
    logger: { info: () => undefined, error: (_, error) => void faults.push(error) },
    resourcesFolder: fileURLToPath(new URL('../../resources', import.meta.url)),
  })
  return {
    core,
    folder,
    faults,
    offer: (path) => core.offerFile({ path, name: basename(path), temporary: false }),
    async close() {
      await core.close()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The value of a result; a failure becomes an exception that names it. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
}
