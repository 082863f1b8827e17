/** Intervals as multiples of what is expected, by groups of customers of whom similar amounts are expected. */
export interface SpendIntervals {
  /** Upper bound of expected spend of each group but the last, ascending. */
  readonly bounds: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export const LEVEL = 0.8
const LARGEST_GROUP_COUNT = 12
const GROUP_SIZE = 150

/**
 * Split-conformal intervals (Papadopoulos et al. 2002; Mondrian by groups, Vovk 2005): the quotients of actual and
 * expected spend of customers the model has not seen, per group. Where a tenth or more of a group spent nothing, the
 * interval begins at 0 and only its upper end is cut off, at the level itself: cutting off a lower tail that is all zeros
 * would promise 80 % and hold 90. Else a tenth is cut off at either end. Never below 0, never less than what is expected.
 * Cost: O(n log n).
 */
export function spendIntervals(expected: Float64Array, actual: Float64Array): SpendIntervals {
  const n = expected.length
  const groups = Math.max(1, Math.min(LARGEST_GROUP_COUNT, Math.floor(n / GROUP_SIZE)))
  const sorted = expected.slice().sort()
  const bounds = Array.from({ length: groups - 1 }, (_, g) => sorted[Math.floor(((g + 1) * n) / groups)]!)
  const quotients: number[][] = Array.from({ length: groups }, () => [])
  for (let i = 0; i < n; i++) {
    quotients[groupOf(bounds, expected[i]!)]!.push(actual[i]! / Math.max(expected[i]!, Number.MIN_VALUE))
  }
  const low: number[] = []
  const high: number[] = []
  for (const own of quotients) {
    // Equal expectations can leave a group empty: it then says what everyone does.
    const sorted = Float64Array.from(own.length === 0 ? quotients.flat() : own).sort()
    const size = sorted.length
    const share = (passes: (quotient: number) => boolean) => sorted.filter(passes).length / size
    // The k-th smallest of n, as if the next customer were one of them (Vovk 2005): k = ⌈(n + 1) level⌉.
    const above = (level: number) => (size === 0 ? 1 : sorted[Math.min(size, Math.ceil((size + 1) * level)) - 1]!)
    const below = (level: number) => (size === 0 ? 0 : sorted[Math.max(1, Math.floor((size + 1) * level)) - 1]!)
    const tail = (1 - LEVEL) / 2
    if (size === 0 || share((quotient) => quotient <= 0) >= tail) {
      low.push(0)
      high.push(Math.max(1, above(LEVEL + share((quotient) => quotient < 0))))
    } else {
      low.push(Math.min(1, Math.max(0, below(tail))))
      high.push(Math.max(1, above(1 - tail)))
    }
  }
  return { bounds, low, high }
}

export function groupOf(bounds: readonly number[], expected: number): number {
  let group = 0
  while (group < bounds.length && expected >= bounds[group]!) group++
  return group
}
