import { describe, expect, it } from 'vitest'
import { HISTOGRAM_BINS, histograms } from './histogram.ts'

describe('histograms', () => {
  it('scales everyone and each cluster to their own peak over the same bins', () => {
    const values = Float64Array.from({ length: 240 }, (_, i) => i)
    const labels = Uint8Array.from({ length: 240 }, (_, i) => (i < 60 ? 0 : 1))
    const { everyone, clusters, edges, scale } = histograms(values, labels, 2)
    expect(scale).toBe('linear')
    expect(edges).toHaveLength(HISTOGRAM_BINS + 1)
    expect(Math.max(...everyone)).toBe(1)
    expect(Math.min(...everyone)).toBeGreaterThan(0.8)
    expect(clusters[0]!.slice(4)).toEqual(Array(8).fill(0))
    expect(Math.max(...clusters[1]!)).toBe(1)
  })

  it('uses a logarithmic scale where the values are skewed', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => 1.01 ** i)
    const { scale, everyone } = histograms(values, new Uint8Array(1000), 1)
    expect(scale).toBe('log')
    expect(everyone.every((height) => height > 0.5)).toBe(true)
  })

  it('stays linear with negative values and survives one value, all alike and none', () => {
    expect(histograms(Float64Array.from([-100, -50, 1e6]), new Uint8Array(3), 1).scale).toBe('linear')
    for (const values of [[5], [7, 7, 7, 7]]) {
      const { everyone, clusters } = histograms(Float64Array.from(values), new Uint8Array(values.length), 1)
      expect(everyone.filter((height) => height > 0)).toEqual([1])
      expect(clusters[0]).toEqual(everyone)
    }
    expect(histograms(new Float64Array(), new Uint8Array(), 2).clusters).toHaveLength(2)
  })

  it('refuses columns of different lengths', () => {
    expect(() => histograms(new Float64Array(2), new Uint8Array(3), 1)).toThrow('2 values but 3 labels')
  })
})
