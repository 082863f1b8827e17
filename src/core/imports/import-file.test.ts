import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { ExpectedError } from '../../contract/errors.ts'
import { writeOrders } from '../../../test/support/orders-file.ts'
import type { CoreContext } from '../context.ts'
import { Events } from '../events.ts'
import { FileDesk } from '../files.ts'
import { EnginePool } from '../jobs/engine-pool.ts'
import { OutputDesk } from '../outputs.ts'
import { deleteProject, insertProject } from '../store/projects-table.ts'
import { Store, type Statement } from '../store/store.ts'
import { importFile } from './import-file.ts'

const files = mkdtempSync(join(tmpdir(), 'segmento-import-'))
const orders = join(files, 'orders.csv')
let folder: string
let store: Store
let pool: EnginePool
const faults: unknown[] = []
beforeAll(() => void writeOrders(orders, 300_000, 1000))
afterAll(() => rmSync(files, { recursive: true, force: true }))
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-import-'))
  store = await Store.open(join(folder, 'segmento.sqlite'))
  pool = new EnginePool(1)
  await store.write([insertProject({ id: 'p', name: 'P', now: '', isSample: false })])
})
afterEach(async () => {
  expect(faults.splice(0)).toEqual([])
  await pool.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports through a store whose writes pass `before` first. */
async function importThrough(before: (statements: readonly Statement[]) => Promise<void>): Promise<unknown> {
  const watched = Object.create(store) as Store
  watched.write = async (statements, moved) => {
    await before(statements)
    await store.write(statements, moved)
  }
  watched.writePart = async (statements, moved) => {
    await before(statements)
    await store.writePart(statements, moved)
  }
  const desk = new FileDesk()
  const core: CoreContext = {
    options: {
      dataFolder: folder,
      shell: 'cli',
      version: '0',
      printer: null,
      resourcesFolder: folder,
      logger: { info: () => undefined, error: (_, error) => void faults.push(error) },
    },
    store: watched,
    pool,
    queries: pool,
    files: desk,
    temporaryFolder: folder,
    outputs: new OutputDesk(folder),
    events: new Events(),
    today: () => '2026-01-01',
  }
  const fileId = desk.offer({ path: orders, name: 'orders.csv', temporary: false })
  const context = { signal: new AbortController().signal, progress: () => undefined }
  return importFile(core, 'p', fileId, {}, context).catch((error: unknown) => error)
}
const isChunk = (statements: readonly Statement[]) => statements.some(({ sql }) => sql.includes('INTO layer_chunks'))
const layers = () => store.get('SELECT count(*) AS layers FROM layers')

it('fails where a single chunk could not be written, with the reason the disk gave', async () => {
  for (const failing of [1, 4]) {
    let chunks = 0
    const result = await importThrough(async (statements) => {
      if (isChunk(statements) && ++chunks === failing) throw new ExpectedError('store.disk_full', { file: 'x' })
    })
    expect(result).toBeInstanceOf(ExpectedError)
    expect((result as ExpectedError).code).toBe('store.disk_full')
    await expect.poll(layers).toEqual({ layers: 0 })
  }
})

it('says so where its project is deleted meanwhile', async () => {
  let chunks = 0
  const result = await importThrough(async (statements) => {
    if (isChunk(statements) && ++chunks === 2) await store.write([deleteProject('p')])
  })
  expect((result as ExpectedError).code).toBe('project.not_found')
  await expect.poll(layers).toEqual({ layers: 0 })
})

it('takes nothing over from a file that was written to meanwhile', async () => {
  const text = readFileSync(orders)
  let chunks = 0
  const result = await importThrough(async (statements) => {
    if (isChunk(statements) && ++chunks === 1) appendFileSync(orders, text.subarray(text.indexOf(10) + 1))
  })
  writeFileSync(orders, text)
  expect((result as ExpectedError).code).toBe('file.changed')
  await expect.poll(layers).toEqual({ layers: 0 })
})

it('holds few chunks at a time, however slow the disk is', async () => {
  let open = 0
  let most = 0
  await importThrough(async (statements) => {
    if (!isChunk(statements)) return
    most = Math.max(most, ++open)
    await new Promise((resolve) => setTimeout(resolve, 20))
    open--
  })
  expect(most).toBeLessThanOrEqual(4)
  expect(layers()).toEqual({ layers: 1 })
})
