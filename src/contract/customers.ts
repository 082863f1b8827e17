import { z } from 'zod'
import type { OutputRef } from './app.ts'
import { operation } from './operation.ts'

export const customerFilter = z.strictObject({
  /** R × F labels, and 'No purchase'. */
  segments: z.array(z.string()).max(20).optional(),
  clusters: z.array(z.number().int()).max(50).optional(),
  abc: z.array(z.enum(['A', 'B', 'C'])).optional(),
  r: z.array(z.number().int().min(1).max(10)).optional(),
  f: z.array(z.number().int().min(1).max(10)).optional(),
  valueSegments: z.array(z.string()).optional(),
  loyaltySegments: z.array(z.string()).optional(),
  engagement: z.array(z.string()).optional(),
  churnRisk: z.array(z.enum(['low', 'medium', 'high'])).optional(),
  /** high_value, growth, at_risk, new. */
  personaGroups: z.array(z.string()).max(10).optional(),
  /** Part of an id, a name, an e-mail or any attribute; case does not count. */
  search: z.string().max(200).optional(),
  withPurchase: z.boolean().optional(),
  /** A line of `segments.moves`: who is so many orders (silence: 30 days without one) from that segment. */
  near: z
    .strictObject({ by: z.enum(['order', 'silence']), to: z.string(), orders: z.number().int().min(1).nullable() })
    .optional(),
  /** What the previous run called them: segment labels, 'No purchase', or 'new' for those it did not know. */
  previousSegments: z.array(z.string()).max(20).optional(),
  /** Cluster ids of the previous run; −1: in none, or not known then. */
  previousClusters: z.array(z.number().int()).max(51).optional(),
})
export type CustomerFilter = z.infer<typeof customerFilter>

export const customerSort = z.strictObject({
  /** A field or `attribute:<name>`. */
  field: z.string().max(300),
  descending: z.boolean(),
})
export type CustomerSort = z.infer<typeof customerSort>

export interface CustomerRow {
  /** Stable within a run. */
  readonly index: number
  readonly customer_id: string
  readonly rfm_recency_days: number | null
  readonly rfm_frequency: number
  readonly rfm_monetary: number
  readonly return_rate: number | null
  readonly r_score: number | null
  readonly f_score: number | null
  readonly m_score: number | null
  readonly segment_label: string
  readonly cluster_id: number | null
  readonly cluster_label: string | null
  readonly abc_category: 'A' | 'B' | 'C' | null
  readonly value_segment: string
  readonly loyalty_segment: string | null
  readonly engagement: string | null
  /** Probability of no purchase within the horizon, 0–1; null: no score. */
  /** Of the latest uplift result whose people are known here, with its 95 % interval. */
  readonly uplift_score: number | null
  readonly uplift_low: number | null
  readonly uplift_high: number | null
  readonly churn_score: number | null
  readonly churn_risk: 'low' | 'medium' | 'high' | null
  /** Expected net spend of the next 365 days and its 80 % interval. */
  readonly clv: number | null
  readonly clv_low: number | null
  readonly clv_high: number | null
  readonly persona_group: string | null
  /** Net spend of the last twelve calendar months, oldest first. */
  readonly monthlySpend: readonly number[]
  /** In the order of `CustomerColumns.attributes`; null: no value. */
  readonly attributes: readonly (string | null)[]
}

export interface CustomerPage {
  readonly total: number
  readonly revenue: number
  readonly rows: readonly CustomerRow[]
}

export interface CustomerPoints {
  /** How many customers with a purchase there are, and how many points follow (a seeded sample beyond `limit`). */
  readonly customers: number
  readonly points: number
  /** Little-endian Float32 pairs x, y (first two principal components), base64. */
  readonly xy: string
  /** Cluster ids, Uint8, base64. */
  readonly cluster: string
  /** Customer indexes (as in CustomerRow), Uint32 little-endian, base64. */
  readonly index: string
}

export interface CustomerDetail extends CustomerRow {
  readonly firstOrder: string | null
  readonly lastOrder: string | null
  readonly grossSpend: number
  readonly returns: number
  /** Newest first, at most 200. */
  readonly history: readonly {
    readonly date: string
    readonly amount: number
    readonly kind: 'purchase' | 'return' | 'zero' | 'void'
    readonly item: string
  }[]
  readonly historyTotal: number
  readonly topCategories: readonly { readonly name: string; readonly rows: number }[]
}

/** Lines of one order that a customer's figures are made of; amounts in currency units. */
export interface HistoryOrder {
  /** As it stands in the file; null where the row has none, or where it was imported before ids were kept. */
  readonly orderId: string | null
  /** The latest day of its lines, YYYY-MM-DD. */
  readonly date: string
  /** Net of its lines. */
  readonly amount: number
  /** What the order as a whole is: a purchase where any line is one, else a return where any is. */
  readonly kind: 'purchase' | 'return' | 'zero' | 'void'
  readonly lines: readonly HistoryLine[]
}

export interface HistoryLine {
  /** The product's code, its name and its category; null: the file says none. */
  readonly product: string | null
  readonly name: string | null
  readonly category: string | null
  readonly amount: number
  readonly kind: 'purchase' | 'return' | 'zero' | 'void'
}

export interface CustomerHistory {
  /** How many orders and lines there are in all. */
  readonly orders: number
  readonly lines: number
  /** Newest first. */
  readonly items: readonly HistoryOrder[]
}

export const customerOperations = {
  'customers.columns': operation<{ readonly attributes: readonly string[] }>()(
    'query',
    z.strictObject({ projectId: z.string() }),
  ),
  'customers.page': operation<CustomerPage>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      filter: customerFilter.default({}),
      sort: customerSort.default({ field: 'rfm_monetary', descending: true }),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  'customers.get': operation<CustomerDetail>()(
    'query',
    z.strictObject({ projectId: z.string(), index: z.number().int().min(0) }),
  ),
  /** Every order of one customer that took part in the latest run. */
  'customers.history': operation<CustomerHistory>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      customerId: z.string().max(10_000),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(50),
    }),
  ),
  'customers.points': operation<CustomerPoints>()(
    'query',
    z.strictObject({ projectId: z.string(), limit: z.number().int().min(100).max(100_000).default(50_000) }),
  ),
  /** customers.csv of the filtered customers, in the given order. */
  'customers.export': operation<OutputRef>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      filter: customerFilter.default({}),
      /** null: in the order in which the customers first appear. */
      sort: customerSort.nullable().default({ field: 'rfm_monetary', descending: true }),
    }),
  ),
}
