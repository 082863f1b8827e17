import { describe, expect, it } from 'vitest'
import { finish, smallDataset, type SmallRow } from '../../../test/support/small-orders.ts'
import { aggregate } from './aggregate.ts'
import { dayNumber } from './dates.ts'
import { matcher, type Exclusion } from './scope.ts'
import { suggestExclusions } from './suggest-exclusions.ts'

const rows: readonly SmallRow[] = [
  { customer: 'Anna', day: '2025-01-01', amount: 10, product: 'P1', productName: 'Tea pot', category: 'Kitchen' },
  { customer: 'anna@shop.de', day: '2025-01-02', amount: 20, product: 'POST', productName: 'Postage' },
  { customer: 'Anna', day: '2025-01-03', amount: 3, product: 'POST', productName: 'Postage' },
  { customer: 'Ben', day: '2025-01-03', amount: 7, product: 'P2', productName: 'MANUAL', category: 'Kitchen' },
  { customer: 'Ben', day: '2025-01-04', amount: -2, product: 'M', productName: 'Manual' },
  { customer: 'Test Account 1', day: '2025-01-04', amount: 1, product: 'P1' },
  { customer: 'Contest winner', day: '2025-01-04', amount: 1 },
]
const dataset = smallDataset(rows)
const totalsOf = (exclusions: readonly Exclusion[]) =>
  finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2025-12-31'), exclusions }))
const left = (exclusions: readonly Exclusion[]) => totalsOf(exclusions).totals.rows

describe('exclusions', () => {
  it.each<[Exclusion, number]>([
    [{ field: 'customer', op: 'eq', value: ' ANNA ' }, 5],
    [{ field: 'customer', op: 'starts_with', value: 'anna' }, 4],
    [{ field: 'customer', op: 'contains', value: 'TEST' }, 5],
    [{ field: 'product', op: 'eq', value: 'post' }, 5],
    [{ field: 'product', op: 'eq', value: 'postage' }, 5],
    [{ field: 'product', op: 'contains', value: 'pot' }, 5],
    [{ field: 'category', op: 'eq', value: 'kitchen' }, 5],
    [{ field: 'category', op: 'eq', value: 'garden' }, 7],
    [{ field: 'product', op: 'starts_with', value: 'P' }, 2],
  ])('%o leaves %d rows', (rule, expected) => {
    expect(left([rule])).toBe(expected)
  })

  it('add up, each row left out once', () => {
    expect(
      left([
        { field: 'customer', op: 'eq', value: 'anna' },
        { field: 'product', op: 'eq', value: 'post' },
      ]),
    ).toBe(4)
  })

  it('leave a customer out with every row, and count nobody twice', () => {
    const totals = totalsOf([{ field: 'customer', op: 'eq', value: 'anna' }])
    expect([totals.excluded[0], totals.rows[0], totals.net[0]]).toEqual([1, 0, 0])
  })

  it('compare without case and outer blanks', () => {
    expect(matcher({ field: 'product', op: 'eq', value: ' Ä ' })('ä')).toBe(true)
    expect(matcher({ field: 'product', op: 'starts_with', value: 'PO' })('post')).toBe(true)
    expect(matcher({ field: 'product', op: 'contains', value: 'S' })('post')).toBe(true)
  })
})

describe('suggestions', () => {
  const suggest = (exclusions: readonly Exclusion[]) => finish(suggestExclusions(dataset, totalsOf(exclusions), 2))

  it('name lines that are no goods and accounts that are no customers, the dearest first', () => {
    expect(
      suggest([]).map(({ field, value, reason, rows: n, customers, revenue }) => [
        field,
        value,
        reason.code,
        n,
        customers,
        revenue,
      ]),
    ).toEqual([
      ['product', 'Postage', 'exclusion.postage', 2, 2, 23],
      ['product', 'MANUAL', 'exclusion.manual', 1, 1, 7],
      ['product', 'Manual', 'exclusion.manual', 1, 1, -2],
      ['customer', 'Test Account 1', 'exclusion.test_account', 1, 1, 1],
    ])
  })

  it('leave out exactly the rows they say', () => {
    for (const { field, op, value } of suggest([])) {
      const said = suggest([]).filter(
        (each) => each.value.toLowerCase() === value.toLowerCase() && each.field === field,
      )
      const gone = left([]) - left([{ field, op, value }])
      expect(gone, value).toBe(said.reduce((sum, each) => sum + each.rows, 0))
    }
  })

  it('do not come again once they are followed', () => {
    const rules = suggest([]).map(({ field, op, value }) => ({ field, op, value }))
    expect(suggest(rules)).toEqual([])
  })

  it('do not count what belongs to a customer who is left out', () => {
    const found = suggest([{ field: 'customer', op: 'starts_with', value: 'anna' }])
    expect(found.map(({ value }) => value)).toEqual(['MANUAL', 'Manual', 'Test Account 1'])
  })
})

it('whales are named in a shop of many customers', () => {
  const many = Array.from({ length: 300 }, (_, i) => ({
    customer: `c${i}`,
    day: '2025-01-01',
    amount: i === 5 ? 100 : 1,
  }))
  const shop = smallDataset(many)
  const totals = finish(aggregate(shop, { from: null, asOf: null, today: dayNumber('2025-12-31'), exclusions: [] }))
  const [whale, ...rest] = finish(suggestExclusions(shop, totals, 2))
  expect(rest).toEqual([])
  expect(whale).toMatchObject({ field: 'customer', value: 'c5', revenue: 100, reason: { code: 'exclusion.wholesale' } })
  expect(whale?.reason.params?.['share']).toBeCloseTo((100 * 100) / 399, 10)
  expect(whale?.reason.params?.['times']).toBeCloseTo(100, -1)
})
