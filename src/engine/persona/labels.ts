import type { ClusterTrait, SegmentLabel } from '../../contract/analysis.ts'

export interface LabelInput {
  readonly clusterId: number
  /** R × F name of the cluster's median customer: the grid's label for the scores of the median recency and frequency. */
  readonly medianLabel: SegmentLabel
  readonly traits: readonly ClusterTrait[]
}

/** A spend that differs while the number of orders is this alike (in standard deviations) is a matter of baskets. */
const SAME_FREQUENCY = 0.35

/**
 * Labels, in the order of the clusters given: the R × F name of each cluster's median customer; where two or more are
 * alike, with the trait that sets each apart most from the others of that name ("Loyal, big baskets"). Unique: a
 * second trait, then a number, where one trait is not enough.
 */
export function clusterLabels(clusters: readonly LabelInput[]): string[] {
  const labels = clusters.map((cluster): string => cluster.medianLabel)
  for (const name of new Set(labels)) {
    const alike = clusters.flatMap((cluster, index) => (cluster.medianLabel === name ? [index] : []))
    if (alike.length < 2) continue
    const ranked = alike.map((index) => rankedWords(clusters, alike, index))
    const taken = new Set<string>()
    const first = ranked.map((words) => words[0])
    for (const [position, index] of alike.entries()) {
      const words = ranked[position]!
      const single = first.filter((word) => word === words[0]).length === 1
      const stem = [name, ...words.slice(0, single ? 1 : 2)].join(', ')
      let label = stem
      for (let n = 2; taken.has(label); n++) label = `${stem} ${n}`
      taken.add(label)
      labels[index] = label
    }
  }
  return labels
}

/** Words for what sets a cluster apart from the others of its name, most telling first. */
function rankedWords(clusters: readonly LabelInput[], alike: readonly number[], index: number): string[] {
  const own = clusters[index]!
  const others = alike.filter((other) => other !== index).map((other) => clusters[other]!)
  const differences = own.traits.map((trait) => {
    const mean = others.reduce((sum, other) => sum + effectOf(other, trait.feature), 0) / others.length
    return { feature: trait.feature, difference: trait.effect - mean }
  })
  const orders = differences.find((entry) => entry.feature === 'frequency')?.difference ?? 0
  return differences
    .filter((entry) => Math.abs(entry.difference) > 1e-9)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .map((entry) => wordFor(entry.feature, entry.difference > 0, Math.abs(orders) < SAME_FREQUENCY))
}

function effectOf(cluster: LabelInput, feature: string): number {
  return cluster.traits.find((trait) => trait.feature === feature)?.effect ?? 0
}

function wordFor(feature: string, more: boolean, sameFrequency: boolean): string {
  switch (feature) {
    case 'recency':
      return more ? 'longer away' : 'more recent'
    case 'frequency':
      return more ? 'frequent' : 'infrequent'
    case 'monetary':
      if (sameFrequency) return more ? 'big baskets' : 'small baskets'
      return more ? 'high spend' : 'low spend'
    default:
      return more ? `high ${feature}` : `low ${feature}`
  }
}
