import { describe, expect, it } from 'vitest'
import { finish, smallLayer, smallPeople } from '../../../test/support/small-orders.ts'
import { stringAt, strings } from '../columns/strings.ts'
import { NO_CODE } from '../columns/types.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { dayNumber } from '../rfm/dates.ts'
import { customerColumns } from '../rfm/customer-columns.ts'
import { mergeLayers, type Dataset } from './dataset.ts'

const first = smallLayer(
  [
    { customer: 'a', day: '2025-01-01', amount: 1.5, product: 'P1', productName: 'Pot', category: 'Kitchen' },
    { customer: 'b', day: '2025-01-02', amount: 2, product: 'P2', productName: 'Pan' },
    { customer: null, day: '2025-01-02', amount: 9, product: 'P3' },
  ],
  {
    rowsPerChunk: 2,
    attributes: [
      { name: 'E-Mail', role: 'email', values: ['A@x.de', ''] },
      { name: 'City', values: ['Ulm', 'Bonn'] },
    ],
  },
)
const second = smallLayer(
  [
    { customer: 'c', day: '2025-02-01', amount: 0.001, product: 'P9', productName: 'Pin' },
    { customer: 'b', day: '2025-02-02', amount: -3.25, product: 'P1', productName: 'Pot, large', category: 'Garden' },
    { customer: 'a', day: '2025-02-03', amount: 4 },
  ],
  { scale: 4, attributes: [{ name: 'city', values: ['', 'Köln', ''] }] },
)

const listed = (dataset: Dataset) => [...strings(dataset.customers)]
function rowsOf(dataset: Dataset) {
  const rows: (string | number | null | undefined)[][] = []
  for (const chunk of dataset.chunks()) {
    for (let i = 0; i < chunk.rows; i++) {
      rows.push([
        chunk.customer[i] === NO_CODE ? null : stringAt(dataset.customers, chunk.customer[i]!),
        chunk.amount[i],
        chunk.item[i] === NO_CODE ? null : stringAt(dataset.items, chunk.item[i]!),
        chunk.product[i] === NO_CODE ? null : stringAt(dataset.products, chunk.product[i]!),
      ])
    }
  }
  return rows
}
function attributeOf(dataset: Dataset, name: string, customer: string): string | null {
  const column = dataset.attributes.find((each) => each.name === name)!
  const code = column.codes[listed(dataset).indexOf(customer)]!
  return code === NO_CODE ? null : stringAt(column.dictionary, code)
}

describe('two layers of orders', () => {
  const dataset = mergeLayers([first, second], [])

  it('share one dictionary and one scale', () => {
    expect(listed(dataset)).toEqual(['a', 'b', 'c'])
    expect(dataset.scale).toBe(4)
    expect(rowsOf(dataset)).toEqual([
      ['a', 15_000, 'Kitchen', 'P1'],
      ['b', 20_000, 'Pan', 'P2'],
      [null, 90_000, 'P3', 'P3'],
      ['c', 10, 'Pin', 'P9'],
      ['b', -32_500, 'Garden', 'P1'],
      ['a', 40_000, null, null],
    ])
  })

  it('can be read again and again, whole or by the columns a scan needs', () => {
    const whole = rowsOf(dataset)
    expect(rowsOf(dataset)).toEqual(whole)
    let row = 0
    for (const chunk of dataset.chunks(['customer', 'amount'])) {
      for (let i = 0; i < chunk.rows; i++, row++) {
        const customer = chunk.customer[i] === NO_CODE ? null : stringAt(dataset.customers, chunk.customer[i]!)
        expect([customer, chunk.amount[i]]).toEqual(whole[row]!.slice(0, 2))
      }
    }
    expect(row).toBe(whole.length)
  })

  it('give the same sums in either order', () => {
    const sums = (merged: Dataset) => {
      const totals = finish(
        aggregate(merged, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }),
      )
      return Object.fromEntries(listed(merged).map((id, i) => [id, [totals.net[i], totals.frequency[i]]]))
    }
    expect(sums(dataset)).toEqual({ a: [55_000, 2], b: [-12_500, 1], c: [10, 1] })
    expect(sums(mergeLayers([second, first], []))).toEqual(sums(dataset))
  })

  it('let the later layer win over the earlier one, whatever the case of the column name', () => {
    expect(attributeOf(dataset, 'City', 'a')).toBe('Ulm')
    expect(attributeOf(dataset, 'City', 'b')).toBe('Köln')
    expect(attributeOf(dataset, 'City', 'c')).toBe(null)
  })

  it('call a product by one name, though its spelling changed between the files', () => {
    const old = smallLayer([{ customer: 'a', day: '2025-01-01', amount: 1, product: 'P1', productName: 'POT' }])
    const fresh = smallLayer([{ customer: 'a', day: '2025-02-01', amount: 1, product: 'P1', productName: 'Pot, blue' }])
    const merged = mergeLayers([old, fresh], [])
    expect(rowsOf(merged).map(([, , item]) => item)).toEqual(['Pot, blue', 'Pot, blue'])
  })
})

