import { expect, it } from 'vitest'
import { adjustedRand } from './adjusted-rand.ts'

it('is 1 for the same partition under other numbers, 0.24 in the worked example of Hubert & Arabie’s formula', () => {
  expect(adjustedRand([0, 0, 1, 1], [5, 5, 2, 2])).toBe(1)
  expect(adjustedRand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo(0.24242424, 8)
  expect(adjustedRand([0, 0, 0], [1, 1, 1])).toBe(1)
  // similar/sklearn-values.py
  expect(adjustedRand([0, 0, 0, 1, 1, 1, 2, 2, 2, 2], [1, 1, 0, 0, 0, 0, 2, 2, 1, 2])).toBeCloseTo(0.4318181818, 9)
  expect(adjustedRand([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])).toBeCloseTo(-0.08, 9)
})
