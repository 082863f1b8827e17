import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Client } from '../../src/contract/client.ts'
import type { ImportLayer } from '../../src/contract/imports.ts'
import type { Result } from '../../src/contract/wire.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'
import { writeOrders } from '../support/orders-file.ts'

let host: TestCore
let client: Client
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
})
afterEach(() => host.close())
async function restart(): Promise<void> {
  host = await host.reopen()
  client = host.client
}

const write = (name: string, text: string) => host.write(name, text)
const newProject = async () => valueOf(await client.call('projects.create', { name: 'Shop' })).id
const importFile = async (projectId: string, path: string): Promise<ImportLayer> =>
  valueOf(await client.call('imports.run', { projectId, fileId: host.offer(path) }))
const analyse = async (projectId: string, more: { k?: number | 'auto' } = {}): Promise<Analysis> =>
  valueOf(await client.call('analysis.run', { projectId, ...more }))
const latest = async (projectId: string) => valueOf(await client.call('analysis.latest', { projectId }))
const codes = ({ warnings }: { readonly warnings: readonly { readonly code: string }[] }) =>
  warnings.map(({ code }) => code)
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
/** Rows of every table but the settings, through a connection of its own. */
function tableSizes(): Record<string, number> {
  const database = new Database(join(host.folder, 'data', 'segmento.sqlite'), { readonly: true })
  const tables = ['projects', 'layers', 'layer_chunks', 'layer_parts', 'rejected_rows', 'runs', 'run_parts', 'labels']
  const sizes = Object.fromEntries(
    tables.map((table) => [table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number]),
  )
  database.close()
  return sizes
}
const temporaryFiles = () =>
  readdirSync(join(host.folder, 'data', 'temporary'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )

describe('cancelling', () => {
  it('an import leaves the project as it was, and its file can be imported afterwards', async () => {
    const projectId = await newProject()
    const path = writeOrders(join(host.folder, 'orders.csv'), 600_000, 5000)
    const before = tableSizes()
    const updated = valueOf(await client.call('projects.get', { projectId }))
    for (const reports of [0, 1]) {
      const controller = new AbortController()
      let seen = 0
      const running = client.call(
        'imports.run',
        { projectId, fileId: host.offer(path) },
        { signal: controller.signal, onProgress: () => void (++seen >= reports && controller.abort()) },
      )
      if (reports === 0) controller.abort()
      expect(codeOf(await running)).toBe('cancelled')
      expect(valueOf(await client.call('imports.list', { projectId }))).toEqual([])
      await expect.poll(tableSizes).toEqual(before)
      expect(temporaryFiles()).toEqual([])
    }
    expect(valueOf(await client.call('projects.get', { projectId }))).toEqual(updated)
    expect((await importFile(projectId, path)).counts.read).toBe(600_000)
  })

  it('an analysis keeps the one before it', async () => {
    const projectId = await newProject()
    await importFile(projectId, writeOrders(join(host.folder, 'orders.csv'), 120_000, 20_000))
    const first = await analyse(projectId)
    const before = tableSizes()
    for (const stage of ['load', 'cluster'] as const) {
      const controller = new AbortController()
      const running = client.call(
        'analysis.run',
        { projectId, seed: 2 },
        { signal: controller.signal, onProgress: (progress) => void (progress.stage === stage && controller.abort()) },
      )
      expect(codeOf(await running), stage).toBe('cancelled')
      expect(tableSizes()).toEqual(before)
    }
    expect(await latest(projectId)).toEqual(first)
  })
})

describe('layers', () => {
  const january =
    'customer_id,date,amount\n' +
    Array.from({ length: 30 }, (_, i) => `c${i},2025-01-${10 + (i % 9)},${10 + i}.50\n`).join('')
  const february =
    'customer_id,date,amount\n' +
    Array.from({ length: 20 }, (_, i) => `c${i + 15},2025-02-1${i % 9},${5 + i}.25\n`).join('')

  it('can be switched off and on again: the analysis becomes stale, a new one knows', async () => {
    const projectId = await newProject()
    await importFile(projectId, write('january.csv', january))
    const first = await analyse(projectId)
    expect(first.stale).toBe(false)
    const layer = await importFile(projectId, write('february.csv', february))
    expect((await latest(projectId))?.stale).toBe(true)
    const both = await analyse(projectId)
    expect([first.overview.customers, both.overview.customers]).toEqual([30, 35])
    expect(both.overview.asOf).toBe('2025-02-18')

    expect(valueOf(await client.call('imports.setActive', { importId: layer.id, active: false })).active).toBe(false)
    expect((await latest(projectId))?.stale).toBe(true)
    const undone = await analyse(projectId)
    expect(undone.overview).toEqual(first.overview)
    valueOf(await client.call('imports.setActive', { importId: layer.id, active: true }))
    expect((await analyse(projectId)).overview).toEqual(both.overview)
    valueOf(await client.call('imports.delete', { importId: layer.id }))
    expect((await latest(projectId))?.stale).toBe(true)
    expect((await analyse(projectId)).overview).toEqual(first.overview)
    expect(codeOf(await client.call('imports.delete', { importId: layer.id }))).toBe('import.not_found')
  })

  it('notices the same file, before and after it is imported again', async () => {
    const projectId = await newProject()
    const path = write('january.csv', january)
    expect(codes(await importFile(projectId, path))).not.toContain('import.same_file')
    const copy = write('copy.csv', january)
    const preview = valueOf(await client.call('imports.preview', { projectId, fileId: host.offer(copy) }))
    expect(preview.duplicateOf).toBe('january.csv')
    expect(codes(await importFile(projectId, copy))).toContain('import.same_file')
    const other = write('other.csv', january.replace('10.50', '10.51'))
    expect(valueOf(await client.call('imports.preview', { projectId, fileId: host.offer(other) })).duplicateOf).toBe(
      null,
    )
  })

  it('in a second currency are held back until there is a rate, and never added up without one', async () => {
    const priced = (currency: string) =>
      'customer_id,date,amount,currency\n' +
      Array.from({ length: 12 }, (_, i) => `c${i},2025-01-1${i % 9},${10 + i}.00,${currency}\n`).join('')
    const projectId = await newProject()
    await importFile(projectId, write('euro.csv', priced('EUR')))
    expect(valueOf(await client.call('projects.get', { projectId })).currency).toBe('EUR')
    const first = await analyse(projectId)
    const dollars = await importFile(projectId, write('dollar.csv', priced('USD')))
    expect(dollars).toMatchObject({ active: true, currency: 'USD', counts: { accepted: 12, rejected: 0 } })
    expect(codes(dollars)).toContain('import.other_currency')
    expect((await analyse(projectId)).overview.revenueNet).toBe(first.overview.revenueNet)

    const rate = async (rates: Record<string, string | null>) =>
      valueOf(await client.call('projects.update', { projectId, patch: { rates } }))
    await rate({ USD: '0.5' })
    expect((await latest(projectId))?.stale).toBe(true)
    expect((await analyse(projectId)).overview.revenueNet).toBe(first.overview.revenueNet * 1.5)
    await rate({ USD: null })
    expect((await analyse(projectId)).overview).toEqual({ ...first.overview, rowsRead: 24, rowsAccepted: 24 })
    const renamed = valueOf(await client.call('projects.update', { projectId, patch: { currency: 'USD' } }))
    expect(renamed.rates, 'rates into the old currency say nothing').toEqual({})
    expect((await analyse(projectId)).overview.revenueNet, 'now the euros wait').toBe(first.overview.revenueNet)
  })

  it('a file that fails leaves nothing behind, and says what helps', async () => {
    const projectId = await newProject()
    const before = tableSizes()
    for (const [name, text, code] of [
      ['empty.csv', '', 'file.empty'],
      ['header.csv', 'customer_id,date,amount\n', 'file.no_rows'],
      ['nodate.csv', `customer_id,amount\n${'a,1\nb,2\n'.repeat(9)}`, 'mapping.no_date'],
      ['rejected.csv', `customer_id,date,amount\n${'a,never,1\nb,later,2\n'.repeat(9)}`, 'import.all_rejected'],
    ] as const) {
      const result = await client.call('imports.run', { projectId, fileId: host.offer(write(name, text)) })
      expect(codeOf(result), name).toBe(code)
      await expect.poll(tableSizes).toEqual(before)
    }
    expect(
      codeOf(await client.call('imports.run', { projectId, fileId: host.offer(join(host.folder, 'none.csv')) })),
    ).toBe('file.missing')
    expect(codeOf(await client.call('imports.run', { projectId, fileId: host.offer(host.folder) }))).toBe('file.folder')
    expect(codeOf(await client.call('analysis.run', { projectId }))).toBe('project.empty')
    await expect.poll(tableSizes).toEqual(before)
  })
})

describe('projects', () => {
  it('take everything with them', async () => {
    const before = tableSizes()
    const projectId = await newProject()
    await importFile(projectId, writeOrders(join(host.folder, 'orders.csv'), 5000, 100))
    const { clusters } = await analyse(projectId)
    valueOf(
      await client.call('segments.describe', {
        projectId,
        target: { type: 'cluster', clusterId: clusters[0]!.clusterId },
        name: 'x',
      }),
    )
    valueOf(await client.call('projects.delete', { projectId }))
    expect(tableSizes()).toEqual(before)
    expect(codeOf(await client.call('analysis.latest', { projectId }))).toBe('project.not_found')
    expect(codeOf(await client.call('customers.page', { projectId }))).toBe('project.not_found')
    expect(codeOf(await client.call('projects.delete', { projectId }))).toBe('project.not_found')
  })

  it('the sample opens with orders, people and an analysis, and is not made twice', async () => {
    // Two pages ask at once, and one of them is left in the middle.
    const controller = new AbortController()
    const left = client.call(
      'projects.openSample',
      {},
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    const sample = valueOf(await client.call('projects.openSample', {}))
    expect(codeOf(await left)).toBe('cancelled')
    expect(sample).toMatchObject({ isSample: true, currency: 'GBP', counts: { layers: 2, rows: 35_636 } })
    const analysis = (await latest(sample.id))!
    expect(analysis).toMatchObject({ stale: false, currency: 'GBP' })
    expect(analysis.clusters.length).toBeGreaterThanOrEqual(3)
    const { attributes } = valueOf(await client.call('customers.columns', { projectId: sample.id }))
    expect(attributes).toEqual(expect.arrayContaining(['name', 'email', 'industry']))
    const found = valueOf(
      await client.call('customers.page', { projectId: sample.id, filter: { search: 'clara.novak' } }),
    )
    expect(found.rows.map((row) => row.customer_id)).toContain('12352')
    expect(valueOf(await client.call('projects.openSample', {})).id).toBe(sample.id)
    await restart()
    expect(valueOf(await client.call('projects.openSample', {})).id).toBe(sample.id)
    expect(await latest(sample.id)).toEqual(analysis)
  })

  it('a cancelled sample is not half there', async () => {
    const controller = new AbortController()
    const running = client.call(
      'projects.openSample',
      {},
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    expect(codeOf(await running)).toBe('cancelled')
    expect(valueOf(await client.call('projects.list', {}))).toEqual([])
    await expect.poll(tableSizes).toMatchObject({ projects: 0, layers: 0, layer_chunks: 0 })
  })
})

it('an export is there to be taken away, and gone with the app', async () => {
  const projectId = await newProject()
  await importFile(projectId, writeOrders(join(host.folder, 'orders.csv'), 2000, 50))
  await analyse(projectId)
  const ref = valueOf(await client.call('customers.export', { projectId, filter: { withPurchase: true } }))
  const { path } = host.core.output(ref.outputId)
  expect(readFileSync(path)).toHaveLength(ref.bytes)
  await restart()
  expect(existsSync(path)).toBe(false)
})
