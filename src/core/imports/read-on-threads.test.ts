import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../../../test/support/client.ts'
import { valueOf } from '../../../test/support/core.ts'
import { layerFacts } from '../../../test/support/layer-facts.ts'
import type { RejectedRow } from '../../contract/imports.ts'
import type { OrdersTail } from '../../engine/columns/types.ts'
import { partsToTail } from '../../engine/columns/parts.ts'
import { createCore } from '../app.ts'
import { EnginePool } from '../jobs/engine-pool.ts'
import type { Core } from '../ports.ts'
import { readOnThreads } from './read-on-threads.ts'

const LEAST_BYTES = 64 * 1024
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-threads-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Rows with quotes, line breaks inside quotes, bad dates, blank customers and values that change. */
function oddRows(rows: number, note: (i: number) => string): string {
  let text = 'order_id,customer_id,order_date,amount,product,product_name,category,note\n'
  for (let i = 0; i < rows; i++) {
    const n = (i * 7919) % 100_003
    const customer = i % 41 === 0 ? '' : `K${n % 1500}`
    const date =
      i % 97 === 0 ? 'soon' : `2025-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
    const amount = `${n % 37 === 0 ? '-' : ''}${((n % 20_000) + 1) / 100}`
    text += `O${i >> 1},${customer},${date},${amount},P${n % 90},"Thing, ${i % 3} of ""${n % 90}""",${['tea', 'bread', 'wine'][n % 3]},${note(i)}\n`
  }
  return text
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Reads a file with so many threads into memory. */
async function read(path: string, threads: number) {
  const pool = new EnginePool(threads)
  const chunks: Uint8Array[][] = []
  const rejected: RejectedRow[][] = []
  const forgotten: number[] = []
  let most = 0
  let parts = 0
  try {
    const {
      tail,
      seen: _seen,
      ...end
    } = await readOnThreads(
      pool,
      { path, name: 'orders.csv', sizeBytes: readFileSync(path).length },
      {},
      {
        async chunk(part, bytes) {
          parts = Math.max(parts, part + 1)
          ;(chunks[part] ??= []).push(bytes)
        },
        async rejected(part, rows) {
          ;(rejected[part] ??= []).push(...rows)
        },
        async forget(fromPart) {
          forgotten.push(fromPart)
          chunks.length = Math.min(chunks.length, fromPart)
          rejected.length = Math.min(rejected.length, fromPart)
        },
        async addLines(part, lines) {
          rejected[part] = rejected[part]!.map((row) => ({ ...row, line: row.line + lines }))
        },
        progress(bytesRead, totalBytes) {
          expect(bytesRead).toBeLessThanOrEqual(totalBytes)
          most = Math.max(most, bytesRead)
        },
      },
      new AbortController().signal,
      LEAST_BYTES,
    ).then(({ parts: kept, attributes, ...rest }) => ({
      ...rest,
      tail: partsToTail('orders', kept, attributes) as OrdersTail,
    }))
    return {
      parts,
      forgotten,
      layer: { ...end, rejected: rejected.flat(), facts: layerFacts(tail, chunks.flat()) },
    }
  } finally {
    await pool.close()
  }
}

describe('several threads read one file', () => {
  it('and give the layer that one gives', async () => {
    const path = write(
      'quotes.csv',
      oddRows(20_000, (i) => (i % 5 === 0 ? `"first line\nsecond, ${i}"` : `n${i % 11}`)),
    )
    const one = await read(path, 1)
    expect(one.parts).toBe(1)
    expect(one.layer.counts.rejected).toBeGreaterThan(100)
    for (const threads of [2, 3, 4]) {
      const several = await read(path, threads)
      expect([several.parts, several.forgotten]).toEqual([threads, []])
      expect(several.layer).toEqual(one.layer)
    }
  })

  it('the first reads on where the second began inside quotes', async () => {
    // Seen from the middle the quoted text is a table of its own.
    const row = 'O1,K1,2025-01-05,1,P1,Thing,tea,x\n'
    const start = oddRows(2000, () => 'x')
    const path = write(
      'hidden.csv',
      `${start}O1,K1,2025-01-05,1,P1,Thing,tea,"\n${row.repeat(12_000)}"\n${oddRows(500, () => 'y')}`,
    )
    const one = await read(path, 1)
    const two = await read(path, 2)
    expect(two.forgotten).toEqual([1])
    expect(two.layer).toEqual(one.layer)
  })

  it('one reads it again where the second half is in another currency', async () => {
    const rows = (sign: string) =>
      Array.from({ length: 300 }, (_, i) => `K${i % 50},2025-01-05,${sign}${i % 9},x\n`).join('')
    const plain = (count: number) => 'K1,2025-01-05,1,x\n'.repeat(count)
    // Both signs lie where a look at the file does not find them.
    const path = write(
      'currency.csv',
      `customer_id,date,amount,note\n${plain(60_500)}${rows('€')}${plain(100_000)}${rows('$')}`,
    )
    const one = await read(path, 1)
    const two = await read(path, 2)
    expect([one.layer.currency, one.layer.foreignRows, two.forgotten]).toEqual([
      'EUR',
      [{ currency: 'USD', rows: 300 }],
      [0],
    ])
    expect(two.layer).toEqual(one.layer)
  })

  it.each([
    ['a customers file', 'customer_id,name,city\n', (i: number) => `K${i},Name ${i},Rome\n`],
    [
      'a total that every line of an order repeats',
      'order_id,customer_id,date,order_total,product,quantity\n',
      (i: number) => `O${i >> 1},K${i % 50},2025-01-05,${10 + (i >> 1)},P${i % 7},${1 + (i % 2)}\n`,
    ],
  ])('not %s', async (_, header, row) => {
    const path = write('other.csv', header + Array.from({ length: 20_000 }, (_each, i) => row(i)).join(''))
    const pool = new EnginePool(2)
    try {
      const plan = await pool.run(
        (engine, stop) => engine.planSplit(path, 'other.csv', {}, 2, LEAST_BYTES, stop),
        new AbortController().signal,
      )
      expect(plan.cuts).toEqual([])
    } finally {
      await pool.close()
    }
  })
})

describe('the whole way', () => {
  const open: Core[] = []
  afterEach(async () => {
    for (const core of open.splice(0)) await core.close()
  })

  it('import, rejected rows, analysis, customers: the same on one thread and on two', async () => {
    const path = write(
      'whole.csv',
      oddRows(150_000, (i) => (i % 50 === 0 ? '"a\nb"' : `n${i % 5}`)),
    )
    const seen = []
    for (const threads of [1, 2]) {
      const faults: unknown[] = []
      const core = await createCore({
        dataFolder: join(folder, `data${threads}`),
        shell: 'cli',
        version: '0',
        printer: null,
        resourcesFolder: folder,
        logger: { info: () => undefined, error: (_, error) => void faults.push(error) },
        threads,
        leastPartBytes: LEAST_BYTES,
        today: () => '2026-01-05',
      })
      open.push(core)
      const client = clientOf(core)
      const projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
      const fileId = core.offerFile({ path, name: 'whole.csv', temporary: false })
      const layer = valueOf(await client.call('imports.run', { projectId, fileId }))
      const again = core.offerFile({ path, name: 'whole.csv', temporary: false })
      const preview = valueOf(await client.call('imports.preview', { projectId, fileId: again }))
      const rejected = valueOf(await client.call('imports.rejected', { importId: layer.id, limit: 500 }))
      const analysis = valueOf(await client.call('analysis.run', { projectId }))
      const customers = []
      for (const customerId of ['K1', 'K77', 'K1499']) {
        const page = valueOf(await client.call('customers.page', { projectId, filter: { search: customerId } }))
        for (const row of page.rows.slice(0, 2))
          customers.push(valueOf(await client.call('customers.get', { projectId, index: row.index })))
      }
      expect(faults).toEqual([])
      seen.push({
        layer: { ...layer, id: '', projectId: '', importedAt: '', milliseconds: 0 },
        duplicateOf: preview.duplicateOf,
        rejected,
        analysis: { ...analysis, runId: '', projectId: '', createdAt: '', timings: null },
        page: valueOf(await client.call('customers.page', { projectId, limit: 200 })),
        customers,
      })
    }
    expect(seen[0]!.duplicateOf).toBe('whole.csv')
    expect(seen[0]!.customers.length).toBeGreaterThan(2)
    expect(seen[1]).toEqual(seen[0])
  })
})
