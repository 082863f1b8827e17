import { describe, expect, it } from 'vitest'
import type { MonthRow } from '../../../contract/analysis.ts'
import {
  isPartialMonth,
  monthBefore,
  nextMonthRetention,
  oneTimeFilter,
  quarterChange,
  shareForHalf,
} from './findings.ts'

function month(name: string, revenue: number, orders = 10): MonthRow {
  return {
    month: name,
    revenue,
    orders,
    newCustomers: 2,
    returningCustomers: 0,
    wonBackCustomers: 0,
    newRevenue: 0,
    returningRevenue: 0,
    wonBackRevenue: 0,
  }
}

describe('findings of the overview', () => {
  it('counts months back over a year', () => {
    expect(monthBefore('2011-02', 3)).toBe('2010-11')
    expect(monthBefore('2010-12', -1)).toBe('2011-01')
  })

  it('knows a month that is not over', () => {
    expect(isPartialMonth('2011-12-09')).toBe(true)
    expect(isPartialMonth('2012-02-29')).toBe(false)
  })

  it('compares the last three whole months with the three before', () => {
    const months = ['06', '07', '08', '09', '10', '11', '12'].map((name, at) =>
      month(`2011-${name}`, at < 3 ? 100 : 150),
    )
    expect(quarterChange({ months, asOf: '2011-12-09', firstDate: '2011-06-01' })).toEqual({
      from: '2011-09',
      to: '2011-11',
      revenue: 50,
      orders: 0,
      average: 50,
      newCustomers: 6,
    })
  })

  it('says nothing with too little history or with nothing to compare with', () => {
    const months = ['07', '08', '09', '10', '11'].map((name) => month(`2011-${name}`, 1))
    expect(quarterChange({ months, asOf: '2011-12-09', firstDate: '2011-06-02' })).toBeNull()
    const losses = ['06', '07', '08', '09', '10', '11'].map((name) => month(`2011-${name}`, -5))
    expect(quarterChange({ months: losses, asOf: '2011-11-30', firstDate: '2011-06-01' })?.revenue).toBeNull()
  })

  it('weighs retention by customers and leaves out cohorts that are too young', () => {
    const cohorts = [
      { cohort: '2011-01', customers: 90, retention: [100, 10] },
      { cohort: '2011-02', customers: 10, retention: [100, 60] },
      { cohort: '2011-03', customers: 500, retention: [100] },
    ]
    expect(nextMonthRetention(cohorts)).toEqual({ share: 15, months: 2 })
    expect(nextMonthRetention([])).toBeNull()
  })

  it('finds who brings half', () => {
    expect(shareForHalf([0, 30, 55, 100])).toBe(2)
    expect(shareForHalf([0, 0, 0])).toBeNull()
  })

  it('offers one-time buyers as a filter only where it is exact', () => {
    expect(oneTimeFilter({ oneTimeBuyers: 1493 }, [1493, 835], [1, 2, 3, 6])).toEqual({ f: [1] })
    expect(oneTimeFilter({ oneTimeBuyers: 10 }, [40], [3, 5, 6, 9])).toBeNull()
  })
})
