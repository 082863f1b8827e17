import { describe, expect, it } from 'vitest'
import type { Matrix } from '../columns/types.ts'
import { fitK } from './fit-k.ts'
import { finish } from './lloyd.ts'
import { createRandom } from './random.ts'
import { clusterStability } from './stability.ts'

/** Clouds around the corners of a square, `spread` times as wide as they are apart. */
function clouds(rows: number, spread: number): Matrix {
  const random = createRandom(3)
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const data = Float64Array.from({ length: rows * 2 }, (_, i) => {
    const corner = Math.floor(i / 2) % 4
    return (i % 2 === 0 ? corner & 1 : corner >> 1) + spread * gauss()
  })
  return { data, rows, columns: 2 }
}
const stabilityOf = (points: Matrix, k: number, seed = 1) =>
  finish(clusterStability(points, finish(fitK(points, k, 1)).labels, k, seed))

describe('stability', () => {
  it('is about 1 where groups stand apart, and says so', () => {
    const found = stabilityOf(clouds(3000, 0.08), 4)
    expect(found.mean).toBeGreaterThan(0.99)
    expect(found).toMatchObject({ verdict: 'stable', resamples: 30, sample: 2000, compared: 2000 })
    expect(found.low).toBeLessThanOrEqual(found.mean)
    expect(found.high).toBeGreaterThanOrEqual(found.mean)
  })

  it('is low where five groups are cut out of one cloud', () => {
    const found = stabilityOf(clouds(3000, 5), 5)
    expect(found.mean).toBeLessThan(0.9)
    expect(found.verdict).not.toBe('stable')
    expect(found.low).toBeLessThan(found.high)
  })

  it('is the same for the same seed, and hardly another for another', () => {
    const points = clouds(500, 0.2)
    expect(stabilityOf(points, 4)).toEqual(stabilityOf(points, 4))
    expect(stabilityOf(points, 4, 2).mean).toBeCloseTo(stabilityOf(points, 4).mean, 1)
  })

  it('counts a sample that cannot be cut into so many groups as no agreement', () => {
    const points: Matrix = { data: Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), rows: 10, columns: 1 }
    const found = stabilityOf(points, 2)
    expect(found.mean).toBeGreaterThan(0.4)
    expect(found.low).toBe(0)
  })
})
