import { describe, expect, it } from 'vitest'
import { finish, smallDataset, type SmallRow } from '../../../test/support/small-orders.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_DAY } from '../columns/types.ts'
import { rfmWarnings } from '../analysis/warnings.ts'
import { createRandom } from '../cluster/random.ts'
import { aggregate, countRacks, joinFigures, layRows, scopeOf, type AggregateOptions } from './aggregate.ts'
import { dayNumber, dayText } from './dates.ts'
import { customerColumns } from './customer-columns.ts'
import { passStarts } from './passes.ts'
import type { RowsSeen } from './row-buckets.ts'
import { perCustomer, type RangeTotals } from './tally.ts'

const options: AggregateOptions = { from: null, asOf: null, today: dayNumber('2025-12-31'), exclusions: [] }

const rows: readonly SmallRow[] = [
  { customer: 'a', day: '2025-01-10', amount: 10, order: '1' },
  { customer: 'a', day: '2025-01-10', amount: 5.5, order: '1' },
  { customer: 'b', day: '2025-02-01', amount: 20, order: '1' },
  { customer: 'a', day: '2025-03-01', amount: -5.5, order: 'R1' },
  { customer: null, day: '2025-03-05', amount: 99, order: '7' },
  { customer: 'a', day: '2025-02-20', amount: 1, order: '2' },
  { customer: 'c', day: '2025-02-20', amount: 0, order: '3' },
  { customer: 'a', day: '2025-02-21', amount: 0, order: '4', kind: 'void' },
  { customer: 'd', day: '2025-02-22', amount: -3, order: '5' },
]

const totalsOf = (list: readonly SmallRow[], more: Partial<AggregateOptions> = {}, rowsPerChunk?: number) =>
  finish(aggregate(smallDataset(list, rowsPerChunk === undefined ? {} : { rowsPerChunk }), { ...options, ...more }))

