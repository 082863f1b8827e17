import { describe, expect, it } from 'vitest'
import type { CustomerFilter } from '../../contract/customers.ts'
import { finish, smallLayer, smallPeople } from '../../../test/support/small-orders.ts'
import { stringAt } from '../columns/strings.ts'
import { mergeLayers } from '../dataset/dataset.ts'
import { aggregate } from './aggregate.ts'
import { dayNumber } from './dates.ts'
import { columnsToParts, partsToColumns } from './column-parts.ts'
import { customerColumns, NONE } from './customer-columns.ts'
import { customerRow } from './customer-row.ts'
import { selectCustomers, type CustomerView } from './select-customers.ts'

// Spend, orders and recency rise together from c9 to c1; c10 only returns, p1 only stands in the customers file.
const orders = smallLayer([
  ...Array.from({ length: 9 }, (_, i) =>
    Array.from({ length: i + 1 }, (__, n) => ({
      customer: `c${9 - i}`,
      day: `2025-0${i + 1}-1${n}`,
      amount: 100 * (i + 1),
    })),
  ).flat(),
  { customer: 'c10', day: '2025-09-20', amount: -5 },
])
const people = smallPeople(
  [
    { id: 'c1', email: 'Zoe@shop.de', city: 'Köln', age: '9' },
    { id: 'c2', email: 'amy@shop.de', city: 'Ulm', age: '10' },
    { id: 'p1', email: 'paul@shop.de', age: '101' },
  ],
  { age: 'age' },
)
const dataset = mergeLayers([orders], [people])
const totals = finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }))
const { columns } = customerColumns(dataset, totals)
const cluster = new Uint8Array(columns.code.length).fill(NONE)
columns.buyers.forEach((i, b) => (cluster[i] = b < 4 ? 0 : 2))
const view: CustomerView = {
  columns,
  cluster,
  clusterLabels: new Map([
    [0, 'Quiet'],
    [2, 'Busy'],
  ]),
}
const fileOrder = { field: '', descending: false }
const ids = (filter: CustomerFilter, field = '', descending = false) =>
  Array.from(selectCustomers(view, filter, { field, descending }), (i) => stringAt(columns.customers, i))
const rowOf = (i: number) => customerRow(view, i, totals.scale, 2)
const everyone = ['c9', 'c8', 'c7', 'c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c10', 'p1']

describe('filters', () => {
  it('pass everyone where there are none', () => expect(ids({})).toEqual(everyone))

  it.each<[string, CustomerFilter, (row: ReturnType<typeof rowOf>) => boolean]>([
    [
      'segments',
      { segments: ['Champions', 'Hibernating'] },
      (row) => ['Champions', 'Hibernating'].includes(row.segment_label),
    ],
    ['no purchase', { segments: ['No purchase'] }, (row) => row.segment_label === 'No purchase'],
    ['clusters', { clusters: [2] }, (row) => row.cluster_id === 2],
    ['abc', { abc: ['A', 'C'] }, (row) => row.abc_category === 'A' || row.abc_category === 'C'],
    ['r', { r: [5] }, (row) => row.r_score === 5],
    ['f', { f: [1, 2] }, (row) => row.f_score === 1 || row.f_score === 2],
    ['value', { valueSegments: ['VIP'] }, (row) => row.value_segment === 'VIP'],
    ['loyalty', { loyaltySegments: ['Established'] }, (row) => row.loyalty_segment === 'Established'],
    ['engagement', { engagement: ['Active', 'Recent'] }, (row) => ['Active', 'Recent'].includes(row.engagement ?? '')],
    ['with a purchase', { withPurchase: true }, (row) => row.rfm_recency_days !== null],
    ['without a purchase', { withPurchase: false }, (row) => row.rfm_recency_days === null],
    ['two at once', { f: [5], clusters: [2] }, (row) => row.f_score === 5 && row.cluster_id === 2],
  ])('%s', (_name, filter, passes) => {
    const expected = Array.from(columns.code.keys(), rowOf).filter(passes)
    expect(ids(filter)).toEqual(expected.map((row) => row.customer_id))
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(11)
  })

  it('search ids and every attribute, whatever the case', () => {
    expect(ids({ search: ' C1 ' })).toEqual(['c1', 'c10'])
    expect(ids({ search: 'zoe@' })).toEqual(['c1'])
    expect(ids({ search: 'KÖLN' })).toEqual(['c1'])
    expect(ids({ search: 'nobody' })).toEqual([])
  })

  it('an empty list passes nobody, an unknown name nobody either', () => {
    expect(ids({ clusters: [] })).toEqual([])
    expect(ids({ valueSegments: ['Gold'] })).toEqual([])
    expect(ids({ clusters: [7] })).toEqual([])
  })
})

