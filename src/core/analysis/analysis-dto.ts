import { segmentLabels, type Analysis, type ClusterRow, type SegmentRow } from '../../contract/analysis.ts'
import { clusterKey, readLabels } from '../store/labels-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import type { StoredRun } from '../store/runs-table.ts'
import type { Store } from '../store/store.ts'

/** A run as the screens see it: the stored figures and the person's own names, notes and colours. */
export function toAnalysis(store: Store, run: StoredRun, currency: string | null): Analysis {
  const { summary, described, projectId } = run
  const { facts } = summary
  const { totals } = facts
  const chosen = summary.candidates.find(({ k }) => k === run.k)
  return {
    runId: run.id,
    projectId,
    createdAt: run.createdAt,
    stale: run.revision !== revisionOf(store, projectId),
    seed: summary.seed,
    currency,
    overview: {
      rowsRead: summary.rows.read,
      rowsAccepted: summary.rows.accepted,
      rowsRejected: summary.rows.rejected,
      rowsWithoutCustomer: summary.rows.withoutCustomer,
      purchaseRows: totals.purchaseRows,
      returnRows: totals.returnRows,
      customers: totals.customers,
      customersWithPurchase: totals.customersWithPurchase,
      orders: totals.orders,
      revenueGross: totals.revenueGross,
      revenueNet: totals.revenueNet,
      revenueWithoutCustomer: totals.revenueWithoutCustomer,
      firstDate: totals.firstDate,
      asOf: facts.asOf,
      averageOrderValue: totals.averageOrderValue,
      oneTimeBuyers: totals.oneTimeBuyers,
      abc: facts.abc,
      lorenz: facts.lorenz,
      topShareFor80: (100 * facts.topCustomersFor80) / totals.customersWithPurchase,
      topCustomersFor80: facts.topCustomersFor80,
      months: facts.months,
      cohorts: facts.cohorts,
      rfmGrid: facts.rfmGrid,
    },
    cuts: facts.cuts,
    scoreCounts: facts.scoreCounts,
    segments: segmentRows(store, run),
    kChoice: {
      k: run.k,
      suggested: summary.suggested,
      chosenByPerson: run.chosenByPerson,
      reason: summary.reason,
      candidates: summary.candidates,
      knee: summary.knee,
      maxK: summary.maxK,
      widerRangeOffered: summary.widerRangeOffered,
      silhouetteSample: summary.silhouetteSample,
      inertia: chosen?.inertia ?? 0,
      silhouette: chosen?.silhouette ?? null,
      features: facts.features.names,
    },
    clusters: clusterRows(store, run),
    profiles: described.profiles,
    mapAxes: facts.mapAxes,
    suggestedExclusions: facts.suggestedExclusions,
    warnings: summary.warnings,
    timings: { predict: 0, ...summary.timings },
  }
}

export function clusterRows(store: Store, run: StoredRun): ClusterRow[] {
  const own = readLabels(store, run.projectId, 'cluster')
  return run.described.rows.map((row) => ({ ...row, ...own(clusterKey(run.k, row.clusterId)) }))
}

function segmentRows(store: Store, run: StoredRun): SegmentRow[] {
  const own = readLabels(store, run.projectId, 'segment')
  const { segments, overall } = run.summary.facts
  return segmentLabels.map((segmentLabel, i): SegmentRow => {
    const figures = segments[i]!
    return {
      segmentLabel,
      customers: figures.customers,
      shareOfCustomers: overall.customers === 0 ? 0 : (100 * figures.customers) / overall.customers,
      revenue: figures.revenue,
      shareOfRevenue: overall.revenue > 0 ? (100 * figures.revenue) / overall.revenue : 0,
      averageSpend: figures.averageSpend,
      medianSpend: figures.medianSpend,
      averageFrequency: figures.averageFrequency,
      medianRecencyDays: figures.medianRecencyDays,
      ...own(segmentLabel),
    }
  })
}
