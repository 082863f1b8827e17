import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Client } from '../../src/contract/client.ts'
import type { CustomerPage, CustomerFilter } from '../../src/contract/customers.ts'
import type { ImportLayer } from '../../src/contract/imports.ts'
import { sharedData, skipNote } from '../shared-data.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

const file = sharedData('online-retail/online-retail-dataset.csv')

/** The figures of UCI Online Retail, computed independently. */
describe.skipIf(file === null)(`UCI Online Retail${skipNote(file)}`, () => {
  let host: TestCore
  let client: Client
  let projectId: string
  let layer: ImportLayer
  let analysis: Analysis

  beforeAll(async () => {
    host = await openTestCore()
    client = host.client
    projectId = valueOf(await client.call('projects.create', { name: 'Online Retail' })).id
    layer = valueOf(await client.call('imports.run', { projectId, fileId: host.offer(file!) }))
    analysis = valueOf(await client.call('analysis.run', { projectId }))
  })

  afterAll(() => host.close())

  const customers = async (filter: CustomerFilter, limit = 500): Promise<CustomerPage> =>
    valueOf(await client.call('customers.page', { projectId, filter, limit }))

  it('reads every row and finds every column by itself', () => {
    expect(layer.counts).toMatchObject({ read: 541_909, rejected: 0, withoutCustomer: 135_080, accepted: 406_829 })
    expect(layer).toMatchObject({ kind: 'orders', firstDate: '2010-12-01', lastDate: '2011-12-09' })
  })

  it('sums rows, orders and money', () => {
    expect(analysis.overview).toMatchObject({
      rowsRead: 541_909,
      rowsAccepted: 406_829,
      rowsRejected: 0,
      rowsWithoutCustomer: 135_080,
      revenueWithoutCustomer: 1_447_682.12,
      purchaseRows: 397_884,
      customers: 4372,
      customersWithPurchase: 4338,
      orders: 18_532,
      revenueGross: 8_911_407.9,
      revenueNet: 8_300_065.81,
      asOf: '2011-12-09',
      firstDate: '2010-12-01',
      abc: { A: 1178, B: 1456, C: 1704 },
    })
  })

  it('scores by quintiles', () => {
    expect(analysis.cuts.r).toEqual([12.8, 32, 71, 179])
    expect(analysis.cuts.f).toEqual([1, 2, 3, 6])
    expect(analysis.cuts.m).toEqual([243.244, 474.986, 915.004, 2016.214])
    expect(analysis.scoreCounts).toEqual({
      r: [861, 866, 863, 880, 868],
      f: [1493, 835, 508, 802, 700],
      m: [868, 867, 868, 867, 868],
    })
  })

  it('names the ten segments', () => {
    expect(Object.fromEntries(analysis.segments.map((row) => [row.segmentLabel, row.customers]))).toEqual({
      Champions: 604,
      Loyal: 688,
      'Potential Loyalist': 484,
      New: 67,
      Promising: 169,
      'Need Attention': 121,
      'About to Sleep': 478,
      'At Risk': 357,
      "Can't Lose": 35,
      Hibernating: 1335,
    })
    expect(analysis.segments.reduce((sum, row) => sum + row.shareOfCustomers, 0)).toBeCloseTo(100, 9)
    expect(Math.abs(analysis.segments.reduce((sum, row) => sum + row.shareOfRevenue, 0) - 100)).toBeLessThan(0.05)
    for (const row of analysis.segments) {
      const cells = analysis.overview.rfmGrid.filter((cell) => cell.segmentLabel === row.segmentLabel)
      expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(row.customers)
      expect(cells.reduce((sum, cell) => sum + cell.revenue, 0)).toBeCloseTo(row.revenue, 6)
    }
  })

  it('knows customer 12347', async () => {
    const [row] = (await customers({ search: '12347' })).rows
    expect(row).toMatchObject({
      customer_id: '12347',
      rfm_recency_days: 2,
      rfm_frequency: 7,
      rfm_monetary: 4310,
      return_rate: 0,
    })
    const detail = valueOf(await client.call('customers.get', { projectId, index: row!.index }))
    expect(detail).toMatchObject({ lastOrder: '2011-12-07', firstOrder: '2010-12-07', grossSpend: 4310, returns: 0 })
    expect(detail.historyTotal).toBe(182)
    expect(detail.history).toHaveLength(182)
  })

  it('lists the 34 customers without a purchase and what they hold', async () => {
    const page = await customers({ withPurchase: false })
    expect(page).toMatchObject({ total: 34, revenue: -10_411.24 })
    for (const row of page.rows) {
      expect(row).toMatchObject({
        segment_label: 'No purchase',
        r_score: null,
        f_score: null,
        m_score: null,
        cluster_id: null,
        abc_category: null,
      })
    }
    expect((await customers({ segments: ['No purchase'] })).total).toBe(34)
  })

  it('suggests three clusters, with the known optimum', () => {
    expect(analysis.kChoice).toMatchObject({ k: 3, suggested: 3, chosenByPerson: false, silhouetteSample: 4338 })
    expect(Math.abs(analysis.kChoice.inertia / 5038.36 - 1)).toBeLessThan(0.0005)
    expect(Math.abs(analysis.kChoice.silhouette! - 0.3348)).toBeLessThan(0.002)
    expect(analysis.kChoice.candidates.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const inertias = analysis.kChoice.candidates.map(({ inertia }) => inertia)
    expect(inertias).toEqual(inertias.toSorted((a, b) => b - a))
    expect(inertias[0], 'k = 1: customers × features').toBeCloseTo(4338 * 3, 6)

    const known = [
      [1903, 7.97],
      [1700, 26],
      [735, 66],
    ] as const
    known.forEach(([size, share], id) => {
      const row = analysis.clusters[id]!
      expect(row.clusterId, 'by average spend, lowest first').toBe(id)
      expect(Math.abs(row.customers - size)).toBeLessThanOrEqual(8)
      expect(Math.abs(row.shareOfRevenue - share)).toBeLessThanOrEqual(0.3)
    })
    expect(new Set(analysis.clusters.map(({ clusterLabel }) => clusterLabel)).size).toBe(3)
  })

  it('gives cluster profiles with exactly the keys of the reference', () => {
    const keys = [
      'cluster_id',
      'n_customers',
      'avg_spend',
      'median_spend',
      'avg_frequency',
      'top_categories',
      'share_of_revenue_pct',
      'insight',
    ]
    for (const profile of analysis.profiles) {
      expect(Object.keys(profile)).toEqual(keys)
      expect(profile.insight).toBe(
        profile.share_of_revenue_pct >= 25 ? 'Focus on retention & upsell' : 'Growth-potential segment',
      )
      expect(profile.top_categories.split(', ').length).toBeGreaterThanOrEqual(5)
      for (const value of [profile.avg_spend, profile.median_spend, profile.avg_frequency, profile.share_of_revenue_pct]) {
        expect(Number(value.toFixed(2))).toBe(value)
      }
    }
    const sum = (of: (profile: (typeof analysis.profiles)[number]) => number) =>
      analysis.profiles.reduce((total, profile) => total + of(profile), 0)
    expect(sum(({ n_customers }) => n_customers)).toBe(4338)
    expect(Math.abs(sum(({ share_of_revenue_pct }) => share_of_revenue_pct) - 100)).toBeLessThanOrEqual(0.05)
    expect(sum(({ n_customers, avg_spend }) => n_customers * avg_spend) / 8_310_477.05).toBeCloseTo(1, 4)
  })

  it('months and cohorts add up to the whole', () => {
    const { months, cohorts, lorenz, revenueNet } = analysis.overview
    expect(months.map(({ month }) => month)).toEqual([
      '2010-12',
      ...Array.from({ length: 12 }, (_, i) => `2011-${String(i + 1).padStart(2, '0')}`),
    ])
    expect(months.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(revenueNet, 4)
    expect(months.reduce((sum, { orders }) => sum + orders, 0)).toBe(18_532)
    expect(months.reduce((sum, { newCustomers }) => sum + newCustomers, 0)).toBe(4338)
    expect(cohorts.reduce((sum, { customers: n }) => sum + n, 0)).toBe(4338)
    expect(cohorts.every(({ retention }) => retention[0] === 100)).toBe(true)
    expect([lorenz.length, lorenz[0], lorenz[100]]).toEqual([101, 0, 100])
  })

  it('exports everyone, those without a purchase too', async () => {
    const ref = valueOf(await client.call('customers.export', { projectId }))
    const text = readFileSync(host.core.output(ref.outputId).path, 'utf8')
    const { data, errors } = Papa.parse<Record<string, string>>(text.trim(), { header: true })
    expect(errors).toEqual([])
    expect(data).toHaveLength(4372)
    expect(Object.keys(data[0]!)[0]).toBe('customer_id')
    const cents = data.reduce((sum, row) => sum + Math.round(Number(row['rfm_monetary']) * 100), 0)
    expect(Math.abs(cents - 830_006_581), 'each customer is rounded once').toBeLessThanOrEqual(5)
    const silent = data.filter((row) => row['segment_label'] === 'No purchase')
    expect(silent).toHaveLength(34)
    expect(silent.every((row) => row['rfm_recency_days'] === '' && row['cluster_id'] === '')).toBe(true)
    expect(data.every((row) => /^CUST_[0-9A-F]+$/.test(row['customer_id_hash']!))).toBe(true)
    expect(new Set(data.map((row) => row['customer_id_hash'])).size).toBe(4372)
    const scored = data.filter((row) => row['churn_score'] !== '')
    expect(scored, 'everyone who bought').toHaveLength(4338)
    const number = (row: Record<string, string>, name: string) => Number(row[name])
    expect(scored.every((row) => number(row, 'churn_score') >= 0 && number(row, 'churn_score') <= 1)).toBe(true)
    expect(scored.every((row) => number(row, 'clv_low') <= number(row, 'clv') && number(row, 'clv') <= number(row, 'clv_high'))).toBe(true) // prettier-ignore
    const groups = new Set(data.map((row) => row['persona_group']))
    expect(groups).toEqual(new Set(['', 'at_risk', 'growth', 'high_value', 'new']))
    expect(silent.every((row) => row['clv'] === '' && row['persona_group'] === '')).toBe(true)
  })

  it('says how well churn and value do on what they had not seen', async () => {
    const { churn, value, buying } = valueOf(await client.call('predictions.latest', { projectId }))!
    expect(churn).toMatchObject({ reason: null, horizonDays: 110 })
    expect(churn.report!.auc).toBeGreaterThanOrEqual(0.73)
    expect(churn.report!.auc, 'more would be leakage').toBeLessThan(0.85)
    expect(churn.report!.logLoss).toBeLessThan(churn.report!.logLossOfRate)
    expect(churn.risk.low + churn.risk.medium + churn.risk.high).toBe(4338)
    expect(churn.histogram.reduce((a, b) => a + b, 0)).toBe(4338)
    expect(value).toMatchObject({ reason: null, method: 'boosted_trees', days: 365 })
    expect(value.report!.coverage).toBeGreaterThanOrEqual(0.75)
    expect(value.report!.coverage).toBeLessThanOrEqual(0.85)
    expect(buying.map(({ model, problem }) => [model, problem?.code])).toEqual([
      ['bg_nbd', 'predict.buying.no_dropout'],
      ['mbg_nbd', 'predict.buying.no_dropout'],
      ['gamma_gamma', undefined],
    ])
  })

  it('gives the same result again, to the last digit', async () => {
    const again = valueOf(await client.call('analysis.run', { projectId }))
    const told = ({ overview, cuts, kChoice, clusters, profiles }: Analysis) => ({
      overview,
      cuts,
      kChoice,
      clusters,
      profiles,
    })
    expect(told(again)).toEqual(told(analysis))
  })

  it('as of 2011-09-09 knows 3,370 customers with a purchase, and the first analysis becomes stale', async () => {
    valueOf(await client.call('projects.update', { projectId, patch: { asOf: '2011-09-09' } }))
    expect(valueOf(await client.call('analysis.latest', { projectId }))?.stale).toBe(true)
    const earlier = valueOf(await client.call('analysis.run', { projectId }))
    expect(earlier.overview).toMatchObject({ asOf: '2011-09-09', customersWithPurchase: 3370 })
    expect(earlier.warnings.map(({ code }) => code)).toContain('analysis.rows_after')
    expect(earlier.overview.months.at(-1)?.month).toBe('2011-09')
    expect(earlier.stale).toBe(false)
  })

  it('finds the lines that stand twice: 5,268 are equal in every column, seven more in all that counts', () => {
    // Four lines of price 0 differ in quantity, two in how the goods are spelled, one in the minute.
    expect(analysis.warnings).toContainEqual({
      severity: 'warning',
      code: 'analysis.repeated_lines',
      params: { rows: 5268 + 7, file: layer.fileName },
    })
  })

  it('finds who looks like a top buyer and is none, and takes the cancelled purchases out where that is wanted', async () => {
    const everything = { asOf: null, analysisFrom: null, exclusions: [] }
    valueOf(await client.call('projects.update', { projectId, patch: everything }))
    const { reversals, people, currencies } = valueOf(await client.call('questions.list', { projectId }))
    expect(reversals).toEqual({
      pairs: 2877,
      customers: 809,
      amount: 426_911.93,
      top: 20,
      topCustomers: [
        { customerId: '16446', rank: 4, bought: 168_472.5, boughtAndKept: 2.9 },
        { customerId: '12346', rank: 10, bought: 77_183.6, boughtAndKept: 0 },
      ],
    })
    expect([people.groups, currencies]).toEqual([0, []])
    valueOf(await client.call('projects.update', { projectId, patch: { netReversals: true } }))
    const { overview } = valueOf(await client.call('analysis.run', { projectId }))
    expect(overview).toMatchObject({
      purchaseRows: 397_884 - 2877,
      returnRows: analysis.overview.returnRows - 2877,
      revenueNet: analysis.overview.revenueNet,
      asOf: '2011-12-09',
    })
    const found = await customers({ search: '12346' })
    expect(found.rows.map(({ customer_id, rfm_frequency }) => [customer_id, rfm_frequency])).toEqual([['12346', 0]])
    const other = await customers({ search: '16446' })
    expect(other.rows).toMatchObject([{ rfm_frequency: 1, rfm_monetary: 2.9 }])
  })
})
