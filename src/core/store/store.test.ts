import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExpectedError } from '../../contract/errors.ts'
import { clusterKey, readLabels, writeLabel } from './labels-table.ts'
import {
  beginLayer,
  fillLayer,
  insertChunk,
  insertRejected,
  listLayers,
  readRejected,
  showLayer,
} from './layers-table.ts'
import { bumpRevision, deleteProject, findProject, insertProject, revisionOf, updateProject } from './projects-table.ts'
import { hasLayerOfSize, sameFile } from './same-file.ts'
import { keepSecret, readSecret, readSettings, writeSettings } from './settings-table.ts'
import { Store, statement } from './store.ts'

let folder: string
let file: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-store-'))
  file = join(folder, 'segmento.sqlite')
  store = await Store.open(file)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
async function reopen(): Promise<void> {
  await store.close()
  store = await Store.open(file)
}

const project = (id: string) =>
  insertProject({ id, name: `Project ${id}`, now: '2026-01-01T00:00:00Z', isSample: false })
const layer = (id: string, projectId = 'p') =>
  beginLayer({ id, projectId, fileName: `${id}.csv`, sizeBytes: 10, kind: 'orders', now: '2026-01-01T00:00:00Z' })
const end = (sha256: string) => ({
  sha256,
  counts: { read: 3, accepted: 2, rejected: 1, withoutCustomer: 0, purchases: 2, returns: 0, zero: 0, void: 0 },
  customers: 2,
  firstDay: 0,
  lastDay: 20_000,
  currency: 'EUR',
  encoding: 'utf-8',
  delimiter: ';',
  mapping: { customer_id: 'Kunde' },
  warnings: [],
  attributes: [{ name: 'City', role: 'attribute' }],
  parts: new Map([['customers.bytes:u8', Uint8Array.of(1, 2, 3)]]),
  milliseconds: 12.4,
  foreignRows: [],
  mends: null,
  readAs: {},
})
const completeWhole = (...whole: Parameters<typeof fillLayer>) => [...fillLayer(...whole), showLayer(whole[0])]

describe('the store', () => {
  it('writes all statements or none, and says why', async () => {
    await expect(store.write([project('p'), statement('INSERT INTO nowhere VALUES (1)')])).rejects.toThrow(
      'no such table',
    )
    expect(findProject(store, 'p')).toBe(null)
    await store.write([project('p')])
    expect(findProject(store, 'p')?.name).toBe('Project p')
    await expect(store.write([layer('l', 'unknown')])).rejects.toThrow('FOREIGN KEY')
  })

  it('answers reads while it is written', async () => {
    const writing = store.write(Array.from({ length: 50 }, (_, i) => project(`p${i}`)))
    expect(store.get('SELECT 1 AS one')).toEqual({ one: 1 })
    await writing
    expect(store.get('SELECT count(*) AS n FROM projects')).toEqual({ n: 50 })
  })

  it('keeps bytes and gives them back in shared memory, in order', async () => {
    await store.write([project('p'), layer('l')])
    const moved = Uint8Array.of(9, 8)
    await store.write(
      [...insertChunk('l', 0, 1, Uint8Array.of(7, 7, 7).subarray(1), null), ...insertChunk('l', 0, 0, moved, null)],
      [moved.buffer],
    )
    expect(moved.byteLength, 'given away').toBe(0)
    const blobs = await store.readBlobs('SELECT data FROM layer_chunks WHERE layer_id = ? ORDER BY sequence', 'l')
    expect(blobs.map((blob) => [...blob])).toEqual([
      [9, 8],
      [7, 7],
    ])
    expect(blobs.every((blob) => blob.buffer instanceof SharedArrayBuffer)).toBe(true)
  })

  it('refuses files that are not its own with a sentence, and leaves no thread behind', async () => {
    const other = join(folder, 'other.sqlite')
    writeFileSync(other, 'not a database at all, but long enough to look like one'.repeat(20))
    const error = await Store.open(other).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ExpectedError)
    expect((error as ExpectedError).code).toBe('store.corrupt')
  })
})

