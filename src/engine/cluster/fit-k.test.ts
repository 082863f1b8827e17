import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnOf, mallSet, publishedSet, toMatrix, whenShared } from '../../../test/support/clustering-data.ts'
import { sharedData } from '../../../test/shared-data.ts'
import type { Matrix } from '../columns/types.ts'
import { adjustedRand } from './adjusted-rand.ts'
import { buildFeatures } from './features.ts'
import { fitK } from './fit-k.ts'
import { finish } from './lloyd.ts'
import { createRandom } from './random.ts'
import { meanSilhouettes } from './silhouette.ts'

const seeds = [1, 2, 3, 4, 5]
const iris = publishedSet('iris')
const wine = publishedSet('wine')
const mall = mallSet()
const s1 = publishedSet('s1')
const a1 = publishedSet('a1')

const zScored = (points: Matrix) =>
  buildFeatures(
    Array.from({ length: points.columns }, (_, i) => ({
      name: `${i}`,
      values: columnOf(points, i),
      scale: 'plain' as const,
    })),
    points.rows,
  ).matrix

describe(`published optima, from every seed (${whenShared})`, () => {
  it.skipIf(iris === null).each(seeds)(
    'iris, k = 3: inertia 78.8514, silhouette .5528, ARI .7302 (seed %i)',
    (seed) => {
      const fit = finish(fitK(iris!, 3, seed))
      expect(fit.inertia).toBeCloseTo(78.85144142614601, 9)
      expect([...fit.counts].sort((a, b) => b - a)).toEqual([62, 50, 38])
      expect(meanSilhouettes(iris!, [fit.labels], seed)[0]).toBeCloseTo(0.5528190123564095, 12)
      const truth = readFileSync(sharedData('clustering/iris.labels0.txt')!, 'utf8').trim().split('\n').map(Number)
      expect(adjustedRand(fit.labels, truth)).toBeCloseTo(0.7302382722834697, 12)
    },
  )

  it.skipIf(wine === null).each(seeds)('wine z-scored, k = 3: 1277.9285 (seed %i)', (seed) => {
    const points = zScored(wine!)
    const fit = finish(fitK(points, 3, seed))
    expect(fit.inertia).toBeCloseTo(1277.928488844642, 8)
    expect([...fit.counts].sort((a, b) => b - a)).toEqual([65, 62, 51])
    expect(meanSilhouettes(points, [fit.labels], seed)[0]).toBeCloseTo(0.28485892, 8)
  })

  it.skipIf(mall === null).each(seeds)('Mall (income, score), k = 5: 44448.455 (seed %i)', (seed) => {
    const fit = finish(fitK(mall!, 5, seed))
    expect(fit.inertia).toBeCloseTo(44448.45544793371, 6)
    expect([...fit.counts].sort((a, b) => b - a)).toEqual([81, 39, 35, 23, 22])
  })

  it.skipIf(s1 === null).each(seeds)('S1, k = 15: 8.91765e12 within 0.1 %% (seed %i)', (seed) => {
    expect(finish(fitK(s1!, 15, seed)).inertia / 8.917650006651e12).toBeLessThan(1.001)
  })

  it.skipIf(a1 === null).each(seeds)('A1, k = 20: 1.214626e10 within 0.1 %% (seed %i)', (seed) => {
    expect(finish(fitK(a1!, 20, seed)).inertia / 1.21462575223e10).toBeLessThan(1.001)
  })

  it.skipIf(mall === null)('Mall, k = 1 … 10: at or below the published curve of R', () => {
    const published = [
      269981.28, 181363.6, 106348.37, 73679.79, 44448.46, 37233.81, 30227.61, 25004.37, 21826.94, 19653.38,
    ]
    for (const [index, inertia] of published.entries()) {
      expect(finish(fitK(mall!, index + 1, 1)).inertia).toBeLessThan(inertia * 1.001)
    }
  })
})

/** Many points of a few overlapping groups. */
function groups(rows: number, seed: number): Matrix {
  const random = createRandom(seed)
  return toMatrix(
    Array.from({ length: rows }, () => {
      const centre = random.below(4)
      return [0, 1, 2].map((axis) => ((centre >> axis) & 1) * 2 + random.next() + random.next() + random.next())
    }),
  )
}

describe('fitK', () => {
  it('gives the same bytes for the same seed, on few rows and on many', () => {
    for (const rows of [500, 12_000]) {
      const points = groups(rows, 11)
      const [a, b] = [finish(fitK(points, 4, 9)), finish(fitK(points, 4, 9))]
      expect(a.labels).toEqual(b.labels)
      expect(new Uint8Array(a.centroids.buffer)).toEqual(new Uint8Array(b.centroids.buffer))
      expect(a.inertia).toBe(b.inertia)
    }
  })

  it('yields often enough to be stopped', () => {
    const steps = [...fitK(groups(12_000, 5), 5, 1)]
    expect(steps.length).toBeGreaterThan(25)
    expect(steps.every(({ done }) => done >= 0 && done <= 1)).toBe(true)
  })

  it('puts everybody in one cluster for k = 1', () => {
    const fit = finish(fitK(toMatrix([[1], [2], [6]]), 1, 1))
    expect(fit).toMatchObject({ clusters: 1, inertia: 14, warnings: [] })
    expect([...fit.centroids]).toEqual([3])
  })

  it('makes fewer clusters where fewer points differ, and says so', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (distinct, repeats, k, seed) => {
          const rows = Array.from({ length: distinct * repeats }, (_, i) => [i % distinct, (i % distinct) ** 2])
          const fit = finish(fitK(toMatrix(rows), k, seed))
          expect(fit.clusters).toBe(Math.min(k, distinct))
          expect(fit.counts.length).toBe(fit.clusters)
          expect(Math.min(...fit.counts)).toBeGreaterThan(0)
          if (k >= distinct) expect(fit.inertia).toBe(0)
          expect(fit.warnings.map(({ code }) => code)).toEqual(k > distinct ? ['cluster.fewer_than_asked'] : [])
        },
      ),
    )
  })

  it('finds rare points a sample would miss', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [i === 29_999 ? 5 : i === 17 ? 9 : 0])
    const fit = finish(fitK(toMatrix(rows), 3, 1))
    expect([...fit.counts]).toEqual([29_998, 1, 1])
  })

  it('refuses what cannot be', () => {
    expect(() => finish(fitK(toMatrix([[1]]), 0, 1))).toThrow('kmeans: k must be 1 to 50, got 0')
    expect(() => finish(fitK({ data: new Float64Array(0), rows: 0, columns: 1 }, 1, 1))).toThrow('at least one row')
  })
})
