import type { Analysis } from '../contract/analysis.ts'
import type { ImportLayer } from '../contract/imports.ts'
import { formatNote } from '../contract/messages/format.ts'
import type { Predictions } from '../contract/predictions.ts'
import type { UpliftResult } from '../contract/uplift.ts'
import { modelsOf, upliftOf } from './models.ts'

export interface SummaryParts {
  readonly analysis: Analysis
  readonly predictions: Predictions
  readonly uplift: readonly UpliftResult[]
  readonly layers: readonly ImportLayer[]
  readonly version: string
  /** Of the whole process, in milliseconds. */
  readonly totalMilliseconds: number
  readonly peakRssBytes: number
}

/** The body of summary.json: these keys in this order. */
export function summaryOf({
  analysis,
  predictions,
  uplift,
  layers,
  version,
  totalMilliseconds,
  peakRssBytes,
}: SummaryParts) {
  const { overview, kChoice, timings } = analysis
  return {
    rows_read: overview.rowsRead,
    rows_accepted: overview.rowsAccepted,
    rows_rejected: overview.rowsRejected,
    rows_without_customer: overview.rowsWithoutCustomer,
    purchase_rows: overview.purchaseRows,
    customers: overview.customers,
    customers_with_purchase: overview.customersWithPurchase,
    orders: overview.orders,
    currency: analysis.currency,
    revenue_net: overview.revenueNet,
    revenue_gross: overview.revenueGross,
    revenue_without_customer: overview.revenueWithoutCustomer,
    as_of: overview.asOf,
    abc: overview.abc,
    rfm_cuts: { r: analysis.cuts.r, f: analysis.cuts.f, m: analysis.cuts.m },
    k: kChoice.k,
    k_reason: formatNote(kChoice.reason, { locale: 'en', currency: analysis.currency }),
    silhouette: kChoice.silhouette,
    inertia: kChoice.inertia,
    candidates: kChoice.candidates.map(({ k, inertia, silhouette }) => ({ k, inertia, silhouette })),
    knee: kChoice.knee,
    segments: analysis.segments.map(({ segmentLabel, customers, shareOfRevenue }) => ({
      segment_label: segmentLabel,
      n_customers: customers,
      share_of_revenue_pct: hundredths(shareOfRevenue),
    })),
    models: { ...modelsOf(predictions), uplift: uplift.map(upliftOf) },
    files: layers.map(({ fileName, kind, counts, encoding, delimiter, mapping }) => ({
      name: fileName,
      kind,
      rows: counts.read,
      encoding,
      delimiter,
      mapping,
    })),
    timings_ms: {
      read: Math.round(layers.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
      rfm: Math.round(timings.rfm),
      cluster: Math.round(timings.cluster),
      predict: Math.round(timings.predict),
      profile: Math.round(timings.profile),
      total: Math.round(totalMilliseconds),
    },
    peak_rss_mb: Math.round(peakRssBytes / 2 ** 20),
    version,
  }
}

/** Two decimals, half away from zero. */
const hundredths = (value: number) => (Math.sign(value) * Math.round(Math.abs(value) * 100)) / 100 || 0
