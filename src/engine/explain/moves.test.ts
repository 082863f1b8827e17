import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNote } from '../../contract/messages/format.ts'
import { dayNumber } from '../rfm/dates.ts'
import {
  defaultTiers,
  engagementTier,
  engagementTiers,
  loyaltySegment,
  loyaltySegments,
  valueSegment,
  valueSegments,
} from '../rfm/tiers.ts'
import { quantileScores } from '../rfm/score.ts'
import { segmentOf } from '../rfm/segment-map.ts'
import { movesOf, type Standing } from './moves.ts'

const asOf = dayNumber('2025-11-30')
/** The cut-points of Online Retail (definitions). */
const cuts = { r: [12.8, 32, 71, 179], f: [1, 2, 3, 6] }
const standing = (more: Partial<Standing>): Standing => ({
  recency: 20,
  orders: 3,
  netMinor: 45_800,
  minorUnit: 100,
  givenValue: false,
  since: 60,
  silence: 20,
  asOf,
  ...more,
})
const sentences = (customer: Standing) => movesOf(customer, cuts, defaultTiers).map(({ note }) => formatNote(note))

describe('what would move a customer', () => {
  it('is said with the fewest orders, the least amount and the days', () => {
    // r 4, f 3: Potential Loyalist. A fourth order makes f 4 and r 5. Beyond 32 days r is 3: Need Attention.
    expect(sentences(standing({}))).toEqual([
      'One order of at least 42 by December 12, 2025 → Champions and High Value',
      'No order until December 13, 2025 → Need Attention',
      'Value: 42 more → High Value',
      'Loyalty: from December 31, 2025 on → Established',
      'Engagement: nothing heard until December 11, 2025 → Inactive',
    ])
  })

  it('names no amount where the value is given by a file or nothing is better', () => {
    expect(sentences(standing({ givenValue: true }))[0]).toBe('One order by December 12, 2025 → Champions')
    expect(sentences(standing({ netMinor: 100_000 }))[0]).toBe('One order by December 12, 2025 → Champions')
  })

  it('names no last day where silence changes nothing any more', () => {
    const [first, ...rest] = sentences(
      standing({ recency: 400, orders: 1, netMinor: 200_000, since: 800, silence: 400 }),
    )
    expect(first).toBe('One order → Potential Loyalist')
    expect(rest).toEqual(['3 orders → Champions'])
  })

  it('knows only time and silence where there is no purchase', () => {
    expect(sentences(standing({ recency: null, orders: 0, silence: null }))).toEqual([
      'Loyalty: from December 31, 2025 on → Established',
    ])
  })

  it('moves nobody by orders where all are alike', () => {
    const moves = movesOf(standing({}), { r: [], f: [] }, defaultTiers)
    expect(moves.filter(({ field }) => field === 'segment_label')).toEqual([])
  })
})

/** The rules once more, from the scores of the analysis: r and f by quantiles of everyone. */
const label = (recency: number, orders: number, r: readonly number[], f: readonly number[]) =>
  segmentOf(
    r.length === 0 ? 3 : 5 - r.filter((cut) => cut < recency).length,
    f.length === 0 ? 3 : 1 + f.filter((cut) => cut < orders).length,
  )

it('holds when she is scored again with the cuts held fixed, and one order, day or cent less does not', () => {
  const people = fc.array(fc.record({ recency: fc.nat(400), orders: fc.integer({ min: 1, max: 40 }) }), {
    minLength: 2,
    maxLength: 60,
  })
  let applied = 0
  fc.assert(
    fc.property(people, fc.integer({ min: -5000, max: 200_000 }), fc.nat(800), (everyone, netMinor, since) => {
      const r = quantileScores(everyone.map((one) => one.recency), 'low').cuts // prettier-ignore
      const f = quantileScores(everyone.map((one) => one.orders), 'high').cuts // prettier-ignore
      const { recency, orders } = everyone[0]!
      const customer = standing({ recency, orders, netMinor, since, silence: recency })
      for (const move of movesOf(customer, { r, f }, defaultTiers)) {
        applied++
        expect(move.from).not.toBe(move.to)
        if (move.field === 'segment_label' && move.by === 'order') {
          // On the day itself or any day up to the last one: r is that of an order made today.
          expect(label(0, orders + move.orders!, r, f)).toBe(move.to)
          expect(label(0, orders + move.orders! - 1, r, f) === move.to && move.orders! > 1).toBe(false)
          if (move.date !== null) {
            const wait = dayNumber(move.date) - asOf
            expect(label(recency + wait, orders, r, f), 'still there on the last day').toBe(move.from)
            expect(label(recency + wait + 1, orders, r, f)).not.toBe(move.from)
          }
          if (move.amount !== null) {
            expect(valueSegment((netMinor + Math.round(move.amount * 100)) / 100, defaultTiers)).toBe(
              valueSegment(netMinor / 100, defaultTiers) - 1,
            )
          }
        } else if (move.field === 'segment_label') {
          const wait = dayNumber(move.date!) - asOf
          expect(label(recency + wait, orders, r, f)).toBe(move.to)
          expect(label(recency + wait - 1, orders, r, f)).toBe(move.from)
        } else if (move.field === 'value_segment') {
          const cents = Math.round(move.amount! * 100)
          expect(valueSegments[valueSegment((netMinor + cents) / 100, defaultTiers)]).toBe(move.to)
          expect(valueSegments[valueSegment((netMinor + cents - 1) / 100, defaultTiers)]).toBe(move.from)
        } else if (move.field === 'loyalty_segment') {
          const wait = dayNumber(move.date!) - asOf
          expect(loyaltySegments[loyaltySegment(since + wait, defaultTiers)]).toBe(move.to)
          expect(loyaltySegments[loyaltySegment(since + wait - 1, defaultTiers)]).toBe(move.from)
        } else {
          const wait = dayNumber(move.date!) - asOf
          expect(engagementTiers[engagementTier(recency + wait, defaultTiers)]).toBe(move.to)
          expect(engagementTiers[engagementTier(recency + wait - 1, defaultTiers)]).toBe(move.from)
        }
      }
    }),
    { seed: 1, numRuns: 500 },
  )
  expect(applied).toBeGreaterThan(1000)
})
