import type { BuyingKind, BuyingParameters } from './fit-buying.ts'
import { logBeta, logGamma, powerSeries } from './special-functions.ts'

/** A model of buying, fitted. Times below are weeks. */
export interface BuyingModel {
  readonly kind: BuyingKind
  readonly parameters: BuyingParameters
}

/** One customer: repeat purchases, weeks from the first to the last purchase, weeks since the first. */
export interface Buyer {
  readonly repeats: number
  readonly recency: number
  readonly age: number
}

/** Odds of having left against being there still. */
function oddsOfLeft({ kind, parameters: { r, alpha, a, b } }: BuyingModel, { repeats, recency, age }: Buyer): number {
  if (kind === 'bg_nbd' && repeats === 0) return 0
  const passed = kind === 'bg_nbd' ? repeats - 1 : repeats
  return (a / (b + passed)) * ((alpha + age) / (alpha + recency)) ** (r + repeats)
}

/** Probability that a customer has not left. Under BG/NBD it is 1 for everyone who bought once: no score of churn. */
export function probabilityAlive(model: BuyingModel, buyer: Buyer): number {
  return 1 / (1 + oddsOfLeft(model, buyer))
}

/**
 * Probability of no purchase in the next `weeks`: she has left, or waits longer. Of those who have not left the rate is
 * Gamma(r + x, alpha + T).
 */
export function noPurchaseWithin(model: BuyingModel, buyer: Buyer, weeks: number): number {
  const { r, alpha } = model.parameters
  const waits = ((alpha + buyer.age) / (alpha + buyer.age + weeks)) ** (r + buyer.repeats)
  return 1 - probabilityAlive(model, buyer) * (1 - waits)
}

/** Where a formula divides by a − 1, a is moved off 1 by so much: 1e-6 of the result. */
const AWAY_FROM_ONE = 1e-6

/**
 * Expected purchases in the next `weeks`, given the past (Fader, Hardie & Lee 2005, equation 10; for MBG/NBD Batislam et
 * al. 2007). Euler's form of ₂F₁ takes the power in front of it, so that many purchases do not overflow.
 */
export function expectedPurchases(model: BuyingModel, buyer: Buyer, weeks: number): number {
  const { r, alpha, b } = model.parameters
  const a = offOne(model.parameters.a)
  const z = weeks / (alpha + buyer.age + weeks)
  const more = model.kind === 'mbg_nbd' ? 1 : 0
  const c = a + b + buyer.repeats - 1 + more
  const bracket = 1 - (1 - z) ** (a - 1) * powerSeries(a + b - 1 + more - r, a - 1, c, z)
  return Math.max(0, ((c / (a - 1)) * bracket) / (1 + oddsOfLeft(model, buyer)))
}

/** Expected repeat purchases of a new customer in her first `weeks` (2005, equation 9). */
export function expectedPurchasesOfNew({ kind, parameters }: BuyingModel, weeks: number): number {
  const { r, alpha, b } = parameters
  const a = offOne(parameters.a)
  const z = weeks / (alpha + weeks)
  const more = kind === 'mbg_nbd' ? 1 : 0
  const c = a + b - 1 + more
  const bracket = 1 - (1 - z) ** (a - 1) * powerSeries(c - r, a - 1, c, z)
  return ((more === 1 ? b : c) / (a - 1)) * bracket
}

/** Probability of exactly `n` repeat purchases of a new customer in her first `weeks` (2005, equation 8). */
export function probabilityOfPurchases({ kind, parameters }: BuyingModel, n: number, weeks: number): number {
  const { r, alpha, a, b } = parameters
  const more = kind === 'mbg_nbd' ? 1 : 0
  const logWait = r * (Math.log(alpha) - Math.log(alpha + weeks))
  const logShare = Math.log(weeks) - Math.log(alpha + weeks)
  const term = (j: number) => Math.exp(logGamma(r + j) - logGamma(r) - logGamma(j + 1) + logWait + j * logShare)
  const stays = Math.exp(logBeta(a, b + n + more) - logBeta(a, b)) * term(n)
  if (n + more === 0) return stays
  let fewer = 0
  for (let j = 0; j < n; j++) fewer += term(j)
  return stays + Math.exp(logBeta(a + 1, b + n - 1 + more) - logBeta(a, b)) * (1 - fewer)
}

function offOne(a: number): number {
  return Math.abs(a - 1) < AWAY_FROM_ONE ? 1 + AWAY_FROM_ONE : a
}
