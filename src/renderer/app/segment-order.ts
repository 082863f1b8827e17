import type { SegmentLabel } from '../../contract/analysis.ts'

/** The ten labels, best first; the same list as the contract's, without its schemas in the page. */
export const segmentOrder = [
  'Champions',
  'Loyal',
  'Potential Loyalist',
  'New',
  'Promising',
  'Need Attention',
  'About to Sleep',
  'At Risk',
  "Can't Lose",
  'Hibernating',
] as const satisfies readonly SegmentLabel[]
