import { describe, expect, it } from 'vitest'
import { columnOf } from '../../../test/support/clustering-data.ts'
import { buildFeatures, rfmFeatures, unscaledCentroids } from './features.ts'

describe('rfmFeatures', () => {
  it('takes log1p, spend below 0 as 0, and z-scores with the population deviation', () => {
    const { matrix, names, means, deviations, warnings } = rfmFeatures([0, 9, 99], [1, 2, 4], [-50, 0, Math.E - 1])
    expect(names).toEqual(['recency', 'frequency', 'monetary'])
    expect(warnings).toEqual([])
    expect(means[2]).toBeCloseTo(1 / 3, 12)
    expect(deviations[2]).toBeCloseTo(Math.sqrt(2) / 3, 12)
    expect([...columnOf(matrix, 2)].map((value) => Number(value.toFixed(6)))).toEqual([-0.707107, -0.707107, 1.414214])
    for (const column of [0, 1, 2]) {
      const values = columnOf(matrix, column)
      expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12)
      expect(values.reduce((a, b) => a + b * b, 0) / 3).toBeCloseTo(1, 12)
    }
  })

  it('leaves a constant feature out and says so', () => {
    const { matrix, names, warnings } = rfmFeatures([1, 2, 3], [1, 1, 1], [0.1, 0.1, 0.3])
    expect(names).toEqual(['recency', 'monetary'])
    expect(matrix).toMatchObject({ rows: 3, columns: 2 })
    expect(warnings).toEqual([
      { severity: 'warning', code: 'cluster.constant_feature', params: { feature: 'frequency' } },
    ])
  })

  it('takes rounding for no difference', () => {
    const values = Array.from({ length: 1000 }, () => 0.1)
    expect(rfmFeatures(values, values, values).names).toEqual([])
  })

  it('keeps a column of zeros where everybody is alike', () => {
    const { matrix, names, warnings } = rfmFeatures([5, 5], [1, 1], [10, 10])
    expect(names).toEqual([])
    expect([...matrix.data]).toEqual([0, 0])
    expect(warnings.length).toBe(3)
  })
})

describe('buildFeatures', () => {
  it('gives centroids back in the scale before the z-score', () => {
    const features = buildFeatures([{ name: 'age', values: [20, 40], scale: 'plain' }], 2)
    expect([...unscaledCentroids(Float64Array.of(-1, 0, 1), features)]).toEqual([20, 30, 40])
  })

  it('refuses columns of another length', () => {
    expect(() => buildFeatures([{ name: 'age', values: [20], scale: 'plain' }], 2)).toThrow('age must have 2 values')
  })
})
