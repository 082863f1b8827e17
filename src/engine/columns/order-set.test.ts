import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OrderSet } from './order-set.ts'

it('says new exactly where a set of texts would', () => {
  const word = fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 0xffffffff }))
  const pair = fc.tuple(fc.oneof(fc.nat(4), fc.nat(1_000_000)), word, word)
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 200 }), (pairs) => {
      const own = new OrderSet()
      const seen = new Set<string>()
      for (const [customer, low, high] of pairs) {
        const key = `${customer} ${low} ${high}`
        expect(own.add(customer, low, high)).toBe(!seen.has(key))
        seen.add(key)
      }
    }),
    { seed: 1, numRuns: 500 },
  )
})

it('grows far beyond its first size, for many customers with the same few orders as for one with many', () => {
  const own = new OrderSet(10)
  let fresh = 0
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 200_000; i++) {
      if (own.add(i % 1000, Math.floor(i / 1000), 0)) fresh++
      if (own.add(7, 0, i + 1)) fresh++
    }
  }
  expect(fresh).toBe(400_000)
})
