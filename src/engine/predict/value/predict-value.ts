import type { Note } from '../../../contract/messages.ts'
import type {
  BuyingModel,
  PredictionWindow,
  SpendMetrics,
  ValueCandidate,
  ValuePrediction,
} from '../../../contract/predictions.ts'
import { sampleRows } from '../../cluster/random.ts'
import { dayText } from '../../rfm/dates.ts'
import { buyingNames, type BuyingKind } from '../buying/fit-buying.ts'
import { spendNames } from '../buying/gamma-gamma.ts'
import type { PurchaseHistory } from '../history.ts'
import type { Horizon } from '../horizon.ts'
import { outcomesIn, pickStates, planWindows, type CustomerStates, type Window, type WindowPlan } from '../windows.ts'
import { calibrated, calibrateSpend } from './calibrate-spend.ts'
import { levelDrift } from './level-drift.ts'
import { seasonIndex } from './season.ts'
import { groupOf, LEVEL, spendIntervals } from './spend-interval.ts'
import { spendMetrics } from './spend-metrics.ts'
import {
  boostedSpendModel,
  buyingSpendModel,
  crossedSpendModel,
  type BuyingFits,
  type SpendModel,
} from './spend-models.ts'

/** Days that clv looks ahead. */
export const YEAR = 365

export interface ValueOptions {
  /** First and last day of the data, days since 1970-01-01. */
  readonly firstDay: number
  readonly asOf: number
  readonly horizon: Horizon
  readonly seed: number
}

export interface ValueResult {
  /** Expected net spend of the next 365 days and its 80 % interval, currency units; NaN where there is none. */
  readonly clv: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly report: ValuePrediction
}

const MOST_KNOWN = 40_000
const FEWEST_CUSTOMERS = 100
const FEWEST_BUYERS = 20

/**
 * Expected net spend of the next year. The candidates are judged on the second of three windows, as long as a third of
 * the history (at most a year, at least the horizon of churn), by a deviance that is proper for the mean; the best one is
 * calibrated there and its intervals are made there; how good all that is is told by the third. Then the same is done
 * one window later, so that the last outcomes are learnt from too, and scaled from the window to a year.
 * Deterministic for a seed. A generator: yields the fraction done. Cost: a fit of each buying model at three cut-offs and
 * a boosted regression and four of half the customers; at most 40,000 customers of each window take part, sampled by the seed.
 */
