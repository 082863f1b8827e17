import type { CategoryShare, ClusterProfile, ClusterRow, ClusterTrait, SegmentLabel } from '../../contract/analysis.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, NO_DAY, type AttributeColumn, type StringColumn } from '../columns/types.ts'
import { ExactSum, roundHalfAway, roundMoney } from '../money/exact.ts'
import { commonestValues, type BodyInput } from '../persona/bodies.ts'
import { histograms, type Histograms } from '../persona/histogram.ts'
import { clusterLabels } from '../persona/labels.ts'
import { buildProfiles } from '../persona/profiles.ts'
import { estimateSilence, type SilenceEstimate } from '../persona/silence.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'
import { medianOf } from '../rfm/quantile.ts'
import { segmentOf } from '../rfm/segment-map.ts'
import { topItems, type ItemCounts } from './item-counts.ts'

/** A cluster as computed; the person's own name, note and colour are added when it is read. */
export type ClusterFacts = Omit<ClusterRow, 'name' | 'note' | 'colour'>

export interface DescribedClusters {
  /** By cluster id, ascending; the same order in all lists. */
  readonly rows: readonly ClusterFacts[]
  readonly profiles: readonly ClusterProfile[]
  readonly medianLabels: readonly SegmentLabel[]
  readonly oneTimeBuyers: readonly number[]
  readonly orders: readonly number[]
  readonly silence: readonly SilenceEstimate[]
  readonly bodies: readonly BodyInput[]
  readonly histograms: { readonly spend: Histograms; readonly frequency: Histograms; readonly recency: Histograms }
  readonly overall: OverallStatistics
  /** Mean scores; absent in runs of versions that predicted nothing. */
  readonly predicted?: {
    readonly clusters: readonly PredictedMeans[]
    readonly overall: PredictedMeans
    /** Of the scores there are, clusters in the order of `rows`. */
    readonly histograms: { readonly churn: Histograms | null; readonly clv: Histograms | null }
  }
}

/** null: nobody has that score. */
export interface PredictedMeans {
  readonly churn: number | null
  readonly clv: number | null
}

export interface OverallStatistics {
  readonly customers: number
  readonly revenue: number
  readonly averageSpend: number
  readonly medianSpend: number
  readonly averageFrequency: number
  readonly medianFrequency: number
  readonly averageRecencyDays: number
  readonly medianRecencyDays: number
  /** Return rows ÷ all rows, 0–1. */
  readonly returnRate: number
}

export interface DescribeInput {
  readonly columns: CustomerColumns
  readonly asOf: number
  readonly scale: number
  /** Decimals of the currency's minor unit. */
  readonly digits: number
  /** Cut-points of r and f, to name a cluster's median customer. */
  readonly cuts: { readonly r: readonly number[]; readonly f: readonly number[] }
  /** Cluster 0 … clusters − 1 of each buyer (in the order of columns.buyers). */
  readonly labels: Uint8Array
  readonly clusters: number
  /** Id of each cluster. */
  readonly ids: readonly number[]
  /** Names of the clustered features and their centroids in standard deviations (clusters × features). */
  readonly features: readonly string[]
  readonly centroids: Float64Array
  /** Group = cluster. */
  readonly items: ItemCounts
  readonly itemNames: StringColumn
}

