import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../../../test/support/small-orders.ts'
import type { SparseCounts } from './sparse.ts'
import { projectRow, truncatedSvd } from './svd.ts'
import { tfIdf } from './tf-idf.ts'

function sparse(rows: readonly (readonly number[])[]): SparseCounts {
  const cells = rows.map((row) => row.flatMap((count, column) => (count === 0 ? [] : [{ column, count }])))
  const starts = Uint32Array.from([0, ...cells.map((_, r) => cells.slice(0, r + 1).flat().length)])
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    starts,
    column: Uint32Array.from(cells.flat(), ({ column }) => column),
    count: Uint32Array.from(cells.flat(), ({ count }) => count),
  }
}

const counts = [
  [3, 0, 1, 0, 0, 2],
  [0, 2, 0, 0, 1, 0],
  [1, 0, 0, 4, 0, 0],
  [0, 0, 5, 0, 0, 1],
  [0, 1, 0, 0, 3, 0],
  [2, 0, 2, 0, 0, 0],
  [0, 0, 0, 1, 0, 0],
]
const everyone = (rows: number) => Uint32Array.from({ length: rows }, (_, i) => i)

function dense(matrix: ReturnType<typeof tfIdf>): number[][] {
  const { rows, columns, starts, column } = matrix.counts
  return Array.from({ length: rows }, (_, r) => {
    const line = new Array<number>(columns).fill(0)
    for (let e = starts[r]!; e < starts[r + 1]!; e++) line[column[e]!] = matrix.weight[e]!
    return line
  })
}

// sklearn-values.py
const weights = [
  [0.687134, 0, 0.327423, 0, 0, 0.648569],
  [0, 0.861037, 0, 0, 0.508542, 0],
  [0.337218, 0, 0, 0.941427, 0, 0],
  [0, 0, 0.912488, 0, 0, 0.409103],
  [0, 0.430165, 0, 0, 0.90275, 0],
  [0.707107, 0, 0.707107, 0, 0, 0],
  [0, 0, 0, 1, 0, 0],
]
const singularValues = [1.546164, 1.365861, 1.352581]
const components = [
  [0.569143, 0, 0.650917, 0.358259, 0, 0.352186],
  [-0.05973, 0, -0.35295, 0.915698, 0, -0.182633],
  [0, 0.675019, 0, 0, 0.7378, 0],
]

it('TF-IDF gives the weights of scikit-learn', () => {
  dense(tfIdf(sparse(counts))).forEach((row, r) =>
    row.forEach((value, c) => expect(value, `${r} ${c}`).toBeCloseTo(weights[r]![c]!, 5)),
  )
})

describe('truncated SVD', () => {
  it('gives the singular values and vectors of scikit-learn', () => {
    const svd = finish(truncatedSvd(tfIdf(sparse(counts)), everyone(7), 3, 1))
    expect(svd.dims).toBe(3)
    singularValues.forEach((value, i) => expect(svd.singularValues[i]).toBeCloseTo(value, 5))
    components.forEach((axis, d) =>
      axis.forEach((value, c) => expect(svd.components[c * 3 + d], `${d} ${c}`).toBeCloseTo(value, 4)),
    )
  })

  it('has as many axes as there are columns, and the same bits for the same seed', () => {
    const matrix = tfIdf(sparse([[1, 0], [2, 1], [0, 3]])) // prettier-ignore
    const once = finish(truncatedSvd(matrix, everyone(3), 16, 5))
    expect(once.dims).toBe(2)
    expect(finish(truncatedSvd(matrix, everyone(3), 16, 5))).toEqual(once)
  })

  it('keeps every length where no axis is left out', () => {
    const row = fc.array(fc.nat(4), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const matrix = tfIdf(sparse(rows))
        const svd = finish(truncatedSvd(matrix, everyone(rows.length), 16, 3))
        const into = new Float32Array(5)
        rows.forEach((each, r) => {
          projectRow(matrix, svd, r, into, 0)
          const length = Math.hypot(...into.subarray(0, svd.dims))
          expect(length).toBeCloseTo(each.some((n) => n > 0) ? 1 : 0, 4)
        })
      }),
      { seed: 1, numRuns: 100 },
    )
  })
})
