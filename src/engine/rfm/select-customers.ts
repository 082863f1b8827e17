import type { CustomerFilter, CustomerSort } from '../../contract/customers.ts'
import type { TierThresholds } from '../../contract/projects.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type AttributeColumn } from '../columns/types.ts'
import type { Cuts } from '../explain/labels.ts'
import { nearestMoves } from '../explain/moves.ts'
import { NO_GROUP, personaGroups } from '../persona/persona-group.ts'
import { churnRisk, type ChurnRisk, type Scores } from '../predict/scores.ts'
import { NONE, type CustomerColumns } from './customer-columns.ts'
import { segmentLabels } from '../../contract/segment-labels.ts'
import { defaultTiers, engagementTiers, loyaltySegments, valueSegments } from './tiers.ts'

/** A run's customers with the clusters of its chosen k. */
export interface CustomerView {
  readonly columns: CustomerColumns
  /** Cluster id per customer, or NONE. */
  readonly cluster: Uint8Array
  readonly clusterLabels: ReadonlyMap<number, string>
  /** Absent in runs that predicted nothing. */
  readonly scores?: Scores
  /** Per customer, NaN: not in the campaign. Absent: no campaign knows any. */
  readonly uplift?: { readonly score: Float64Array; readonly low: Float64Array; readonly high: Float64Array }
  /** Of the churn risk; absent: the default. */
  readonly churnThresholds?: TierThresholds['churn']
  /** Cut-points of the run, for `near`. */
  readonly cuts?: Cuts
  /** What the previous run said of each, where it is asked for and still kept. */
  readonly previous?: PreviousGroups
}

/** Per customer of this run; see `previousGroups`. */
export interface PreviousGroups {
  /** Index into segmentLabels, NONE without a purchase, or NEW for whom the previous run did not know. */
  readonly segment: Uint8Array
  /** Cluster id, or NONE. */
  readonly cluster: Uint8Array
}

/** Not known to the previous run. */
export const NEW = 254

/**
 * Positions of the customers that pass the filter, in the order asked for; equal ones by position, missing values last.
 * Cost: O(n) for the filter, O(m log m) for the order of the m that pass.
 */
export function selectCustomers(view: CustomerView, filter: CustomerFilter, sort: CustomerSort): Uint32Array {
  const passes = filterOf(view, filter)
  const n = view.columns.code.length
  const found = new Uint32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) if (passes(i)) found[count++] = i
  const selected = found.subarray(0, count).slice()
  const key = sortKey(view, sort.field)
  if (key === null) return selected
  const sign = sort.descending ? -1 : 1
  return selected.sort((a, b) => {
    const x = key[a]!
    const y = key[b]!
    if (x === y) return a - b
    if (Number.isNaN(x)) return Number.isNaN(y) ? a - b : 1
    if (Number.isNaN(y)) return -1
    return (x - y) * sign
  })
}

function filterOf(
  { columns, cluster, previous, cuts, scores, churnThresholds = defaultTiers.churn }: CustomerView,
  filter: CustomerFilter,
): (i: number) => boolean {
  const tests: ((i: number) => boolean)[] = []
  const oneOf = (column: Uint8Array, wanted: readonly number[]) => {
    const allowed = new Uint8Array(256)
    for (const value of wanted) allowed[value] = 1
    tests.push((i) => allowed[column[i]!] === 1)
  }
  const indexes = (names: readonly string[], wanted: readonly string[]) =>
    wanted.map((name) => (names.includes(name) ? names.indexOf(name) : NONE))
  if (filter.segments !== undefined) oneOf(columns.segment, indexes(segmentLabels, filter.segments))
  if (filter.clusters !== undefined) oneOf(cluster, filter.clusters)
  if (filter.abc !== undefined)
    oneOf(
      columns.abc,
      filter.abc.map((name) => ' ABC'.indexOf(name)),
    )
  if (filter.r !== undefined) oneOf(columns.r, filter.r)
  if (filter.f !== undefined) oneOf(columns.f, filter.f)
  if (filter.valueSegments !== undefined) oneOf(columns.value, indexes(valueSegments, filter.valueSegments))
  if (filter.loyaltySegments !== undefined) oneOf(columns.loyalty, indexes(loyaltySegments, filter.loyaltySegments))
  if (filter.engagement !== undefined) oneOf(columns.engagement, indexes(engagementTiers, filter.engagement))
  if (filter.churnRisk !== undefined) {
    const wanted = new Set<ChurnRisk>(filter.churnRisk)
    tests.push((i) => {
      const score = scores?.churn[i] ?? Number.NaN
      return !Number.isNaN(score) && wanted.has(churnRisk(score, churnThresholds))
    })
  }
  if (filter.personaGroups !== undefined) {
    const wanted = filter.personaGroups
    tests.push((i) => scores !== undefined && wanted.includes(personaGroups[scores.personaGroup[i]!] ?? ''))
  }
  if (filter.withPurchase !== undefined) {
    const wanted = filter.withPurchase
    tests.push((i) => columns.recency[i]! >= 0 === wanted)
  }
  if (filter.near !== undefined && cuts !== undefined) {
    const { by, to, orders } = filter.near
    const wanted = segmentLabels.findIndex((name) => name === to)
    tests.push((i) => {
      if (columns.recency[i]! < 0) return false
      const moves = nearestMoves(columns.recency[i]!, columns.frequency[i]!, cuts)
      if (by === 'silence') return moves.silence?.label === wanted
      return moves.order?.label === wanted && (orders === null || moves.order.orders === orders)
    })
  }
  if (filter.previousSegments !== undefined && previous !== undefined) {
    const codes = filter.previousSegments.map((name) =>
      name === 'new' ? NEW : segmentLabels.findIndex((known) => known === name),
    )
    oneOf(
      previous.segment,
      codes.map((code) => (code < 0 ? NONE : code)),
    )
  }
  if (filter.previousClusters !== undefined && previous !== undefined) {
    oneOf(
      previous.cluster,
      filter.previousClusters.map((id) => (id < 0 ? NONE : id)),
    )
  }
  const search = filter.search?.trim().toLowerCase() ?? ''
  if (search !== '') tests.push(searchOf(columns, search))
  return (i) => tests.every((test) => test(i))
}

