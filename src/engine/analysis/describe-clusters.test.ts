import { describe, expect, it } from 'vitest'
import { finish, smallLayer, smallPeople } from '../../../test/support/small-orders.ts'
import { strings } from '../columns/strings.ts'
import { mergeLayers } from '../dataset/dataset.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { dayNumber } from '../rfm/dates.ts'
import { customerColumns } from '../rfm/customer-columns.ts'
import { describeClusters, summarise } from './describe-clusters.ts'
import { itemCounts, topItems } from './item-counts.ts'

const rows = [
  { customer: 'a', day: '2025-01-01', amount: 10, category: 'Tea' },
  { customer: 'a', day: '2025-01-11', amount: 20.01, category: 'Cups' },
  { customer: 'b', day: '2025-01-21', amount: 5, category: 'Tea' },
  { customer: 'b', day: '2025-01-22', amount: -1, category: 'Tea' },
  { customer: 'c', day: '2025-01-31', amount: 300, category: 'Pots' },
  { customer: 'c', day: '2025-01-31', amount: 100, category: 'Cups' },
  { customer: 'c', day: '2025-01-30', amount: 99, category: 'Pots' },
  { customer: 'd', day: '2025-01-31', amount: -40, category: 'Pots' },
]
const dataset = mergeLayers(
  [smallLayer(rows)],
  [
    smallPeople(
      [
        { id: 'a', industry: 'Bookshop', plan: 'pro', ltv: '700' },
        { id: 'b', industry: 'Bookshop', plan: 'free' },
        { id: 'c', industry: 'Museum', ltv: '50' },
      ],
      { industry: 'industry', plan: 'plan', ltv: 'lifetime_value' },
    ),
  ],
)
const totals = finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }))
const { columns, cuts } = customerColumns(dataset, totals)
// a and b together, c alone; d has no purchase and is in no cluster.
const labels = Uint8Array.of(1, 1, 0)
const groupOf = Uint8Array.of(1, 1, 0, 255)
const items = itemCounts(totals.items, dataset.items.count, groupOf, 2)
const described = describeClusters({
  columns,
  asOf: totals.asOf,
  scale: totals.scale,
  digits: 2,
  cuts,
  labels,
  clusters: 2,
  ids: [9, 3],
  features: ['recency', 'monetary'],
  centroids: Float64Array.of(-0.5, 1.4, 0.25, -0.7),
  items,
  itemNames: dataset.items,
})
const [pair, single] = described.rows

describe('a cluster', () => {
  it('stands by its id, with exact sums', () => {
    expect(described.rows.map(({ clusterId }) => clusterId)).toEqual([3, 9])
    expect(pair).toMatchObject({
      clusterId: 3,
      customers: 2,
      revenue: 34.01,
      averageSpend: 17.01,
      medianSpend: 17.01,
      averageFrequency: 1.5,
      medianRecencyDays: 15,
      returnRate: 0.25,
    })
    expect(single).toMatchObject({
      customers: 1,
      revenue: 499,
      averageFrequency: 3,
      medianRecencyDays: 0,
      returnRate: 0,
    })
    expect(pair!.shareOfRevenue).toBeCloseTo((100 * 34.01) / 533.01, 10)
    expect(pair!.shareOfRevenue + single!.shareOfRevenue).toBeCloseTo(100, 10)
    expect(pair!.shareOfCustomers + single!.shareOfCustomers).toBeCloseTo(100, 10)
  })

  it('has a profile with the keys and the rounding of the reference', () => {
    expect(described.profiles[0]).toEqual({
      cluster_id: 3,
      n_customers: 2,
      avg_spend: 17.01,
      median_spend: 17.01,
      avg_frequency: 1.5,
      top_categories: 'Tea, Cups',
      share_of_revenue_pct: 6.38,
      insight: 'Growth-potential segment',
    })
    expect(described.profiles[1]).toMatchObject({ share_of_revenue_pct: 93.62, insight: 'Focus on retention & upsell' })
  })

  it('counts purchase rows of its categories beside everyone’s', () => {
    expect(pair!.topCategories).toEqual([
      { name: 'Tea', rows: 2, lift: 2 / 3 / (2 / 6) },
      { name: 'Cups', rows: 1, lift: 1 / 3 / (2 / 6) },
    ])
    expect(single!.topCategories.map(({ name, rows: n }) => [name, n])).toEqual([
      ['Pots', 2],
      ['Cups', 1],
    ])
  })

  it('is told apart by its strongest features, in their own units', () => {
    expect(single!.traits).toEqual([
      { feature: 'monetary', effect: 1.4, mean: 499, overall: 177.67 },
      { feature: 'recency', effect: -0.5, mean: 0, overall: 10 },
    ])
  })

  it('knows her industries, plans and lifetime values', () => {
    expect(described.bodies[0]).toMatchObject({ customers: 2, averageLtv: 700, industries: ['Bookshop'] })
    expect(described.bodies[0]!.plans.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['free', 'pro'])
    expect(described.bodies[1]).toMatchObject({ averageLtv: 50, industries: ['Museum'], plans: [] })
  })

  it('counts one-time buyers and orders', () => {
    expect([described.oneTimeBuyers, described.orders]).toEqual([
      [1, 0],
      [3, 3],
    ])
  })
})

it('nobody is nobody', () => {
  expect(summarise(columns, [], 2, 2)).toMatchObject({ customers: 0, revenue: 0, returnRate: 0 })
})

it('top items: the most rows first, ties as they appear, never one without a row', () => {
  const counts = { groups: 1, items: 7, rows: Uint32Array.of(2, 5, 0, 2, 5, 9, 1) }
  expect(topItems(counts, 0, 5).map(({ item }) => item)).toEqual([5, 1, 4, 0, 3])
  expect(topItems(counts, 0, 9).map(({ item }) => item)).toEqual([5, 1, 4, 0, 3, 6])
  expect([...strings(dataset.items)]).toEqual(['Tea', 'Cups', 'Pots'])
})
