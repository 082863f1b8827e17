import { describe, expect, it } from 'vitest'
import { unusualGaps } from './gaps.ts'
import { LogSpread } from './log-spread.ts'
import { OrderCustomers } from './order-customers.ts'
import { RowBits } from './row-bits.ts'
import { createRandom } from '../cluster/random.ts'
import { dayNumber } from '../rfm/dates.ts'

describe('a set of rows', () => {
  it('counts each once and gives them page by page', () => {
    const bits = new RowBits(100)
    for (const row of [99, 3, 3, 8, 64, 0]) bits.add(row)
    expect([bits.count, bits.page(0, 10), bits.page(1, 2), bits.page(4, 2), bits.page(5, 2)]).toEqual([
      5,
      [0, 3, 8, 64, 99],
      [3, 8],
      [99],
      [],
    ])
    expect(new RowBits(100, bits.bytes).page(3, 1)).toEqual([64])
    expect([bits.page(0, 10, 3, 64), bits.page(1, 10, 3, 65), bits.page(0, 10, 65, 99)]).toEqual([[3, 8], [8, 64], []])
    expect([bits.countIn(0, 100), bits.countIn(1, 99), bits.countIn(4, 8)]).toEqual([5, 3, 0])
  })
})

describe('what is usual among amounts', () => {
  /** The definition on the numbers themselves. */
  function exact(values: readonly number[]): { least: number; most: number } {
    const middle = (list: readonly number[]): number => {
      const sorted = list.toSorted((a, b) => a - b)
      return sorted[Math.floor((sorted.length - 1) / 2)]!
    }
    const logs = values.map((value) => Math.log10(value))
    const median = middle(logs)
    const mad = middle(logs.map((value) => Math.abs(value - median)))
    return { least: 10 ** (median - (3.5 * mad) / 0.6745), most: 10 ** (median + (3.5 * mad) / 0.6745) }
  }

  it('is within one percent of the definition, whatever the order', () => {
    const { next } = createRandom(7)
    const values = Array.from({ length: 5001 }, () => Math.round(100 * Math.exp(3 + next() + next() - next())) / 100)
    values.push(1e6, 0.001)
    const spread = new LogSpread()
    for (const value of values) spread.add(value)
    const bounds = spread.bounds(30)!
    const wanted = exact(values)
    expect(bounds.least / wanted.least).toBeCloseTo(1, 1.5)
    expect(bounds.most / wanted.most).toBeCloseTo(1, 1.5)
    expect(bounds.most).toBeLessThan(1e6)
    expect(bounds.least).toBeGreaterThan(0.001)
  })

  it('falls back on the mean deviation where half of the amounts are equal, and says nothing where all are', () => {
    const spread = new LogSpread()
    for (let i = 0; i < 90; i++) spread.add(10)
    for (let i = 0; i < 10; i++) spread.add(20)
    expect(spread.bounds(30)!.most).toBeGreaterThan(10)
    const same = new LogSpread()
    for (let i = 0; i < 90; i++) same.add(10)
    expect([same.bounds(30), same.bounds(1000)]).toEqual([null, null])
  })
})

describe('orders and their customers', () => {
  it('are told apart over many orders', () => {
    const orders = new OrderCustomers()
    for (let i = 0; i < 50_000; i++) orders.add(i, i * 7, i % 900)
    orders.add(17, 17 * 7, 18)
    orders.add(40_000, 280_000, 0xffffffff)
    expect([orders.count, orders.isShared(17, 119), orders.isShared(18, 126)]).toEqual([1, true, false])
  })
})

describe('silences', () => {
  const days = (from: string, count: number, skip: (day: number) => boolean): Int32Array =>
    Int32Array.from({ length: count }, (_, i) => dayNumber(from) + i).filter((day) => !skip(day))
  // 1970-01-01 was a Thursday.
  const weekend = (day: number): boolean => (day + 4) % 7 === 0 || (day + 5) % 7 === 0

  it('weekends are none, a week in spring is one', () => {
    const hole = (day: number): boolean => day >= dayNumber('2024-03-11') && day <= dayNumber('2024-03-22')
    const { total, longest, usualDays } = unusualGaps(days('2024-01-01', 180, (day) => weekend(day) || hole(day)))
    expect([total, usualDays]).toEqual([1, 2])
    expect(longest).toEqual([{ from: '2024-03-09', to: '2024-03-24', days: 16 }])
  })

  it('nothing is said of a shop that sells now and then', () => {
    expect(unusualGaps(days('2024-01-01', 400, (day) => day % 13 !== 0)).total).toBe(0)
    expect(unusualGaps(new Int32Array(0)).total).toBe(0)
  })
})
