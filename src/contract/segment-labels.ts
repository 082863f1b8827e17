/** The ten labels of the R × F grid, best first, and the label of people who never bought. */
export const segmentLabels = [
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
] as const
export type SegmentLabel = (typeof segmentLabels)[number]
export const noPurchaseLabel = 'No purchase'
