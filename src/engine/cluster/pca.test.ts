import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publishedSet, toMatrix, whenShared } from '../../../test/support/clustering-data.ts'
import { principalAxes } from './pca.ts'

const iris = publishedSet('iris')

describe('principalAxes', () => {
  it.skipIf(iris === null)(`iris: 92.46 and 5.31 % of the variance, as published (${whenShared})`, () => {
    const [first, second] = principalAxes(iris!)
    expect(first.explained).toBeCloseTo(0.92461872, 7)
    expect(second.explained).toBeCloseTo(0.05306648, 7)
    expect([...first.weights].map((weight) => Number(weight.toFixed(4)))).toEqual([0.3614, -0.0845, 0.8567, 0.3583])
    expect([...second.weights].map((weight) => Number(weight.toFixed(4)))).toEqual([0.6566, 0.7302, -0.1734, -0.0755])
  })

  it('gives unit axes at right angles whose scores have the explained variance', () => {
    const points = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 }), {
      minLength: 5,
      maxLength: 40,
    })
    fc.assert(
      fc.property(points, (rows) => {
        const [first, second] = principalAxes(toMatrix(rows))
        const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
        expect(dot(first.weights, first.weights)).toBeCloseTo(1, 9)
        expect(dot(first.weights, second.weights)).toBeCloseTo(0, 9)
        expect(first.explained).toBeGreaterThanOrEqual(second.explained)
        const total = [0, 1, 2].reduce((sum, column) => sum + varianceOf(rows.map((row) => row[column]!)), 0)
        expect(varianceOf([...first.scores])).toBeCloseTo(first.explained * total, 6)
        expect(varianceOf([...second.scores])).toBeCloseTo(second.explained * total, 6)
      }),
    )
  })

  it('points up: the largest weight is positive, whatever the order of the rows', () => {
    const rows = [
      [0, 0],
      [1, -2],
      [2, -4.5],
    ]
    const [axis] = principalAxes(toMatrix(rows))
    expect(axis.weights[1]).toBeGreaterThan(0)
    expect([...principalAxes(toMatrix(rows.toReversed()))[0].weights]).toEqual([...axis.weights])
  })

  it('copes with one column, one row and no variance', () => {
    const [first, second] = principalAxes(toMatrix([[1], [3]]))
    expect([...first.scores]).toEqual([-1, 1])
    expect(second).toMatchObject({ explained: 0 })
    expect([...second.scores]).toEqual([0, 0])
    expect(principalAxes(toMatrix([[2, 2]]))[0].explained).toBe(0)
  })
})

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}
