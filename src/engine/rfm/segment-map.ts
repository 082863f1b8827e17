import { segmentLabels, type SegmentLabel } from '../../contract/segment-labels.ts'

/**
 * The R × F grid of ten segments over 25 cells, one segment per cell, no gaps and no overlaps (the form found in most
 * open RFM code). Rows are r = 1 … 5, columns f = 1 … 5. M does not take part.
 */
const grid: readonly (readonly SegmentLabel[])[] = [
  ['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose"],
  ['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose"],
  ['About to Sleep', 'About to Sleep', 'Need Attention', 'Loyal', 'Loyal'],
  ['Promising', 'Potential Loyalist', 'Potential Loyalist', 'Loyal', 'Loyal'],
  ['New', 'Potential Loyalist', 'Potential Loyalist', 'Champions', 'Champions'],
]

/** @param r recency score 1 … 5, @param f frequency score 1 … 5 */
export function segmentOf(r: number, f: number): SegmentLabel {
  const label = grid[r - 1]?.[f - 1]
  if (label === undefined) throw new Error(`segmentOf: scores must be 1 to 5, got r ${r}, f ${f}`)
  return label
}

const indexes = Uint8Array.from({ length: 25 }, (_, cell) =>
  segmentLabels.indexOf(segmentOf(Math.floor(cell / 5) + 1, (cell % 5) + 1)),
)

/** Index of a segment in `segmentLabels`; the scores as in `segmentOf`. */
export function segmentIndex(r: number, f: number): number {
  return indexes[(r - 1) * 5 + f - 1]!
}
