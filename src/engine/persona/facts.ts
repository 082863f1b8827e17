import type { CategoryShare } from '../../contract/analysis.ts'
import type { CardCluster, CardInput } from './card-input.ts'
import { positionOf, type Position } from './position.ts'
import { inProse, roundAmount } from './words.ts'
import { serviceKind } from '../rfm/service-names.ts'

/** A category counts as typical of a cluster from this over-representation on. */
export const TYPICAL_LIFT = 1.2
/** From this share of one-time buyers on, a group is spoken of as people who bought once. */
const MOSTLY_ONCE = 0.6
/** A return rate is worth a sentence at five rows in a hundred and half as much again as everyone's. */
const RETURNS_FLOOR = 0.05
const RETURNS_RATIO = 1.5

/** The figures the sentences are made of, derived once. */
export interface Facts {
  readonly position: Position
  readonly cluster: CardCluster
  readonly input: CardInput
  readonly customers: number
  /** Net spend per order of the cluster; 0 where there is none or it is negative. */
  readonly basket: number
  /** A shop's round amount near a given part of the usual basket. */
  readonly partOfBasket: (part: number) => number
  readonly mostlyOnce: boolean
  readonly manyReturns: boolean
  /** The category that tells this group best: the most over-represented of the top five, else the commonest. */
  readonly category: { readonly name: string; readonly source: CategoryShare } | null
  /** Another of the top five. */
  readonly second: string | null
  /** Whole months (of 30.44 days) since the last purchase of the median customer, at least one. */
  readonly monthsAway: number
  /** Days after which these people usually order again. */
  readonly dueDays: number
  readonly dueIsMeasured: boolean
}

export function factsOf(cluster: CardCluster, input: CardInput): Facts {
  const { row, silence } = cluster
  const basket = cluster.orders > 0 ? Math.max(0, row.revenue / cluster.orders) : 0
  // Postage and fees are booked like goods; a headline about them would be absurd.
  const top = row.topCategories.slice(0, 5).filter(({ name }) => serviceKind(name) === null)
  const typical = top.filter((entry) => entry.lift >= TYPICAL_LIFT).sort((a, b) => b.lift - a.lift)[0] ?? top[0]
  const second = top.find((entry) => entry !== typical)
  return {
    position: positionOf({
      medianLabel: cluster.medianLabel,
      averageSpend: row.averageSpend,
      overallAverageSpend: input.overall.averageSpend,
      alone: input.clusters.length === 1,
    }),
    cluster,
    input,
    customers: row.customers,
    basket,
    partOfBasket: (part) => roundAmount(basket * part),
    mostlyOnce: row.customers > 0 && cluster.oneTimeBuyers / row.customers >= MOSTLY_ONCE,
    manyReturns:
      row.returnRate >= RETURNS_FLOOR && row.returnRate >= RETURNS_RATIO * Math.max(input.overall.returnRate, 1e-9),
    category: typical === undefined ? null : { name: inProse(typical.name), source: typical },
    second: second === undefined ? null : inProse(second.name),
    monthsAway: monthsOf(row.medianRecencyDays),
    dueDays: silence.usualGapDays === null ? 30 : Math.max(1, Math.round(silence.usualGapDays)),
    dueIsMeasured: silence.usualGapDays !== null,
  }
}

/** Days as whole months of 30.44 days, at least one. */
export function monthsOf(days: number): number {
  return Math.max(1, Math.round(days / 30.44))
}
