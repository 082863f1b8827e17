import type {
  CustomerEvent,
  EngagementAnalysis,
  EngagementRow,
  SegmentLookup,
  SegmentSummaryRow,
} from '../../contract/tiers.ts'
import type { TierThresholds } from '../../contract/projects.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { attributeAt } from '../analysis/describe-clusters.ts'
import { roundHalfAway, roundMoney } from '../money/exact.ts'
import { NONE, type CustomerColumns } from '../rfm/customer-columns.ts'
import { dayNumber, dayText } from '../rfm/dates.ts'
import { isOut, type Scope } from '../rfm/scope.ts'
import { engagementTier, engagementTiers, loyaltySegments, valueSegments } from '../rfm/tiers.ts'

/**
 * The three queries of the reference on value, loyalty and engagement segments: look-up of one customer, engagement from
 * events, summary by segment.
 */
export interface Money {
  readonly scale: number
  /** Decimals of the currency's minor unit. */
  readonly digits: number
}

/** `customer_segment_lookup`. null: nobody has that id. Cost: one look at every id. */
export function lookUp(columns: CustomerColumns, money: Money, customerId: string): SegmentLookup | null {
  let i = 0
  while (i < columns.customers.count && stringAt(columns.customers, i) !== customerId) i++
  if (i === columns.customers.count) return null
  const attribute = attributesOf(columns)
  const age = Number(attribute('age', i) ?? Number.NaN)
  const since = columns.signup[i]! === NO_DAY ? columns.firstPurchase[i]! : columns.signup[i]!
  return {
    customer_id: customerId,
    name: attribute('name', i),
    email: attribute('email', i),
    age: Number.isFinite(age) ? age : null,
    gender: attribute('gender', i),
    location: attribute('location', i),
    signup_date: since === NO_DAY ? null : dayText(since),
    lifetime_value: lifetimeValue(columns, money)(i),
    value_segment: valueSegments[columns.value[i]!]!,
    loyalty_segment: columns.loyalty[i] === NONE ? null : loyaltySegments[columns.loyalty[i]!]!,
    engagement: columns.engagement[i] === NONE ? null : engagementTiers[columns.engagement[i]!]!,
  }
}

export interface SummaryFilter {
  readonly location?: string | undefined
  readonly minAge?: number | undefined
  readonly maxAge?: number | undefined
}

/**
 * `customer_segments_summary`: customers and average lifetime value of each pair of value and loyalty segment, best first.
 * With an age given, customers without one are left out. Cost: one pass over the customers.
 */
export function summariseTiers(columns: CustomerColumns, money: Money, filter: SummaryFilter): SegmentSummaryRow[] {
  const attribute = attributesOf(columns)
  const value = lifetimeValue(columns, money)
  const wanted = filter.location?.trim().toLowerCase() ?? ''
  const byAge = filter.minAge !== undefined || filter.maxAge !== undefined
  const width = loyaltySegments.length + 1
  const counts = new Uint32Array(valueSegments.length * width)
  const sums = new Float64Array(counts.length)
  for (let i = 0; i < columns.code.length; i++) {
    if (wanted !== '' && attribute('location', i)?.toLowerCase() !== wanted) continue
    if (byAge) {
      const text = attribute('age', i)
      const age = text === null ? Number.NaN : Number(text)
      if (!(age >= (filter.minAge ?? 0) && age <= (filter.maxAge ?? Infinity))) continue
    }
    const loyalty = columns.loyalty[i] === NONE ? loyaltySegments.length : columns.loyalty[i]!
    const place = columns.value[i]! * width + loyalty
    counts[place]!++
    sums[place]! += value(i)
  }
  const rows: SegmentSummaryRow[] = []
  counts.forEach((count, place) => {
    if (count === 0) return
    rows.push({
      value_segment: valueSegments[Math.floor(place / width)]!,
      loyalty_segment: loyaltySegments[place % width] ?? null,
      customer_count: count,
      avg_lifetime_value: roundHalfAway(sums[place]! / count, money.digits),
    })
  })
  return rows
}

export interface EngagementFilter {
  /** `YYYY-MM-DD`, with a time where it matters; both ends belong to the span. */
  readonly startDate?: string | undefined
  readonly endDate?: string | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly limit: number
}

/** Purchases stand for events where there is no file of events; they have one type. */
const PURCHASE = 'purchase'

/**
 * `customer_engagement_analysis`: events of each customer within a span and of some types, who has most first (then by id),
 * with the engagement of her last event among them, measured from the end of the scope. Letter case of types does not count.
 * Cost: one scan of the events (else of the orders).
 */
