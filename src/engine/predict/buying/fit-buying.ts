import type { Note } from '../../../contract/messages.ts'
import { everyNth, WEEK, type BuyingData } from './buying-data.ts'
import { hessian, invertPositive, minimise, type Differentiable } from './minimise.ts'
import { digamma, logGamma } from './special-functions.ts'

/**
 * bg_nbd: a customer may leave after any repeat purchase (Fader, Hardie & Lee, "Counting your customers" the easy way,
 * Marketing Science 24, 2005). mbg_nbd: also after the first one (Batislam, Denizel & Filiztekin, IJRM 24, 2007).
 */
export type BuyingKind = 'bg_nbd' | 'mbg_nbd'

/** Purchase rates are Gamma(r, alpha) per week, drop-out probabilities Beta(a, b). */
export interface BuyingParameters {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

export const buyingNames = ['r', 'alpha', 'a', 'b'] as const

export interface BuyingFit {
  readonly kind: BuyingKind
  readonly parameters: BuyingParameters
  /** In the order of `buyingNames`; null where the likelihood is not curved in every direction. */
  readonly standardErrors: readonly number[] | null
  /** Without the terms that do not depend on the parameters, as published. */
  readonly logLikelihood: number
  readonly customers: number
  readonly iterations: number
  /** Why the fit is not to be used, or null. */
  readonly problem: Note | null
}

/** A first fit on so many kinds of customers finds the place; everyone then settles it. */
const FIRST_LOOK = 10_000
const FEWEST_REPEATERS = 30
/** Drop-out this rare is none: the data do not tell leaving from waiting. */
const LEAST_DROPOUT = 0.005

/**
 * Maximum likelihood in log space, so that no parameter can become negative; standard errors by the delta method from
 * the Hessian there (of a sample where the customers are many: it is then known to a percent). Deterministic. Cost: one
 * exponential per kind of customer and evaluation, about 40 evaluations of the first look and 6 of the whole.
 */
export function fitBuying(data: BuyingData, kind: BuyingKind): BuyingFit {
  const repeaters = data.repeats.reduce((sum, x, i) => sum + (x > 0 ? data.weight[i]! : 0), 0)
  if (repeaters < FEWEST_REPEATERS) {
    return {
      kind,
      parameters: { r: 1, alpha: 1, a: 1, b: 1 },
      standardErrors: null,
      logLikelihood: Number.NaN,
      customers: data.customers,
      iterations: 0,
      problem: { code: 'predict.buying.few_repeaters', params: { customers: repeaters, least: FEWEST_REPEATERS } },
    }
  }
  const start = [Math.log(0.5), Math.log(4), Math.log(0.8), Math.log(2)]
  const whole = likelihood(data, kind)
  const sampled =
    data.weight.length > 2 * FIRST_LOOK ? everyNth(data, Math.ceil(data.weight.length / FIRST_LOOK)) : null
  const look = sampled === null ? whole : likelihood(sampled, kind)
  const first = minimise(look, start, { tolerance: 1e-7 })
  const curvature = hessian(look, first.at)
  const found =
    sampled === null ? first : minimise(whole, first.at, { tolerance: 1e-7, inverse: invertPositive(curvature, 4) })
  const [r, alpha, a, b] = Array.from(found.at, Math.exp) as [number, number, number, number]
  const covariance = invertPositive(
    curvature.map((each) => each * data.customers),
    4,
  )
  const dropout = a / (a + b)
  return {
    kind,
    parameters: { r, alpha, a, b },
    standardErrors:
      covariance === null ? null : [r, alpha, a, b].map((value, i) => value * Math.sqrt(covariance[i * 5]!)),
    logLikelihood: -found.value * data.customers,
    customers: data.customers,
    iterations: found.iterations,
    problem:
      dropout < LEAST_DROPOUT
        ? { code: 'predict.buying.no_dropout', params: { dropout: 100 * dropout } }
        : found.converged || found.slope < 1e-4
          ? null
          : { code: 'predict.buying.not_converged' },
  }
}

/** Beyond e^±25 a parameter says "none" or "without end"; further on there is nothing to find. */
const FARTHEST = 25

/**
 * Mean negative log-likelihood of a customer and its gradient, both by the logarithms of the parameters. Logarithms of
 * gamma functions depend on the number of repeats alone, others on days alone: both come from tables.
 */
export function likelihood(data: BuyingData, kind: BuyingKind): Differentiable {
  const { repeats, recency, age, weight, customers } = data
  const kinds = Array.from(new Set(repeats)).sort((x, y) => x - y)
  const placeOf = new Map(kinds.map((x, i) => [x, i]))
  const place = new Uint32Array(repeats.length)
  for (let i = 0; i < place.length; i++) place[i] = placeOf.get(repeats[i]!)!
  const days = age.reduce((most, day) => Math.max(most, day), 0) + 1
  const logs = new Float64Array(days)
  const inverses = new Float64Array(days)
  const table = () => new Float64Array(kinds.length)
  const [constant, byR, byA, byB, odds, left] = [table(), table(), table(), table(), table(), table()]
  // How many times a customer has passed the chance to leave, beyond the repeats.
  const more = kind === 'mbg_nbd' ? 1 : 0

  return (at, gradient) => {
    gradient.fill(0)
    if (at.some((x) => !(Math.abs(x) < FARTHEST))) return Number.POSITIVE_INFINITY
    const [r, alpha, a, b] = Array.from(at, Math.exp) as [number, number, number, number]
    for (let day = 0; day < days; day++) {
      logs[day] = Math.log(alpha + day / WEEK)
      inverses[day] = 1 / (alpha + day / WEEK)
    }
    const fixed = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b)
    const [psiR, psiB, psiAB] = [digamma(r), digamma(b), digamma(a + b)]
    kinds.forEach((x, k) => {
      const passed = x + more
      constant[k] = fixed + logGamma(r + x) + logGamma(b + passed) - logGamma(a + b + passed)
      byR[k] = digamma(r + x) - psiR + Math.log(alpha)
      const psi = digamma(a + b + passed)
      byA[k] = psiAB - psi
      byB[k] = psiAB - psi + digamma(b + passed) - psiB
      // Left right after the last purchase, against still there.
      left[k] = passed === 0 ? 0 : 1 / (b + passed - 1)
      odds[k] = passed === 0 ? Number.NEGATIVE_INFINITY : Math.log(a * left[k]!)
    })
    let sum = 0
    let [dr, dalpha, da, db] = [0, 0, 0, 0]
    for (let i = 0; i < weight.length; i++) {
      const k = place[i]!
      const w = weight[i]!
      const shape = r + repeats[i]!
      const logAge = logs[age[i]!]!
      const logRecency = logs[recency[i]!]!
      const difference = odds[k]! + shape * (logAge - logRecency)
      const e = Math.exp(-Math.abs(difference))
      const gone = difference > 0 ? 1 / (1 + e) : e / (1 + e)
      sum += w * (constant[k]! - shape * logAge + Math.max(0, difference) + Math.log1p(e))
      dr += w * (byR[k]! - logAge + gone * (logAge - logRecency))
      dalpha -= w * shape * (inverses[age[i]!]! + gone * (inverses[recency[i]!]! - inverses[age[i]!]!))
      da += w * (byA[k]! + gone / a)
      db += w * (byB[k]! - gone * left[k]!)
    }
    dalpha += (customers * r) / alpha
    gradient.set([dr * r, dalpha * alpha, da * a, db * b].map((each) => -each / customers))
    return -sum / customers
  }
}
