import { z } from 'zod'
import type { Note, Warning } from './messages.ts'
import { operation } from './operation.ts'
import type { SegmentLabel } from './segment-labels.ts'

export * from './segment-labels.ts'

/**
 * Money in DTOs is a number of currency units, rounded once, half away from zero, from exact integers.
 * Shares are percentages 0–100 unless a name says otherwise.
 */
export interface CutPoints {
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

/** Customers per score 1…5. */
export interface ScoreCounts {
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

/** A name, a note and a colour of the person's own; null: the product's default. */
export interface OwnLabel {
  readonly name: string | null
  readonly note: string | null
  /** Index 0–7 into the categorical palette, or null. */
  readonly colour: number | null
}

export interface SegmentRow extends OwnLabel {
  readonly segmentLabel: SegmentLabel
  readonly customers: number
  readonly shareOfCustomers: number
  readonly revenue: number
  readonly shareOfRevenue: number
  readonly averageSpend: number
  readonly medianSpend: number
  readonly averageFrequency: number
  readonly medianRecencyDays: number
}

export interface ClusterTrait {
  /** `recency`, `frequency`, `monetary` or an attribute's name. */
  readonly feature: string
  /** Difference of the cluster's mean from everyone's, in standard deviations of the clustered feature. */
  readonly effect: number
  /** Cluster mean and overall mean in the feature's own unit (days, orders, currency). */
  readonly mean: number
  readonly overall: number
}

export interface ClusterRow extends OwnLabel {
  readonly clusterId: number
  /** The product's own label, unique within a run. */
  readonly clusterLabel: string
  readonly customers: number
  readonly shareOfCustomers: number
  readonly revenue: number
  readonly shareOfRevenue: number
  readonly averageSpend: number
  readonly medianSpend: number
  readonly averageFrequency: number
  readonly medianRecencyDays: number
  /** Return rows ÷ all rows, 0–1. */
  readonly returnRate: number
  /** Strongest first. */
  readonly traits: readonly ClusterTrait[]
  readonly topCategories: readonly CategoryShare[]
}

export interface CategoryShare {
  readonly name: string
  /** Purchase rows of the cluster in it. */
  readonly rows: number
  /** Share of the cluster's purchase rows ÷ share of everyone's; 1 = as usual. */
  readonly lift: number
}

/** The reference's cluster profile, exact keys and rounding. */
export interface ClusterProfile {
  readonly cluster_id: number
  readonly n_customers: number
  readonly avg_spend: number
  readonly median_spend: number
  readonly avg_frequency: number
  readonly top_categories: string
  readonly share_of_revenue_pct: number
  readonly insight: string
}

export interface KCandidate {
  readonly k: number
  readonly inertia: number
  /** null for k = 1. */
  readonly silhouette: number | null
}

export interface KChoice {
  readonly k: number
  /** What the rule suggests; differs from k where the person chose. */
  readonly suggested: number
  readonly chosenByPerson: boolean
  readonly reason: Note
  readonly candidates: readonly KCandidate[]
  /** Kneedle's answer, or null: no knee is a legal answer. */
  readonly knee: number | null
  readonly maxK: number
  /** The best silhouette lies at maxK: a wider range is worth trying. */
  readonly widerRangeOffered: boolean
  readonly silhouetteSample: number
  readonly inertia: number
  readonly silhouette: number | null
  readonly features: readonly string[]
}

export interface RfmCell {
  readonly r: number
  readonly f: number
  readonly segmentLabel: SegmentLabel
  readonly customers: number
  readonly revenue: number
}

export interface MonthRow {
  /** YYYY-MM */
  readonly month: string
  readonly revenue: number
  readonly orders: number
  /** Customers by what this month is to them: the first, one with a purchase in the six months before, back after longer. */
  readonly newCustomers: number
  readonly returningCustomers: number
  readonly wonBackCustomers: number
  readonly newRevenue: number
  readonly returningRevenue: number
  readonly wonBackRevenue: number
}

export interface CohortRow {
  /** Month of the first purchase, YYYY-MM. */
  readonly cohort: string
  readonly customers: number
  /** Share (0–100) of them who bought in the n-th month after; index 0 is always 100. */
  readonly retention: readonly number[]
}

export interface Overview {
  readonly rowsRead: number
  readonly rowsAccepted: number
  readonly rowsRejected: number
  readonly rowsWithoutCustomer: number
  readonly purchaseRows: number
  readonly returnRows: number
  readonly customers: number
  readonly customersWithPurchase: number
  readonly orders: number
  readonly revenueGross: number
  readonly revenueNet: number
  readonly revenueWithoutCustomer: number
  readonly firstDate: string
  readonly asOf: string
  readonly averageOrderValue: number
  readonly oneTimeBuyers: number
  readonly abc: { readonly A: number; readonly B: number; readonly C: number }
  /** Lorenz curve: 101 points, cumulative % of net spend held by the top 0…100 % of customers, best first. */
  readonly lorenz: readonly number[]
  /** Share of customers (0–100) who bring 80 % of the revenue, and how many they are. */
  readonly topShareFor80: number
  readonly topCustomersFor80: number
  readonly months: readonly MonthRow[]
  readonly cohorts: readonly CohortRow[]
  readonly rfmGrid: readonly RfmCell[]
}

export interface Analysis {
  readonly runId: string
  readonly projectId: string
  readonly createdAt: string
  /** Inputs (layers, window, exclusions) have changed since. */
  readonly stale: boolean
  readonly seed: number
  readonly currency: string | null
  readonly overview: Overview
  readonly cuts: CutPoints
  readonly scoreCounts: ScoreCounts
  readonly segments: readonly SegmentRow[]
  readonly kChoice: KChoice
  readonly clusters: readonly ClusterRow[]
  readonly profiles: readonly ClusterProfile[]
  /** What the two axes of the customer map mean, as signed weights of the features. */
  readonly mapAxes: readonly { readonly explained: number; readonly weights: Readonly<Record<string, number>> }[]
  readonly suggestedExclusions: readonly ExclusionSuggestion[]
  readonly warnings: readonly Warning[]
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<'load' | 'rfm' | 'cluster' | 'predict' | 'profile' | 'total', number>>
}

export interface ExclusionSuggestion {
  readonly field: 'customer' | 'product' | 'category'
  readonly op: 'eq' | 'contains' | 'starts_with'
  readonly value: string
  /** Why it is suggested. */
  readonly reason: Note
  readonly rows: number
  readonly customers: number
  readonly revenue: number
}

const k = z.number().int().min(1).max(50)

export const analysisOperations = {
  /** Loads the active layers, scores, clusters and keeps the result as a new run. */
  'analysis.run': operation<Analysis>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      seed: z.number().int().min(0).max(0xffffffff).default(1),
      /** `keep`: what the person chose in the latest run, else as suggested. */
      k: z.union([z.literal('auto'), z.literal('keep'), k]).default('auto'),
      maxK: z.number().int().min(2).max(50).default(10),
    }),
  ),
  'analysis.latest': operation<Analysis | null>()('query', z.strictObject({ projectId: z.string() })),
  /** Another k of the same run; its labels are there already. */
  'analysis.setK': operation<Analysis>()('job', z.strictObject({ projectId: z.string(), k })),
}
