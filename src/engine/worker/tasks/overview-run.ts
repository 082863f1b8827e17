import type { OverallStatistics } from '../../analysis/describe-clusters.ts'
import { groupBy, summarise } from '../../analysis/describe-clusters.ts'
import { rfmWarnings } from '../../analysis/warnings.ts'
import { principalAxes } from '../../cluster/pca.ts'
import { getArray, putArray, type Parts } from '../../columns/parts.ts'
import { roundHalfAway, roundMoney } from '../../money/exact.ts'
import { joinFigures, scopeOf } from '../../rfm/aggregate.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { valuesOf, type CustomerColumns } from '../../rfm/customer-columns.ts'
import { dayText } from '../../rfm/dates.ts'
import { cohorts, customersForShare, lorenzCurve, monthlyRevenue, rfmGrid } from '../../rfm/overview.ts'
import { suggestExclusions } from '../../rfm/suggest-exclusions.ts'
import { segmentLabels } from '../../../contract/segment-labels.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'
import type { CountedRows, RunFacts, RunScope, ScoredRun } from './prepare-run.ts'
import { datasetOnce, share, type LayerInput } from './shared.ts'

export interface RunOverview {
  readonly facts: RunFacts
  /** `map:f32` (buyers × 2). */
  readonly parts: Map<string, Uint8Array<SharedArrayBuffer>>
}

/** Everything of a run that is said of all customers together and no cluster is needed for. */
export function overviewRun(
  layers: readonly LayerInput[],
  scope: RunScope,
  { figures, totals: ranges, seen }: CountedRows,
  scored: ScoredRun,
  stop: Stop,
): RunOverview {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const totals = joinFigures(dataset, scopeOf(dataset, scope), figures, ranges, seen)
  const { attributes, features, sortedNet } = scored
  const columns = partsToColumns(scored.parts, attributes)
  const { buyers } = columns
  const { scale } = totals
  const { digits } = scope
  const months = monthlyRevenue(totals, digits)
  const suggestedExclusions = drive(suggestExclusions(dataset, totals, digits), stop, () => undefined)
  throwIfStopped(stop)

  const points = getArray(scored.parts, 'features', Float64Array)!
  const axes = principalAxes({ data: points, rows: buyers.length, columns: points.length / buyers.length })
  const map = new Float32Array(buyers.length * 2)
  for (let b = 0; b < buyers.length; b++) {
    map[2 * b] = axes[0].scores[b]!
    map[2 * b + 1] = axes[1].scores[b]!
  }
  const parts: Parts = new Map()
  putArray(parts, 'map', map)
  let orders = 0
  for (let i = 0; i < columns.frequency.length; i++) orders += columns.frequency[i]!
  const revenueGross = roundMoney(totals.totals.gross, scale, digits)
  const rfm = { columns, cuts: scored.cuts, counts: scored.scoreCounts, sortedNet }

  return {
    facts: {
      asOf: dayText(totals.asOf),
      asOfDay: totals.asOf,
      scope: { ...scope, asOf: totals.asOf },
      scale,
      attributes,
      totals: {
        purchaseRows: totals.totals.purchaseRows,
        returnRows: totals.totals.returnRows,
        customers: columns.code.length,
        customersWithPurchase: buyers.length,
        orders,
        revenueGross,
        revenueNet: roundMoney(totals.totals.net, scale, digits),
        revenueWithoutCustomer: roundMoney(totals.totals.withoutCustomer, scale, digits),
        rowsWithoutCustomer: totals.totals.rowsWithoutCustomer,
        firstDate: dayText(totals.totals.firstDay),
        averageOrderValue: orders === 0 ? 0 : roundHalfAway(revenueGross / orders, digits),
        oneTimeBuyers: countOf(columns.frequency, 1),
      },
      overall: summarise(columns, buyers, scale, digits),
      cuts: scored.cuts,
      scoreCounts: scored.scoreCounts,
      segments: segmentsOf(columns, scale, digits),
      abc: {
        A: countOf(columns.abc, 1),
        B: countOf(columns.abc, 2),
        C: countOf(columns.abc, 3),
      },
      lorenz: lorenzCurve(sortedNet),
      topCustomersFor80: customersForShare(sortedNet, 0.8),
      rfmGrid: rfmGrid(columns, scale, digits),
      months,
      cohorts: cohorts(totals, columns),
      suggestedExclusions,
      features,
      mapAxes: axes.map(({ explained, weights }) => ({
        explained,
        weights: Object.fromEntries(features.names.map((name, i) => [name, weights[i]!])),
      })),
      warnings: [...rfmWarnings(totals, rfm, scope.today), ...scored.featureWarnings],
    },
    parts: share(parts),
  }
}

function segmentsOf(columns: CustomerColumns, scale: number, digits: number): OverallStatistics[] {
  const { buyers, segment } = columns
  const groups = groupBy(Uint8Array.from(valuesOf(segment, buyers)), segmentLabels.length)
  for (const group of groups) for (let i = 0; i < group.length; i++) group[i] = buyers[group[i]!]!
  return groups.map((members) => summarise(columns, members, scale, digits))
}

function countOf(values: Uint8Array | Uint32Array, wanted: number): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) count++
  return count
}
