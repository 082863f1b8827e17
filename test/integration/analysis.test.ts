import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Client } from '../../src/contract/client.ts'
import { formatNote } from '../../src/contract/messages/format.ts'
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

async function importText(projectId: string, name: string, text: string) {
  return valueOf(await client.call('imports.run', { projectId, fileId: host.offer(host.write(name, text)) }))
}
async function projectOf(
  rows: readonly (readonly [customer: string, date: string, amount: string])[],
): Promise<string> {
  const projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
  await importText(projectId, 'orders.csv', `customer_id,date,amount\n${rows.map((row) => row.join(',')).join('\n')}\n`)
  return projectId
}
const analyse = async (projectId: string, more: { k?: number | 'auto' | 'keep' } = {}): Promise<Analysis> =>
  valueOf(await client.call('analysis.run', { projectId, ...more }))
const latest = async (projectId: string) => valueOf(await client.call('analysis.latest', { projectId }))
const codes = ({ warnings }: Analysis) => warnings.map(({ code }) => code)
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Everything of a run can be shown, printed and exported; no sentence lacks its words or numbers. */
async function expectWhole(projectId: string, analysis: Analysis): Promise<void> {
  const { overview, clusters, profiles, kChoice } = analysis
  expect(clusters.reduce((sum, row) => sum + row.customers, 0)).toBe(overview.customersWithPurchase)
  expect(profiles).toHaveLength(clusters.length)
  expect(kChoice.k).toBe(clusters.length)
  expect(overview.rfmGrid.reduce((sum, cell) => sum + cell.customers, 0)).toBe(overview.customersWithPurchase)
  const figures = JSON.stringify([overview, clusters, profiles, analysis.segments, analysis.cuts])
  expect(figures).not.toMatch(/null,null|NaN|Infinity/)
  for (const note of [...analysis.warnings, kChoice.reason]) {
    const text = formatNote(note)
    expect(text).toMatch(/^[^{}]{12,}$/)
    expect(text).not.toMatch(/undefined|NaN|Infinity/)
  }
  const cards = valueOf(await client.call('personas.cards', { projectId }))
  expect(cards).toHaveLength(clusters.length)
  const markdown = valueOf(await client.call('personas.markdown', { projectId })).text
  expect(markdown).not.toMatch(/undefined|NaN|Infinity|[{}]/)
  for (const format of ['html', 'json', 'profiles', 'md'] as const) {
    const ref = valueOf(await client.call('personas.export', { projectId, format }))
    const text = readFileSync(host.core.output(ref.outputId).path, 'utf8')
    expect(text.length).toBeGreaterThan(0)
    if (format === 'profiles') expect(JSON.parse(text)).toEqual({ cluster_profiles: profiles })
  }
  const page = valueOf(await client.call('customers.page', { projectId }))
  expect(page.total).toBe(overview.customers)
  const ref = valueOf(await client.call('customers.export', { projectId }))
  const lines = readFileSync(host.core.output(ref.outputId).path, 'utf8').trimEnd().split('\r\n')
  expect(lines).toHaveLength(overview.customers + 1)
  const points = valueOf(await client.call('customers.points', { projectId }))
  expect(points.points).toBe(overview.customersWithPurchase)
}

