import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMatrix } from '../../../test/support/clustering-data.ts'
import type { Matrix } from '../columns/types.ts'
import { finish, inertiaOf, lloyd } from './lloyd.ts'
import { createRandom } from './random.ts'

/** Points of some loose groups, 1 to 4 columns, and starts taken from the first points. */
const cases = fc
  .record({ seed: fc.integer(), rows: fc.integer({ min: 12, max: 300 }), columns: fc.integer({ min: 1, max: 4 }) })
  .chain((shape) => fc.record({ shape: fc.constant(shape), k: fc.integer({ min: 1, max: 8 }) }))
  .map(({ shape, k }) => {
    const random = createRandom(shape.seed)
    const data = Float64Array.from(
      { length: shape.rows * shape.columns },
      () => 3 * random.below(3) + random.next() + random.next(),
    )
    const points: Matrix = { data, rows: shape.rows, columns: shape.columns }
    return { points, start: data.slice(0, k * shape.columns) }
  })

/** Lloyd with every distance computed. */
function plainLloyd(points: Matrix, start: Float64Array): { labels: number[]; lost: boolean } {
  const { data, rows, columns } = points
  const clusters = start.length / columns
  let centroids = [...start]
  let labels: number[] = []
  for (;;) {
    const next = Array.from({ length: rows }, (_, row) => nearest(points, centroids, row).label)
    if (next.every((label, row) => label === labels[row])) return { labels, lost: false }
    labels = next
    const counts = Array.from({ length: clusters }, (_, cluster) => labels.filter((label) => label === cluster).length)
    if (counts.includes(0)) return { labels, lost: true }
    centroids = Array.from({ length: clusters * columns }, (_, i) => {
      const cluster = Math.floor(i / columns)
      let sum = 0
      for (let row = 0; row < rows; row++) if (labels[row] === cluster) sum += data[row * columns + (i % columns)]!
      return sum / counts[cluster]!
    })
  }
}

function nearest(points: Matrix, centroids: ArrayLike<number>, row: number): { label: number; squared: number } {
  const { data, columns } = points
  let best = { label: -1, squared: Infinity }
  for (let cluster = 0; cluster < centroids.length / columns; cluster++) {
    let squared = 0
    for (let column = 0; column < columns; column++) {
      squared += (data[row * columns + column]! - centroids[cluster * columns + column]!) ** 2
    }
    if (squared < best.squared) best = { label: cluster, squared }
  }
  return best
}

describe('lloyd', () => {
  it('never lets the inertia rise from one iteration to the next', () => {
    fc.assert(
      fc.property(cases, ({ points, start }) => {
        let before = Infinity
        for (const { inertia } of lloyd(points, start)) {
          expect(inertia).toBeLessThanOrEqual(before * (1 + 1e-9) + 1e-9)
          before = inertia
        }
      }),
    )
  })

  it('labels every row with its nearest centroid, which is the mean of its rows', () => {
    fc.assert(
      fc.property(cases, ({ points, start }) => {
        const result = finish(lloyd(points, start))
        const { data, rows, columns } = points
        expect(result.converged).toBe(true)
        const sums = new Float64Array(start.length)
        for (let row = 0; row < rows; row++) {
          const own = result.labels[row]!
          const chosen = result.centroids.subarray(own * columns, (own + 1) * columns)
          const distance = nearest(points, chosen, row).squared
          expect(distance).toBeLessThanOrEqual(nearest(points, result.centroids, row).squared + 1e-9)
          for (let column = 0; column < columns; column++)
            sums[own * columns + column]! += data[row * columns + column]!
        }
        for (const [i, value] of result.centroids.entries()) {
          expect(value).toBeCloseTo(sums[i]! / result.counts[Math.floor(i / columns)]!, 10)
        }
        expect(result.inertia).toBe(inertiaOf(points, result.centroids, result.labels))
      }),
    )
  })

  it('ends where Lloyd without shortcuts ends', () => {
    fc.assert(
      fc.property(cases, ({ points, start }) => {
        const plain = plainLloyd(points, start)
        fc.pre(!plain.lost)
        expect([...finish(lloyd(points, start)).labels]).toEqual(plain.labels)
      }),
    )
  })

  it('starts an empty cluster anew at the farthest point', () => {
    const points = toMatrix([[0], [0.1], [0.2], [10], [30]])
    const result = finish(lloyd(points, Float64Array.of(0, 10, 1000)))
    expect([...result.counts].sort((a, b) => b - a)).toEqual([3, 1, 1])
    expect(result.labels[4]).not.toBe(result.labels[3])
  })

  it('leaves no cluster empty even where starts coincide', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer(), (k, seed) => {
        const random = createRandom(seed)
        const points = toMatrix(Array.from({ length: 30 }, () => [random.next(), random.next(), random.next()]))
        const result = finish(lloyd(points, new Float64Array(3 * k)))
        expect(Math.min(...result.counts)).toBeGreaterThan(0)
      }),
    )
  })

  it('stops at the bound of iterations with labels that fit the centroids', () => {
    const random = createRandom(3)
    const points = toMatrix(Array.from({ length: 500 }, () => [random.next(), random.next()]))
    const result = finish(lloyd(points, points.data.slice(0, 12), { maxIterations: 2 }))
    expect(result).toMatchObject({ iterations: 2, converged: false })
    for (let row = 0; row < points.rows; row++) {
      expect(result.labels[row]).toBe(nearest(points, result.centroids, row).label)
    }
  })

  it('refuses starts that cannot be', () => {
    const points = toMatrix([[1, 2]])
    expect(() => finish(lloyd(points, Float64Array.of(1, 2, 3)))).toThrow('lloyd: start must hold')
    expect(() => finish(lloyd(points, Float64Array.of(1, 2, 3, 4)))).toThrow('need as many rows, got 1')
  })
})
