import type { KFit } from '../../engine/cluster/fit-k.ts'
import { matchClusters } from '../../engine/cluster/match.ts'
import type { CustomerColumns } from '../../engine/rfm/customer-columns.ts'
import { stringAt } from '../../engine/columns/strings.ts'
import type { RunFacts } from '../../engine/worker/tasks/prepare-run.ts'
import type { RunSummary } from '../store/runs-table.ts'

/** Centroids in the features' scale before the z-score: what stays comparable between runs. */
export function rawCentroids(fit: KFit, facts: RunFacts): number[] {
  const width = facts.features.names.length
  if (width === 0) return []
  return Array.from(
    fit.centroids,
    (value, i) => value * facts.features.deviations[i % width]! + facts.features.means[i % width]!,
  )
}

/**
 * Ids of the clusters of one k: carried on from the previous run's clusters of the same k, else by average spend, lowest 0
 * (ties: larger first, then the smallest customer_id).
 */
export function clusterIds(
  fit: KFit,
  facts: RunFacts,
  columns: CustomerColumns,
  previous: RunSummary | null,
): number[] {
  const before = previous?.clusterings.find(({ k, ids }) => k === fit.k && ids.length === fit.clusters)
  if (before !== undefined && facts.features.names.length > 0 && previous !== null) {
    return matchClusters(
      { features: facts.features.names, centroids: Float64Array.from(rawCentroids(fit, facts)) },
      Float64Array.from(facts.features.deviations),
      { features: previous.facts.features.names, centroids: Float64Array.from(before.centroids) },
      before.ids,
    )
  }
  return bySpend(fit, columns)
}

function bySpend(fit: KFit, columns: CustomerColumns): number[] {
  const spend = new Float64Array(fit.clusters)
  const smallest: (string | null)[] = Array.from({ length: fit.clusters }, () => null)
  columns.buyers.forEach((i, b) => {
    spend[fit.labels[b]!]! += columns.net[i]!
  })
  const average = spend.map((sum, cluster) => sum / fit.counts[cluster]!)
  const isTied = new Set(average).size < fit.clusters
  if (isTied) {
    columns.buyers.forEach((i, b) => {
      const id = stringAt(columns.customers, i)
      const least = smallest[fit.labels[b]!]!
      if (least === null || id < least) smallest[fit.labels[b]!] = id
    })
  }
  const order = Array.from(average.keys()).sort(
    (a, b) =>
      average[a]! - average[b]! ||
      fit.counts[b]! - fit.counts[a]! ||
      ((smallest[a] ?? '') < (smallest[b] ?? '') ? -1 : 1),
  )
  const ids = new Array<number>(fit.clusters)
  order.forEach((cluster, id) => (ids[cluster] = id))
  return ids
}
