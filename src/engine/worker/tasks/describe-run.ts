import { describeClusters, type DescribedClusters } from '../../analysis/describe-clusters.ts'
import { itemCounts } from '../../analysis/item-counts.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { exclusionMask } from '../../rfm/scope.ts'
import { NO_DAY } from '../../columns/types.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'
import type { RunFacts } from './prepare-run.ts'
import { chunkCount, datasetOf, type LayerInput } from './shared.ts'

export interface ClusteringInput {
  readonly labels: Uint8Array
  readonly clusters: number
  readonly ids: readonly number[]
  readonly centroids: Float64Array
}

/** Describes the clusters of one k of a run. */
export function describeRun(
  layers: readonly LayerInput[],
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  clustering: ClusteringInput,
  stop: Stop,
  onProgress: (fraction: number) => void,
): DescribedClusters {
  const dataset = datasetOf(layers)
  const columns = partsToColumns(parts, facts.attributes)
  const groupOf = new Uint8Array(dataset.customers.count).fill(255)
  columns.buyers.forEach((i, b) => (groupOf[columns.code[i]!] = clustering.labels[b]!))
  const chunks = Math.max(1, chunkCount(layers))
  const scope = {
    from: facts.scope.from ?? NO_DAY,
    asOf: facts.asOfDay,
    mask: exclusionMask(dataset, facts.scope.exclusions),
  }
  const items = drive(itemCounts(dataset, scope, groupOf, clustering.clusters), stop, (done) =>
    onProgress((0.7 * done) / chunks),
  )
  throwIfStopped(stop)
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
    items,
    itemNames: dataset.items,
  })
}
