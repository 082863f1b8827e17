import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ascending, median, medianOf, quantile } from './quantile.ts'
import { quantileScores, scoresByCuts } from './score.ts'

describe('quantile', () => {
  // R: quantile(c(1, 2, 4, 8), p, type = 7)
  it.each([
    [0, 1],
    [0.1, 1.3],
    [0.25, 1.75],
    [0.5, 3],
    [0.75, 5],
    [0.9, 6.8],
    [1, 8],
  ])('of 1, 2, 4, 8 at %d is %d', (p, expected) => {
    expect(quantile([1, 2, 4, 8], p)).toBeCloseTo(expected, 12)
  })

  it('of one value is that value', () => {
    expect([0, 0.3, 1].map((p) => quantile([7], p))).toEqual([7, 7, 7])
    expect(median([7])).toBe(7)
    expect(() => quantile([], 0.5)).toThrow('at least one value')
  })

  it('at an exact position is the value that stands there, for every number of fifths', () => {
    for (let n = 2; n <= 20_001; n++) {
      for (const fifth of [1, 2, 3, 4]) {
        if (((n - 1) * fifth) % 5 === 0) expect((n - 1) * (fifth / 5)).toBe(((n - 1) * fifth) / 5)
      }
    }
  })
})

describe('quantileScores', () => {
  it('gives ten different values two of each score', () => {
    const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    const high = quantileScores(values, 'high')
    expect(high.cuts.map((cut) => Number(cut.toFixed(9)))).toEqual([28, 46, 64, 82])
    expect([...high.scores]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect([...quantileScores(values, 'low').scores]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
    expect(high.counts).toEqual([2, 2, 2, 2, 2])
  })

  it('sends a value equal to a cut to the lower interval', () => {
    // Positions 1, 2, 3, 4 of six: the cuts are values themselves.
    const values = [0, 1, 2, 3, 4, 5]
    expect(quantileScores(values, 'high').cuts).toEqual([1, 2, 3, 4])
    expect([...quantileScores(values, 'high').scores]).toEqual([1, 1, 2, 3, 4, 5])
    expect([...quantileScores(values, 'low').scores]).toEqual([5, 5, 4, 3, 2, 1])
  })

  it('knows only the scores 1 and 5 where 85 % are alike', () => {
    const once = Array.from({ length: 100 }, (_, i) => (i < 85 ? 1 : i - 83))
    const { cuts, counts } = quantileScores(once, 'high')
    expect(cuts).toEqual([1, 1, 1, 1])
    expect(counts).toEqual([85, 0, 0, 0, 15])
  })

  it('gives everyone the middle score where there is one distinct value, on any number of bins', () => {
    for (const [bins, middle] of [
      [2, 1],
      [4, 2],
      [5, 3],
      [10, 5],
    ] as const) {
      const scored = quantileScores([4, 4, 4], 'high', bins)
      expect([...scored.scores]).toEqual([middle, middle, middle])
      expect(scored.cuts).toEqual([])
      expect(scored.counts[middle - 1]).toBe(3)
    }
    expect(quantileScores([], 'high').counts).toEqual([0, 0, 0, 0, 0])
    expect(() => quantileScores([1], 'high', 1)).toThrow('bins must be 2 to 10, got 1')
  })

  it('follows the rule for whatever values: better is never scored lower, alike is scored alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 10 }),
        (values, bins) => {
          const { scores, counts } = quantileScores(values, 'high', bins)
          values.forEach((a, i) =>
            values.forEach((b, j) => {
              if (a === b) expect(scores[i]).toBe(scores[j])
              if (a > b) expect(scores[i]).toBeGreaterThanOrEqual(scores[j]!)
            }),
          )
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(values.length)
          const low = quantileScores(values, 'low', bins)
          if (new Set(values).size > 1) scores.forEach((score, i) => expect(low.scores[i]).toBe(bins + 1 - score))
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('fixed cut-points', () => {
  it('a value equal to a cut goes to the lower interval, in both directions', () => {
    expect([...scoresByCuts([1, 2, 3, 9], 'high', [1, 2, 4, 8]).scores]).toEqual([1, 2, 3, 5])
    expect([...scoresByCuts([0, 30, 31, 400], 'low', [30, 60, 120, 365]).scores]).toEqual([5, 5, 4, 1])
  })

  it('give every score a count, also where nobody has it', () => {
    expect(scoresByCuts([1, 1], 'high', [1, 2, 3, 4]).counts).toEqual([2, 0, 0, 0, 0])
  })
})

describe('order statistics', () => {
  const lists = fc.array(
    fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -1e12, max: 1e12 }), fc.constant(0.5)),
    { minLength: 1, maxLength: 80 },
  )

  it('a sorted copy is sorted, whether it was counted or compared', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const values = Float64Array.from(list)
        expect(ascending(values)).toEqual(Float64Array.from(list).sort())
        expect(values).toEqual(Float64Array.from(list))
      }),
      { seed: 1, numRuns: 300 },
    )
    expect(ascending(new Float64Array(0))).toEqual(new Float64Array(0))
  })

  it('the median of values in any order is that of the sorted ones', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(medianOf(Float64Array.from(list))).toBe(quantile(Float64Array.from(list).sort(), 0.5))
      }),
      { seed: 1, numRuns: 500 },
    )
    expect(() => medianOf(new Float64Array(0))).toThrow('at least one value')
  })
})
