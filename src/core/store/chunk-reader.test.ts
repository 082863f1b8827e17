import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { arrayToHeads, headsToArray } from '../../engine/columns/chunk-list.ts'
import { NO_DAY } from '../../engine/columns/types.ts'
import { createChunkReader } from './chunk-reader.ts'
import { beginLayer, chunkSequences, deleteLayer, insertChunk } from './layers-table.ts'
import { insertProject } from './projects-table.ts'
import { Store } from './store.ts'

let folder: string
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-chunks-'))
  store = await Store.open(join(folder, 'segmento.sqlite'))
  const layer = { id: 'l', projectId: 'p', fileName: '', sizeBytes: 0, kind: 'orders', now: '' } as const
  await store.write([insertProject({ id: 'p', name: 'P', now: '', isSample: false }), beginLayer(layer)])
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

it('reads chunks in the order of the file, one at a time, and says when a layer is gone', async () => {
  await store.write([
    ...insertChunk('l', 1, 0, Uint8Array.of(3), null),
    ...insertChunk('l', 0, 1, Uint8Array.of(2, 2), null),
    ...insertChunk('l', 0, 0, Uint8Array.of(1), Uint8Array.of(9)),
  ])
  const read = createChunkReader()
  const chunks = { file: store.file, layerId: 'l', sequences: chunkSequences(store, 'l'), heads: new Float64Array(0) }
  expect([0, 1, 2].map((place) => [...read(chunks, place)])).toEqual([[1], [2, 2], [3]])
  const first = read(chunks, 0)
  expect(first.length).toBe(1)
  read(chunks, 1)
  expect(first.length, 'its memory was given back').toBe(0)
  await store.write([deleteLayer('l')])
  expect(() => read(chunks, 0)).toThrow(expect.objectContaining({ code: 'import.not_found' }))
})

it('keeps what chunks say of themselves as numbers', () => {
  const heads = [
    { rows: 65_536, scale: 2, firstDay: 19_000, latestDay: 20_000 },
    { rows: 7, scale: 6, firstDay: -4, latestDay: NO_DAY },
    { rows: 1, scale: 0, firstDay: 3, latestDay: null },
  ]
  expect(arrayToHeads(headsToArray(heads))).toEqual(heads)
})
