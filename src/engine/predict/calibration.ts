import type { Matrix } from '../columns/types.ts'
import { fitLogistic } from './logistic.ts'
import { logLoss, sortedByOutcome } from './metrics.ts'

/** Turns scores into probabilities that come true as often as they say. Plain data. */
export type Calibration =
  | { readonly method: 'platt'; readonly slope: number; readonly intercept: number }
  /** Probability `values[i]` at score `scores[i]`, straight lines between, flat outside. */
  | { readonly method: 'isotonic'; readonly scores: Float64Array; readonly values: Float64Array }

/** Isotonic steps follow chance where there are fewer rows (Niculescu-Mizil & Caruana 2005). */
const ISOTONIC_ROWS = 1000

/**
 * Platt's (1999) two numbers on the log odds, or isotonic steps: whichever loses less on rows it was not fitted on (every
 * other row in turn), Platt's where rows are few.
 *
 * @param probabilities of the model, on rows it was not fitted on
 */
export function calibrate(probabilities: Float64Array, outcome: Float64Array): Calibration {
  const platt = (rows: Uint32Array) => fitPlatt(pick(probabilities, rows), pick(outcome, rows))
  const isotonic = (rows: Uint32Array) => fitIsotonic(pick(probabilities, rows), pick(outcome, rows))
  const all = Uint32Array.from({ length: probabilities.length }, (_, i) => i)
  if (all.length < ISOTONIC_ROWS) return platt(all)
  const halves = [all.filter((i) => i % 2 === 0), all.filter((i) => i % 2 === 1)] as const
  const loss = (fit: (rows: Uint32Array) => Calibration) =>
    (
      [
        [0, 1],
        [1, 0],
      ] as const
    ).reduce(
      (sum, [from, on]) =>
        sum + logLoss(applyCalibration(fit(halves[from]), pick(probabilities, halves[on])), pick(outcome, halves[on])),
      0,
    )
  return loss(isotonic) < loss(platt) ? isotonic(all) : platt(all)
}

export function applyCalibration(calibration: Calibration, probabilities: Float64Array): Float64Array {
  if (calibration.method === 'platt') {
    const { slope, intercept } = calibration
    return probabilities.map((p) => 1 / (1 + Math.exp(-(intercept + slope * logOdds(p)))))
  }
  const { scores, values } = calibration
  return probabilities.map((p) => {
    let low = 0
    let high = scores.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (scores[middle]! < p) low = middle + 1
      else high = middle
    }
    if (low === 0) return values[0]!
    if (low === scores.length) return values[low - 1]!
    const share = (p - scores[low - 1]!) / (scores[low]! - scores[low - 1]!)
    return values[low - 1]! + share * (values[low]! - values[low - 1]!)
  })
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function logOdds(p: number): number {
  const kept = Math.min(Math.max(p, 1e-12), 1 - 1e-12)
  return Math.log(kept / (1 - kept))
}

function fitPlatt(probabilities: Float64Array, outcome: Float64Array): Calibration {
  const features: Matrix = { data: probabilities.map(logOdds), rows: probabilities.length, columns: 1 }
  const steps = fitLogistic(features, outcome)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  const model = step.value
  const slope = model.coefficients[0]! / model.deviations[0]!
  // Scores that rank the wrong way round are no reason to turn them about: then everyone gets the mean.
  if (slope <= 0) return { method: 'platt', slope: 0, intercept: logOdds(mean(outcome)) }
  return { method: 'platt', slope, intercept: model.intercept - slope * model.means[0]! }
}

/**
 * Pool adjacent violators (Ayer et al. 1955). Every step takes the mean of its rows with one doubtful row of the overall mean
 * added, so that no probability is 0 or 1 for certain.
 */
function fitIsotonic(probabilities: Float64Array, outcome: Float64Array): Calibration {
  const overall = mean(outcome)
  const { zeros, ones: hits } = sortedByOutcome(probabilities, outcome)
  const steps: { ones: number; rows: number; scores: number }[] = []
  for (let zero = 0, hit = 0; zero < zeros.length || hit < hits.length;) {
    const score = Math.min(zeros[zero] ?? Infinity, hits[hit] ?? Infinity)
    const [firstZero, firstHit] = [zero, hit]
    while (zeros[zero] === score) zero++
    while (hits[hit] === score) hit++
    const rows = zero - firstZero + hit - firstHit
    steps.push({ ones: hit - firstHit, rows, scores: score * rows })
    while (steps.length > 1 && share(steps.at(-2)!) >= share(steps.at(-1)!)) {
      const last = steps.pop()!
      const before = steps.at(-1)!
      before.ones += last.ones
      before.rows += last.rows
      before.scores += last.scores
    }
  }
  return {
    method: 'isotonic',
    scores: Float64Array.from(steps, ({ scores, rows }) => scores / rows),
    values: ascending(Float64Array.from(steps, ({ ones, rows }) => (ones + overall) / (rows + 1))),
  }
}

/** The doubtful row can bring two narrow steps out of order. */
function ascending(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i++) values[i] = Math.max(values[i]!, values[i - 1]!)
  return values
}

function share({ ones, rows }: { ones: number; rows: number }): number {
  return ones / rows
}
