import type { Note } from '../../../contract/messages.ts'
import type { ValueMethod } from '../../../contract/predictions.ts'
import { sampleRows } from '../../cluster/random.ts'
import type { Matrix } from '../../columns/types.ts'
import { fitBoosting, predictBoosting } from '../boosting.ts'
import { buyingData, WEEK } from '../buying/buying-data.ts'
import { fitBuying, type BuyingFit, type BuyingKind } from '../buying/fit-buying.ts'
import { expectedPurchases } from '../buying/forecast.ts'
import { expectedSpend, fitSpend, type SpendFit } from '../buying/gamma-gamma.ts'
import type { PurchaseHistory } from '../history.ts'
import { outcomesIn, pickStates, statesAt, type CustomerStates, type Window } from '../windows.ts'
import { spendFeatures } from './spend-features.ts'

/** Fits of the buying models at a cut-off; each is made once, whoever asks for it. */
export interface BuyingFits {
  readonly states: (cutoff: number) => CustomerStates
  readonly buying: (cutoff: number, kind: BuyingKind) => BuyingFit
  readonly spend: (cutoff: number) => SpendFit
}

export function buyingFits(history: PurchaseHistory): BuyingFits {
  const once = <Key, Value>(make: (key: Key) => Value) => {
    const known = new Map<Key, Value>()
    return (key: Key): Value => {
      if (!known.has(key)) known.set(key, make(key))
      return known.get(key)!
    }
  }
  const states = once((cutoff: number) => statesAt(history, cutoff))
  const ofKind = (kind: BuyingKind) => once((cutoff: number) => fitBuying(buyingData(states(cutoff)), kind))
  const kinds = { bg_nbd: ofKind('bg_nbd'), mbg_nbd: ofKind('mbg_nbd') }
  return {
    states,
    buying: (cutoff, kind) => kinds[kind](cutoff),
    spend: once((cutoff: number) => {
      const { gross, purchaseDays } = states(cutoff)
      return fitSpend({ purchases: purchaseDays, mean: gross.map((sum, i) => sum / purchaseDays[i]!) })
    }),
  }
}

/** A way to expect spend, as it was known at a cut-off. */
export interface SpendModel {
  readonly method: ValueMethod
  /** Why it cannot tell anything on this day, or null. */
  readonly problemAt: (cutoff: number) => Note | null
  /** Raw expectation of net spend in the `days` after a cut-off, one a customer of its states; currency units. */
  readonly expect: (states: CustomerStates, days: number) => Float64Array
}

/**
 * Expected purchases × expected spend per purchase × what of it is not returned. Fitted at each cut-off on all days up to
 * it: these models learn from the past alone and need no outcomes.
 */
export function buyingSpendModel(kind: BuyingKind, fits: BuyingFits): SpendModel {
  return {
    method: kind,
    problemAt: (cutoff) => fits.spend(cutoff).problem ?? fits.buying(cutoff, kind).problem,
    expect({ cutoff, first, last, purchaseDays, gross, net }, days) {
      const model = fits.buying(cutoff, kind)
      const spend = fits.spend(cutoff).parameters
      const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0)
      const kept = Math.max(0, sum(net) / sum(gross))
      return gross.map((bought, i) => {
        const buyer = {
          repeats: purchaseDays[i]! - 1,
          recency: (last[i]! - first[i]!) / WEEK,
          age: (cutoff - first[i]!) / WEEK,
        }
        const amount = expectedSpend(spend, purchaseDays[i]!, bought / purchaseDays[i]!)
        return expectedPurchases(model, buyer, days / WEEK) * amount * kept
      })
    },
  }
}

const FEWEST_ROWS = 200
const VALIDATION = 0.2

/**
 * Boosted trees with a Poisson loss (log link: it asks for the mean) on `spendFeatures`, trained on what followed a
 * cut-off. Stops on a fifth of the rows kept aside. A generator: yields the fraction done.
 */
