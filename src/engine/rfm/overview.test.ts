import { describe, expect, it } from 'vitest'
import { finish, smallDataset, type SmallRow } from '../../../test/support/small-orders.ts'
import { aggregate } from './aggregate.ts'
import { dayNumber } from './dates.ts'
import { customerColumns } from './customer-columns.ts'
import { cohorts, customersForShare, lorenzCurve, monthlyRevenue, rfmGrid } from './overview.ts'

describe('Lorenz curve', () => {
  it('of equal customers is the diagonal', () => {
    const curve = lorenzCurve(new Float64Array(10).fill(5))
    expect(curve).toHaveLength(101)
    curve.forEach((share, percent) => expect(share).toBeCloseTo(percent, 9))
  })

  it('runs linearly within a customer, best first', () => {
    const curve = lorenzCurve(Float64Array.of(1, 3))
    expect([curve[0], curve[25], curve[50], curve[75], curve[100]]).toEqual([0, 37.5, 75, 87.5, 100])
  })

  it('rises above 100 where returns take some of it back, and is empty without a positive total', () => {
    const curve = lorenzCurve(Float64Array.of(-50, 150))
    expect([curve[50], curve[100]]).toEqual([150, 100])
    expect(lorenzCurve(Float64Array.of(-1, 1))).toEqual([])
    expect(lorenzCurve(new Float64Array(0))).toEqual([])
  })

  it('counts the best customers it takes to reach a share', () => {
    expect(customersForShare(Float64Array.of(10, 10, 80), 0.8)).toBe(1)
    expect(customersForShare(Float64Array.of(10, 11, 79), 0.8)).toBe(2)
    expect(customersForShare(Float64Array.of(0, 0), 0.8)).toBe(0)
    expect(customersForShare(Float64Array.of(5), 1)).toBe(1)
  })
})

// b buys in January, is silent until August (seven months), returns something in September.
const rows: readonly SmallRow[] = [
  { customer: 'a', day: '2025-01-05', amount: 10, order: '1' },
  { customer: 'a', day: '2025-01-05', amount: 2, order: '1' },
  { customer: 'b', day: '2025-01-20', amount: 7, order: '2' },
  { customer: 'a', day: '2025-03-31', amount: 20, order: '3' },
  { customer: 'c', day: '2025-03-01', amount: 5, order: '4' },
  { customer: 'a', day: '2025-03-02', amount: -4, order: 'R' },
  { customer: 'b', day: '2025-08-15', amount: 9, order: '5' },
  { customer: 'b', day: '2025-09-01', amount: -3, order: 'R2' },
  { customer: null, day: '2025-08-15', amount: 1000, order: '6' },
]
const dataset = smallDataset(rows, { rowsPerChunk: 4 })
const totals = finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2025-12-31'), exclusions: [] }))
const { columns } = customerColumns(dataset, totals)

describe('months', () => {
  const months = monthlyRevenue(totals, 2)
  const month = (name: string) => months.find((each) => each.month === name)

  it('run without a gap from the first to as-of', () => {
    expect(months.map((each) => each.month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `2025-0${number}`))
    expect(month('2025-05')).toMatchObject({ revenue: 0, orders: 0, newCustomers: 0, returningCustomers: 0 })
  })

  it('tell first, returning and won-back customers apart, and add up', () => {
    expect(month('2025-01')).toMatchObject({ revenue: 19, orders: 2, newCustomers: 2, newRevenue: 19 })
    expect(month('2025-03')).toMatchObject({
      revenue: 21,
      orders: 2,
      newCustomers: 1,
      newRevenue: 5,
      returningCustomers: 1,
      returningRevenue: 16,
      wonBackCustomers: 0,
    })
    expect(month('2025-08')).toMatchObject({
      revenue: 9,
      wonBackCustomers: 1,
      wonBackRevenue: 9,
      returningCustomers: 0,
    })
    expect(month('2025-09'), 'a return alone wins nobody back').toMatchObject({
      revenue: -3,
      orders: 0,
      returningRevenue: -3,
      wonBackCustomers: 0,
    })
    const sum = months.reduce((total, each) => total + each.revenue, 0)
    expect(sum).toBe(Number(totals.totals.net) / 100)
  })
})

it('cohorts keep who bought again, by months since the first purchase', () => {
  expect(cohorts(totals, columns)).toEqual([
    { cohort: '2025-01', customers: 2, retention: [100, 0, 50, 0, 0, 0, 0, 50, 0] },
    { cohort: '2025-03', customers: 1, retention: [100, 0, 0, 0, 0, 0, 0] },
  ])
  expect(cohorts(totals, columns, 7)).toEqual([{ cohort: '2025-03', customers: 1, retention: [100, 0, 0, 0, 0, 0, 0] }])
})

it('the grid holds every buyer once and all net spend', () => {
  const grid = rfmGrid(columns, totals.scale, 2)
  expect(grid).toHaveLength(25)
  expect(grid.reduce((sum, { customers }) => sum + customers, 0)).toBe(3)
  expect(grid.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(46)
})
