import { expect, it } from 'vitest'
import { historyOf } from '../../../../test/support/purchase-history.ts'
import { seasonIndex } from './season.ts'

const shop = (first: number, last: number, amount: (day: number) => number) =>
  historyOf(
    Array.from({ length: last - first + 1 }, (_, i) => ({ customer: 'a', day: first + i, amount: amount(first + i) })),
  )

it('a steady shop has no season; one that sells double in a window has that', () => {
  const window = { cutoff: 300, days: 65 }
  expect(
    seasonIndex(
      shop(0, 365, () => 10),
      0,
      365,
      window,
    ),
  ).toBeCloseTo(1, 12)
  const double = shop(0, 365, (day) => (day > 300 ? 20 : 10))
  expect(seasonIndex(double, 0, 365, window)).toBeCloseTo((20 * 365) / (300 * 10 + 65 * 20), 12)
  expect(
    seasonIndex(
      shop(0, 365, (day) => (day > 300 ? 900 : 1)),
      0,
      365,
      window,
    ),
  ).toBe(3)
})

it('says nothing with less than a year', () => {
  expect(
    seasonIndex(
      shop(10, 365, () => 10),
      10,
      365,
      { cutoff: 300, days: 65 },
    ),
  ).toBeNull()
})
