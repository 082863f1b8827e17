import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ItemTally, joinItems, type CustomerItems } from './customer-items.ts'

const asLists = ({ offsets, items, rows }: CustomerItems) =>
  Array.from({ length: offsets.length - 1 }, (_, i) =>
    Array.from(items.subarray(offsets[i], offsets[i + 1]), (item, k) => [item, rows[offsets[i]! + k]!] as const),
  )

it('counts rows by customer and item, with few items and with many, and in parts', () => {
  const customers = 6
  const rows = fc.array(fc.tuple(fc.nat(customers - 1), fc.nat(9)), { maxLength: 200 })
  fc.assert(
    fc.property(rows, fc.nat(customers), (pairs, cut) => {
      const expected = Array.from({ length: customers }, (_, customer) => {
        const counts = new Map<number, number>()
        for (const [who, item] of pairs) if (who === customer) counts.set(item, (counts.get(item) ?? 0) + 1)
        return [...counts].sort(([a], [b]) => a - b)
      })
      const count = (from: number, to: number, items: number) => {
        const tally = new ItemTally(to - from, items)
        for (let customer = from; customer < to; customer++) {
          for (const [who, item] of pairs) if (who === customer) tally.count(item)
          tally.endCustomer()
        }
        return tally.finish()
      }
      for (const items of [10, 1000]) {
        expect(asLists(count(0, customers, items))).toEqual(expected)
        expect(asLists(joinItems([count(0, cut, items), count(cut, customers, items)]))).toEqual(expected)
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})

it('keeps counts in the narrowest integers that hold them', () => {
  const tally = new ItemTally(2, 300)
  tally.count(3)
  tally.endCustomer()
  for (let i = 0; i < 70_000; i++) tally.count(299)
  tally.endCustomer()
  const { items, rows } = tally.finish()
  expect([items, rows]).toEqual([Uint16Array.of(3, 299), Uint32Array.of(1, 70_000)])
})
