import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Client } from '../../src/contract/client.ts'
import type { Result } from '../../src/contract/wire.ts'
import { createCore } from '../../src/core/app.ts'
import type { Core } from '../../src/core/ports.ts'
import { clientOf } from './client.ts'

export interface TestCore {
  readonly core: Core
  readonly client: Client
  readonly folder: string
  /** What the core logged as a bug. */
  readonly faults: unknown[]
  /** A file id for this path. */
  offer(path: string): string
  /** Writes a file of the test's own; returns its path. */
  write(name: string, content: string | Uint8Array): string
  /** Closes it and opens another on the same data. */
  reopen(): Promise<TestCore>
  /** Closes it and removes its data; fails where it logged a bug. */
  close(): Promise<void>
}

/** The real core on an empty data folder of its own. */
export function openTestCore(): Promise<TestCore> {
  return open(mkdtempSync(join(tmpdir(), 'segmento-test-')))
}

async function open(folder: string): Promise<TestCore> {
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
    client: clientOf(core),
    folder,
    faults,
    offer: (path) => core.offerFile({ path, name: basename(path), temporary: false }),
    write(name, content) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    async reopen() {
      await core.close()
      expect(faults).toEqual([])
      return open(folder)
    },
    async close() {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
      expect(faults).toEqual([])
    },
  }
}

/** The value of a result; a failure becomes an exception that names it. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
}
