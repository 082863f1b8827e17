import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, sampleRows, subSeed } from './random.ts'

describe('createRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const take = (seed: number) => {
      const random = createRandom(seed)
      return Array.from({ length: 5 }, () => random.next())
    }
    expect(take(1)).toEqual(take(1))
    expect(take(1)).not.toEqual(take(2))
    expect(take(0)).not.toEqual(take(1))
  })

  it('spreads evenly over 0 … 1', () => {
    const random = createRandom(7)
    const bins = new Uint32Array(10)
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random.next() * 10)]!++
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(400)
  })
})

describe('subSeed', () => {
  it('tells paths apart, also by order', () => {
    const seeds = [subSeed(1), subSeed(1, 2), subSeed(1, 3), subSeed(1, 2, 3), subSeed(1, 3, 2), subSeed(2, 1)]
    expect(new Set(seeds).size).toBe(seeds.length)
  })
})

describe('sampleRows', () => {
  it('takes as many different rows as asked for, ascending', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer(), (rows, size, seed) => {
        const sample = [...sampleRows(rows, size, seed)]
        expect(sample.length).toBe(Math.min(rows, size))
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b))
        expect(sample.every((row) => row < rows)).toBe(true)
      }),
    )
  })

  it('gives every row the same chance', () => {
    const taken = new Uint32Array(20)
    for (let seed = 0; seed < 4000; seed++) for (const row of sampleRows(20, 5, seed)) taken[row]!++
    for (const count of taken) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })
})