describe('aggregate', () => {
  it.each([1, 2, 4, 100])('counts and sums per customer, with %d rows a chunk', (rowsPerChunk) => {
    const totals = totalsOf(rows, {}, rowsPerChunk)
    const [a, b, c, d] = [0, 1, 2, 3]
    expect(dayText(totals.asOf), 'the row without a customer is a purchase too').toBe('2025-03-05')
    expect([totals.net[a], totals.gross[a], totals.rows[a], totals.returnRows[a]]).toEqual([1100, 1650, 5, 1])
    expect(totals.frequency[a], 'orders 1 and 2; the return and the void row are none').toBe(2)
    expect(totals.frequency[b], 'the same order number of another customer is another order').toBe(1)
    expect([dayText(totals.firstPurchase[a]!), dayText(totals.lastPurchase[a]!)]).toEqual(['2025-01-10', '2025-02-20'])
    expect(totals.lastPurchase[c]).toBe(NO_DAY)
    expect([totals.net[d], totals.lastPurchase[d]]).toEqual([-300, NO_DAY])
    expect(totals.totals).toMatchObject({
      rows: 8,
      purchaseRows: 4,
      returnRows: 2,
      rowsWithoutCustomer: 1,
      net: 2800n,
      gross: 3650n,
      withoutCustomer: 9900n,
    })
    expect(dayText(totals.totals.firstDay)).toBe('2025-01-10')
    expect([...totals.monthly.subarray(0, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 15.5, 1, -5.5])
  })

  it('counts an order once though its lines stand far apart', () => {
    const apart = ['1', '2', '1', '2', '1'].map((order) => ({ customer: 'a', day: '2025-01-01', amount: 1, order }))
    expect(totalsOf(apart).frequency[0]).toBe(2)
  })

  it('says the same in any number of passes, parts of the rows and racks of customers', () => {
    const random = createRandom(7)
    const pick = (n: number) => random.below(n)
    const many = Array.from({ length: 600 }, (): SmallRow => ({
      customer: pick(20) === 0 ? null : `c${pick(37)}`,
      day: dayText(dayNumber('2022-11-01') + pick(1300)),
      amount: pick(9) === 0 ? -pick(400) / 100 : pick(3000) / 100,
      order: `o${pick(200)}`,
      category: `k${pick(6)}`,
      ...(pick(3) === 0 ? { product: `p${pick(5)}` } : {}),
    }))
    const dataset = smallDataset(many, { rowsPerChunk: 64 })
    const exclusions = [{ field: 'customer', op: 'eq', value: 'c3' }, { field: 'product', op: 'eq', value: 'p1' }] as const // prettier-ignore
    for (const asOf of [null, dayNumber('2025-01-15')]) {
      const given = { ...options, asOf, exclusions }
      const whole = finish(aggregate(dataset, given))
      const scope = scopeOf(dataset, given)
      for (const [passes, of, racks] of [
        [1, 2, 2],
        [1, 3, 1],
        [2, 8, 2],
        [50, 4, 3],
      ] as const) {
        const customers = dataset.customers.count
        const starts = passStarts(dataset, passes)
        const figures = perCustomer(customers)
        const count = { asOf: scope.asOf, scale: dataset.scale, items: dataset.items.count }
        const [totals, seen]: [RangeTotals[], RowsSeen[]] = [[], []]
        for (let pass = 0; pass < passes; pass++) {
          const range = { from: starts[pass]!, to: starts[pass + 1]!, racks, isFirst: pass === 0 }
          const laid = Array.from({ length: of }, (_, index) =>
            finish(layRows(dataset, scope, given.today, range, { index, of })),
          )
          seen.push(...laid.map((part) => part.seen))
          for (let rack = 0; rack < racks; rack++) {
            const own = laid.map((part) => part.racks[rack]!)
            totals.push(finish(countRacks(figures, count, range, own, rack)))
          }
        }
        expect(joinFigures(dataset, scope, figures, totals, seen)).toEqual(whole)
      }
    }
  })
})

describe('as of', () => {
  it('is the latest purchase or return; zero and void rows do not move it', () => {
    const later = [...rows, { customer: 'a', day: '2025-05-01', amount: 0 }]
    expect(dayText(totalsOf(later).asOf)).toBe('2025-03-05')
    expect(dayText(totalsOf([...rows, { customer: 'd', day: '2025-05-01', amount: -1 }]).asOf)).toBe('2025-05-01')
  })

  it('is never moved by rows dated after today, which are counted and take no part', () => {
    const future = [...rows, { customer: 'b', day: '2027-01-01', amount: 500 }]
    const totals = totalsOf(future)
    expect(dayText(totals.asOf)).toBe('2025-03-05')
    expect([totals.totals.futureRows, totals.totals.rowsAfterAsOf]).toEqual([1, 0])
    expect(totals.net[1]).toBe(2000)
    expect(dayText(totalsOf([{ customer: 'a', day: '2027-01-01', amount: 1 }]).asOf)).toBe('2025-12-31')
  })

  it('leaves out all rows after a day that is given', () => {
    const totals = totalsOf(rows, { asOf: dayNumber('2025-01-31') })
    expect([...totals.rows]).toEqual([2, 0, 0, 0])
    expect(totals.totals).toMatchObject({ rowsWithoutCustomer: 0, rowsAfterAsOf: 7, futureRows: 0, net: 1550n })
  })

  it('leaves out all rows before the window', () => {
    const totals = totalsOf(rows, { from: dayNumber('2025-02-20') })
    expect([...totals.frequency]).toEqual([1, 0, 0, 0])
    expect(dayText(totals.totals.firstDay)).toBe('2025-02-20')
    expect(totals.net[0]).toBe(-450)
  })

  it('says where all orders are of one day, in the place of what that makes of recency', () => {
    const said = (of: readonly SmallRow[]) => {
      const dataset = smallDataset(of)
      const totals = finish(aggregate(dataset, options))
      return rfmWarnings(totals, customerColumns(dataset, totals), options.today).map(({ code }) => code)
    }
    const onOneDay = ['a', 'a', 'b', 'c'].map((customer, i) => ({
      customer,
      day: '2025-02-20',
      amount: i + 1,
      order: `${i}`,
    }))
    expect(said(onOneDay)).toContain('analysis.one_day')
    expect(said(onOneDay)).not.toContain('analysis.constant.r')
    const before = onOneDay.map((row) => ({ ...row, day: '2025-02-19' }))
    expect(said([...onOneDay, ...before])).not.toContain('analysis.one_day')
    expect(said([...onOneDay, ...before])).toContain('analysis.constant.r')
  })

  it('says each late row once: after today, or after the day that was given', () => {
    const today = dayNumber('2025-02-28')
    const said = (more: Partial<AggregateOptions>) => {
      const dataset = smallDataset(rows)
      const totals = finish(aggregate(dataset, { ...options, today, ...more }))
      return rfmWarnings(totals, customerColumns(dataset, totals), today)
        .filter(({ code }) => code.endsWith('_rows') || code.endsWith('rows_after'))
        .map(({ code, params }) => [code, params?.['rows']])
    }
    expect(said({})).toEqual([['analysis.future_rows', 2]])
    expect(said({ asOf: dayNumber('2025-02-20') })).toEqual([
      ['analysis.future_rows', 2],
      ['analysis.rows_after', 2],
    ])
    expect(said({ asOf: dayNumber('2025-03-01') }), 'what takes part is not said to take none').toEqual([
      ['analysis.future_rows', 1],
    ])
    expect(said({ asOf: dayNumber('2025-12-01') })).toEqual([])
  })
})

describe('customer columns', () => {
  it('lists those without a purchase, unscored, and drops those without a row in scope', () => {
    const dataset = smallDataset(rows)
    const { columns } = customerColumns(dataset, finish(aggregate(dataset, options)))
    const ids = Array.from({ length: columns.customers.count }, (_, i) => stringAt(columns.customers, i))
    expect(ids).toEqual(['a', 'b', 'c', 'd'])
    expect([...columns.recency]).toEqual([13, 32, -1, -1])
    expect([...columns.buyers]).toEqual([0, 1])
    expect([...columns.r.subarray(2), ...columns.abc.subarray(2), ...columns.segment.subarray(2)]).toEqual([
      0, 0, 0, 0, 255, 255,
    ])
    const early = customerColumns(dataset, finish(aggregate(dataset, { ...options, asOf: dayNumber('2025-01-31') })))
    expect(early.columns.customers.count).toBe(1)
    expect(stringAt(early.columns.customers, 0)).toBe('a')
  })
})
