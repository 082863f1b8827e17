import type { Note } from '../../../contract/messages.ts'
import type {
  ChurnCandidate,
  ChurnMethod,
  ChurnPrediction,
  PredictionWindow,
  ProbabilityMetrics,
} from '../../../contract/predictions.ts'
import { takeRows } from '../../cluster/matrix.ts'
import { sampleRows, subSeed } from '../../cluster/random.ts'
import { dayText } from '../../rfm/dates.ts'
import { median } from '../../rfm/quantile.ts'
import type { Matrix } from '../../columns/types.ts'
import { applyCalibration, calibrate } from '../calibration.ts'
import type { PurchaseHistory } from '../history.ts'
import type { Horizon } from '../horizon.ts'
import { brierScore, logLoss, reliabilityBins, rocAuc } from '../metrics.ts'
import { outcomesIn, planWindows, type Window } from '../windows.ts'
import { churnFeatures, churnRows, type ChurnRows } from './features.ts'
import { buyingFits, type BuyingFits } from '../value/spend-models.ts'
import {
  buyingLearner,
  fitLearner,
  predictChurnModel,
  predictLearner,
  type ChurnModel,
  type Lesson,
  type OutcomeMethod,
} from './model.ts'
import { featureWeights } from './weights.ts'

export interface ChurnOptions {
  /** Days since 1970-01-01 of the first and the last day of the data. */
  readonly firstDay: number
  readonly asOf: number
  readonly horizon: Horizon
  readonly seed: number
}

export interface ChurnResult {
  /** Per customer of the history: probability of no purchase on the `horizon` days after as-of; NaN: no score. */
  readonly scores: Float64Array
  readonly report: Omit<ChurnPrediction, 'thresholds' | 'risk' | 'histogram'>
  /** What the scores come from, to explain them; null where there are none. */
  readonly model: ChurnModel | null
}

const methods: readonly ChurnMethod[] = ['mbg_nbd', 'logistic', 'boosted_trees']

/** Rows that are learned from and judged on at most: 100,000 took three times as long for 0.7 % less log-loss. */
const LEARNED = 20_000
const JUDGED = 20_000

/** Fewer of either outcome in a window say nothing that can be trusted. */
const LEAST_OF_EACH = 30

/**
 * The probability that a customer buys nothing within the horizon.
 *
 * Each method learns from the first window and is judged on the second by log-loss, calibrated there by the half that it
 * is not judged on; the best one is used. It learns again from both windows (from the second alone where the first is
 * shorter than the horizon) and is calibrated on halves it did not learn from; the third window, which had no part in
 * anything, says how well that does. For the scores the same is done one window later, when everything up to as-of is known.
 *
 * A generator: yields the share done. Deterministic for a seed.
 * Cost: that of eight fits on at most 100,000 rows and of reading the history four times.
 */
