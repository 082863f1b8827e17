import type { Explanation, SegmentMove } from '../../../contract/explain.ts'
import { getArray } from '../../columns/parts.ts'
import {
  explain,
  mediansOf,
  segmentMoves,
  type Clusters,
  type ExplainInput,
  type Medians,
} from '../../explain/explain.ts'
import type { CustomerColumns } from '../../rfm/customer-columns.ts'
import { defaultTiers } from '../../rfm/tiers.ts'
import type { RunFacts } from './prepare-run.ts'
import { viewOf, type RunView } from './query.ts'

/** Medians of the run asked about last. */
let known: { readonly key: string; readonly medians: Medians } | null = null

function inputOf(run: RunView, columns: CustomerColumns, facts: RunFacts): ExplainInput {
  const { asOfDay, scale, cuts, scope } = facts
  if (known?.key !== run.key) known = { key: run.key, medians: mediansOf({ columns, scale }) }
  const { medians } = known
  return { columns, asOf: asOfDay, scale, digits: scope.digits, cuts, tiers: scope.tiers ?? defaultTiers, medians }
}

/** Why one customer is where she is, and what would move her. null: there is no such customer. */
function explainCustomer(run: RunView, facts: RunFacts, k: number, index: number): Explanation | null {
  const { columns } = viewOf(run)
  if (index >= columns.code.length) return null
  return explain(inputOf(run, columns, facts), index, clustersOf(run, facts, k, columns, index))
}

function clustersOf(
  run: RunView,
  facts: RunFacts,
  k: number,
  { buyers }: CustomerColumns,
  index: number,
): Clusters | null {
  // Buyers stand in ascending order.
  const place = buyers.indexOf(index)
  const width = facts.features.names.length
  if (place < 0) return null
  const features = getArray(run.parts, 'features', Float64Array)!
  return {
    features: facts.features,
    point: features.subarray(place * width, (place + 1) * width),
    centroids: getArray(run.parts, `centroids${k}`, Float64Array)!,
    own: run.labels[place]!,
    ids: run.ids,
  }
}

function movesOfEveryone(run: RunView, facts: RunFacts): SegmentMove[] {
  return segmentMoves({ columns: viewOf(run).columns, cuts: facts.cuts })
}

export const explainQueries = { explainCustomer, movesOfEveryone }