describe('data at the edge', () => {
  it('one customer', async () => {
    const projectId = await projectOf([
      ['anna', '2025-01-10', '10.00'],
      ['anna', '2025-03-10', '15.50'],
    ])
    const analysis = await analyse(projectId)
    expect(analysis.overview).toMatchObject({ customers: 1, orders: 2, revenueNet: 25.5, abc: { A: 1, B: 0, C: 0 } })
    expect(analysis.scoreCounts.r).toEqual([0, 0, 1, 0, 0])
    expect(codes(analysis)).toContain('analysis.one_customer')
    expect(analysis.kChoice.k).toBe(1)
    await expectWhole(projectId, analysis)
  })

  it('all customers alike', async () => {
    const projectId = await projectOf(numbers(40).map((i) => [`c${i}`, '2025-01-10', '10.00']))
    const analysis = await analyse(projectId)
    expect(analysis.kChoice.k).toBe(1)
    expect(codes(analysis)).toEqual(
      expect.arrayContaining(['analysis.one_day', 'analysis.constant.f', 'analysis.constant.m', 'cluster.all_alike']),
    )
    expect(analysis.segments.find((row) => row.customers > 0)?.segmentLabel).toBe('Need Attention')
    await expectWhole(projectId, analysis)
    expect(codes(await analyse(projectId, { k: 4 }))).toContain('cluster.fewer_than_asked')
  })

  it('a constant column', async () => {
    const projectId = await projectOf(numbers(60).map((i) => [`c${i}`, '2025-01-10', `${10 + i * i}.00`]))
    const analysis = await analyse(projectId)
    expect(analysis.kChoice.features).toEqual(['monetary'])
    expect(codes(analysis)).toEqual(
      expect.arrayContaining(['analysis.one_day', 'analysis.constant.f', 'cluster.constant_feature']),
    )
    expect(analysis.kChoice.k).toBeGreaterThanOrEqual(3)
    await expectWhole(projectId, analysis)
  })

  it('fewer different customers than groups asked for', async () => {
    const projectId = await projectOf(numbers(40).map((i) => [`c${i}`, '2025-01-10', i % 2 === 0 ? '10.00' : '900.00']))
    const analysis = await analyse(projectId)
    expect(analysis.kChoice.k).toBe(2)
    expect(codes(analysis)).toContain('cluster.few_distinct')
    await expectWhole(projectId, analysis)
  })

  it('negative totals', async () => {
    const projectId = await projectOf(
      numbers(30).flatMap((i) => [
        [`c${i}`, `2025-01-${10 + (i % 15)}`, `${5 + i}.00`] as const,
        [`c${i}`, '2025-02-10', `-${20 + 2 * i}.00`] as const,
      ]),
    )
    const analysis = await analyse(projectId)
    expect(analysis.overview.revenueNet).toBeLessThan(0)
    expect(analysis.overview).toMatchObject({ abc: { A: 0, B: 0, C: 0 }, lorenz: [], topCustomersFor80: 0 })
    expect(codes(analysis)).toEqual(expect.arrayContaining(['analysis.no_revenue', 'analysis.negative_customers']))
    expect(analysis.profiles.every((profile) => profile.share_of_revenue_pct === 0)).toBe(true)
    await expectWhole(projectId, analysis)
  })

  it('85 % one-time buyers', async () => {
    const projectId = await projectOf(
      numbers(200).flatMap((i) =>
        numbers(i < 170 ? 1 : 2 + (i % 7)).map(
          (n) => [`c${i}`, `2025-0${1 + ((i + n) % 6)}-${10 + (i % 18)}`, `${10 + ((i * 37) % 90)}.00`] as const,
        ),
      ),
    )
    const analysis = await analyse(projectId)
    expect(analysis.overview.oneTimeBuyers).toBe(170)
    expect(analysis.scoreCounts.f).toEqual([170, 0, 0, 0, 30])
    expect(codes(analysis)).toEqual(expect.arrayContaining(['analysis.one_time_buyers', 'analysis.missing_scores.f']))
    await expectWhole(projectId, analysis)
  })

  it('nobody has a purchase', async () => {
    const projectId = await projectOf(numbers(10).map((i) => [`c${i}`, '2025-01-10', '-5.00']))
    expect(codeOf(await client.call('analysis.run', { projectId }))).toBe('analysis.no_customers')
    expect(await latest(projectId)).toBe(null)
    expect(codeOf(await client.call('customers.page', { projectId }))).toBe('analysis.none')
  })

  it('a window without a purchase, and one with', async () => {
    const projectId = await projectOf(numbers(20).map((i) => [`c${i}`, `2025-0${1 + (i % 4)}-10`, `${i + 1}.00`]))
    const patch = async (analysisFrom: string | null, asOf: string | null) =>
      valueOf(await client.call('projects.update', { projectId, patch: { analysisFrom, asOf } }))
    await patch('2025-02-01', '2025-03-31')
    const analysis = await analyse(projectId)
    expect(analysis.overview).toMatchObject({ customers: 10, firstDate: '2025-02-10', asOf: '2025-03-31' })
    await expectWhole(projectId, analysis)
    await patch('2025-05-01', null)
    expect(codeOf(await client.call('analysis.run', { projectId }))).toBe('analysis.no_customers')
    expect((await latest(projectId))?.runId, 'the one before is still there').toBe(analysis.runId)
  })
})

