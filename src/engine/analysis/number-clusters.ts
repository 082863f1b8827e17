import type { KFit } from '../cluster/fit-k.ts'
import { matchClusters } from '../cluster/match.ts'
import { stringAt } from '../columns/strings.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'

/** The clusters of one k, as a later run needs them to carry their ids on. */
export interface Clustering {
  readonly k: number
  readonly clusters: number
  /** Id of each cluster. */
  readonly ids: readonly number[]
  /** Clusters × features in the features' scale before the z-score: what stays comparable between runs. */
  readonly centroids: readonly number[]
}

/** Means and standard deviations of the clustered features, before the z-score. */
export interface FeatureScale {
  readonly names: readonly string[]
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

export interface PreviousClusterings {
  readonly features: readonly string[]
  readonly clusterings: readonly Clustering[]
  /** The k that was shown, and the one that is shown now: those clusters have names to carry on. */
  readonly shown: { readonly before: number; readonly now: number }
}

/**
 * Numbers the clusters of each fit: carried on from the previous run's clusters of the same k (for the k that is shown:
 * from those that were shown), else by average spend, lowest 0 (ties: larger first, then the smallest customer_id).
 */
export function numberClusters(
  fits: readonly Pick<KFit, 'k' | 'clusters' | 'labels' | 'counts' | 'centroids'>[],
  features: FeatureScale,
  columns: CustomerColumns,
  previous: PreviousClusterings | null,
): Clustering[] {
  const width = features.names.length
  // Without a feature in common there is nothing to match by.
  const comparable = previous !== null && features.names.some((name) => previous.features.includes(name))
  return fits.map((fit): Clustering => {
    const centroids =
      width === 0
        ? []
        : Array.from(fit.centroids, (z, i) => z * features.deviations[i % width]! + features.means[i % width]!)
    // The k that is shown follows the one that was: the names people see move with the people.
    const from = previous !== null && fit.k === previous.shown.now ? previous.shown.before : fit.k
    const before = previous?.clusterings.find(({ k }) => k === from)
    const ids =
      before === undefined || previous === null || !comparable
        ? bySpend(fit, columns)
        : matchClusters(
            { features: features.names, centroids: Float64Array.from(centroids) },
            Float64Array.from(features.deviations),
            { features: previous.features, centroids: Float64Array.from(before.centroids) },
            before.ids,
          )
    return { k: fit.k, clusters: fit.clusters, ids, centroids }
  })
}

function bySpend(fit: Pick<KFit, 'clusters' | 'labels' | 'counts'>, columns: CustomerColumns): number[] {
  const spend = new Float64Array(fit.clusters)
  columns.buyers.forEach((i, b) => {
    spend[fit.labels[b]!]! += columns.net[i]!
  })
  const average = spend.map((sum, cluster) => sum / fit.counts[cluster]!)
  const smallest = new Set(average).size < fit.clusters ? smallestIds(fit, columns) : []
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

function smallestIds(fit: Pick<KFit, 'clusters' | 'labels'>, columns: CustomerColumns): string[] {
  const smallest = new Array<string | undefined>(fit.clusters)
  columns.buyers.forEach((i, b) => {
    const id = stringAt(columns.customers, i)
    const least = smallest[fit.labels[b]!]
    if (least === undefined || id < least) smallest[fit.labels[b]!] = id
  })
  return smallest.map((id) => id ?? '')
}
