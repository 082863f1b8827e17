import { z } from 'zod'
import type { OutputRef } from './app.ts'
import { operation } from './operation.ts'
import { isoDate } from './projects.ts'

/** A day, or a day and a time: `2023-01-01`, `2023-01-01 00:00:00`, `2023-01-01T00:00`. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/)
  .refine((text) => isoDate.safeParse(text.slice(0, 10)).success, { message: 'no such day' })

/** The reference's `customer_segment_lookup`, its field names. */
export interface SegmentLookup {
  readonly customer_id: string
  readonly name: string | null
  readonly email: string | null
  readonly age: number | null
  readonly gender: string | null
  readonly location: string | null
  /** YYYY-MM-DD; the first purchase where no sign-up is known. */
  readonly signup_date: string | null
  /** The mapped column where there is one, else net spend. */
  readonly lifetime_value: number
  readonly value_segment: string
  readonly loyalty_segment: string | null
  readonly engagement: string | null
}

/** One customer of the reference's `customer_engagement_analysis`. */
export interface EngagementRow {
  readonly customer_id: string
  readonly event_count: number
  /** Sum of the event values, in their own unit. */
  readonly total_value: number
  /** YYYY-MM-DD HH:mm:ss */
  readonly first_event: string
  readonly last_event: string
  readonly days_since_last_event: number
  readonly engagement: string
}

export interface EngagementAnalysis {
  /** `events`: event files; `orders`: without one, each order's purchase rows count as events of type `purchase`. */
  readonly source: 'events' | 'orders'
  readonly customers: number
  readonly events: number
  readonly byEngagement: readonly { readonly engagement: string; readonly customers: number }[]
  readonly eventTypes: readonly { readonly event_type: string; readonly events: number }[]
  /** Most events first, at most `limit`. */
  readonly rows: readonly EngagementRow[]
}

/** One line of the reference's `customer_segments_summary`. */
export interface SegmentSummaryRow {
  readonly value_segment: string
  readonly loyalty_segment: string | null
  readonly customer_count: number
  readonly avg_lifetime_value: number
}

export interface CustomerEvent {
  /** YYYY-MM-DD HH:mm:ss */
  readonly timestamp: string
  readonly event_type: string
  /** In its own unit; 0 where the file says none. */
  readonly event_value: number
}

const engagementQuery = {
  projectId: z.string(),
  startDate: moment.optional(),
  endDate: moment.optional(),
  eventTypes: z.array(z.string().min(1).max(200)).max(100).optional(),
}

export const tierOperations = {
  /** What one customer did, newest first; empty where no file of events tells of her. */
  'customers.events': operation<{ readonly total: number; readonly items: readonly CustomerEvent[] }>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      customerId: z.string().max(10_000),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(20),
    }),
  ),
  /** One customer by her id. */
  'tiers.lookup': operation<SegmentLookup>()(
    'query',
    z.strictObject({ projectId: z.string(), customerId: z.string().min(1).max(1000) }),
  ),
  /** Events per customer, within a span and of some types; both ends belong to the span. */
  'tiers.engagement': operation<EngagementAnalysis>()(
    'query',
    z.strictObject({ ...engagementQuery, limit: z.number().int().min(1).max(10_000).default(100) }),
  ),
  'tiers.exportEngagement': operation<OutputRef>()('job', z.strictObject(engagementQuery)),
  /** Customers and average lifetime value by segment; location without regard to case, ages inclusive. */
  'tiers.summary': operation<readonly SegmentSummaryRow[]>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      location: z.string().max(300).optional(),
      minAge: z.number().min(0).max(200).optional(),
      maxAge: z.number().min(0).max(200).optional(),
    }),
  ),
}