/** Each distinct attribute value is looked at once, however many customers share it. */
function searchOf(columns: CustomerColumns, search: string): (i: number) => boolean {
  const hits = columns.attributes.map(({ dictionary, codes }) => {
    const matches = new Uint8Array(dictionary.count)
    for (let code = 0; code < dictionary.count; code++) {
      if (stringAt(dictionary, code).toLowerCase().includes(search)) matches[code] = 1
    }
    return { matches, codes }
  })
  return (i) => {
    if (stringAt(columns.customers, i).toLowerCase().includes(search)) return true
    return hits.some(({ matches, codes }) => codes[i] !== NO_CODE && matches[codes[i]!] === 1)
  }
}

/** A number per customer that sorts like the field; NaN: no value. Null: the field is unknown. */
function sortKey(view: CustomerView, field: string): ArrayLike<number> | null {
  const { columns, cluster } = view
  const optional = (values: ArrayLike<number>, missing: number) =>
    Float64Array.from(values, (value) => (value === missing ? Number.NaN : value))
  switch (field) {
    case 'customer_id':
      return ranks(Array.from({ length: columns.customers.count }, (_, i) => stringAt(columns.customers, i)))
    case 'rfm_recency_days':
      return optional(columns.recency, -1)
    case 'rfm_frequency':
      return columns.frequency
    case 'rfm_monetary':
      return columns.net
    case 'return_rate':
      return Float64Array.from(columns.rows, (rows, i) => (rows === 0 ? Number.NaN : columns.returnRows[i]! / rows))
    case 'r_score':
      return optional(columns.r, 0)
    case 'f_score':
      return optional(columns.f, 0)
    case 'm_score':
      return optional(columns.m, 0)
    case 'segment_label':
      return optional(columns.segment, NONE)
    case 'cluster_id':
      return optional(cluster, NONE)
    case 'cluster_label': {
      const ids = [...view.clusterLabels.keys()]
      const order = ranks(ids.map((id) => view.clusterLabels.get(id)!))
      return Float64Array.from(cluster, (id) => (id === NONE ? Number.NaN : (order[ids.indexOf(id)] ?? Number.NaN)))
    }
    case 'abc_category':
      return optional(columns.abc, 0)
    case 'value_segment':
      return columns.value
    case 'churn_score':
    case 'churn_risk':
      return view.scores?.churn ?? null
    case 'clv':
      return view.scores?.clv ?? null
    case 'clv_low':
      return view.scores?.clvLow ?? null
    case 'clv_high':
      return view.scores?.clvHigh ?? null
    case 'persona_group':
      return view.scores === undefined ? null : optional(view.scores.personaGroup, NO_GROUP)
    case 'loyalty_segment':
      return optional(columns.loyalty, NONE)
    case 'engagement':
      return optional(columns.engagement, NONE)
    default: {
      const name = field.startsWith('attribute:') ? field.slice('attribute:'.length) : field
      const attribute = columns.attributes.find((each) => each.name === name)
      return attribute === undefined ? null : attributeKey(attribute)
    }
  }
}

/** Numbers sort as numbers where every value is one, else as text. */
function attributeKey({ dictionary, codes }: AttributeColumn): Float64Array {
  const values = Array.from({ length: dictionary.count }, (_, code) => stringAt(dictionary, code))
  const numbers = values.map(Number)
  const order = numbers.every(Number.isFinite) ? Float64Array.from(numbers) : ranks(values)
  return Float64Array.from(codes, (code) => (code === NO_CODE ? Number.NaN : order[code]!))
}

/** Place of each text in code-point order, shorter runs of digits first where all are digits. */
function ranks(texts: readonly string[]): Float64Array {
  const digitsOnly = texts.every((text) => /^\d{1,15}$/.test(text))
  if (digitsOnly) return Float64Array.from(texts, Number)
  const order = Array.from(texts.keys()).sort((a, b) =>
    texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b,
  )
  const rank = new Float64Array(texts.length)
  order.forEach(
    (index, place) =>
      (rank[index] = place > 0 && texts[index] === texts[order[place - 1]!] ? rank[order[place - 1]!]! : place),
  )
  return rank
}
