import type { Note } from '../../../contract/messages.ts'
import { hessian, invertPositive, minimise, type Differentiable } from './minimise.ts'
import { digamma, logGamma } from './special-functions.ts'

/** Spend per purchase: Gamma(p, ν) within a customer, ν ~ Gamma(q, v) between customers. v in currency units. */
export interface SpendParameters {
  readonly p: number
  readonly q: number
  readonly v: number
}

export const spendNames = ['p', 'q', 'v'] as const

export interface SpendFit {
  readonly parameters: SpendParameters
  /** In the order of `spendNames`; null where the likelihood is not curved in every direction. */
  readonly standardErrors: readonly number[] | null
  readonly logLikelihood: number
  readonly customers: number
  readonly iterations: number
  readonly problem: Note | null
}

/** Customers with at least one purchase: how many, and their mean amount (> 0, currency units). */
export interface SpendData {
  readonly purchases: ArrayLike<number>
  readonly mean: ArrayLike<number>
}

const FEWEST_CUSTOMERS = 30
const FIRST_LOOK = 10_000

/**
 * The Gamma-Gamma model of spend by maximum likelihood in log space (Fader & Hardie, "The Gamma-Gamma model of monetary
 * value", 2013, equation 1a). Amounts are fitted as multiples of their mean: the answer does not depend on the currency.
 * A sample finds the place and the curvature, everyone settles it. Deterministic. Cost: one logarithm a customer and
 * evaluation, about 6 evaluations of the whole.
 */
export function fitSpend(data: SpendData): SpendFit {
  const customers = data.purchases.length
  let repeaters = 0
  for (let i = 0; i < customers; i++) if (data.purchases[i]! > 1) repeaters++
  // How far the amounts of one customer vary shows only where she bought again.
  if (customers < FEWEST_CUSTOMERS || repeaters < FEWEST_CUSTOMERS) {
    return {
      parameters: { p: 1, q: 2, v: 1 },
      standardErrors: null,
      logLikelihood: Number.NaN,
      customers,
      iterations: 0,
      problem:
        customers < FEWEST_CUSTOMERS
          ? { code: 'predict.buying.few_spenders', params: { customers, least: FEWEST_CUSTOMERS } }
          : { code: 'predict.buying.few_repeat_spend', params: { customers: repeaters, least: FEWEST_CUSTOMERS } },
    }
  }
  let unit = 0
  for (let i = 0; i < customers; i++) unit += data.mean[i]! / customers
  const whole = spendLikelihood(data, unit)
  const look =
    customers > 2 * FIRST_LOOK ? spendLikelihood(everyNth(data, Math.ceil(customers / FIRST_LOOK)), unit) : whole
  const first = minimise(look, [Math.log(4), Math.log(4), 0], { tolerance: 1e-8 })
  const curvature = hessian(look, first.at)
  const found =
    look === whole ? first : minimise(whole, first.at, { tolerance: 1e-8, inverse: invertPositive(curvature, 3) })
  const [p, q, v] = Array.from(found.at, Math.exp) as [number, number, number]
  const covariance = invertPositive(
    curvature.map((each) => each * customers),
    3,
  )
  return {
    parameters: { p, q, v: v * unit },
    standardErrors:
      covariance === null ? null : [p, q, v * unit].map((value, i) => value * Math.sqrt(covariance[i * 4]!)),
    // A density by currency units: the change of unit comes back.
    logLikelihood: -(found.value + Math.log(unit)) * customers,
    customers,
    iterations: found.iterations,
    problem: !(q > 1)
      ? { code: 'predict.buying.no_mean' }
      : found.converged || found.slope < 1e-4
        ? null
        : { code: 'predict.buying.not_converged' },
  }
}

/** Expected spend per purchase of a customer with so many purchases of so much on average (2013, equation 5). */
export function expectedSpend({ p, q, v }: SpendParameters, purchases: number, mean: number): number {
  return (p * (v + purchases * mean)) / (p * purchases + q - 1)
}

const FARTHEST = 25

/** Mean negative log-likelihood and gradient by the logarithms of p, q and v / unit. */
export function spendLikelihood({ purchases, mean }: SpendData, unit: number): Differentiable {
  const customers = purchases.length
  const kinds = Array.from(new Set(Array.from(purchases))).sort((a, b) => a - b)
  const placeOf = new Map(kinds.map((x, k) => [x, k]))
  const place = new Uint32Array(customers)
  for (let i = 0; i < customers; i++) place[i] = placeOf.get(purchases[i]!)!
  const amount = Float64Array.from(mean, (z) => z / unit)
  const logAmount = amount.map(Math.log)
  const [constant, byP, byQ] = [0, 0, 0].map(() => new Float64Array(kinds.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return (at, gradient) => {
    gradient.fill(0)
    if (at.some((x) => !(Math.abs(x) < FARTHEST))) return Number.POSITIVE_INFINITY
    const [p, q, v] = Array.from(at, Math.exp) as [number, number, number]
    const logV = Math.log(v)
    const psiQ = digamma(q)
    kinds.forEach((x, k) => {
      const psi = digamma(p * x + q)
      constant[k] = logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * logV + p * x * Math.log(x)
      byP[k] = x * (psi - digamma(p * x) + Math.log(x))
      byQ[k] = psi - psiQ + logV
    })
    let sum = 0
    let [dp, dq, dv] = [0, 0, 0]
    for (let i = 0; i < customers; i++) {
      const k = place[i]!
      const x = kinds[k]!
      const whole = v + x * amount[i]!
      const logWhole = Math.log(whole)
      sum += constant[k]! + (p * x - 1) * logAmount[i]! - (p * x + q) * logWhole
      dp += byP[k]! + x * (logAmount[i]! - logWhole)
      dq += byQ[k]! - logWhole
      dv += q / v - (p * x + q) / whole
    }
    gradient.set([dp * p, dq * q, dv * v].map((each) => -each / customers))
    return -sum / customers
  }
}

function everyNth({ purchases, mean }: SpendData, step: number): SpendData {
  const pick = (values: ArrayLike<number>) =>
    Float64Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[i * step]!)
  return { purchases: pick(purchases), mean: pick(mean) }
}
