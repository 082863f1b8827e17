import { z } from 'zod'
import { customerFilter } from './customers.ts'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'

/** What would move a customer: the least that changes a label, cut-points and thresholds held as they are. */
export interface Move {
  readonly field: 'segment_label' | 'value_segment' | 'loyalty_segment' | 'engagement'
  /** `order`: she buys; `silence`: she does not; `time`: the calendar does it. */
  readonly by: 'order' | 'silence' | 'time'
  readonly from: string
  readonly to: string
  /** Orders it takes, or null. */
  readonly orders: number | null
  /** Least amount of them together (currency units); null: any. */
  readonly amount: number | null
  /** `order`: the last day on which it still finds her in `from`, or null; else the first day on which it is so. */
  readonly date: string | null
  /** The move as a sentence. */
  readonly note: Note
}

export interface ClusterPlace {
  readonly clusterId: number
  /** Features in which she is nearest to what sets the cluster apart, as sentences. */
  readonly why: readonly Note[]
  /** The cluster she would be in if not in this one; null where there is one cluster. */
  readonly nearest: number | null
  /** 1 − distance to her own centre ÷ distance to the nearest other: 0 on the border, 1 in the centre; null: one cluster. */
  readonly margin: number | null
}

/** One figure of hers beside everyone's. */
export interface ComparedFigure {
  /** Days since the last order, orders, net spend, spend an order, share of rows given back (0–100). */
  readonly name: 'recency' | 'frequency' | 'monetary' | 'basket' | 'returns'
  readonly value: number
  /** Of all customers with a purchase. */
  readonly median: number
  /** Share of them (0–100) whose figure is smaller. */
  readonly below: number
}

export interface Explanation {
  /** Why she has the label she has: the scores and the cut-points behind it. */
  readonly why: readonly Note[]
  readonly moves: readonly Move[]
  /** Empty without a purchase. */
  readonly figures: readonly ComparedFigure[]
  /** null without a purchase. */
  readonly cluster: ClusterPlace | null
}

/** How many customers are how far from another segment. */
export interface SegmentMove {
  readonly by: 'order' | 'silence'
  readonly from: string
  readonly to: string
  /** Orders it takes; null for silence. */
  readonly orders: number | null
  /** Days of silence within which it happens; null for orders. */
  readonly days: number | null
  readonly customers: number
  readonly note: Note
}

/** What sets a group apart from all other customers with a purchase; the largest effects first. */
export interface GroupApart {
  readonly members: number
  readonly others: number
  /**
   * Cohen's d between group and others (0.2 small, 0.5 medium, 0.8 large). Both in the figure's own unit: days, orders,
   * money as geometric means; `returns` and `momentum` (share of the year's spend in the last three months) 0–100.
   */
  readonly figures: readonly {
    readonly name: 'recency' | 'frequency' | 'monetary' | 'basket' | 'tenure' | 'gap' | 'returns' | 'momentum'
    readonly group: number
    readonly others: number
    readonly effect: number
  }[]
  /** Share (0–100) of customers who buy it; Cohen's h. */
  readonly goods: readonly {
    readonly name: string
    readonly group: number
    readonly others: number
    readonly effect: number
  }[]
  readonly attributes: readonly {
    readonly name: string
    readonly value: string
    readonly group: number
    readonly others: number
    readonly effect: number
  }[]
}

export const explainOperations = {
  'customers.explain': operation<Explanation>()(
    'query',
    z.strictObject({ projectId: z.string(), index: z.number().int().min(0) }),
  ),
  /** The moves of everyone with a purchase, counted: the fewest orders to each next segment, and what 30 days of silence do. */
  'segments.moves': operation<readonly SegmentMove[]>()('query', z.strictObject({ projectId: z.string() })),
  /** What sets a segment, a cluster or any other group apart, with effect sizes. */
  'segments.apart': operation<GroupApart>()('query', z.strictObject({ projectId: z.string(), filter: customerFilter })),
}