export function* predictValue(
  history: PurchaseHistory,
  fits: BuyingFits,
  { firstDay, asOf, horizon, seed }: ValueOptions,
): Generator<number, ValueResult> {
  const days = Math.max(horizon.days, Math.min(YEAR, Math.floor((asOf - firstDay) / 3)))
  const plan = planWindows(firstDay, asOf, days)
  if (plan === null) {
    return none(history, null, { code: 'predict.value.too_short', params: { days: asOf - firstDay, least: 90 } })
  }
  // So many customers say as much about a model as all of them do.
  const known = ({ cutoff }: Window) => {
    const states = fits.states(cutoff)
    return pickStates(states, sampleRows(states.index.length, MOST_KNOWN, seed))
  }
  const windows = {
    train: windowOf(fits, plan.train),
    choose: windowOf(fits, plan.choose),
    report: windowOf(fits, plan.report),
  }
  const chooser = known(plan.choose)
  const chosenOutcomes = outcomesIn(history, chooser.index, plan.choose)
  const buyers = chosenOutcomes.bought.reduce((a, b) => a + b, 0)
  if (chooser.index.length < FEWEST_CUSTOMERS || buyers < FEWEST_BUYERS) {
    const params = { customers: chooser.index.length, buyers, least: FEWEST_CUSTOMERS, leastBuyers: FEWEST_BUYERS }
    return none(history, windows, { code: 'predict.value.few_customers', params })
  }
  yield 0.05

  const trainer = known(plan.train)
  const boosted = yield* part(boostedSpendModel(history, trainer, plan.train, firstDay, seed), 0.1, 0.4) // prettier-ignore
  const kinds: readonly BuyingKind[] = ['mbg_nbd', 'bg_nbd']
  const models: SpendModel[] = [boosted, ...kinds.map((kind) => buyingSpendModel(kind, fits))]
  const usual = meanOf(outcomesIn(history, trainer.index, plan.train).net, plan)
  const judged: (Judged | null)[] = []
  const problems: (Note | null)[] = []
  for (const model of models) {
    const problem = model.problemAt(plan.choose.cutoff) ?? model.problemAt(asOf)
    problems.push(problem)
    if (problem !== null) judged.push(null)
    else {
      const raw = model.expect(chooser, days)
      judged.push({ raw, metrics: spendMetrics(crossCalibrated(raw, chosenOutcomes.net), chosenOutcomes.net, usual) })
    }
    yield 0.4 + 0.1 * judged.length
  }
  const ranking = [...models.keys()]
    .filter((i) => judged[i] !== null)
    .sort((x, y) => judged[x]!.metrics.deviance - judged[y]!.metrics.deviance)
  const best = ranking.find((i) => (problems[i] = models[i]!.problemAt(plan.report.cutoff)) === null) ?? -1
  const candidates = models.map(({ method }, i): ValueCandidate => ({
    method,
    used: i === best,
    metrics: judged[i]?.metrics ?? null,
    problem: problems[i]!,
  }))
  if (best < 0) return none(history, windows, { code: 'predict.value.no_model' }, candidates)
  yield 0.75

  const reporter = known(plan.report)
  const knownOf = (outcomes: Float64Array, window: Window) => ({
    outcomes,
    drift: levelDrift(history, firstDay, window),
  })
  const reported = outcomesIn(history, reporter.index, plan.report).net
  // A buying model is what it was; a regression learns anew from the window whose outcomes are known by then.
  const learn = function* (states: CustomerStates, window: Window, from: number, to: number) {
    const chosen = models[best]!
    if (chosen.method !== 'boosted_trees') return { model: chosen, raw: chosen.expect(states, days) }
    return yield* part(crossedSpendModel(history, states, window, firstDay, seed), from, to)
  }
  const before = yield* learn(chooser, plan.choose, 0.75, 0.85)
  const told = forecast(before, knownOf(chosenOutcomes.net, plan.choose), reporter, days)
  const average = chosenOutcomes.net.reduce((a, b) => a + b, 0) / chosenOutcomes.net.length
  const report = {
    ...spendMetrics(told.expected, reported, average),
    ...coverageOf(told, reported),
    level: LEVEL,
    zeroShare: reported.filter((spend) => spend === 0).length / reported.length,
    deciles: decilesOf(told.expected, reported),
  }
  const last = yield* learn(reporter, plan.report, 0.85, 0.97)
  const today = fits.states(asOf)
  const now = forecast(last, knownOf(reported, plan.report), today, days)
  const seasons = [plan.choose, plan.report].map((window) => seasonIndex(history, firstDay, asOf, window))
  const hasYear = seasons.every((index) => index !== null)
  const season = (window: Window) => (hasYear ? seasons[window === plan.choose ? 0 : 1]! : 1)
  const scales = scalesToYear(last.model, today, chooser, history, plan, season)
  const result = empty(history.customers)
  let [total, plainTotal] = [0, 0]
  today.index.forEach((customer, i) => {
    result.clv[customer] = now.expected[i]! * scales[i]!
    result.low[customer] = now.low[i]! * scales[i]!
    result.high[customer] = now.high[i]! * scales[i]!
    total += result.clv[customer]!
    plainTotal += now.expected[i]!
  })
  return {
    ...result,
    report: {
      reason: null,
      method: models[best]!.method,
      days: YEAR,
      windows,
      candidates,
      report,
      scale: plainTotal > 0 ? total / plainTotal : null,
      total,
      topTenthShare: topTenthShare(result.clv, total),
      notes: hasYear ? [] : [{ code: 'predict.value.no_season' }],
    },
  }
}

/** What a candidate expected of the second window, and how well. */
interface Judged {
  readonly raw: Float64Array
  readonly metrics: SpendMetrics
}