describe('order', () => {
  const fields = [
    'rfm_recency_days',
    'rfm_frequency',
    'rfm_monetary',
    'return_rate',
    'r_score',
    'f_score',
    'm_score',
    'cluster_id',
    'abc_category',
  ] as const
  it.each(fields.flatMap((field) => [[field, false] as const, [field, true] as const]))(
    'by %s, descending %s: in order, missing values last, equal ones as they were',
    (field, descending) => {
      const rows = Array.from(selectCustomers(view, {}, { field, descending }), rowOf)
      expect(rows).toHaveLength(11)
      for (let i = 1; i < rows.length; i++) {
        const [before, after] = [rows[i - 1]![field], rows[i]![field]]
        if (before === null) expect(after).toBe(null)
        else if (after !== null && before !== after) expect(before < after).toBe(!descending)
        if (before === after) expect(rows[i - 1]!.index).toBeLessThan(rows[i]!.index)
      }
    },
  )

  it('by id: by code points', () => {
    expect(ids({}, 'customer_id').slice(0, 3)).toEqual(['c1', 'c10', 'c2'])
    expect(ids({}, 'customer_id', true)[0]).toBe('p1')
  })

  it('by segment and tiers: best first', () => {
    expect(rowOf(selectCustomers(view, {}, { field: 'segment_label', descending: false })[0]!).segment_label).toBe(
      'Champions',
    )
    expect(ids({}, 'segment_label').slice(-2)).toEqual(['c10', 'p1'])
    expect(rowOf(selectCustomers(view, {}, { field: 'value_segment', descending: false })[0]!).value_segment).toBe(
      'VIP',
    )
    expect(ids({}, 'engagement').slice(-2)).toEqual(['c10', 'p1'])
  })

  it('by the name of the cluster', () => {
    const labels = Array.from(
      selectCustomers(view, {}, { field: 'cluster_label', descending: false }),
      (i) => rowOf(i).cluster_label,
    )
    expect(labels).toEqual([...new Array<string>(5).fill('Busy'), ...new Array<string>(4).fill('Quiet'), null, null])
  })

  it('by a column of her own: numbers as numbers, texts as texts, missing last', () => {
    expect(ids({}, 'attribute:age').slice(0, 4)).toEqual(['c1', 'c2', 'p1', 'c9'])
    expect(ids({}, 'attribute:age', true).slice(0, 4)).toEqual(['p1', 'c2', 'c1', 'c9'])
    expect(ids({}, 'attribute:city', true).slice(0, 3)).toEqual(['c2', 'c1', 'c9'])
    expect(ids({}, 'attribute:unknown')).toEqual(everyone)
  })

  it('numbers in ids sort as numbers where all are numbers', () => {
    const numbered = mergeLayers(
      [smallLayer(['10', '9', '100'].map((customer) => ({ customer, day: '2025-01-01', amount: 1 })))],
      [],
    )
    const sums = finish(aggregate(numbered, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }))
    const own = customerColumns(numbered, sums).columns
    const order = selectCustomers(
      { columns: own, cluster: new Uint8Array(3), clusterLabels: new Map() },
      {},
      { field: 'customer_id', descending: false },
    )
    expect([...order]).toEqual([1, 0, 2])
  })
})

it('columns survive the way into parts and back', () => {
  const { parts, attributes } = columnsToParts(columns)
  const back = partsToColumns(parts, attributes)
  expect(back).toEqual(columns)
  expect(selectCustomers({ ...view, columns: back }, {}, fileOrder)).toEqual(selectCustomers(view, {}, fileOrder))
  parts.delete('net:f64')
  expect(() => partsToColumns(parts, attributes)).toThrow('net is missing')
})
