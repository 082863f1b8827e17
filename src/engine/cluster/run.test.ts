import { describe, expect, it } from 'vitest'
import { columnOf, mallSet, publishedSet, toMatrix, whenShared } from '../../../test/support/clustering-data.ts'
import type { Matrix } from '../columns/types.ts'
import { buildFeatures } from './features.ts'
import { fitK } from './fit-k.ts'
import { finish } from './lloyd.ts'
import { createRandom } from './random.ts'
import { assembleRun, clusterRun, silhouettePlanFor, usableFits } from './run.ts'
import { silhouetteRange } from './silhouette.ts'

const zScored = (points: Matrix | null) =>
  points &&
  buildFeatures(
    Array.from({ length: points.columns }, (_, i) => ({
      name: `${i}`,
      values: columnOf(points, i),
      scale: 'plain' as const,
    })),
    points.rows,
  ).matrix

const sets = [
  { name: 'iris', points: publishedSet('iris'), max: 10, k: 3, knee: 3 },
  { name: 'wine z-scored', points: zScored(publishedSet('wine')), max: 10, k: 3, knee: 3 },
  { name: 'Mall (income, score)', points: mallSet(), max: 10, k: 5, knee: 5 },
  { name: 'S1', points: publishedSet('s1'), max: 20, k: 15, knee: null },
  { name: 'A1', points: publishedSet('a1'), max: 25, k: 20, knee: null },
]

describe(`the suggested k of published sets (${whenShared})`, () => {
  for (const { name, points, max, k, knee } of sets) {
    it.skipIf(points === null)(`${name}: ${k}`, () => {
      const { suggestion } = finish(clusterRun(points!, max, 1))
      expect(suggestion).toMatchObject({ suggested: k, widerRangeOffered: false, warnings: [] })
      if (knee !== null) expect(suggestion.knee).toBe(knee)
    })
  }
})

const random = createRandom(21)
const customers = toMatrix(
  Array.from({ length: 600 }, (_, i) => [(i % 3) * 2 + random.next(), random.next(), (i % 2) + random.next()]),
)

describe('clusterRun', () => {
  it('is the same to the last bit when ks and ranges are computed apart and in another order', () => {
    const whole = finish(clusterRun(customers, 6, 5))
    const fits = usableFits([4, 1, 6, 2, 5, 3].map((k) => finish(fitK(customers, k, 5))))
    const plan = silhouettePlanFor(customers, fits, 5)
    const ranges = [silhouetteRange(plan, 0, 131), silhouetteRange(plan, 131, plan.rows)]
    expect(assembleRun(customers, fits, plan, ranges, 6)).toEqual(whole)
  })

  it('gives inertia and silhouette for every k, without a silhouette for k = 1', () => {
    const { measures, fits, silhouetteSample } = finish(clusterRun(customers, 4, 1))
    expect(measures.map(({ k }) => k)).toEqual([1, 2, 3, 4])
    expect(measures[0]!.silhouette).toBeNull()
    for (const { silhouette } of measures.slice(1)) expect(silhouette).toBeGreaterThan(0)
    expect(fits[0]!.inertia).toBeGreaterThan(fits[3]!.inertia)
    expect(silhouetteSample).toBe(600)
  })

  it('gives a result for one customer, for customers all alike and for two kinds of them', () => {
    expect(finish(clusterRun(toMatrix([[1, 2]]), 10, 1))).toMatchObject({
      measures: [{ k: 1, inertia: 0, silhouette: null }],
      suggestion: { suggested: 1 },
    })
    expect(finish(clusterRun(toMatrix(Array.from({ length: 40 }, () => [3])), 10, 1))).toMatchObject({
      measures: [{ k: 1, inertia: 0, silhouette: null }],
      suggestion: { suggested: 1, warnings: [{ code: 'cluster.all_alike' }] },
    })
    expect(finish(clusterRun(toMatrix(Array.from({ length: 40 }, (_, i) => [i % 2])), 10, 1))).toMatchObject({
      measures: [{ k: 1 }, { k: 2, inertia: 0, silhouette: 1 }],
      suggestion: { suggested: 2, warnings: [{ code: 'cluster.few_distinct' }] },
    })
  })

  it('can be stopped between any two steps', () => {
    const steps = clusterRun(customers, 10, 1)
    const first = steps.next()
    expect(first).toMatchObject({ done: false, value: { stage: 'fit', k: 2 } })
    expect(steps.return(undefined as never).done).toBe(true)
  })
})
