import { describe, expect, it } from 'vitest'
import { finish, smallDataset } from '../../../test/support/small-orders.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { dayNumber } from '../rfm/dates.ts'
import { customerColumns } from '../rfm/customer-columns.ts'
import { numberClusters, type FeatureScale } from './number-clusters.ts'

/** Customers a, b, c … with these spends. */
function columnsOf(spends: readonly number[]) {
  const dataset = smallDataset(
    spends.map((amount, i) => ({ customer: String.fromCharCode(97 + i), day: '2025-01-01', amount })),
  )
  const totals = finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }))
  return customerColumns(dataset, totals).columns
}
/** A fit whose centroids are the given positions of one feature. */
function fitOf(labels: readonly number[], positions: readonly number[]) {
  const counts = new Uint32Array(positions.length)
  for (const label of labels) counts[label]!++
  return {
    k: positions.length,
    clusters: positions.length,
    labels: Uint8Array.from(labels),
    counts,
    centroids: Float64Array.from(positions),
  }
}
const scale: FeatureScale = { names: ['monetary'], means: [10], deviations: [2] }

describe('in a new project', () => {
  it('the lowest average spend is 0', () => {
    const [numbered] = numberClusters([fitOf([0, 0, 1, 2], [1, -1, 0])], scale, columnsOf([50, 70, 1, 20]), null)
    expect(numbered).toEqual({ k: 3, clusters: 3, ids: [2, 0, 1], centroids: [12, 8, 10] })
  })

  it('of equal averages the larger comes first, then the one with the smallest customer_id', () => {
    expect(numberClusters([fitOf([0, 1, 1], [0, 1])], scale, columnsOf([5, 4, 6]), null)[0]?.ids).toEqual([1, 0])
    expect(numberClusters([fitOf([1, 0, 1, 0], [0, 1])], scale, columnsOf([5, 5, 5, 5]), null)[0]?.ids).toEqual([1, 0])
  })

  it('every k is numbered by itself', () => {
    const fits = [fitOf([0, 0], [0]), fitOf([1, 0], [1, -1])]
    expect(numberClusters(fits, scale, columnsOf([1, 9]), null).map(({ ids }) => ids)).toEqual([[0], [1, 0]])
  })
})

describe('in a later run', () => {
  const previous = {
    features: ['monetary'],
    clusterings: [{ k: 3, clusters: 3, ids: [4, 7, 1], centroids: [4, 10, 16] }],
    shown: { before: 3, now: 3 },
  }
  const columns = columnsOf([1, 2, 3])

  it('ids go to the nearest centroids, though everybody has moved and the order has changed', () => {
    // In the features' own scale: 18, 6.4 and 11.
    const [numbered] = numberClusters([fitOf([2, 0, 1], [4, -1.8, 0.5])], scale, columns, previous)
    expect(numbered?.ids).toEqual([1, 4, 7])
  })

  it('clusters of another number start anew, by spend', () => {
    expect(numberClusters([fitOf([0, 1, 1], [0, 1])], scale, columns, previous)[0]?.ids).toEqual([0, 1])
  })

  it('another k that is shown instead goes on with the ids that were shown', () => {
    const shown = { ...previous, shown: { before: 3, now: 2 } }
    // In the features' own scale: 4.2 and 16.2; the cluster around 10 is gone.
    expect(numberClusters([fitOf([0, 1, 1], [-2.9, 3.1])], scale, columns, shown)[0]?.ids).toEqual([4, 1])
  })

  it('where no feature is left, or none is the same, they start anew too', () => {
    const alike: FeatureScale = { names: [], means: [], deviations: [] }
    const shown = { before: 1, now: 1 }
    const before = { features: [], clusterings: [{ k: 1, clusters: 1, ids: [0], centroids: [] }], shown }
    expect(numberClusters([fitOf([0, 0, 0], [0])], alike, columns, previous)[0]).toMatchObject({
      ids: [0],
      centroids: [],
    })
    expect(numberClusters([fitOf([0, 0, 0], [0])], scale, columns, before)[0]?.ids).toEqual([0])
    const two = { k: 2, clusters: 2, ids: [0, 1], centroids: [1, 2] }
    const other = { features: ['recency'], clusterings: [two], shown }
    expect(numberClusters([fitOf([1, 0, 0], [1, -1])], scale, columns, other)[0]?.ids).toEqual([1, 0])
  })
})