export function* predictChurn(history: PurchaseHistory, options: ChurnOptions): Generator<number, ChurnResult> {
  const { firstDay, asOf, horizon, seed } = options
  const scores = new Float64Array(history.customers).fill(NaN)
  const nothing = (reason: Note): ChurnResult => ({ scores, report: emptyReport(horizon, reason), model: null })
  const plan = planWindows(firstDay, asOf, horizon.days)
  if (plan === null)
    return nothing({
      code: 'predict.churn.short_history',
      params: { days: asOf - firstDay + 1, horizon: horizon.days, needed: 2 * horizon.days + 28 },
    })
  const [train, choose, report] = [plan.train, plan.choose, plan.report].map((window) => labelled(history, window)) as [
    Labelled,
    Labelled,
    Labelled,
  ]
  const few = [train, choose, report].find(
    ({ silent, rows }) => Math.min(silent, rows.features.rows - silent) < LEAST_OF_EACH,
  )
  if (few !== undefined)
    return nothing({
      code: 'predict.churn.few_customers',
      params: {
        customers: few.rows.features.rows,
        silent: few.silent,
        least: LEAST_OF_EACH,
        from: dayText(few.window.cutoff + 1),
        to: dayText(few.window.cutoff + few.window.days),
      },
    })
  yield 0.1
  const fits = buyingFits(history)
  const trials: Trial[] = []
  const lesson = sample([train], LEARNED, seed)
  const exam = sample([choose], JUDGED, seed)
  for (const [at, method] of methods.entries()) {
    const problem = method === 'mbg_nbd' ? fits.buying(choose.window.cutoff, 'mbg_nbd').problem : null
    if (problem !== null) {
      trials.push({ method, problem, metrics: null })
      continue
    }
    const learner =
      method === 'mbg_nbd'
        ? buyingLearner(fits.buying(choose.window.cutoff, 'mbg_nbd'), horizon.days)
        : yield* scaled(fitLearner(method, lesson, seed), 0.1 + 0.15 * at, 0.15)
    trials.push({ method, problem, metrics: judge(predictLearner(learner, exam.features), exam.outcome) })
  }
  const best = trials.reduce((a, b) => ((b.metrics?.logLoss ?? Infinity) < (a.metrics?.logLoss ?? Infinity) ? b : a))

  // What is reported has never seen the third window; what scores everybody has.
  const fit = (windows: readonly Labelled[], cutoff: number) =>
    best.method === 'mbg_nbd'
      ? calibratedBuying(fits, windows.at(-1)!, cutoff)
      : fitModel(best.method, sample(windows, LEARNED, seed), seed)
  const reported = yield* scaled(fit(fullLength([train, choose]), report.window.cutoff), 0.55, 0.15)
  const told = predictChurnModel(reported, report.rows.features)
  const now = churnRows(history, asOf)
  const model: ChurnModel = {
    ...(yield* scaled(fit([choose, report], asOf), 0.7, 0.2)),
    typical: mediansOf(now.features),
  }
  const predicted = predictChurnModel(model, now.features)
  now.states.index.forEach((customer, n) => (scores[customer] = predicted[n]!))
  yield 0.95
  const rate = report.silent / report.rows.features.rows
  return {
    scores,
    model,
    report: {
      reason: null,
      method: best.method,
      horizonDays: horizon.days,
      gapPercentile: horizon.percentile,
      windows: { train: describeWindow(train), choose: describeWindow(choose), report: describeWindow(report) },
      candidates: trials.map((each): ChurnCandidate => ({ ...each, used: each === best })),
      report: {
        ...metricsOf(told, report.outcome),
        rate,
        logLossOfRate: logLoss(new Float64Array(told.length).fill(rate), report.outcome),
        reliability: reliabilityBins(told, report.outcome).map(({ predicted: mean, observed, count, low, high }) => ({
          predicted: mean,
          observed,
          customers: count,
          low,
          high,
        })),
      },
      weights: featureWeights(
        churnFeatures,
        report.rows.features,
        report.outcome,
        (features) => predictChurnModel(model, features),
        seed,
      ),
      notes: [],
    },
  }
}

type FittedModel = Pick<ChurnModel, 'learner' | 'calibration'>

type Trial = Omit<ChurnCandidate, 'used'>

interface Labelled {
  readonly window: Window
  readonly rows: ChurnRows
  /** 1: no purchase in the window. */
  readonly outcome: Float64Array
  readonly silent: number
}

function labelled(history: PurchaseHistory, window: Window): Labelled {
  const rows = churnRows(history, window.cutoff)
  const outcome = Float64Array.from(outcomesIn(history, rows.states.index, window).bought, (bought) => 1 - bought)
  return { window, rows, outcome, silent: outcome.reduce((sum, value) => sum + value, 0) }
}

/** At most so many rows of the windows, every one as likely, in their order. */
function sample(windows: readonly Labelled[], most: number, seed: number): Lesson {
  const parts = windows.map(({ rows, outcome }, at) => {
    const chosen = sampleRows(rows.features.rows, Math.ceil(most / windows.length), subSeed(seed, 5, at))
    return { features: takeRows(rows.features, chosen), outcome: Float64Array.from(chosen, (row) => outcome[row]!) }
  })
  return {
    features: joinRows(parts.map(({ features }) => features)),
    outcome: Float64Array.from(parts.flatMap(({ outcome }) => [...outcome])),
  }
}

