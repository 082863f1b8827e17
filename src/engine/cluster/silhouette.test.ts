import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMatrix } from '../../../test/support/clustering-data.ts'
import type { Matrix } from '../columns/types.ts'
import { jointCells } from './joint-cells.ts'
import { createRandom, sampleRows } from './random.ts'
import { combineSilhouettes, meanSilhouettes, planSilhouette, silhouetteRange } from './silhouette.ts'

function randomCase(seed: number, rows: number, columns: number, labellings: number) {
  const random = createRandom(seed)
  const points = toMatrix(Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.next())))
  const labels = Array.from({ length: labellings }, (_, k) =>
    Uint8Array.from({ length: rows }, () => random.below(k + 2)),
  )
  return { points, labels }
}

/** The definition, pair by pair. */
function byDefinition(points: Matrix, labels: Uint8Array): number {
  const { data, rows, columns } = points
  let total = 0
  for (let i = 0; i < rows; i++) {
    const sums = new Map<number, { sum: number; rows: number }>()
    for (let j = 0; j < rows; j++) {
      if (j === i) continue
      let squared = 0
      for (let c = 0; c < columns; c++) squared += (data[i * columns + c]! - data[j * columns + c]!) ** 2
      const entry = sums.get(labels[j]!) ?? { sum: 0, rows: 0 }
      sums.set(labels[j]!, { sum: entry.sum + Math.sqrt(squared), rows: entry.rows + 1 })
    }
    const own = sums.get(labels[i]!)
    if (own === undefined) continue
    const others = [...sums].filter(([label]) => label !== labels[i]).map(([, { sum, rows: count }]) => sum / count)
    const b = Math.min(...others)
    const a = own.sum / own.rows
    total += Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b)
  }
  return total / rows
}

const shapes = fc.record({
  seed: fc.integer(),
  rows: fc.integer({ min: 30, max: 120 }),
  columns: fc.integer({ min: 1, max: 5 }),
  labellings: fc.integer({ min: 1, max: 7 }),
})

describe('silhouette', () => {
  it('is what the definition says, for all labellings at once', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns, labellings }) => {
        const { points, labels } = randomCase(seed, rows, columns, labellings)
        const means = meanSilhouettes(points, labels, 1)
        for (const [index, mean] of means.entries()) expect(mean).toBeCloseTo(byDefinition(points, labels[index]!), 10)
      }),
    )
  })

  it('is the same to the last bit however the work is split', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.nat(120), { maxLength: 6 }), ({ seed, rows, columns, labellings }, cuts) => {
        const { points, labels } = randomCase(seed, rows, columns, labellings)
        const plan = planSilhouette(points, labels, 1)
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, rows)).sort((a, b) => a - b), rows]
        const ranges = bounds.slice(1).map((to, i) => silhouetteRange(plan, bounds[i]!, to))
        expect(combineSilhouettes(plan, ranges)).toEqual(meanSilhouettes(points, labels, 1))
      }),
    )
  })

  it('counts a point alone in its cluster as 0 and has no value for one cluster', () => {
    const points = toMatrix([[0], [1], [10]])
    expect(meanSilhouettes(points, [Uint8Array.of(0, 0, 1), Uint8Array.of(0, 0, 0)], 1)).toEqual([
      (9 / 10 + 8 / 9) / 3,
      null,
    ])
  })

  it('is exact within one sample of 10,000 beyond that', () => {
    const random = createRandom(4)
    const points = toMatrix(Array.from({ length: 10_400 }, (_, i) => [(i % 3) + random.next(), random.next()]))
    const labels = Uint8Array.from({ length: points.rows }, (_, i) => i % 3)
    const plan = planSilhouette(points, [labels], 8)
    expect(plan.rows).toBe(10_000)
    const taken = sampleRows(points.rows, 10_000, 8)
    const sample = toMatrix(Array.from(taken, (row) => [points.data[row * 2]!, points.data[row * 2 + 1]!]))
    const sampled = Uint8Array.from(taken, (row) => labels[row]!)
    expect(meanSilhouettes(points, [labels], 8)).toEqual(meanSilhouettes(sample, [sampled], 1))
  })
})

describe('jointCells', () => {
  it('splits into more passes rather than beyond the bound of cells', () => {
    const { points, labels } = randomCase(2, 120, 2, 6)
    const passes = jointCells(labels, points.rows, 20)
    expect(passes.length).toBeGreaterThan(1)
    expect(passes.flatMap((pass) => pass.labellings.map(({ index }) => index))).toEqual([0, 1, 2, 3, 4, 5])
    for (const { order, start, labellings } of passes) {
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i))
      for (const { index, runStart, runLabel } of labellings) {
        for (const [run, label] of runLabel.entries()) {
          const rows = order.subarray(start[runStart[run]!], start[runStart[run + 1]!])
          expect(rows.every((row) => labels[index]![row] === label)).toBe(true)
        }
      }
    }
  })
})
