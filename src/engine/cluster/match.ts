/** Centroids of a run in the scale before the z-score (see `unscaledCentroids`), by feature name. */
export interface NamedCentroids {
  readonly features: readonly string[]
  /** Row-major, clusters × features. */
  readonly centroids: Float64Array
}

/**
 * Gives the clusters of a new run the ids of the previous run's, so that names, notes and colours stay with the people they
 * were given to. Minimum-cost assignment of centroids (Kuhn 1955, Munkres 1957), cost = squared distance over the features
 * both runs have, in the new run's standard deviations. Clusters left over get fresh ids, the lowest that the previous run
 * did not use.
 *
 * @param deviations standard deviation of each of the new run's features
 * @param previousIds id of each centroid of the previous run
 * @returns id of each new cluster, all different
 */
export function matchClusters(
  current: NamedCentroids,
  deviations: Float64Array,
  previous: NamedCentroids,
  previousIds: readonly number[],
): number[] {
  const clusters = clusterCount(current)
  const before = clusterCount(previous)
  const shared = current.features.flatMap((name, column) => {
    const other = previous.features.indexOf(name)
    return other === -1 ? [] : [{ column, other, deviation: deviations[column]! || 1 }]
  })
  const cost = (cluster: number, old: number) => {
    let squared = 0
    for (const { column, other, deviation } of shared) {
      const a = current.centroids[cluster * current.features.length + column]!
      const b = previous.centroids[old * previous.features.length + other]!
      squared += ((a - b) / deviation) ** 2
    }
    return squared
  }

  const ids: (number | null)[] = Array.from({ length: clusters }, () => null)
  if (shared.length > 0) {
    if (clusters <= before) {
      for (const [cluster, old] of cheapestAssignment(clusters, before, cost).entries())
        ids[cluster] = previousIds[old]!
    } else {
      const chosen = cheapestAssignment(before, clusters, (old, cluster) => cost(cluster, old))
      for (const [old, cluster] of chosen.entries()) ids[cluster] = previousIds[old]!
    }
  }
  const used = new Set(previousIds)
  let fresh = 0
  return ids.map((id) => {
    if (id !== null) return id
    while (used.has(fresh)) fresh++
    used.add(fresh)
    return fresh
  })
}

function clusterCount({ features, centroids }: NamedCentroids): number {
  return features.length === 0 ? 0 : centroids.length / features.length
}

/**
 * Hungarian method with potentials, O(rows² × columns).
 *
 * @param rows at most `columns`
 * @returns the column of each row; the sum of their costs is the least there is
 */
export function cheapestAssignment(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): number[] {
  // Positions are counted from 1 here; 0 stands for "nobody".
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  const rowOf = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    const least = new Float64Array(columns + 1).fill(Infinity)
    const from = new Int32Array(columns + 1)
    const done = new Uint8Array(columns + 1)
    rowOf[0] = row
    let column = 0
    do {
      done[column] = 1
      const current = rowOf[column]!
      let delta = Infinity
      let next = 0
      for (let j = 1; j <= columns; j++) {
        if (done[j] === 1) continue
        const reduced = cost(current - 1, j - 1) - rowPotential[current]! - columnPotential[j]!
        if (reduced < least[j]!) {
          least[j] = reduced
          from[j] = column
        }
        if (least[j]! < delta) {
          delta = least[j]!
          next = j
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (done[j] === 1) {
          rowPotential[rowOf[j]!]! += delta
          columnPotential[j]! -= delta
        } else {
          least[j]! -= delta
        }
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      const previous = from[column]!
      rowOf[column] = rowOf[previous]!
      column = previous
    }
  }
  const result = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    if (rowOf[column]! > 0) result[rowOf[column]! - 1] = column - 1
  }
  return result
}
