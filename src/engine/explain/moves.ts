import type { Move } from '../../contract/explain.ts'
import type { TierThresholds } from '../../contract/projects.ts'
import { dayText } from '../rfm/dates.ts'
import {
  engagementTier,
  engagementTiers,
  loyaltySegment,
  loyaltySegments,
  valueSegment,
  valueSegments,
} from '../rfm/tiers.ts'
import { labelName, labelOf, type Cuts } from './labels.ts'

/** What is known of one customer where her labels are concerned. */
export interface Standing {
  /** Days since the last purchase, or null: none. */
  readonly recency: number | null
  readonly orders: number
  /** Net spend in minor units of the currency, exact where the data's decimals are not finer. */
  readonly netMinor: number
  /** Minor units in one currency unit: 100 for euros. */
  readonly minorUnit: number
  /** A lifetime value of a customers file decides the value segment: orders do not move it. */
  readonly givenValue: boolean
  /** Days since sign-up, else since the first purchase; null: neither is known. */
  readonly since: number | null
  /** Days since the last event, else since the last purchase; null: neither. */
  readonly silence: number | null
  readonly asOf: number
}

/** More orders than this are no advice. */
const MOST_ORDERS = 50

/**
 * The least that would change each label of a customer, cut-points and thresholds held as they are; computed from the
 * rules themselves, so that applying a move gives exactly the label it names, and one order, one day or one minor unit
 * less does not.
 */
export function movesOf(customer: Standing, cuts: Cuts, tiers: TierThresholds): Move[] {
  const moves: Move[] = []
  const { recency, asOf } = customer
  if (recency !== null) {
    const label = labelName(labelOf(recency, customer.orders, cuts))
    const fall = nextSilence(recency, customer.orders, cuts)
    const value = nextValue(customer, tiers)
    orderMoves(recency, customer.orders, cuts).forEach(({ orders, label: to }, i) => {
      const lastDay = fall === null ? null : dayText(asOf + fall.days - 1)
      // The next value segment comes with the nearest move: one order may do both.
      const amount = i === 0 && value !== null ? value.amount : null
      const code = `explain.move.order${amount === null ? '' : '_value'}${lastDay === null ? '' : '_by'}`
      moves.push({
        field: 'segment_label',
        by: 'order',
        from: label,
        to: labelName(to),
        orders,
        amount,
        date: lastDay,
        note: {
          code,
          params: {
            orders,
            to: labelName(to),
            ...(lastDay === null ? {} : { date: lastDay }),
            ...(amount === null ? {} : { amount, value: value!.to }),
          },
        },
      })
    })
    if (fall !== null) moves.push(silent('segment_label', label, labelName(fall.label), asOf + fall.days))
    if (value !== null)
      moves.push({
        field: 'value_segment',
        by: 'order',
        from: value.from,
        to: value.to,
        orders: 1,
        amount: value.amount,
        date: null,
        note: { code: 'explain.move.value', params: { amount: value.amount, to: value.to } },
      })
  }
  if (customer.since !== null) {
    const now = loyaltySegment(customer.since, tiers)
    const limit = tiers.loyalty[now - 1]
    if (limit !== undefined) {
      const date = dayText(asOf + limit + 1 - customer.since)
      const [from, to] = [loyaltySegments[now]!, loyaltySegments[loyaltySegment(limit + 1, tiers)]!]
      const note = { code: 'explain.move.time', params: { date, to } }
      moves.push({ field: 'loyalty_segment', by: 'time', from, to, orders: null, amount: null, date, note })
    }
  }
  if (customer.silence !== null) {
    const now = engagementTier(customer.silence, tiers)
    const most = tiers.engagement[now]
    if (most !== undefined) {
      const to = engagementTiers[engagementTier(most + 1, tiers)]!
      moves.push(silent('engagement', engagementTiers[now]!, to, asOf + most + 1 - customer.silence))
    }
  }
  return moves
}

/** The fewest orders, bought on the day everything is measured from, that lead to each other label. */
export function orderMoves(recency: number, orders: number, cuts: Cuts): { orders: number; label: number }[] {
  const seen = new Set([labelOf(recency, orders, cuts)])
  const found: { orders: number; label: number }[] = []
  const last = (cuts.f.at(-1) ?? 0) + 1
  for (let more = 1; more <= MOST_ORDERS && (more === 1 || orders + more <= last + 1); more++) {
    const label = labelOf(0, orders + more, cuts)
    if (seen.has(label)) continue
    seen.add(label)
    found.push({ orders: more, label })
  }
  return found
}

/** Days ahead that silence is looked at for. */
export const SILENCE_DAYS = 30

/** The nearest move by buying, and the one by up to 30 days of silence; null: there is none. */
export function nearestMoves(
  recency: number,
  orders: number,
  cuts: Cuts,
): { order: { orders: number; label: number } | null; silence: { days: number; label: number } | null } {
  const fall = nextSilence(recency, orders, cuts)
  return {
    order: orderMoves(recency, orders, cuts)[0] ?? null,
    silence: fall !== null && fall.days <= SILENCE_DAYS ? fall : null,
  }
}

/** After how many more days without an order the label is another one, or null: never. */
export function nextSilence(recency: number, orders: number, cuts: Cuts): { days: number; label: number } | null {
  const now = labelOf(recency, orders, cuts)
  for (const cut of cuts.r) {
    if (cut < recency) continue
    // The first whole day beyond the cut.
    const days = Math.floor(cut) + 1 - recency
    const label = labelOf(recency + days, orders, cuts)
    if (label !== now) return { days, label }
  }
  return null
}

/** What is missing to the next better value segment, in currency units; null: nothing is better, or orders do not decide. */
function nextValue(
  customer: Standing,
  tiers: TierThresholds,
): { readonly from: string; readonly to: string; readonly amount: number } | null {
  if (customer.givenValue) return null
  const { netMinor, minorUnit } = customer
  const now = valueSegment(netMinor / minorUnit, tiers)
  if (now === 0) return null
  // Thresholds are decimals of a person: the smallest number of minor units that reaches it.
  let target = Math.ceil(tiers.value[now - 1]! * minorUnit - 1e-6)
  while (target / minorUnit < tiers.value[now - 1]!) target++
  const missing = Math.ceil(target - netMinor)
  return { from: valueSegments[now]!, to: valueSegments[now - 1]!, amount: missing / minorUnit }
}

function silent(field: Move['field'], from: string, to: string, day: number): Move {
  const date = dayText(day)
  const code = field === 'engagement' ? 'explain.move.quiet' : 'explain.move.silence'
  return { field, by: 'silence', from, to, orders: null, amount: null, date, note: { code, params: { date, to } } }
}
