import type { CohortRow, ExclusionSuggestion, MonthRow, RfmCell } from '../../../contract/analysis.ts'
import { ExpectedError } from '../../../contract/errors.ts'
import type { TierThresholds } from '../../../contract/projects.ts'
import type { Warning } from '../../../contract/messages.ts'
import { summarise, type OverallStatistics } from '../../analysis/describe-clusters.ts'
import { rfmWarnings } from '../../analysis/warnings.ts'
import { rfmFeatures } from '../../cluster/features.ts'
import { principalAxes } from '../../cluster/pca.ts'
import { putArray, type AttributeHead } from '../../columns/parts.ts'
import { roundHalfAway, roundMoney } from '../../money/exact.ts'
import { customerFigures, joinFigures, scopeOf, type CustomerFigures, type RangePart } from '../../rfm/aggregate.ts'
import { dayText } from '../../rfm/dates.ts'
import { columnsToParts } from '../../rfm/column-parts.ts'
import { customerColumns, type FixedCuts } from '../../rfm/customer-columns.ts'
import { itemsToParts } from '../../rfm/item-parts.ts'
import { cohorts, customersForShare, lorenzCurve, monthlyRevenue, rfmGrid } from '../../rfm/overview.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import type { Exclusion } from '../../rfm/scope.ts'
import { segmentLabels } from '../../../contract/segment-labels.ts'
import { suggestExclusions } from '../../rfm/suggest-exclusions.ts'
import { shareArrays } from '../share-arrays.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'
import { chunkCount, datasetOnce, share, type LayerInput } from './shared.ts'

export interface RunScope {
  readonly from: number | null
  readonly asOf: number | null
  readonly today: number
  readonly exclusions: readonly Exclusion[]
  readonly rules: DatasetRules
  readonly cuts: FixedCuts
  /** Absent in runs of earlier versions: the reference's. */
  readonly tiers?: TierThresholds
  /** Decimals of the currency's minor unit. */
  readonly digits: number
}

/** What a run says before any cluster is found. */
export interface RunFacts {
  readonly asOf: string
  readonly asOfDay: number
  readonly scope: RunScope
  readonly scale: number
  readonly attributes: readonly AttributeHead[]
  readonly totals: {
    readonly purchaseRows: number
    readonly returnRows: number
    readonly customers: number
    readonly customersWithPurchase: number
    readonly orders: number
    readonly revenueGross: number
    readonly revenueNet: number
    readonly revenueWithoutCustomer: number
    readonly rowsWithoutCustomer: number
    readonly firstDate: string
    readonly averageOrderValue: number
    readonly oneTimeBuyers: number
  }
  readonly overall: OverallStatistics
  readonly cuts: { readonly r: readonly number[]; readonly f: readonly number[]; readonly m: readonly number[] }
  readonly scoreCounts: { readonly r: readonly number[]; readonly f: readonly number[]; readonly m: readonly number[] }
  readonly segments: readonly OverallStatistics[]
  readonly abc: { readonly A: number; readonly B: number; readonly C: number }
  readonly lorenz: readonly number[]
  readonly topCustomersFor80: number
  readonly rfmGrid: readonly RfmCell[]
  readonly months: readonly MonthRow[]
  readonly cohorts: readonly CohortRow[]
  readonly suggestedExclusions: readonly ExclusionSuggestion[]
  readonly features: {
    readonly names: readonly string[]
    readonly means: readonly number[]
    readonly deviations: readonly number[]
  }
  readonly mapAxes: readonly { readonly explained: number; readonly weights: Readonly<Record<string, number>> }[]
  readonly warnings: readonly Warning[]
}

export interface PreparedRun {
  readonly facts: RunFacts
  /** Customer columns (column-parts), `features:f64` (buyers × features) and `map:f32` (buyers × 2). */
  readonly parts: Map<string, Uint8Array<SharedArrayBuffer>>
}

/** What one thread counts of its range of customers; arrays in shared memory. */
export function countRange(
  layers: readonly LayerInput[],
  scope: RunScope,
  part: RangePart,
  stop: Stop,
  onProgress: (fraction: number) => void,
): CustomerFigures {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const steps = customerFigures(dataset, scopeOf(dataset, scope), scope.today, part)
  return shareArrays(drive(steps, stop, onProgress))
}

