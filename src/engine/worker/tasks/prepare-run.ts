import type { CohortRow, ExclusionSuggestion, MonthRow, RfmCell } from '../../../contract/analysis.ts'
import { ExpectedError } from '../../../contract/errors.ts'
import type { TierThresholds } from '../../../contract/projects.ts'
import type { Warning } from '../../../contract/messages.ts'
import { groupBy, summarise, type OverallStatistics } from '../../analysis/describe-clusters.ts'
import { rfmWarnings } from '../../analysis/warnings.ts'
import { rfmFeatures } from '../../cluster/features.ts'
import { principalAxes } from '../../cluster/pca.ts'
import { putArray, type AttributeHead } from '../../columns/parts.ts'
import { roundHalfAway, roundMoney } from '../../money/exact.ts'
import {
  countRacks as countSteps,
  joinFigures,
  layRows as laySteps,
  scopeOf,
  type CountScope,
  type LaidRows,
  type Part,
} from '../../rfm/aggregate.ts'
import type { CustomerRange, Rack, RowsSeen } from '../../rfm/row-buckets.ts'
import type { PerCustomer, RangeTotals } from '../../rfm/tally.ts'
import { dayText } from '../../rfm/dates.ts'
import { columnsToParts } from '../../rfm/column-parts.ts'
import { customerColumns, valuesOf, type CustomerColumns, type FixedCuts } from '../../rfm/customer-columns.ts'
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

/** Rows as one thread laid them out for those who count them. */
export interface LaidPart extends LaidRows {
  readonly range: CustomerRange
  readonly count: CountScope
  /** Customers of the whole dataset. */
  readonly customers: number
}

/** How the work of counting is cut. */
export interface CountPlan {
  /** Which part of the customers is counted; the others' rows are laid out at another time. */
  readonly pass: Part
  /** Pieces that its rows are counted in. */
  readonly racks: number
  /** Which part of the chunks is read. */
  readonly part: Part
}

/** Everything that was counted. */
export interface CountedRows {
  readonly figures: PerCustomer
  readonly totals: readonly RangeTotals[]
  readonly seen: readonly RowsSeen[]
}

/** The first half of counting, see `rfm/aggregate`. */
export function layRows(
  layers: readonly LayerInput[],
  scope: RunScope,
  { pass, racks, part }: CountPlan,
  stop: Stop,
  onProgress: (fraction: number) => void,
): LaidPart {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const customers = dataset.customers.count
  const range = {
    from: Math.floor((customers * pass.index) / pass.of),
    to: Math.floor((customers * (pass.index + 1)) / pass.of),
    racks,
    isFirst: pass.index === 0,
  }
  const used = scopeOf(dataset, scope)
  const laid = drive(laySteps(dataset, used, scope.today, range, part), stop, onProgress)
  const count = { asOf: used.asOf, scale: dataset.scale, items: dataset.items.count }
  return { ...laid, range, count, customers }
}

/** The second half: the rows are given back to memory as soon as they are counted. */
export function countRacks(
  figures: PerCustomer,
  count: CountScope,
  range: CustomerRange,
  racks: readonly Rack[],
  index: number,
  stop: Stop,
  onProgress: (fraction: number) => void,
): RangeTotals {
  const totals = drive(countSteps(figures, count, range, racks, index), stop, onProgress)
  for (const { slabs } of racks) for (const { buffer } of slabs) buffer.transfer(0)
  return shareArrays(totals)
}

/**
 * From layers to scored customers and everything of a run that no cluster is needed for.
 * @param figures what `countRacks` found, `totals` in the order of the customers, `seen` of every part of the rows
 * @throws ExpectedError analysis.no_customers
 */
export function prepareRun(
  layers: readonly LayerInput[],
  scope: RunScope,
  { figures, totals: ranges, seen }: CountedRows,
  stop: Stop,
  onProgress: (fraction: number) => void,
): PreparedRun {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const chunks = Math.max(1, chunkCount(layers))
  const part = (from: number, to: number) => (done: number) => onProgress(from + ((to - from) * done) / chunks)
  const totals = joinFigures(dataset, scopeOf(dataset, scope), figures, ranges, seen)
  const rfm = customerColumns(dataset, totals, scope.cuts, scope.tiers)
  const { columns } = rfm
  if (columns.buyers.length === 0) throw new ExpectedError('analysis.no_customers', { customers: columns.code.length })
  throwIfStopped(stop)
  const { scale } = totals
  const { digits } = scope
  const months = monthlyRevenue(totals, digits)
  const suggestedExclusions = drive(suggestExclusions(dataset, totals, digits), stop, part(0.2, 0.8))
  throwIfStopped(stop)

  const { buyers } = columns
  const spend = valuesOf(columns.net, buyers)
  const unit = 10 ** scale
  for (let b = 0; b < spend.length; b++) spend[b] = spend[b]! / unit
  const features = rfmFeatures(valuesOf(columns.recency, buyers), valuesOf(columns.frequency, buyers), spend)
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
  let orders = 0
  for (let i = 0; i < columns.frequency.length; i++) orders += columns.frequency[i]!
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
        oneTimeBuyers: countOf(columns.frequency, 1),
      },
      overall: summarise(columns, buyers, scale, digits),
      cuts: rfm.cuts,
      scoreCounts: rfm.counts,
      segments: bySegment(columns).map((members) => summarise(columns, members, scale, digits)),
      abc: {
        A: countOf(columns.abc, 1),
        B: countOf(columns.abc, 2),
        C: countOf(columns.abc, 3),
      },
      lorenz: lorenzCurve(rfm.sortedNet),
      topCustomersFor80: customersForShare(rfm.sortedNet, 0.8),
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

/** Buyers of each segment. */
function bySegment({ buyers, segment }: CustomerColumns): Uint32Array[] {
  const groups = groupBy(Uint8Array.from(valuesOf(segment, buyers)), segmentLabels.length)
  for (const group of groups) for (let i = 0; i < group.length; i++) group[i] = buyers[group[i]!]!
  return groups
}

function countOf(values: Uint8Array | Uint32Array, wanted: number): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) count++
  return count
}