export function analyseEngagement(
  dataset: Dataset,
  columns: CustomerColumns,
  scope: Scope,
  tiers: TierThresholds,
  filter: EngagementFilter,
): EngagementAnalysis {
  const n = dataset.customers.count
  const listed = new Uint8Array(n)
  for (const code of columns.code) listed[code] = 1
  const count = new Uint32Array(n)
  const first = new Float64Array(n).fill(Infinity)
  const last = new Float64Array(n).fill(-Infinity)
  const total = new Float64Array(n)
  const start = filter.startDate === undefined ? -Infinity : momentOf(filter.startDate, false)
  const end = filter.endDate === undefined ? Infinity : momentOf(filter.endDate, true)
  const types = filter.eventTypes?.map((type) => type.trim().toLowerCase())
  const { events } = dataset
  const names =
    events === null ? [PURCHASE] : Array.from({ length: events.types.count }, (_, i) => stringAt(events.types, i))
  const isWanted = names.map((name) => types === undefined || types.includes(name.toLowerCase()))
  const perType = new Float64Array(names.length)
  const add = (customer: number, type: number, moment: number, value: number) => {
    if (moment < start || moment > end || !isWanted[type]!) return
    perType[type]!++
    count[customer]!++
    total[customer]! += value
    if (moment < first[customer]!) first[customer] = moment
    if (moment > last[customer]!) last[customer] = moment
  }
  if (events !== null) {
    for (const { rows, customer, type, day, second, value } of events.chunks()) {
      for (let i = 0; i < rows; i++) {
        if (day[i]! > scope.asOf || day[i]! < scope.from || listed[customer[i]!] === 0) continue
        add(customer[i]!, type[i]!, day[i]! * 86_400 + second[i]!, value[i]!)
      }
    }
  } else {
    for (const chunk of dataset.chunks(['customer', 'day', 'kind', 'amount', 'product', 'category'])) {
      const { rows, customer, day, kind, amount, product, category } = chunk
      for (let i = 0; i < rows; i++) {
        if (kind[i] !== RowKind.purchase || customer[i] === NO_CODE || listed[customer[i]!] === 0) continue
        if (isOut(scope, day[i]!, product[i]!, category[i]!)) continue
        add(customer[i]!, 0, day[i]! * 86_400, amount[i]!)
      }
    }
  }
  const found = Array.from(count.keys()).filter((customer) => count[customer]! > 0)
  const tierOf = (customer: number) => engagementTier(scope.asOf - Math.floor(last[customer]! / 86_400), tiers)
  const perTier = new Uint32Array(engagementTiers.length)
  for (const customer of found) perTier[tierOf(customer)]!++
  const scale = events === null ? dataset.scale : events.scale
  found.sort((a, b) => count[b]! - count[a]! || last[b]! - last[a]! || a - b)
  return {
    source: events === null ? 'orders' : 'events',
    customers: found.length,
    events: perType.reduce((a, b) => a + b, 0),
    byEngagement: engagementTiers.map((engagement, i) => ({ engagement, customers: perTier[i]! })),
    eventTypes: names
      .map((event_type, i) => ({ event_type, events: perType[i]! }))
      .filter(({ events: some }) => some > 0)
      .sort((a, b) => b.events - a.events || (a.event_type < b.event_type ? -1 : 1)),
    rows: found.slice(0, filter.limit).map((customer): EngagementRow => ({
      customer_id: stringAt(dataset.customers, customer),
      event_count: count[customer]!,
      total_value: total[customer]! / 10 ** scale,
      first_event: momentText(first[customer]!),
      last_event: momentText(last[customer]!),
      days_since_last_event: scope.asOf - Math.floor(last[customer]! / 86_400),
      engagement: engagementTiers[tierOf(customer)]!,
    })),
  }
}

/** What one customer did within the scope, newest first. Cost: one scan of the events, one look at every id. */
export function eventsOf(
  dataset: Dataset,
  scope: Scope,
  customerId: string,
  offset: number,
  limit: number,
): { total: number; items: CustomerEvent[] } {
  const { events, customers } = dataset
  let code = 0
  while (code < customers.count && stringAt(customers, code) !== customerId) code++
  const found: { moment: number; type: number; value: number }[] = []
  for (const { rows, customer, type, day, second, value } of events?.chunks() ?? []) {
    for (let i = 0; i < rows; i++) {
      if (customer[i] !== code || day[i]! > scope.asOf || day[i]! < scope.from) continue
      found.push({ moment: day[i]! * 86_400 + second[i]!, type: type[i]!, value: value[i]! })
    }
  }
  found.sort((a, b) => b.moment - a.moment)
  return {
    total: found.length,
    items: found.slice(offset, offset + limit).map(({ moment, type, value }) => ({
      timestamp: momentText(moment),
      event_type: stringAt(events!.types, type),
      event_value: value / 10 ** events!.scale,
    })),
  }
}

/** Seconds since 1970-01-01 of a local day and time; a day alone begins or ends the span. */
function momentOf(text: string, isEnd: boolean): number {
  const [hours, minutes, seconds] = text.slice(11).split(':').map(Number)
  const day = dayNumber(text.slice(0, 10)) * 86_400
  if (text.length === 10) return isEnd ? day + 86_399 : day
  return day + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? (isEnd ? 59 : 0))
}

function momentText(moment: number): string {
  const day = Math.floor(moment / 86_400)
  const second = moment - day * 86_400
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${dayText(day)} ${two(second / 3600)}:${two((second % 3600) / 60)}:${two(second % 60)}`
}

function attributesOf({ attributes }: CustomerColumns): (role: string, i: number) => string | null {
  const columns = new Map(attributes.map((column) => [column.role === 'attribute' ? '' : column.role, column]))
  return (role, i) => {
    const column = columns.get(role)
    return column === undefined ? null : attributeAt(column, i) || null
  }
}

/** Lifetime value in currency units: the mapped column where it has a number, else net spend. */
function lifetimeValue(columns: CustomerColumns, { scale, digits }: Money): (i: number) => number {
  const attribute = attributesOf(columns)
  return (i) =>
    columns.valueGiven[i] === 1 ? Number(attribute('lifetime_value', i)) : roundMoney(columns.net[i]!, scale, digits)
}
