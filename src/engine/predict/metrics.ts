/** Scores of each outcome, ascending: sorted without their rows, which is many times faster. */
export function sortedByOutcome(
  scores: Float64Array,
  outcome: ArrayLike<number>,
): { readonly zeros: Float64Array; readonly ones: Float64Array } {
  const zeros = scores.filter((_, i) => outcome[i] === 0).sort()
  return { zeros, ones: scores.filter((_, i) => outcome[i] !== 0).sort() }
}

/**
 * Area under the ROC curve: the share of (1, 0) pairs in which the 1 has the higher score, a tie counting half
 * (Mann-Whitney). NaN where only one of the outcomes occurs. Cost: O(n log n).
 *
 * @param outcome 0 or 1 a row
 */
export function rocAuc(scores: Float64Array, outcome: ArrayLike<number>): number {
  const { zeros, ones } = sortedByOutcome(scores, outcome)
  let [below, upTo, won] = [0, 0, 0]
  for (const score of ones) {
    while (below < zeros.length && zeros[below]! < score) below++
    while (upTo < zeros.length && zeros[upTo]! <= score) upTo++
    won += (below + upTo) / 2
  }
  return won / (zeros.length * ones.length)
}

/** Row numbers by ascending value, ties in their order. */
export function ascendingBy(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  return order.sort((a, b) => values[a]! - values[b]! || a - b)
}

/** Mean squared error of probabilities (Brier 1950). */
export function brierScore(probabilities: Float64Array, outcome: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < probabilities.length; i++) sum += (probabilities[i]! - outcome[i]!) ** 2
  return sum / probabilities.length
}

/** Mean negative log-likelihood; probabilities are kept 10⁻¹⁵ away from 0 and 1. */
export function logLoss(probabilities: Float64Array, outcome: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < probabilities.length; i++) {
    const p = Math.min(Math.max(probabilities[i]!, 1e-15), 1 - 1e-15)
    sum -= outcome[i]! * Math.log(p) + (1 - outcome[i]!) * Math.log(1 - p)
  }
  return sum / probabilities.length
}

export interface ReliabilityBin {
  /** Probabilities of the bin: from, to (inclusive in the last bin). */
  readonly from: number
  readonly to: number
  readonly count: number
  /** Mean of what was predicted. */
  readonly predicted: number
  /** Share of ones, and its 95 % interval (Wilson 1927). */
  readonly observed: number
  readonly low: number
  readonly high: number
}

/** Predicted against observed in bins of equal width; empty ones are left out. */
export function reliabilityBins(probabilities: Float64Array, outcome: ArrayLike<number>, bins = 10): ReliabilityBin[] {
  const count = new Float64Array(bins)
  const predicted = new Float64Array(bins)
  const ones = new Float64Array(bins)
  for (let i = 0; i < probabilities.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(probabilities[i]! * bins))
    count[bin]!++
    predicted[bin]! += probabilities[i]!
    ones[bin]! += outcome[i]!
  }
  return Array.from(count, (n, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    count: n,
    predicted: predicted[bin]! / n,
    observed: ones[bin]! / n,
    ...wilson(ones[bin]!, n),
  })).filter(({ count: n }) => n > 0)
}

const Z95 = 1.959963984540054

/** 95 % interval of a share (Wilson 1927). */
export function wilson(ones: number, n: number): { readonly low: number; readonly high: number } {
  const share = ones / n
  const middle = (share + Z95 ** 2 / (2 * n)) / (1 + Z95 ** 2 / n)
  const half = (Z95 / (1 + Z95 ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z95 ** 2 / (4 * n * n))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