describe('layers', () => {
  it('are seen once they are complete, and gone at the next start if they never were', async () => {
    await store.write([project('p'), layer('done'), layer('broken')])
    await store.write([
      ...insertChunk('broken', 0, 0, Uint8Array.of(1), Uint8Array.of(2)),
      ...insertChunk('done', 0, 0, Uint8Array.of(1), null),
      insertRejected('done', 0, 0, {
        line: 4,
        byteOffset: 44,
        column: 'Datum',
        kind: 'cast',
        message: { code: 'x', params: { cell: 'y' } },
        raw: 'a;b',
      }),
    ])
    expect(listLayers(store, 'p')).toEqual([])
    await store.write(completeWhole('done', 'orders', end('abc')))
    expect(listLayers(store, 'p')).toMatchObject([
      {
        id: 'done',
        firstDate: '1970-01-01',
        lastDate: '2024-10-04',
        currency: 'EUR',
        mapping: { customer_id: 'Kunde' },
        milliseconds: 12,
      },
    ])
    expect(findProject(store, 'p')?.counts).toEqual({ layers: 1, rows: 3, customers: 2 })
    expect(sameFile(store, 'p', { sha256: 'abc', sheet: null, content: null })).toBe('done.csv')
    expect(hasLayerOfSize(store, 'p', 10)).toBe(true)
    expect(hasLayerOfSize(store, 'p', 11)).toBe(false)
    expect(readRejected(store, 'done', { offset: 0, limit: 9 })).toMatchObject({
      total: 1,
      rows: [{ line: 4, byteOffset: 44, message: { code: 'x', params: { cell: 'y' } } }],
    })
    expect(readRejected(store, 'done', { kind: 'oversized', offset: 0, limit: 9 }).total).toBe(0)
    await reopen()
    const plain = new Database(file, { readonly: true })
    expect(plain.prepare('SELECT id FROM layers').pluck().all()).toEqual(['done'])
    expect(plain.prepare('SELECT layer_id FROM layer_chunks').pluck().all()).toEqual(['done'])
    plain.close()
  })

  it('go with their project', async () => {
    await store.write([
      project('p'),
      project('q'),
      layer('l'),
      layer('m', 'q'),
      writeLabel('p', 'segment', 'Loyal', { name: 'x', note: null, colour: 1 }),
    ])
    await store.write([...completeWhole('l', 'orders', end('a')), ...completeWhole('m', 'orders', end('b'))])
    await store.write([deleteProject('p')])
    expect(store.all('SELECT id FROM layers')).toEqual([{ id: 'm' }])
    expect(store.all('SELECT layer_id FROM layer_parts')).toEqual([{ layer_id: 'm' }])
    expect(store.all('SELECT * FROM labels')).toEqual([])
  })
})

describe('labels', () => {
  it('belong to a project, a target and a key, and outlive a restart', async () => {
    await store.write([project('p'), project('q')])
    const own = { name: 'Stammkunden', note: 'Mondays', colour: 3 }
    await store.write([
      writeLabel('p', 'cluster', clusterKey(3, 0), own),
      writeLabel('p', 'segment', 'Loyal', { ...own, name: null }),
    ])
    await reopen()
    expect(readLabels(store, 'p', 'cluster')('3:0')).toEqual(own)
    expect(readLabels(store, 'p', 'segment')('Loyal').name).toBe(null)
    for (const [id, target, key] of [
      ['p', 'cluster', '4:0'],
      ['p', 'segment', '3:0'],
      ['q', 'cluster', '3:0'],
    ] as const) {
      expect(readLabels(store, id, target)(key)).toEqual({ name: null, note: null, colour: null })
    }
  })
})

describe('projects', () => {
  it('grow older with what changes an analysis, and with nothing else', async () => {
    await store.write([project('p')])
    const age = async (patch: Parameters<typeof updateProject>[1]) => {
      const before = revisionOf(store, 'p')
      await store.write(updateProject('p', patch, '2026-02-02T00:00:00Z'))
      return revisionOf(store, 'p') - before
    }
    expect(await age({ name: 'Other' })).toBe(0)
    expect(await age({ maker: { name: 'Me', logo: null, date: null } })).toBe(0)
    expect(await age({ asOf: '2025-01-01' })).toBe(1)
    expect(await age({ analysisFrom: null })).toBe(1)
    expect(await age({ exclusions: [{ id: 'a', field: 'product', op: 'eq', value: 'POST', enabled: true }] })).toBe(1)
    await store.write([bumpRevision('p')])
    await reopen()
    expect(revisionOf(store, 'p')).toBe(4)
    expect(findProject(store, 'p')).toMatchObject({
      name: 'Other',
      asOf: '2025-01-01',
      updatedAt: '2026-02-02T00:00:00Z',
      maker: { name: 'Me' },
      exclusions: [{ value: 'POST' }],
    })
  })
})

describe('settings', () => {
  it('have defaults, keep what is set, and do not show what is secret', async () => {
    expect(readSettings(store)).toEqual({ theme: 'system', locale: 'en', railCollapsed: false, lastProjectId: null })
    await writeSettings(store, { theme: 'dark', lastProjectId: 'p' })
    expect(await Promise.all(['hidden', 'later'].map((value) => keepSecret(store, 'key', value)))).toEqual([
      'hidden',
      'hidden',
    ])
    await reopen()
    expect(readSettings(store)).toEqual({ theme: 'dark', locale: 'en', railCollapsed: false, lastProjectId: 'p' })
    expect(readSecret(store, 'key')).toBe('hidden')
    expect(readSecret(store, 'other')).toBe(null)
  })
})
