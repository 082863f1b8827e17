import { describeClusters, type DescribedClusters, type PredictedMeans } from '../../analysis/describe-clusters.ts'
import { itemCounts } from '../../analysis/item-counts.ts'
import { roundHalfAway } from '../../money/exact.ts'
import { histograms, type Histograms } from '../../persona/histogram.ts'
import { meanOf } from '../../predict/join-scores.ts'
import { partsToScores } from '../../predict/scores.ts'
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
  const described = describeClusters({
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
  const scores = partsToScores(parts)
  if (scores === null) return described
  const means = (members: Uint32Array): PredictedMeans => {
    const clv = meanOf(scores.clv, members)
    return { churn: meanOf(scores.churn, members), clv: clv === null ? null : roundHalfAway(clv, facts.scope.digits) }
  }
  const places = described.rows.map(({ clusterId }) => clustering.ids.indexOf(clusterId))
  const bins = (column: Float64Array): Histograms | null => {
    const values = Float64Array.from(columns.buyers, (i) => column[i]!)
    if (values.some(Number.isNaN)) return null
    const all = histograms(values, clustering.labels, clustering.clusters)
    return { ...all, clusters: places.map((cluster) => all.clusters[cluster]!) }
  }
  return {
    ...described,
    predicted: {
      clusters: places.map((cluster) => means(columns.buyers.filter((_, b) => clustering.labels[b] === cluster))),
      overall: means(columns.buyers),
      histograms: { churn: bins(scores.churn), clv: bins(scores.clv) },
    },
  }
}
