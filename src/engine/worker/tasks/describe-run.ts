import { describeClusters, type DescribedClusters } from '../../analysis/describe-clusters.ts'
import { itemCounts } from '../../analysis/item-counts.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { partsToItems } from '../../rfm/item-parts.ts'
import { throwIfStopped, type Stop } from './drive.ts'
import type { RunFacts } from './prepare-run.ts'

export interface ClusteringInput {
  readonly labels: Uint8Array
  readonly clusters: number
  readonly ids: readonly number[]
  readonly centroids: Float64Array
}

/** Describes the clusters of one k of a run. Everything it needs was kept with the run: no row is read again. */
export function describeRun(
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  clustering: ClusteringInput,
  stop: Stop,
): DescribedClusters {
  throwIfStopped(stop)
  const columns = partsToColumns(parts, facts.attributes)
  const bought = partsToItems(parts)
  if (bought === null) throw new Error('describeRun: this run does not say what its customers bought')
  const groupOf = new Uint8Array(columns.code.length).fill(255)
  columns.buyers.forEach((i, b) => (groupOf[i] = clustering.labels[b]!))
  return describeClusters({
    columns,
    asOf: facts.asOfDay,
    scale: facts.scale,
    digits: facts.scope.digits,
    cuts: facts.cuts,
    labels: clustering.labels,
    clusters: clustering.clusters,
    ids: clustering.ids,
    features: facts.features.names,
    centroids: clustering.centroids,
    items: itemCounts(bought.items, bought.names.count, groupOf, clustering.clusters),
    itemNames: bought.names,
  })
}
