import { segmentLabels } from '../../contract/segment-labels.ts'
import type { Analysis, ClusterRow, OwnLabel, SegmentRow } from '../../contract/analysis.ts'

/** Her own name, else the product's. */
export function clusterName(cluster: Pick<ClusterRow, 'clusterLabel' | 'name'>): string {
  return cluster.name ?? cluster.clusterLabel
}

/** Her own name, else the product's. */
export function segmentName(segment: Pick<SegmentRow, 'segmentLabel' | 'name'>): string {
  return segment.name ?? segment.segmentLabel
}

/** Index 0–7 into the palette: her own colour, else the cluster's number. */
export function clusterColour(cluster: Pick<ClusterRow, 'clusterId'> & Pick<OwnLabel, 'colour'>): number {
  return cluster.colour ?? cluster.clusterId % 8
}

/** Index 0–7 into the palette: her own colour, else the label's place in the list of labels. */
export function segmentColour(segment: Pick<SegmentRow, 'segmentLabel'> & Pick<OwnLabel, 'colour'>): number {
  return segment.colour ?? segmentLabels.indexOf(segment.segmentLabel) % 8
}

/** Name of a cluster by its number, for a chip or a cell. */
export function clusterNameById(analysis: Analysis | null, clusterId: number): string {
  const cluster = analysis?.clusters.find((row) => row.clusterId === clusterId)
  return cluster === undefined ? String(clusterId) : clusterName(cluster)
}

/** Name of a segment by its label, for a chip or a cell. */
export function segmentNameByLabel(analysis: Analysis | null, label: string): string {
  return analysis?.segments.find((row) => row.segmentLabel === label)?.name ?? label
}
