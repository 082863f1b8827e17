import type { ClusterProfile, ClusterRow, SegmentLabel } from '../../contract/analysis.ts'
import type { Histograms } from './histogram.ts'
import type { SilenceEstimate } from './silence.ts'

/** Everything the cards are made of. Money in currency units, shares 0–100, days in calendar days. */
export interface CardInput {
  /** In the order the cards shall have. */
  readonly clusters: readonly CardCluster[]
  /** Over all customers with a purchase. */
  readonly overall: OverallFigures
  /** Per customer figures over the clusters. */
  readonly histograms: {
    readonly spend: Histograms
    readonly frequency: Histograms
    readonly recency: Histograms
    readonly churn?: Histograms | null
    readonly clv?: Histograms | null
  } | null
  /** Clusters of the run before this one, by the ids they carry over; null where there is none. */
  readonly previous: {
    /** Day the previous run measured from, YYYY-MM-DD. */
    readonly since: string
    readonly clusters: readonly {
      readonly clusterId: number
      readonly customers: number
      readonly shareOfRevenue: number
    }[]
  } | null
}

export interface CardCluster {
  readonly row: ClusterRow
  readonly profile: ClusterProfile
  /** R × F name of the median customer. */
  readonly medianLabel: SegmentLabel
  /** Customers with exactly one order. */
  readonly oneTimeBuyers: number
  /** Distinct orders of the cluster. */
  readonly orders: number
  readonly silence: SilenceEstimate
  /** Place of this cluster in `histograms.*.clusters`. */
  readonly histogramIndex: number
  readonly predicted?: PredictedFigures
}

/** Mean scores; null: nobody has that score. */
export interface PredictedFigures {
  readonly churn: number | null
  readonly clv: number | null
}

export interface OverallFigures {
  readonly customers: number
  readonly revenue: number
  readonly averageSpend: number
  readonly medianSpend: number
  readonly averageFrequency: number
  readonly medianRecencyDays: number
  /** Return rows ÷ all rows, in the same unit as `ClusterRow.returnRate`. */
  readonly returnRate: number
  readonly predicted?: PredictedFigures
}
