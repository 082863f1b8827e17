import { describe, expect, it } from 'vitest'
import { sharedData, skipNote } from '../../../test/shared-data.ts'
import { cdnowEvents, historyOf, onlineRetailEvents } from '../../../test/support/purchase-history.ts'
import { finish, smallDataset, type SmallRow } from '../../../test/support/small-orders.ts'
import { createRandom } from '../cluster/random.ts'
import { NO_DAY } from '../columns/types.ts'
import { dayNumber, dayText } from '../rfm/dates.ts'
import { exclusionMask } from '../rfm/scope.ts'
import { purchaseHistory } from './history.ts'
import { purchaseHorizon } from './horizon.ts'
import { outcomesIn, planWindows, statesAt } from './windows.ts'

const cdnow = sharedData('cdnow/CDNOW_sample.txt')
const onlineRetail = sharedData('online-retail/online-retail-dataset.csv')

/** Rows in no order at all, with returns, days that repeat and rows out of scope. */
function manyRows(): SmallRow[] {
  const random = createRandom(7)
  return Array.from({ length: 800 }, (_, i) => ({
    customer: random.next() < 0.05 ? null : `c${random.below(40)}`,
    day: dayText(dayNumber('2025-01-01') + random.below(200)),
    amount: random.next() < 0.15 ? -random.below(50) : random.below(100),
    product: `p${random.below(5)}`,
    order: `o${i}`,
  }))
}

describe('purchaseHistory', () => {
  const rows = manyRows()
  const dataset = smallDataset(rows, { rowsPerChunk: 90 })
  const asOf = dayNumber('2025-06-30')
  const mask = exclusionMask(dataset, [{ field: 'product', op: 'eq', value: 'p3' }])
  const codes = Uint32Array.from({ length: 40 }, (_, i) => 39 - i)
  const history = finish(purchaseHistory(dataset, { from: NO_DAY, asOf, mask }, codes))
  const names = [...new Set(rows.flatMap(({ customer }) => customer ?? []))]

  it('has one entry a customer and day, as counting row by row has', () => {
    codes.forEach((code, i) => {
      const own = rows.filter(
        ({ customer, product, day, amount }) =>
          customer === names[code] && product !== 'p3' && dayNumber(day) <= asOf && amount !== 0,
      )
      const days = [...new Set(own.map(({ day }) => dayNumber(day)))].sort((a, b) => a - b)
      const from = history.offsets[i]!
      expect([...history.day.subarray(from, history.offsets[i + 1])]).toEqual(days)
      days.forEach((day, n) => {
        const ofDay = own.filter((row) => dayNumber(row.day) === day).map(({ amount }) => amount * 100)
        expect(history.net[from + n]).toBe(ofDay.reduce((a, b) => a + b, 0))
        expect(history.gross[from + n]).toBe(ofDay.filter((amount) => amount > 0).reduce((a, b) => a + b, 0))
      })
    })
  })

  it('knows states at a cut-off and what came after it', () => {
    const cutoff = dayNumber('2025-03-31')
    const window = { cutoff, days: 45 }
    const states = statesAt(history, cutoff)
    const outcomes = outcomesIn(history, states.index, window)
    expect(states.index.length).toBeGreaterThan(20)
    states.index.forEach((i, n) => {
      const entries = Array.from({ length: history.offsets[i + 1]! - history.offsets[i]! }, (_, e) => {
        const at = history.offsets[i]! + e
        return { day: history.day[at]!, gross: history.gross[at]! / 100, net: history.net[at]! / 100 }
      })
      const before = entries.filter(({ day }) => day <= cutoff)
      const after = entries.filter(({ day }) => day > cutoff && day <= cutoff + 45)
      const bought = before.filter(({ gross }) => gross > 0).map(({ day }) => day)
      expect([states.first[n], states.last[n], states.purchaseDays[n]]).toEqual([
        bought[0],
        bought.at(-1),
        bought.length,
      ])
      expect(states.net[n]).toBeCloseTo(
        before.reduce((sum, { net }) => sum + net, 0),
        9,
      )
      expect(outcomes.net[n]).toBeCloseTo(
        after.reduce((sum, { net }) => sum + net, 0),
        9,
      )
      expect(outcomes.purchaseDays[n]).toBe(after.filter(({ gross }) => gross > 0).length)
      expect(outcomes.bought[n]).toBe(outcomes.purchaseDays[n]! > 0 ? 1 : 0)
    })
  })
})

describe('planWindows', () => {
  it('lays three windows end to end, training shorter where the history is', () => {
    expect(planWindows(0, 1000, 100)).toEqual({
      train: { cutoff: 700, days: 100 },
      choose: { cutoff: 800, days: 100 },
      report: { cutoff: 900, days: 100 },
    })
    expect(planWindows(0, 373, 110)?.train).toEqual({ cutoff: 77, days: 76 })
    expect(planWindows(0, 300, 100)?.train).toEqual({ cutoff: 50, days: 50 })
  })

  it('gives none where the history is too short', () => {
    expect(planWindows(0, 80, 30)).toBeNull()
    expect(planWindows(0, 90, 30)?.train).toEqual({ cutoff: 15, days: 15 })
  })
})

describe('purchaseHorizon', () => {
  it('without a single gap is the longest the history allows', () => {
    const history = historyOf([{ customer: 'a', day: 5, amount: 1 }])
    expect(purchaseHorizon(history, 0, 300)).toEqual({ days: 100, percentile: null, gaps: 0 })
    expect(purchaseHorizon(history, 0, 12)).toEqual({ days: 30, percentile: null, gaps: 0 })
  })

  it.skipIf(cdnow === null)(`CDNOW: 196, held to a third of 545 days${skipNote(cdnow)}`, () => {
    const history = historyOf(cdnowEvents(cdnow!))
    const horizon = purchaseHorizon(history, dayNumber('1997-01-01'), dayNumber('1998-06-30'))
    expect(horizon).toEqual({ days: 181, percentile: 196, gaps: 4339 })
  })

  it.skipIf(onlineRetail === null)(`Online Retail: 110 days${skipNote(onlineRetail)}`, () => {
    const history = historyOf(onlineRetailEvents(onlineRetail!))
    expect(purchaseHorizon(history, dayNumber('2010-12-01'), dayNumber('2011-12-09')).days).toBe(110)
  })
})
