import type { CohortRow, ExclusionSuggestion, MonthRow, RfmCell } from '../../../contract/analysis.ts'
import { ExpectedError } from '../../../contract/errors.ts'
import type { TierThresholds } from '../../../contract/projects.ts'
import type { Warning } from '../../../contract/messages.ts'
import type { OverallStatistics } from '../../analysis/describe-clusters.ts'
import { rfmFeatures } from '../../cluster/features.ts'
import { putArray, type AttributeHead } from '../../columns/parts.ts'
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
import { columnsToParts } from '../../rfm/column-parts.ts'
import { customerColumns, valuesOf, type FixedCuts } from '../../rfm/customer-columns.ts'
import { passStarts } from '../../rfm/passes.ts'
import { itemsToParts } from '../../rfm/item-parts.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import type { Exclusion } from '../../rfm/scope.ts'
import { shareArrays } from '../share-arrays.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'
import { datasetOnce, share, type LayerInput } from './shared.ts'

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

/** Scored customers: what clusters are found from. Everything else of a run can be worked out beside them. */
export interface ScoredRun {
  readonly attributes: readonly AttributeHead[]
  readonly buyers: number
  readonly features: RunFacts['features']
  readonly featureWarnings: readonly Warning[]
  readonly cuts: RunFacts['cuts']
  readonly scoreCounts: RunFacts['scoreCounts']
  /** Net spend of the buyers, ascending. */
  readonly sortedNet: Float64Array
  /** Customer columns (column-parts) and `features:f64` (buyers × features). */
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
  const starts = startsOf(dataset, pass.of)
  const range = { from: starts[pass.index]!, to: starts[pass.index + 1]!, racks, isFirst: pass.index === 0 }
  const used = scopeOf(dataset, scope)
  const laid = drive(laySteps(dataset, used, scope.today, range, part), stop, onProgress)
  const count = { asOf: used.asOf, scale: dataset.scale, items: dataset.items.count }
  return { ...laid, range, count, customers }
}

/** The same for all parts and passes of a run. */
const knownStarts = new WeakMap<Dataset, number[]>()

function startsOf(dataset: Dataset, passes: number): number[] {
  const known = knownStarts.get(dataset)
  if (known?.length === passes + 1) return known
  const starts = passStarts(dataset, passes)
  knownStarts.set(dataset, starts)
  return starts
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
 * From layers to scored customers.
 * @param figures what `countRacks` found, `totals` in the order of the customers, `seen` of every part of the rows
 * @throws ExpectedError analysis.no_customers
 */
export function scoreRun(
  layers: readonly LayerInput[],
  scope: RunScope,
  { figures, totals: ranges, seen }: CountedRows,
  stop: Stop,
): ScoredRun {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, scope.rules)
  const totals = joinFigures(dataset, scopeOf(dataset, scope), figures, ranges, seen)
  const { columns, sortedNet, cuts, counts } = customerColumns(dataset, totals, scope.cuts, scope.tiers)
  if (columns.buyers.length === 0) throw new ExpectedError('analysis.no_customers', { customers: columns.code.length })
  throwIfStopped(stop)
  const { buyers } = columns
  const spend = valuesOf(columns.net, buyers)
  const unit = 10 ** totals.scale
  for (let b = 0; b < spend.length; b++) spend[b] = spend[b]! / unit
  const features = rfmFeatures(valuesOf(columns.recency, buyers), valuesOf(columns.frequency, buyers), spend)
  const { parts, attributes } = columnsToParts(columns)
  itemsToParts(parts, { items: totals.items, names: dataset.items }, columns.code)
  putArray(parts, 'features', features.matrix.data)
  return {
    attributes,
    buyers: buyers.length,
    features: { names: features.names, means: [...features.means], deviations: [...features.deviations] },
    featureWarnings: features.warnings,
    cuts,
    scoreCounts: counts,
    ...shareArrays({ sortedNet }),
    parts: share(parts),
  }
}