/**
 * From layers to scored customers and everything of a run that no cluster is needed for.
 * @param figures what `countRange` found in each range of customers
 * @throws ExpectedError analysis.no_customers
 */
export function prepareRun(
  layers: readonly LayerInput[],
  scope: RunScope,
  figures: readonly CustomerFigures[],
  stop: Stop,
  onProgress: (fraction: number) => void,
): PreparedRun {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const chunks = Math.max(1, chunkCount(layers))
  const part = (from: number, to: number) => (done: number) => onProgress(from + ((to - from) * done) / chunks)
  const totals = joinFigures(dataset, scopeOf(dataset, scope), figures)
  const rfm = customerColumns(dataset, totals, scope.cuts, scope.tiers)
  const { columns } = rfm
  if (columns.buyers.length === 0) throw new ExpectedError('analysis.no_customers', { customers: columns.code.length })
  throwIfStopped(stop)
  const { scale } = totals
  const { digits } = scope
  const months = monthlyRevenue(totals, digits)
  const suggestedExclusions = drive(suggestExclusions(dataset, totals, digits), stop, part(0.2, 0.8))
  throwIfStopped(stop)

  const buyerNet = Float64Array.from(columns.buyers, (i) => columns.net[i]!)
  const features = rfmFeatures(
    Float64Array.from(columns.buyers, (i) => columns.recency[i]!),
    Float64Array.from(columns.buyers, (i) => columns.frequency[i]!),
    buyerNet.map((net) => net / 10 ** scale),
  )
  const axes = principalAxes(features.matrix)
  const map = new Float32Array(features.matrix.rows * 2)
  for (let b = 0; b < features.matrix.rows; b++) {
    map[2 * b] = axes[0].scores[b]!
    map[2 * b + 1] = axes[1].scores[b]!
  }
  const { parts, attributes } = columnsToParts(columns)
  itemsToParts(parts, { items: totals.items, names: dataset.items }, columns.code)
  putArray(parts, 'features', features.matrix.data)
  putArray(parts, 'map', map)
  const orders = columns.frequency.reduce((a, b) => a + b, 0)
  const revenueGross = roundMoney(totals.totals.gross, scale, digits)

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
        customersWithPurchase: columns.buyers.length,
        orders,
        revenueGross,
        revenueNet: roundMoney(totals.totals.net, scale, digits),
        revenueWithoutCustomer: roundMoney(totals.totals.withoutCustomer, scale, digits),
        rowsWithoutCustomer: totals.totals.rowsWithoutCustomer,
        firstDate: dayText(totals.totals.firstDay),
        averageOrderValue: orders === 0 ? 0 : roundHalfAway(revenueGross / orders, digits),
        oneTimeBuyers: columns.buyers.reduce((n, i) => n + (columns.frequency[i] === 1 ? 1 : 0), 0),
      },
      overall: summarise(columns, columns.buyers, scale, digits),
      cuts: rfm.cuts,
      scoreCounts: rfm.counts,
      segments: segmentLabels.map((_, segment) =>
        summarise(
          columns,
          columns.buyers.filter((i) => columns.segment[i] === segment),
          scale,
          digits,
        ),
      ),
      abc: {
        A: countOf(columns.abc, 1),
        B: countOf(columns.abc, 2),
        C: countOf(columns.abc, 3),
      },
      lorenz: lorenzCurve(buyerNet),
      topCustomersFor80: customersForShare(buyerNet, 0.8),
      rfmGrid: rfmGrid(columns, scale, digits),
      months,
      cohorts: cohorts(totals, columns),
      suggestedExclusions,
      features: { names: features.names, means: [...features.means], deviations: [...features.deviations] },
      mapAxes: axes.map(({ explained, weights }) => ({
        explained,
        weights: Object.fromEntries(features.names.map((name, i) => [name, weights[i]!])),
      })),
      warnings: [...rfmWarnings(totals, rfm, scope.today), ...features.warnings],
    },
    parts: share(parts),
  }
}

function countOf(values: Uint8Array, wanted: number): number {
  return values.reduce((n, value) => n + (value === wanted ? 1 : 0), 0)
}
