import { describe, expect, it } from 'vitest'
import { finish, smallLayer, type SmallRow } from '../../../test/support/small-orders.ts'
import { stringAt } from '../columns/strings.ts'
import { mergeLayers } from '../dataset/dataset.ts'
import { plainRules } from '../dataset/rules.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { dayNumber } from '../rfm/dates.ts'
import { reversalQuestion } from './questions.ts'

const rows: SmallRow[] = [
  { customer: 'a', day: '2025-01-01', amount: 5, product: 'p' },
  { customer: 'a', day: '2025-01-03', amount: 5, product: 'p' },
  { customer: 'a', day: '2025-01-04', amount: -5, product: 'p' },
  // Before its purchase, of another product, by somebody else, over another amount: none of them reverses it.
  { customer: 'a', day: '2024-12-31', amount: -5, product: 'p' },
  { customer: 'a', day: '2025-01-04', amount: -5, product: 'q' },
  { customer: 'b', day: '2025-01-04', amount: -5, product: 'p' },
  { customer: 'a', day: '2025-01-04', amount: -4, product: 'p' },
  { customer: 'c', day: '2025-01-05', amount: 900, product: 'p' },
  { customer: 'c', day: '2025-01-05', amount: -900, product: 'p' },
]
const last = dayNumber('2025-12-31')

describe('cancellations', () => {
  it('are paired with the latest purchase that they can reverse', () => {
    const dataset = mergeLayers([smallLayer(rows)], [])
    const pairs = dataset.reversals(last).map(({ purchaseRow, returnRow, amount }) => [purchaseRow, returnRow, amount])
    expect(pairs).toEqual([
      [1, 2, 500],
      [7, 8, 90_000],
    ])
    expect(dataset.reversals(dayNumber('2025-01-04')), 'those after the last day take no part').toHaveLength(1)
  })

  it('are taken out with their purchase where the rules say so, and only then', () => {
    const plain = mergeLayers([smallLayer(rows)], [])
    const netted = mergeLayers([smallLayer(rows, { rowsPerChunk: 2 })], [], { ...plainRules, netUpTo: last })
    const of = (dataset: typeof plain) =>
      finish(aggregate(dataset, { from: null, asOf: null, today: last, exclusions: [] }))
    const [before, after] = [of(plain), of(netted)]
    expect([...before.purchaseRows], 'a, b, c').toEqual([2, 0, 1])
    expect([...after.purchaseRows]).toEqual([1, 0, 0])
    expect([...after.returnRows]).toEqual([3, 1, 0])
    expect([...after.rows], 'the rows stay, void').toEqual([...before.rows])
    expect([...after.net], 'what was spent net is the same').toEqual([...before.net])
    expect(netted.rows).toBe(rows.length)
  })

  it('show who looks like a top buyer and is none', () => {
    const others = Array.from({ length: 30 }, (_, i): SmallRow => ({
      customer: `k${i}`,
      day: '2025-01-02',
      amount: 100 + i,
      product: 'p',
    }))
    const dataset = mergeLayers([smallLayer([...rows, ...others])], [])
    const question = reversalQuestion(dataset, last, 2)
    expect(question).toMatchObject({ pairs: 2, customers: 2, amount: 905 })
    expect(question.topCustomers).toEqual([{ customerId: 'c', rank: 1, bought: 900, boughtAndKept: 0 }])
    expect(stringAt(dataset.customers, 2)).toBe('c')
  })
})
