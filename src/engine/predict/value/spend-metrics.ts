import type { SpendMetrics } from '../../../contract/predictions.ts'

/**
 * How well expected spend does on actual spend. The deviance is that of quasi-Poisson, 2 Σ (y ln(y / m) − (y − m)) ÷ n,
 * per currency unit: proper for the mean (whoever tells the true expectation does best), and one giant order does not
 * outweigh everybody else as it does in squared errors. Negative actual spend counts as 0 in it.
 * @param predicted at least 0, currency units
 * @param usual what "everybody is like the average" would say
 */
export function spendMetrics(predicted: Float64Array, actual: Float64Array, usual: number): SpendMetrics {
  const n = actual.length
  const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n
  const errorOf = (guess: (i: number) => number) =>
    actual.reduce((sum, value, i) => sum + Math.abs(value - guess(i)), 0) / n
  return {
    meanActual: meanOf(actual),
    meanPredicted: meanOf(predicted),
    absoluteError: errorOf((i) => predicted[i]!),
    absoluteErrorOfMean: errorOf(() => usual),
    deviance: deviance((i) => predicted[i]!, actual),
    devianceOfMean: deviance(() => usual, actual),
    correlation: correlation(predicted, actual),
    rankCorrelation: correlation(ranks(predicted), ranks(actual)),
  }
}

/** So much of the mean at least is expected of everybody: who is told exactly 0 must never buy. */
const LEAST = 1e-4

export function deviance(predicted: (i: number) => number, actual: Float64Array): number {
  const floor = Math.max(1e-9, (LEAST * actual.reduce((sum, y) => sum + Math.max(0, y), 0)) / actual.length)
  let sum = 0
  for (let i = 0; i < actual.length; i++) {
    const y = Math.max(0, actual[i]!)
    const m = Math.max(floor, predicted(i))
    sum += (y > 0 ? y * Math.log(y / m) : 0) - (y - m)
  }
  return (2 * sum) / actual.length
}

/** Pearson; null where one of the two is constant. */
export function correlation(x: Float64Array, y: Float64Array): number | null {
  const n = x.length
  let [mx, my] = [0, 0]
  for (let i = 0; i < n; i++) {
    mx += x[i]! / n
    my += y[i]! / n
  }
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    xx += (x[i]! - mx) ** 2
    yy += (y[i]! - my) ** 2
    xy += (x[i]! - mx) * (y[i]! - my)
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null
}

/** Places in ascending order, equal values share the mean of theirs. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b)
  const result = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let i = from; i < to; i++) result[order[i]!] = (from + to - 1) / 2
    from = to
  }
  return result
}