/** The buying model sees no outcomes: it is calibrated on a window, and asked with all that was bought up to the cut-off. */
function* calibratedBuying(
  fits: BuyingFits,
  { window, rows, outcome }: Labelled,
  cutoff: number,
): Generator<number, FittedModel> {
  const then = buyingLearner(fits.buying(window.cutoff, 'mbg_nbd'), window.days)
  const calibration = calibrate(predictLearner(then, rows.features), outcome)
  yield 0.5
  return { learner: buyingLearner(fits.buying(cutoff, 'mbg_nbd'), window.days), calibration }
}

/** A method fitted on rows with outcomes and calibrated on them: on the half that it did not learn from, in turn. */
function* fitModel(method: OutcomeMethod, { features, outcome }: Lesson, seed: number): Generator<number, FittedModel> {
  const raw = new Float64Array(features.rows)
  const all = Uint32Array.from({ length: features.rows }, (_, i) => i)
  for (const half of [0, 1]) {
    const [from, on] = [all.filter((i) => i % 2 !== half), all.filter((i) => i % 2 === half)]
    const lesson = { features: takeRows(features, from), outcome: Float64Array.from(from, (row) => outcome[row]!) }
    const learner = yield* scaled(fitLearner(method, lesson, seed), half * 0.25, 0.25)
    predictLearner(learner, takeRows(features, on)).forEach((value, i) => (raw[on[i]!] = value))
  }
  const learner = yield* scaled(fitLearner(method, { features, outcome }, seed), 0.5, 0.5)
  return { learner, calibration: calibrate(raw, outcome) }
}

/** Those whose outcomes span as many days as the last one's. */
function fullLength(windows: readonly Labelled[]): readonly Labelled[] {
  return windows.filter(({ window }) => window.days === windows.at(-1)!.window.days)
}

function mediansOf({ data, columns }: Matrix): Float64Array {
  return Float64Array.from({ length: columns }, (_, column) =>
    median(data.filter((__, i) => i % columns === column).sort()),
  )
}

function joinRows(parts: readonly Matrix[]): Matrix {
  const data = new Float64Array(parts.reduce((sum, part) => sum + part.data.length, 0))
  let at = 0
  for (const part of parts) {
    data.set(part.data, at)
    at += part.data.length
  }
  const { columns } = parts[0]!
  return { data, rows: data.length / columns, columns }
}

/** As a method would do once calibrated: each half by what the other half says. */
function judge(raw: Float64Array, outcome: Float64Array): ProbabilityMetrics {
  const told = new Float64Array(raw.length)
  for (const half of [0, 1]) {
    const isOwn = (_: number, i: number) => i % 2 === half
    const isOther = (_: number, i: number) => i % 2 !== half
    const own = applyCalibration(calibrate(raw.filter(isOther), outcome.filter(isOther)), raw.filter(isOwn))
    own.forEach((value, i) => (told[2 * i + half] = value))
  }
  return metricsOf(told, outcome)
}

function metricsOf(probabilities: Float64Array, outcome: Float64Array): ProbabilityMetrics {
  const auc = rocAuc(probabilities, outcome)
  return {
    auc: Number.isNaN(auc) ? null : auc,
    brier: brierScore(probabilities, outcome),
    logLoss: logLoss(probabilities, outcome),
  }
}

function describeWindow({ window, rows }: Labelled): PredictionWindow {
  const { cutoff, days } = window
  return { cutoff: dayText(cutoff), until: dayText(cutoff + days), days, customers: rows.features.rows }
}

function emptyReport(horizon: Horizon, reason: Note): ChurnResult['report'] {
  return {
    reason,
    method: null,
    horizonDays: horizon.days,
    gapPercentile: horizon.percentile,
    windows: null,
    candidates: [],
    report: null,
    weights: [],
    notes: [],
  }
}

/** The share done of a part of the work as that of the whole. */
function* scaled<Result>(steps: Generator<number, Result>, from: number, span: number): Generator<number, Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield from + span * step.value
  }
}
