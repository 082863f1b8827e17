import { expect, it } from 'vitest'
import { formatNote } from './format.ts'
import { trendNote } from './trend.ts'

it.each([
  [{ customers: 0, shareOfRevenue: 0, since: '2024-12-28' }, 'Unchanged since December 28, 2024'],
  [
    { customers: -3, shareOfRevenue: 1.26, since: '2024-12-28' },
    '−3 customers, +1.26 points of revenue since December 28, 2024',
  ],
])('%j', (trend, text) => {
  expect(formatNote(trendNote(trend))).toBe(text)
})
