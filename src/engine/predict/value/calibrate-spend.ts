import { minimise, type Differentiable } from '../buying/minimise.ts'

/** Expected spend = e^level × raw^slope. */
export interface SpendCalibration {
  readonly level: number
  readonly slope: number
  /** Raw predictions below it are lifted to it: their logarithm has to exist. */
  readonly floor: number
}

const FEWEST_FOR_SLOPE = 200
const MOST_FOR_SLOPE = 20_000
/** The floor as a share of the mean. */
const FLOOR = 1e-3
/** A flatter line than this says the prediction knows nothing; a steeper one trusts a few giants. */
const LEAST_SLOPE = 0.25
const MOST_SLOPE = 1.5

/**
 * Brings a model's expectations to what then happened: quasi-Poisson regression of actual spend on the logarithm of the
 * raw prediction (log link, McCullagh & Nelder 1989), so that sums agree. With few customers only the level is set.
 * Cost: one exponential a customer and evaluation, about 20 evaluations.
 */
export function calibrateSpend(raw: Float64Array, actual: Float64Array): SpendCalibration {
  const n = raw.length
  const mean = raw.reduce((sum, value) => sum + value, 0) / n
  const total = actual.reduce((sum, value) => sum + value, 0)
  if (!(mean > 0) || !(total > 0)) return { level: Number.NEGATIVE_INFINITY, slope: 1, floor: 1 }
  const unit = total / n
  const floor = FLOOR * mean
  const logs = raw.map((value) => Math.log(Math.max(value, floor) / mean))
  const finish = (slope: number): SpendCalibration => {
    const sum = logs.reduce((acc, x) => acc + Math.exp(slope * x), 0)
    return { level: Math.log(total / sum) - slope * Math.log(mean), slope, floor }
  }
  if (n < FEWEST_FOR_SLOPE) return finish(1)
  // The slope of some thousands is that of all; the level is set by everybody.
  const step = Math.ceil(n / MOST_FOR_SLOPE)
  const picked = Math.ceil(n / step)
  const f: Differentiable = ([a = 0, b = 1], gradient) => {
    gradient.fill(0)
    if (!(Math.abs(a) < 50) || !(Math.abs(b) < 10)) return Number.POSITIVE_INFINITY
    let sum = 0
    for (let i = 0; i < n; i += step) {
      const y = actual[i]! / unit
      const line = a + b * logs[i]!
      const m = Math.exp(line)
      sum += m - y * line
      gradient[0]! += (m - y) / picked
      gradient[1]! += ((m - y) * logs[i]!) / picked
    }
    return sum / picked
  }
  return finish(Math.min(MOST_SLOPE, Math.max(LEAST_SLOPE, minimise(f, [0, 1], { tolerance: 1e-9 }).at[1]!)))
}

export function calibrated({ level, slope, floor }: SpendCalibration, raw: Float64Array): Float64Array {
  return raw.map((value) => Math.exp(level + slope * Math.log(Math.max(value, floor))))
}