/** Everything that is said about each cluster. Money sums are exact; means and medians are rounded once. */
export function describeClusters(input: DescribeInput): DescribedClusters {
  const { columns, labels, clusters, scale, digits } = input
  const { buyers } = columns
  const unit = 10 ** scale
  const order = Array.from({ length: clusters }, (_, cluster) => cluster).sort((a, b) => input.ids[a]! - input.ids[b]!)

  const groups = groupBy(labels, clusters)
  const everyone = summarise(columns, buyers, scale, digits)
  const summaries = groups.map((members) =>
    summarise(
      columns,
      members.map((b) => buyers[b]!),
      scale,
      digits,
    ),
  )
  const overallItems = sumGroups(input.items)
  const spend = Float64Array.from(buyers, (i) => columns.net[i]! / unit)
  const frequency = Uint32Array.from(buyers, (i) => columns.frequency[i]!)
  const recency = Int32Array.from(buyers, (i) => columns.recency[i]!)
  const silence = estimateSilence(
    {
      labels,
      recencyDays: recency,
      tenureDays: Int32Array.from(buyers, (i) =>
        columns.firstPurchase[i] === NO_DAY ? 0 : input.asOf - columns.firstPurchase[i]!,
      ),
      orders: frequency,
      spend,
      spendLastYear: Float64Array.from(buyers, (i) =>
        columns.monthly.subarray(i * 12, i * 12 + 12).reduce((a, b) => a + b, 0),
      ),
    },
    clusters,
  )

  const medianLabels = summaries.map((summary) => medianLabel(summary, input.cuts))
  const traits = summaries.map((summary, cluster) => traitsOf(input, cluster, summary, everyone))
  const names = clusterLabels(
    order.map((cluster) => ({
      clusterId: input.ids[cluster]!,
      medianLabel: medianLabels[cluster]!,
      traits: traits[cluster]!,
    })),
  )
  const top = groups.map((_, cluster): CategoryShare[] => categoryShares(input, cluster, overallItems))
  const inputs = order.map((cluster) => {
    const summary = summaries[cluster]!
    return {
      clusterId: input.ids[cluster]!,
      customers: summary.customers,
      averageSpend: summary.averageSpend,
      medianSpend: summary.medianSpend,
      averageFrequency: summary.averageFrequency,
      revenue: summary.revenue,
      topCategories: top[cluster]!.map(({ name }) => name),
    }
  })

  return {
    rows: order.map((cluster, place): ClusterFacts => {
      const summary = summaries[cluster]!
      return {
        clusterId: input.ids[cluster]!,
        clusterLabel: names[place]!,
        customers: summary.customers,
        shareOfCustomers: (100 * summary.customers) / everyone.customers,
        revenue: summary.revenue,
        shareOfRevenue: everyone.revenue > 0 ? (100 * summary.revenue) / everyone.revenue : 0,
        averageSpend: summary.averageSpend,
        medianSpend: summary.medianSpend,
        averageFrequency: summary.averageFrequency,
        medianRecencyDays: summary.medianRecencyDays,
        returnRate: summary.returnRate,
        traits: traits[cluster]!,
        topCategories: top[cluster]!,
      }
    }),
    profiles: buildProfiles(inputs, everyone.revenue),
    medianLabels: order.map((cluster) => medianLabels[cluster]!),
    oneTimeBuyers: order.map((cluster) => groups[cluster]!.reduce((n, b) => n + (frequency[b] === 1 ? 1 : 0), 0)),
    orders: order.map((cluster) => groups[cluster]!.reduce((n, b) => n + frequency[b]!, 0)),
    silence: order.map((cluster) => silence[cluster]!),
    bodies: order.map((cluster, place) => bodyOf(columns, groups[cluster]!, names[place]!, summaries[cluster]!)),
    histograms: {
      spend: inOrder(histograms(spend, labels, clusters), order),
      frequency: inOrder(histograms(frequency, labels, clusters), order),
      recency: inOrder(histograms(recency, labels, clusters), order),
    },
    overall: everyone,
  }
}

/** Statistics of a set of customers with a purchase. */
export function summarise(
  columns: CustomerColumns,
  members: ArrayLike<number>,
  scale: number,
  digits: number,
): OverallStatistics {
  const n = members.length
  const sum = new ExactSum()
  let orders = 0
  let rows = 0
  let returns = 0
  const net = new Float64Array(n)
  const recency = new Float64Array(n)
  const frequency = new Float64Array(n)
  let days = 0
  for (let at = 0; at < n; at++) {
    const i = members[at]!
    sum.add(columns.net[i]!)
    net[at] = columns.net[i]!
    recency[at] = columns.recency[i]!
    frequency[at] = columns.frequency[i]!
    days += columns.recency[i]!
    orders += columns.frequency[i]!
    rows += columns.rows[i]!
    returns += columns.returnRows[i]!
  }
  if (n === 0) return nobody
  const total = sum.total()
  return {
    customers: n,
    revenue: roundMoney(total, scale, digits),
    averageSpend: roundHalfAway(Number(total) / n / 10 ** scale, digits),
    medianSpend: roundHalfAway(medianOf(net) / 10 ** scale, digits),
    averageFrequency: orders / n,
    medianFrequency: medianOf(frequency),
    averageRecencyDays: days / n,
    medianRecencyDays: medianOf(recency),
    returnRate: rows === 0 ? 0 : returns / rows,
  }
}