describe('another k', () => {
  it('shows the same customers in other groups, kept over a restart', async () => {
    const projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
    const path = writeOrders(join(host.folder, 'many.csv'), 20_000, 800)
    valueOf(await client.call('imports.run', { projectId, fileId: host.offer(path) }))
    const auto = await analyse(projectId)
    const five = valueOf(await client.call('analysis.setK', { projectId, k: 5 }))
    expect(five.kChoice).toMatchObject({ k: 5, chosenByPerson: true, suggested: auto.kChoice.suggested })
    expect(five.runId).toBe(auto.runId)
    await expectWhole(projectId, five)
    const asked = await analyse(projectId, { k: 5 })
    expect(asked.profiles).toEqual(five.profiles)
    await restart()
    expect((await latest(projectId))?.clusters).toEqual(five.clusters)
    expect(codeOf(await client.call('analysis.setK', { projectId, k: 11 }))).toBe('analysis.k_out_of_range')

    const third = five.clusters[2]!
    const page = valueOf(await client.call('customers.page', { projectId, filter: { clusters: [third.clusterId] } }))
    expect([page.total, page.revenue]).toEqual([third.customers, third.revenue])

    // With other data than the run was made of, the whole is made anew.
    await importText(projectId, 'more.csv', 'customer_id,date,amount\nnew,2025-12-30,7.00\n')
    const fresh = valueOf(await client.call('analysis.setK', { projectId, k: 4 }))
    expect(fresh).toMatchObject({ stale: false, kChoice: { k: 4 } })
    expect(fresh.overview.customers).toBe(auto.overview.customers + 1)
  })
})

describe('names, notes and colours of her own', () => {
  it('stay over a restart and over later runs whose customers have moved on', async () => {
    const rows = (month: number) =>
      numbers(90).flatMap((i) =>
        numbers([1, 4, 12][i % 3]!).map(
          (n) =>
            [`c${i}`, `2025-0${month}-${10 + ((i + n) % 18)}`, `${[8, 60, 400][i % 3]! + (i % 11) + n}.00`] as const,
        ),
      )
    const projectId = await projectOf(rows(1))
    const first = await analyse(projectId, { k: 3 })
    expect(first.clusters.map(({ clusterId }) => clusterId)).toEqual([0, 1, 2])
    const spends = first.clusters.map(({ averageSpend }) => averageSpend)
    expect(spends, 'numbered by average spend').toEqual(spends.toSorted((a, b) => a - b))
    const own = { name: 'Stammkunden', note: 'Call on Mondays', colour: 6 }
    // Each part by itself, all at once: none takes another one's place.
    const target = { type: 'cluster', clusterId: 2 } as const
    const described = Object.entries(own).map(([part, value]) =>
      client.call('segments.describe', { projectId, target, [part]: value }),
    )
    for (const each of await Promise.all(described)) valueOf(each)
    valueOf(
      await client.call('segments.describe', { projectId, target: { type: 'segment', label: 'Loyal' }, name: 'Treue' }),
    )
    expect((await latest(projectId))?.clusters[2]).toMatchObject({
      ...own,
      clusterLabel: first.clusters[2]!.clusterLabel,
    })

    await restart()
    await importText(
      projectId,
      'march.csv',
      `customer_id,date,amount\n${rows(3)
        .map((row) => row.join(','))
        .join('\n')}\n`,
    )
    const second = await analyse(projectId, { k: 3 })
    expect(second.clusters.find(({ clusterId }) => clusterId === 2)).toMatchObject(own)
    expect(second.segments.find(({ segmentLabel }) => segmentLabel === 'Loyal')?.name).toBe('Treue')
    const cards = valueOf(await client.call('personas.cards', { projectId }))
    expect(cards.find(({ clusterId }) => clusterId === 2)).toMatchObject({
      ...own,
      trend: { since: first.overview.asOf },
    })
    expect(valueOf(await client.call('personas.markdown', { projectId })).text).toContain('Stammkunden')

    // Her name is what the table, its order and an export say.
    const page = valueOf(await client.call('customers.page', { projectId, filter: { clusters: [2] }, limit: 1 }))
    expect(page.rows[0]?.cluster_label).toBe('Stammkunden')
    expect(page.total).toBe(second.clusters.find(({ clusterId }) => clusterId === 2)!.customers)

    // An empty name gives the product's own back; the note stays.
    valueOf(await client.call('segments.describe', { projectId, target: { type: 'cluster', clusterId: 2 }, name: ' ' }))
    expect((await latest(projectId))?.clusters[2]).toMatchObject({ name: null, note: own.note, colour: own.colour })
  })

  it('go with the people to another number of groups, and the k she chose stays chosen', async () => {
    const rows = numbers(90).flatMap((i) =>
      numbers([1, 4, 12][i % 3]!).map(
        (n) => [`c${i}`, `2025-01-${10 + ((i + n) % 18)}`, `${[8, 60, 400][i % 3]! + (i % 11) + n}.00`] as const,
      ),
    )
    const projectId = await projectOf(rows)
    const three = await analyse(projectId, { k: 3 })
    const best = three.clusters.at(-1)!
    const target = { type: 'cluster', clusterId: best.clusterId } as const
    valueOf(await client.call('segments.describe', { projectId, target, name: 'Stammkunden' }))

    const kept = await analyse(projectId, { k: 'keep' })
    expect(kept.kChoice).toMatchObject({ k: 3, chosenByPerson: true })
    const four = await analyse(projectId, { k: 4 })
    const named = four.clusters.filter(({ name }) => name === 'Stammkunden')
    expect(named).toHaveLength(1)
    expect(named[0]!.averageSpend).toBe(Math.max(...four.clusters.map(({ averageSpend }) => averageSpend)))
    expect((await analyse(projectId)).kChoice.chosenByPerson).toBe(false)
  })

  it('are for what is there', async () => {
    const projectId = await projectOf(numbers(30).map((i) => [`c${i}`, `2025-01-${10 + (i % 9)}`, `${i + 1}.00`]))
    const describe = (target: { type: 'cluster'; clusterId: number } | { type: 'segment'; label: string }) =>
      client.call('segments.describe', { projectId, target, name: 'x' })
    expect(codeOf(await describe({ type: 'cluster', clusterId: 0 }))).toBe('analysis.none')
    await analyse(projectId)
    expect(codeOf(await describe({ type: 'cluster', clusterId: 40 }))).toBe('input.invalid')
    expect(codeOf(await describe({ type: 'segment', label: 'Gold' }))).toBe('input.invalid')
  })
})

