import { expect, it } from 'vitest'
import { smallDataset, type SmallRow } from '../../../test/support/small-orders.ts'
import { createRandom } from '../cluster/random.ts'
import { passStarts } from './passes.ts'

it('passes have about as many rows each, though who buys most comes first', () => {
  const random = createRandom(3)
  const rows = Array.from({ length: 20_000 }, (_, i): SmallRow => {
    const customer = random.below(3) === 0 ? random.below(1000) : random.below(60)
    return { customer: i % 50 === 0 ? null : `c${customer}`, day: '2025-01-01', amount: 1, order: `o${i}` }
  })
  const dataset = smallDataset(rows, { rowsPerChunk: 500 })
  const counts = new Array<number>(dataset.customers.count).fill(0)
  for (const chunk of dataset.chunks(['customer']))
    for (let i = 0; i < chunk.rows; i++) if (counts[chunk.customer[i]!] !== undefined) counts[chunk.customer[i]!]!++
  for (const passes of [1, 2, 3, 7]) {
    const starts = passStarts(dataset, passes)
    expect([starts[0], starts.at(-1), starts.length]).toEqual([0, dataset.customers.count, passes + 1])
    const shares = starts.slice(1).map((to, i) => counts.slice(starts[i], to).reduce((sum, n) => sum + n, 0) / 19_600)
    for (const share of shares) expect(Math.abs(share - 1 / passes)).toBeLessThan(0.05)
  }
})

it('there may be more passes than customers, or no row at all', () => {
  const two = smallDataset([
    { customer: 'a', day: '2025-01-01', amount: 1 },
    { customer: 'b', day: '2025-01-01', amount: 1 },
  ])
  const starts = passStarts(two, 5)
  expect(starts).toHaveLength(6)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  expect(starts.at(-1)).toBe(2)
  expect(passStarts(smallDataset([]), 3)).toEqual([0, 0, 0, 0])
})