const nobody: OverallStatistics = {
  customers: 0,
  revenue: 0,
  averageSpend: 0,
  medianSpend: 0,
  averageFrequency: 0,
  medianFrequency: 0,
  averageRecencyDays: 0,
  medianRecencyDays: 0,
  returnRate: 0,
}

/** Positions of those with each label. */
export function groupBy(labels: Uint8Array, clusters: number): Uint32Array[] {
  const sizes = new Uint32Array(clusters)
  for (let b = 0; b < labels.length; b++) sizes[labels[b]!]!++
  const groups = Array.from(sizes, (size) => new Uint32Array(size))
  const filled = new Uint32Array(clusters)
  for (let b = 0; b < labels.length; b++) groups[labels[b]!]![filled[labels[b]!]!++] = b
  return groups
}

function sumGroups({ groups, items, rows }: ItemCounts): { rows: Uint32Array; total: number; totals: Uint32Array } {
  const sums = new Uint32Array(items)
  const totals = new Uint32Array(groups)
  for (let group = 0; group < groups; group++) {
    for (let item = 0; item < items; item++) {
      sums[item]! += rows[group * items + item]!
      totals[group]! += rows[group * items + item]!
    }
  }
  return { rows: sums, totals, total: totals.reduce((a, b) => a + b, 0) }
}

function categoryShares(input: DescribeInput, cluster: number, overall: ReturnType<typeof sumGroups>): CategoryShare[] {
  return topItems(input.items, cluster, 5).map(({ item, rows }) => ({
    name: stringAt(input.itemNames, item),
    rows,
    lift: rows / overall.totals[cluster]! / (overall.rows[item]! / overall.total),
  }))
}

/** The R × F name of a customer with the cluster's median recency and median frequency. */
function medianLabel(summary: OverallStatistics, cuts: DescribeInput['cuts']): SegmentLabel {
  const score = (value: number, list: readonly number[]) => list.filter((cut) => cut < value).length
  const r = cuts.r.length === 0 ? 3 : 5 - score(summary.medianRecencyDays, cuts.r)
  const f = cuts.f.length === 0 ? 3 : 1 + score(summary.medianFrequency, cuts.f)
  return segmentOf(r, f)
}

function traitsOf(
  input: DescribeInput,
  cluster: number,
  own: OverallStatistics,
  everyone: OverallStatistics,
): ClusterTrait[] {
  const figures: Record<string, readonly [number, number]> = {
    recency: [own.averageRecencyDays, everyone.averageRecencyDays],
    frequency: [own.averageFrequency, everyone.averageFrequency],
    monetary: [own.averageSpend, everyone.averageSpend],
  }
  return input.features
    .map((feature, column) => {
      const [mean, overall] = figures[feature] ?? [0, 0]
      return { feature, effect: input.centroids[cluster * input.features.length + column]!, mean, overall }
    })
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

function bodyOf(columns: CustomerColumns, members: Uint32Array, label: string, summary: OverallStatistics): BodyInput {
  const positions = Array.from(members, (b) => columns.buyers[b]!)
  const values = (role: string): string[] => {
    const column = columns.attributes.find(
      (attribute) => attribute.role === role || attribute.name.toLowerCase() === role,
    )
    return column === undefined ? [] : positions.map((i) => attributeAt(column, i))
  }
  const lifetime = values('lifetime_value')
    .filter((text) => text !== '')
    .map(Number)
  return {
    label,
    customers: summary.customers,
    averageLtv: lifetime.length > 0 ? lifetime.reduce((a, b) => a + b, 0) / lifetime.length : summary.averageSpend,
    averageFrequency: summary.averageFrequency,
    industries: commonestValues(values('industry')),
    plans: commonestValues(values('plan')),
  }
}

export function attributeAt(column: AttributeColumn, i: number): string {
  const code = column.codes[i]!
  return code === NO_CODE ? '' : stringAt(column.dictionary, code)
}

function inOrder(all: Histograms, order: readonly number[]): Histograms {
  return { ...all, clusters: order.map((cluster) => all.clusters[cluster]!) }
}
