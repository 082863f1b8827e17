import type { SparseCounts } from './sparse.ts'
import { documentFrequency } from './sparse.ts'

/** Weights of a sparse matrix of counts, entry by entry beside it. */
export interface TfIdf {
  readonly counts: SparseCounts
  /** Per entry of `counts`; each row has length 1, or 0 where it is empty. */
  readonly weight: Float32Array
  /** Rows in which each column occurs. */
  readonly rowsWith: Uint32Array
  readonly idf: Float64Array
}

/**
 * Term frequency × inverse document frequency: (1 + ln count) × (1 + ln((1 + rows) ÷ (1 + rows with the column))), each row
 * scaled to length 1. That is scikit-learn's TfidfTransformer with sublinear_tf (smooth_idf and norm l2 as by default).
 * Cost: O(entries), 4 bytes each. Deterministic.
 */
export function tfIdf(counts: SparseCounts): TfIdf {
  const { rows, starts, column, count } = counts
  const rowsWith = documentFrequency(counts)
  const idf = Float64Array.from(rowsWith, (n) => 1 + Math.log((1 + rows) / (1 + n)))
  const weight = new Float32Array(column.length)
  for (let row = 0; row < rows; row++) {
    let squares = 0
    for (let e = starts[row]!; e < starts[row + 1]!; e++) {
      const value = (1 + Math.log(count[e]!)) * idf[column[e]!]!
      squares += value * value
      weight[e] = value
    }
    if (squares === 0) continue
    const length = Math.sqrt(squares)
    for (let e = starts[row]!; e < starts[row + 1]!; e++) weight[e] = weight[e]! / length
  }
  return { counts, weight, rowsWith, idf }
}
