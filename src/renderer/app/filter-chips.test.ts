import { expect, it } from 'vitest'
import { filterChips } from './filter-chips.ts'
import { tidyFilter } from './slices/filter.ts'

it('shows each part of a filter and what takes it away', () => {
  const filter = { segments: ['At Risk', 'Loyal'], abc: ['A' as const], r: [1, 2], search: 'anna' }
  expect(filterChips(filter, null).map(({ text, without }) => [text, tidyFilter({ ...filter, ...without })])).toEqual([
    ['At Risk', { segments: ['Loyal'], abc: ['A'], r: [1, 2], search: 'anna' }],
    ['Loyal', { segments: ['At Risk'], abc: ['A'], r: [1, 2], search: 'anna' }],
    ['class A', { segments: ['At Risk', 'Loyal'], r: [1, 2], search: 'anna' }],
    ['recency 1, 2', { segments: ['At Risk', 'Loyal'], abc: ['A'], search: 'anna' }],
    ['contains “anna”', { segments: ['At Risk', 'Loyal'], abc: ['A'], r: [1, 2] }],
  ])
})

it('keeps a cluster’s number where there is no analysis to name it', () => {
  expect(filterChips({ clusters: [2] }, null)).toEqual([{ key: 'cluster 2', text: '2', without: { clusters: [] } }])
})

it('leaves out parts that hold nothing', () => {
  expect(tidyFilter({ segments: [], search: '', withPurchase: false, abc: ['B'] })).toEqual({ abc: ['B'] })
})
