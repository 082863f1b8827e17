import type { SegmentLabel } from '../../contract/analysis.ts'

/** Where a group of customers stands, which decides what to do with it. */
export type Position = 'best' | 'growing' | 'new' | 'slipping' | 'atRisk' | 'dormant' | 'everyone' | 'negative'

const byLabel: Readonly<Record<SegmentLabel, Position>> = {
  Champions: 'best',
  Loyal: 'best',
  'Potential Loyalist': 'growing',
  New: 'new',
  Promising: 'new',
  'Need Attention': 'slipping',
  'About to Sleep': 'slipping',
  'At Risk': 'atRisk',
  "Can't Lose": 'atRisk',
  Hibernating: 'dormant',
}

/**
 * The position of a cluster: from the R × F name of its median customer, with three exceptions. Who gave back more
 * than she bought comes before all else; a single cluster is everyone; and people who buy often but spend less than
 * the average customer are growing, not best.
 */
export function positionOf(cluster: {
  readonly medianLabel: SegmentLabel
  readonly averageSpend: number
  readonly overallAverageSpend: number
  readonly alone: boolean
}): Position {
  if (cluster.averageSpend <= 0) return 'negative'
  if (cluster.alone) return 'everyone'
  const position = byLabel[cluster.medianLabel]
  return position === 'best' && cluster.averageSpend < cluster.overallAverageSpend ? 'growing' : position
}