describe('a customers file', () => {
  const people = smallPeople(
    [
      { id: 'b', email: 'b@x.de', city: 'Berlin', plan: 'pro', signup: '2020-01-01', ltv: '1200.5' },
      { email: ' a@X.de', plan: 'free', city: '' },
      { id: 'z', email: 'z@x.de', plan: 'pro' },
      { email: 'nobody@x.de', plan: 'basic' },
      { id: 'b', email: '', plan: 'late' },
    ],
    { signup: 'signup_date', ltv: 'lifetime_value' },
  )
  const dataset = mergeLayers([first, second], [people])

  it('joins by customer_id, else by e-mail whatever its case; who meets nobody comes last', () => {
    expect(listed(dataset)).toEqual(['a', 'b', 'c', 'z', 'nobody@x.de'])
    expect([...dataset.inCustomersFile]).toEqual([1, 1, 0, 1, 1])
    expect(attributeOf(dataset, 'plan', 'a')).toBe('free')
    expect(attributeOf(dataset, 'plan', 'z')).toBe('pro')
    expect(attributeOf(dataset, 'plan', 'nobody@x.de')).toBe('basic')
    expect(attributeOf(dataset, 'plan', 'c')).toBe(null)
  })

  it('wins over columns of the orders; its later rows win over earlier ones; an empty cell takes nothing away', () => {
    expect(attributeOf(dataset, 'City', 'b')).toBe('Berlin')
    expect(attributeOf(dataset, 'City', 'a')).toBe('Ulm')
    expect(attributeOf(dataset, 'plan', 'b')).toBe('late')
    expect(attributeOf(dataset, 'E-Mail', 'b')).toBe('b@x.de')
  })

  it('finds guests whose e-mail is their customer_id', () => {
    const guests = smallLayer([{ customer: 'Guest@Shop.de', day: '2025-01-01', amount: 1 }])
    const merged = mergeLayers([guests], [smallPeople([{ id: '77', email: 'guest@shop.DE', plan: 'pro' }])])
    expect(listed(merged)).toEqual(['Guest@Shop.de'])
    expect(attributeOf(merged, 'plan', 'Guest@Shop.de')).toBe('pro')
  })

  it('lists people without a row, and its lifetime value and sign-up date decide their tiers', () => {
    const totals = finish(
      aggregate(dataset, { from: null, asOf: dayNumber('2025-02-03'), today: dayNumber('2026-01-01'), exclusions: [] }),
    )
    const { columns } = customerColumns(dataset, totals)
    expect([...columns.rows]).toEqual([2, 2, 1, 0, 0])
    expect(columns.recency[3]).toBe(-1)
    expect([columns.value[1], columns.loyalty[1]], 'VIP by lifetime_value, Loyal since 2020').toEqual([0, 0])
    expect([columns.value[0], columns.loyalty[0]], 'else by spend and first purchase').toEqual([3, 2])
    expect(columns.loyalty[3], 'neither sign-up nor purchase').toBe(255)
  })
})
