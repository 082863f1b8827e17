import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ItemTally, joinItems, type CustomerItems } from './customer-items.ts'

const asLists = ({ offsets, items, rows }: CustomerItems) =>
  Array.from({ length: offsets.length - 1 }, (_, i) =>
    Array.from(items.subarray(offsets[i], offsets[i + 1]), (item, k) => [item, rows[offsets[i]! + k]!] as const),
  )

it('counts rows by customer and item, the same in one table, in a list that is sorted, and in parts', () => {
  const customers = 6
  const rows = fc.array(fc.tuple(fc.nat(customers - 1), fc.nat(9)), { maxLength: 200 })
  fc.assert(
    fc.property(rows, fc.nat(customers), (pairs, cut) => {
      const expected = Array.from({ length: customers }, (_, customer) => {
        const counts = new Map<number, number>()
        for (const [who, item] of pairs) if (who === customer) counts.set(item, (counts.get(item) ?? 0) + 1)
        return [...counts].sort(([a], [b]) => a - b)
      })
      // So many items that no table is made of them.
      for (const items of [10, 2_000_000]) {
        const whole = new ItemTally(customers, items)
        for (const [who, item] of pairs) whole.add(who, item)
        expect(asLists(whole.finish())).toEqual(expected)
        const [low, high] = [new ItemTally(cut, items), new ItemTally(customers - cut, items)]
        for (const [who, item] of pairs) if (who < cut) low.add(who, item); else high.add(who - cut, item) // prettier-ignore
        expect(asLists(joinItems([low.finish(), high.finish()]))).toEqual(expected)
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})

it('keeps counts in the narrowest integers that hold them', () => {
  const tally = new ItemTally(2, 300)
  for (let i = 0; i < 70_000; i++) tally.add(1, 299)
  tally.add(0, 3)
  const { items, rows } = tally.finish()
  expect([items, rows]).toEqual([Uint16Array.of(3, 299), Uint32Array.of(1, 70_000)])
})
