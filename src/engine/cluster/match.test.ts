import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheapestAssignment, matchClusters } from './match.ts'

const named = (centroids: readonly number[], features = ['recency', 'monetary']) => ({
  features,
  centroids: Float64Array.from(centroids),
})
const ones = Float64Array.of(1, 1)

describe('matchClusters', () => {
  it('keeps the ids of clusters that moved a little, whatever their order', () => {
    const previous = named([0, 0, 5, 5, 9, 0])
    const current = named([8.8, 0.2, 0.1, 0.3, 5.2, 4.7])
    expect(matchClusters(current, ones, previous, [4, 7, 2])).toEqual([2, 4, 7])
  })

  it('gives the fewest new ids: one more cluster gets the lowest free one', () => {
    expect(matchClusters(named([0, 0, 5, 5, 9, 0]), ones, named([5.1, 5, 0, 0.1]), [0, 1])).toEqual([1, 0, 2])
  })

  it('drops the ids of clusters that are gone', () => {
    expect(matchClusters(named([5, 5]), ones, named([0, 0, 5.1, 5]), [0, 1])).toEqual([1])
  })

  it('compares in standard deviations, over the features both runs have', () => {
    const previous = named([0, 100, 10, 0], ['recency', 'monetary'])
    const current = named([1, 0.5, 9, 0.5], ['recency', 'age'])
    expect(matchClusters(current, Float64Array.of(1, 1), previous, [3, 5])).toEqual([3, 5])
    const scaled = named([0, 0, 1, 100])
    expect(matchClusters(named([1, 10, 0, 90]), Float64Array.of(1, 1000), scaled, [0, 1])).toEqual([1, 0])
    expect(matchClusters(named([1, 10, 0, 90]), Float64Array.of(1, 1), scaled, [0, 1])).toEqual([0, 1])
  })

  it('starts anew where the runs have no feature in common', () => {
    expect(matchClusters(named([1, 2], ['age']), Float64Array.of(1), named([1, 2], ['visits']), [0, 1])).toEqual([2, 3])
  })
})

describe('cheapestAssignment', () => {
  it('is as cheap as the best of all permutations', () => {
    const tables = fc
      .record({ rows: fc.integer({ min: 1, max: 5 }), extra: fc.integer({ min: 0, max: 2 }) })
      .chain(({ rows, extra }) =>
        fc.array(fc.array(fc.nat(50), { minLength: rows + extra, maxLength: rows + extra }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(tables, (table) => {
        const columns = table[0]!.length
        const chosen = cheapestAssignment(table.length, columns, (row, column) => table[row]![column]!)
        expect(new Set(chosen).size).toBe(table.length)
        expect(chosen.reduce((sum, column, row) => sum + table[row]![column]!, 0)).toBe(cheapest(table, 0, new Set()))
      }),
    )
  })
})

function cheapest(table: readonly (readonly number[])[], row: number, used: ReadonlySet<number>): number {
  if (row === table.length) return 0
  return Math.min(
    ...table[row]!.flatMap((cost, column) =>
      used.has(column) ? [] : [cost + cheapest(table, row + 1, new Set([...used, column]))],
    ),
  )
}
