import type { FeatureWeight } from '../../../contract/predictions.ts'
import { createRandom, sampleRows, subSeed } from '../../cluster/random.ts'
import { takeRows } from '../../cluster/matrix.ts'
import type { Matrix } from '../../columns/types.ts'
import { ascendingBy, logLoss } from '../metrics.ts'

const ROWS = 10_000
/** Rank correlations below this are neither more nor less. */
const LEAST_CORRELATION = 0.1

/**
 * Permutation importance (Breiman 2001): how much more log-loss where a feature's values change hands, as a share of all.
 * On at most 10,000 rows, seeded. Direction: the sign of the rank correlation of the feature with the prediction.
 */
export function featureWeights(
  names: readonly string[],
  features: Matrix,
  outcome: Float64Array,
  predict: (features: Matrix) => Float64Array,
  seed: number,
): FeatureWeight[] {
  const rows = sampleRows(features.rows, ROWS, seed)
  const sample = takeRows(features, rows)
  const own = Float64Array.from(rows, (row) => outcome[row]!)
  const predicted = predict(sample)
  const base = logLoss(predicted, own)
  const losses = names.map((_, column) => {
    const mixed = { ...sample, data: sample.data.slice() }
    const random = createRandom(subSeed(seed, column))
    for (let i = sample.rows - 1; i > 0; i--) {
      const [a, b] = [i * sample.columns + column, random.below(i + 1) * sample.columns + column]
      const value = mixed.data[a]!
      mixed.data[a] = mixed.data[b]!
      mixed.data[b] = value
    }
    return Math.max(0, logLoss(predict(mixed), own) - base)
  })
  const total = losses.reduce((sum, loss) => sum + loss, 0)
  if (total === 0) return []
  const predictedRanks = ranks(predicted)
  return names
    .map((feature, column) => {
      const values = Float64Array.from({ length: sample.rows }, (_, i) => sample.data[i * sample.columns + column]!)
      const rho = correlation(ranks(values), predictedRanks)
      return {
        feature,
        weight: (100 * losses[column]!) / total,
        direction: rho > LEAST_CORRELATION ? 1 : rho < -LEAST_CORRELATION ? -1 : 0,
      } as const
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
}

/** Ranks from 1, ties share their mean. */
function ranks(values: Float64Array): Float64Array {
  const order = ascendingBy(values)
  const out = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let i = from; i < to; i++) out[order[i]!] = (from + 1 + to) / 2
    from = to
  }
  return out
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (a.length + 1) / 2
  let [product, squaresA, squaresB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    product += (a[i]! - mean) * (b[i]! - mean)
    squaresA += (a[i]! - mean) ** 2
    squaresB += (b[i]! - mean) ** 2
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB)
}