export function* boostedSpendModel(
  history: PurchaseHistory,
  states: CustomerStates,
  window: Window,
  firstDay: number,
  seed: number,
): Generator<number, SpendModel> {
  const method = 'boosted_trees'
  const lookback = Math.max(2, window.cutoff - firstDay)
  const { net } = outcomesIn(history, states.index, window)
  const spent = net.reduce((sum, value) => sum + Math.max(0, value), 0)
  if (net.length < FEWEST_ROWS || spent <= 0) {
    const problem = { code: 'predict.value.few_to_learn_from', params: { customers: net.length, least: FEWEST_ROWS } }
    return { method, problemAt: () => problem, expect: () => new Float64Array(0) }
  }
  const purchases = states.purchaseDays.reduce((a, b) => a + b, 0)
  const unit = states.gross.reduce((a, b) => a + b, 0) / purchases
  const features = spendFeatures(history, states, lookback, unit)
  const aside = new Uint8Array(net.length)
  for (const row of sampleRows(net.length, Math.floor(net.length * VALIDATION), seed)) aside[row] = 1
  const rowsOf = (which: number) => Uint32Array.from(aside.keys()).filter((row) => aside[row] === which)
  const take = (rows: Uint32Array) => ({
    features: rowsOfMatrix(features, rows),
    target: Float64Array.from(rows, (row) => Math.max(0, net[row]!) / unit),
  })
  const train = take(rowsOf(0))
  const trees = yield* fitBoosting(train.features, train.target, {
    loss: 'poisson',
    seed,
    trees: 150,
    depth: 3,
    learningRate: 0.08,
    minLeafRows: Math.max(10, Math.min(50, Math.floor(train.target.length / 100))),
    validation: take(rowsOf(1)),
  })
  return {
    method,
    problemAt: () => null,
    expect(at, days) {
      const raw = predictBoosting(trees, spendFeatures(history, at, lookback, unit))
      return raw.map((value) => (value * unit * days) / window.days)
    },
  }
}

const FOLDS = 2

/**
 * The same, twice: each half of the customers is told by the model that learnt from the other, so that
 * intervals can be made of the very customers a model has learnt from; who comes later is told the mean of both.
 * @returns the model, and what it expects of each customer of `states`
 */
export function* crossedSpendModel(
  history: PurchaseHistory,
  states: CustomerStates,
  window: Window,
  firstDay: number,
  seed: number,
): Generator<number, { readonly model: SpendModel; readonly raw: Float64Array }> {
  const raw = new Float64Array(states.index.length)
  const models: SpendModel[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const rowsOf = (isOwn: boolean) =>
      Uint32Array.from(states.index.keys()).filter((row) => (row % FOLDS !== fold) === isOwn)
    const steps = boostedSpendModel(history, pickStates(states, rowsOf(true)), window, firstDay, seed + fold)
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) yield (fold + step.value) / FOLDS
    const model = step.value
    models.push(model)
    const others = rowsOf(false)
    model.expect(pickStates(states, others), window.days).forEach((value, i) => (raw[others[i]!] = value))
  }
  const model: SpendModel = {
    method: 'boosted_trees',
    problemAt: (cutoff) => models.map((each) => each.problemAt(cutoff)).find((problem) => problem !== null) ?? null,
    expect(later, days) {
      const sum = new Float64Array(later.index.length)
      for (const each of models) each.expect(later, days).forEach((value, i) => (sum[i] = sum[i]! + value / FOLDS))
      return sum
    },
  }
  return { model, raw }
}

function rowsOfMatrix({ data, columns }: Matrix, rows: Uint32Array): Matrix {
  const picked = new Float64Array(rows.length * columns)
  rows.forEach((row, place) => picked.set(data.subarray(row * columns, (row + 1) * columns), place * columns))
  return { data: picked, rows: rows.length, columns }
}