it('limits of her own give the scores, until she takes them back', async () => {
  const rows = numbers(40).map((i) => [`c${i}`, `2025-01-${10 + (i % 18)}`, `${10 * (i + 1)}.00`] as const)
  const projectId = await projectOf(rows)
  const before = await analyse(projectId)
  const cuts = { r: null, f: null, m: [50, 100, 150, 200] as [number, number, number, number] }
  valueOf(await client.call('projects.update', { projectId, patch: { cuts } }))
  expect((await latest(projectId))?.stale).toBe(true)
  const own = await analyse(projectId)
  expect(own.cuts).toEqual({ ...before.cuts, m: cuts.m })
  expect(own.scoreCounts.m).toEqual([5, 5, 5, 5, 20])
  valueOf(await client.call('projects.update', { projectId, patch: { cuts: { r: null, f: null, m: null } } }))
  expect((await analyse(projectId)).cuts).toEqual(before.cuts)
  const wrong = { r: null, f: [4, 3, 2, 1] as [number, number, number, number], m: null }
  expect(codeOf(await client.call('projects.update', { projectId, patch: { cuts: wrong } }))).toBe('input.invalid')
})

it('a customers file joins names and addresses, in the table and in an export; people alone are listed', async () => {
  const projectId = await projectOf(numbers(30).map((i) => [`${1000 + i}`, `2025-01-${10 + (i % 9)}`, `${i + 1}.00`]))
  await importText(
    projectId,
    'people.csv',
    `customer_id,name,email,plan\n${numbers(40)
      .map((i) => `${1000 + i},Person ${i},p${i}@shop.example,${i % 2 === 0 ? 'pro' : 'free'}`)
      .join('\n')}\n`,
  )
  const analysis = await analyse(projectId)
  expect(analysis.overview).toMatchObject({ customers: 40, customersWithPurchase: 30, rowsRead: 30 })
  await expectWhole(projectId, analysis)
  const { attributes } = valueOf(await client.call('customers.columns', { projectId }))
  expect(attributes.toSorted()).toEqual(['email', 'name', 'plan'])
  const page = valueOf(
    await client.call('customers.page', {
      projectId,
      filter: { search: 'P39@SHOP' },
      sort: { field: 'customer_id', descending: false },
    }),
  )
  expect(page.rows).toMatchObject([
    { customer_id: '1039', segment_label: 'No purchase', rfm_frequency: 0, rfm_monetary: 0 },
  ])
  const ref = valueOf(await client.call('customers.export', { projectId, filter: { search: 'Person 12' } }))
  const csv = readFileSync(host.core.output(ref.outputId).path, 'utf8')
  expect(Papa.parse(csv.trimEnd(), { header: true }).data).toMatchObject([
    { customer_id: '1012', name: 'Person 12', email: 'p12@shop.example', plan: 'pro' },
  ])
  const bodies = valueOf(await client.call('personas.export', { projectId, format: 'json' }))
  const personas = JSON.parse(readFileSync(host.core.output(bodies.outputId).path, 'utf8')) as unknown
  expect(JSON.stringify(personas)).toContain('"plans"')
})