interface Forecast {
  readonly expected: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Calibrated and with intervals from a window whose outcomes are known, for the customers at a later cut-off. */
function forecast(
  { model, raw }: { readonly model: SpendModel; readonly raw: Float64Array },
  learnt: { readonly outcomes: Float64Array; readonly drift: number },
  later: CustomerStates,
  days: number,
): Forecast {
  const calibration = calibrateSpend(raw, learnt.outcomes)
  const intervals = spendIntervals(calibrated(calibration, raw), learnt.outcomes)
  const expected = calibrated(calibration, model.expect(later, days))
  const bound = (factors: readonly number[], drift: number) =>
    expected.map((value) => value * factors[groupOf(intervals.bounds, value)]! * Math.exp(drift))
  return { expected, low: bound(intervals.low, -learnt.drift), high: bound(intervals.high, learnt.drift) }
}

/** Two folds by turns: each half is calibrated by the other, so that no candidate is judged on what it was fitted to. */
function crossCalibrated(raw: Float64Array, actual: Float64Array): Float64Array {
  const result = new Float64Array(raw.length)
  for (const fold of [0, 1]) {
    const other = (_: number, i: number) => i % 2 !== fold
    const calibration = calibrateSpend(raw.filter(other), actual.filter(other))
    calibrated(calibration, raw).forEach((value, i) => {
      if (i % 2 === fold) result[i] = value
    })
  }
  return result
}

/**
 * From a window to a year. A buying model says it itself. For a regression the window's spend is repeated, each time by
 * the share that the customers of the choice spent in the second window of what they spent in the first (at most all).
 * Both are brought from a high season to a whole year; never up from a low one, because customers who fade look like one.
 */
function scalesToYear(
  model: SpendModel,
  today: CustomerStates,
  chooser: CustomerStates,
  history: PurchaseHistory,
  plan: WindowPlan,
  season: (window: Window) => number,
): Float64Array {
  const { days } = plan.report
  if (model.method !== 'boosted_trees') {
    const short = model.expect(today, days)
    const usual = Math.max(1, season(plan.report))
    return model.expect(today, YEAR).map((year, i) => (short[i]! > 0 ? year / short[i]! : YEAR / days) / usual)
  }
  const spent = (window: Window) => outcomesIn(history, chooser.index, window).net.reduce((a, b) => a + b, 0)
  const [before, after] = [spent(plan.choose), spent(plan.report)]
  const plain = before > 0 ? after / before : 1
  const kept = Math.min(1, Math.max(LEAST_KEPT, Math.min(plain, (plain * season(plan.choose)) / season(plan.report))))
  let scale = 0
  for (let left = YEAR, weight = 1; left > 0; left -= days, weight *= kept) scale += weight * Math.min(1, left / days)
  return new Float64Array(today.index.length).fill(scale / Math.max(1, season(plan.report)))
}

const LEAST_KEPT = 0.25

function coverageOf({ expected, low, high }: Forecast, actual: Float64Array) {
  let [inside, width] = [0, 0]
  for (let i = 0; i < expected.length; i++) {
    width += high[i]! - low[i]!
    // To the cent: an interval that begins at 0 holds a spend of 0.
    if (actual[i]! >= low[i]! - CENT && actual[i]! <= high[i]! + CENT) inside++
  }
  return { coverage: inside / expected.length, averageWidth: width / expected.length }
}

const CENT = 0.005

function decilesOf(expected: Float64Array, actual: Float64Array) {
  const order = Uint32Array.from(expected.keys()).sort((a, b) => expected[a]! - expected[b]! || a - b)
  return Array.from({ length: 10 }, (_, tenth) => {
    const members = order.subarray(
      Math.floor((tenth * order.length) / 10),
      Math.floor(((tenth + 1) * order.length) / 10),
    )
    const mean = (values: Float64Array) => members.reduce((sum, i) => sum + values[i]!, 0) / Math.max(1, members.length)
    return { predicted: mean(expected), actual: mean(actual), customers: members.length }
  })
}

function topTenthShare(clv: Float64Array, total: number): number {
  const sorted = clv.filter((value) => !Number.isNaN(value)).sort()
  const top = sorted.subarray(sorted.length - Math.ceil(sorted.length / 10))
  return total > 0 ? (100 * top.reduce((a, b) => a + b, 0)) / total : 0
}

/** Mean spend of the training window at the length of the others. */
function meanOf(net: Float64Array, plan: WindowPlan): number {
  const mean = net.reduce((a, b) => a + b, 0) / Math.max(1, net.length)
  return (Math.max(0, mean) * plan.choose.days) / plan.train.days
}

function windowOf(fits: BuyingFits, { cutoff, days }: Window): PredictionWindow {
  return { cutoff: dayText(cutoff), until: dayText(cutoff + days), days, customers: fits.states(cutoff).index.length }
}

function empty(customers: number) {
  const column = () => new Float64Array(customers).fill(Number.NaN)
  return { clv: column(), low: column(), high: column() }
}

function none(
  history: PurchaseHistory,
  windows: ValuePrediction['windows'],
  reason: Note,
  candidates: readonly ValueCandidate[] = [],
): ValueResult {
  return {
    ...empty(history.customers),
    report: {
      reason,
      method: null,
      days: YEAR,
      windows,
      candidates,
      report: null,
      scale: null,
      total: 0,
      topTenthShare: 0,
      notes: [],
    },
  }
}

function* part<Result>(steps: Generator<number, Result>, from: number, to: number): Generator<number, Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield from + (to - from) * step.value
  }
}

/** The three models fitted on everything up to as-of, as the screens show them. */
export function buyingModels(fits: BuyingFits, asOf: number): BuyingModel[] {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  const parameters = (
    names: readonly string[],
    values: Readonly<Record<string, number>>,
    errors: readonly number[] | null,
  ) =>
    names.map((name, i) => ({ name, value: values[name]!, standardError: errors === null ? null : finite(errors[i]!) }))
  const spend = fits.spend(asOf)
  const kinds: readonly BuyingKind[] = ['bg_nbd', 'mbg_nbd']
  return [
    ...kinds.map((kind): BuyingModel => {
      const fit = fits.buying(asOf, kind)
      return {
        model: kind,
        parameters: parameters(buyingNames, { ...fit.parameters }, fit.standardErrors),
        logLikelihood: finite(fit.logLikelihood),
        customers: fit.customers,
        problem: fit.problem,
      }
    }),
    {
      model: 'gamma_gamma',
      parameters: parameters(spendNames, { ...spend.parameters }, spend.standardErrors),
      logLikelihood: finite(spend.logLikelihood),
      customers: spend.customers,
      problem: spend.problem,
    },
  ]
}