it('says why the fields that need predictions are empty', async () => {
  const rows = numbers(12).map((i) => [`c${i}`, `2025-01-${10 + i}`, `${10 * (i + 1)}.00`] as const)
  const analysis = await analyse(await projectOf(rows))
  const said = analysis.warnings.map((warning) => formatNote(warning)).join('\n')
  for (const field of ['churn_score', 'persona_group', 'clv', 'uplift_score']) expect(said).toContain(field)
  const codes = analysis.warnings.map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['predict.churn.short_history', 'predict.value.too_short']))
})

it('exclusions change every figure once they are switched on, and nothing before', async () => {
  const projectId = await projectOf([
    ...numbers(20).map((i) => [`c${i}`, `2025-01-${10 + (i % 9)}`, `${i + 1}.00`] as const),
    ['test account', '2025-01-30', '5000.00'],
  ])
  const all = await analyse(projectId)
  const suggestion = all.suggestedExclusions.find(({ value }) => value === 'test account')!
  expect(suggestion).toMatchObject({ field: 'customer', revenue: 5000, rows: 1 })
  const rule = { id: 'r1', field: suggestion.field, op: suggestion.op, value: suggestion.value }
  const follow = async (enabled: boolean) => {
    valueOf(await client.call('projects.update', { projectId, patch: { exclusions: [{ ...rule, enabled }] } }))
    return analyse(projectId)
  }
  expect((await follow(false)).overview).toEqual(all.overview)
  const without = await follow(true)
  expect(without.overview).toMatchObject({ customers: 20, revenueNet: 210 })
  expect(without.suggestedExclusions).toEqual([])
  await expectWhole(projectId, without)
})

it('a customer’s history is made of the rows her figures are made of', async () => {
  const projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
  const rows = [
    'anna,2025-01-01,1,P1,5.00',
    'anna,2025-02-01,2,P1,7.50',
    'anna,2025-02-01,2,POST,3.00',
    'anna,2025-02-20,3,P2,-2.50',
    'anna,2025-03-01,4,P2,9.00',
    ...numbers(20).map((i) => `c${i},2025-02-${10 + (i % 9)},${100 + i},P${i % 3},${i + 1}.00`),
  ]
  await importText(projectId, 'orders.csv', `customer_id,date,order_id,product,amount\n${rows.join('\n')}\n`)
  const rule = { id: 'r', field: 'product', op: 'eq', value: 'post', enabled: true } as const
  const patch = { analysisFrom: '2025-02-01', asOf: '2025-02-28', exclusions: [rule] }
  valueOf(await client.call('projects.update', { projectId, patch }))
  await analyse(projectId)
  const page = valueOf(await client.call('customers.page', { projectId, filter: { search: 'anna' } }))
  const detail = valueOf(await client.call('customers.get', { projectId, index: page.rows[0]!.index }))
  expect(detail).toMatchObject({ rfm_frequency: 1, rfm_monetary: 5, grossSpend: 7.5, returns: 1, historyTotal: 2 })
  expect(detail.history).toEqual([
    { date: '2025-02-20', amount: -2.5, kind: 'return', item: 'P2' },
    { date: '2025-02-01', amount: 7.5, kind: 'purchase', item: 'P1' },
  ])
  expect(detail.topCategories).toEqual([{ name: 'P1', rows: 1 }])
})
