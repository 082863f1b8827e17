import type { Note } from '../../contract/messages.ts'
import { upliftGroups, type UpliftGroup } from '../../contract/uplift-groups.ts'
import type { UpliftGroupRow, UpliftLearner, UpliftMetrics, UpliftResult } from '../../contract/uplift.ts'
import { subSeed } from '../cluster/random.ts'
import type { Matrix } from '../columns/types.ts'
import { crossFit, type CrossFit } from './cross-fit.ts'
import { byScore, upliftAreas, upliftAtTop, type Trial } from './curves.ts'
import { averageEffect, isProven, Z95, type Estimate } from './effect.ts'
import { fitUplift, type UpliftOptions } from './learners.ts'
import { bootstrapWeights, percentileInterval, Sweeper, type Sweep } from './sweep.ts'

export type UpliftReport = Pick<
  UpliftResult,
  | 'treated'
  | 'controls'
  | 'averageEffect'
  | 'metrics'
  | 'other'
  | 'verdicts'
  | 'curve'
  | 'groups'
  | 'deciles'
  | 'notes'
  | 'folds'
>

/** Per person of the trial. */
export interface UpliftScores {
  readonly effect: Float64Array
  /** Standard deviation of the effect over models of resampled people. */
  readonly deviation: Float64Array
  readonly withoutTreatment: Float64Array
  /** Index into `upliftGroups`. */
  readonly group: Uint8Array
}

const Z99 = 2.5758293035489004
const FOLDS = 5
/** Samples of the people for the intervals of areas and curves. */
const SAMPLES = 200
/** Models on resampled people, for the interval of each person's score. */
const REFITS = { linear: 20, trees: 10 } as const

/**
 * Who is moved by a treatment, by models that have not seen the person (five folds), how well that can be told, and with
 * which certainty. Intervals of areas and shares: 200 bootstrap samples of the held-out scores, within each group. That of
 * the Qini area, on which the verdict stands, is widened by how far it moves between models of resampled people: without
 * the chance of the fit a sparse outcome looks more certain than it is.
 *
 * A generator: yields the share done. Deterministic for a seed.
 * Cost: ten fits of the learners and twenty refits (ten for trees).
 */
export function* analyseUplift(
  features: Matrix,
  trial: Trial,
  options: UpliftOptions,
): Generator<number, { readonly report: UpliftReport; readonly scores: UpliftScores }> {
  const fit = yield* scaled(crossFit(features, trial, options, FOLDS), 0, 0.25)
  const otherLearner: UpliftLearner = options.learner === 't' ? 'x' : 't'
  const otherFit = yield* scaled(crossFit(features, trial, { ...options, learner: otherLearner }, FOLDS), 0.25, 0.25)
  const { deviation, qiniDeviation } = yield* scaled(refits(features, trial, options), 0.5, 0.35)
  const effect = averageEffect(trial)
  const group = groupsOf(fit, effect.effect.value)
  const { metrics, curve } = yield* scaled(measure(trial, fit, qiniDeviation, options.seed), 0.85, 0.15)
  const targeting = isProven(metrics.qini) && metrics.qini.value > 0 ? ('proven' as const) : ('unproven' as const)
  const report: UpliftReport = {
    folds: FOLDS,
    treated: effect.treated,
    controls: effect.control,
    averageEffect: effect.effect,
    metrics,
    other: {
      learner: otherLearner,
      qini: 100 * upliftAreas(trial, otherFit.effect).qini,
      qiniOfFolds: meanAndDeviation(foldQinis(trial, otherFit)).mean,
    },
    verdicts: { effect: isProven(effect.effect) ? 'proven' : 'unproven', targeting },
    curve,
    groups: describeGroups(trial, fit, group),
    deciles: decilesOf(trial, fit.effect),
    notes: notesOf(isProven(effect.effect), effect.effect.value, targeting === 'proven'),
  }
  return { report, scores: { effect: fit.effect, deviation, withoutTreatment: fit.withoutTreatment, group } }
}

function* measure(
  trial: Trial,
  fit: CrossFit,
  qiniDeviation: number,
  seed: number,
): Generator<number, { readonly metrics: UpliftMetrics; readonly curve: UpliftResult['curve'] }> {
  const order = byScore(fit.effect)
  const sweeper = new Sweeper(trial, fit.effect)
  const own = sweeper.walk(null)
  const areas = upliftAreas(trial, fit.effect)
  const [top10, top30] = [0.1, 0.3].map((share) => upliftAtTop(trial, order, share)) as [Top, Top]
  const samples: { readonly sweep: Sweep; readonly top10: number; readonly top30: number }[] = []
  for (const weight of bootstrapWeights(trial.treated, SAMPLES, seed)) {
    samples.push({
      sweep: sweeper.walk(weight),
      top10: upliftAtTop(trial, order, 0.1, weight).overall,
      top30: upliftAtTop(trial, order, 0.3, weight).overall,
    })
    yield samples.length / SAMPLES
  }
  const interval = (value: number, of: (sample: (typeof samples)[number]) => number) =>
    percentileInterval(value, samples.map(of))
  const metrics: UpliftMetrics = {
    qini: widened(
      interval(100 * areas.qini, ({ sweep }) => 100 * sweep.qini),
      qiniDeviation,
    ),
    qiniOfFolds: meanAndDeviation(foldQinis(trial, fit)),
    auuc: interval(100 * areas.auuc, ({ sweep }) => 100 * sweep.auuc),
    qiniAuc: areas.qiniAuc,
    upliftAuc: areas.upliftAuc,
    top10: interval(top10.overall, (sample) => sample.top10),
    top30: interval(top30.overall, (sample) => sample.top30),
    top10ByGroup: top10.byGroup,
    top30ByGroup: top30.byGroup,
  }
  const curve = Array.from(own.uplift, (uplift, i) => {
    const { low, high } = percentileInterval(
      uplift,
      samples.map(({ sweep }) => sweep.uplift[i]!),
    )
    return { share: i / (own.uplift.length - 1), uplift, low, high, qini: own.qiniCurve[i]! }
  })
  return { metrics, curve }
}

type Top = ReturnType<typeof upliftAtTop>

/** Qini × 100 of each fold by itself. */
export function foldQinis(trial: Trial, { fold, effect }: Pick<CrossFit, 'fold' | 'effect'>): number[] {
  const folds = fold.reduce((most, each) => Math.max(most, each), 0) + 1
  return Array.from({ length: folds }, (_, held) => {
    const rows = Uint32Array.from(fold.keys()).filter((row) => fold[row] === held)
    const own: Trial = {
      treated: Uint8Array.from(rows, (row) => trial.treated[row]!),
      outcome: Float64Array.from(rows, (row) => trial.outcome[row]!),
    }
    return (
      100 *
      upliftAreas(
        own,
        Float64Array.from(rows, (row) => effect[row]!),
      ).qini
    )
  })
}

function meanAndDeviation(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) }
}

/** How far each person's effect, and the Qini area × 100, move between models of resampled people. */
function* refits(
  features: Matrix,
  trial: Trial,
  options: UpliftOptions,
): Generator<number, { readonly deviation: Float64Array; readonly qiniDeviation: number }> {
  const models = REFITS[options.base]
  const sum = new Float64Array(features.rows)
  const squares = new Float64Array(features.rows)
  const qinis: number[] = []
  for (const weight of bootstrapWeights(trial.treated, models, subSeed(options.seed, 4))) {
    const rows = Uint32Array.from(repeated(weight))
    const steps = fitUplift(features, trial, rows, options)
    let step = steps.next()
    while (step.done !== true) {
      yield qinis.length / models
      step = steps.next()
    }
    const effect = step.value.effect(features)
    addTo(effect, sum, squares)
    qinis.push(100 * new Sweeper(trial, effect).walk(null).qini)
    yield qinis.length / models
  }
  return {
    deviation: sum.map((total, row) => Math.sqrt(Math.max(0, squares[row]! - (total * total) / models) / (models - 1))),
    qiniDeviation: meanAndDeviation(qinis).deviation,
  }
}

function addTo(values: Float64Array, sum: Float64Array, squares: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    sum[i] = sum[i]! + values[i]!
    squares[i] = squares[i]! + values[i]! ** 2
  }
}

/** A 95 % interval as one of 99 % with a further, independent source of chance. */
function widened({ value, low, high }: Estimate, deviation: number): Estimate {
  const half = (side: number) => (Z99 / Z95) * Math.hypot(side, Z95 * deviation)
  return { value, low: value - half(value - low), high: value + half(high - value) }
}

function* repeated(weight: Uint16Array): Generator<number> {
  for (let row = 0; row < weight.length; row++) for (let n = weight[row]!; n > 0; n--) yield row
}

/**
 * Persuadable: moved more than the average (and towards the outcome); sleeping dog: moved away from it. The others would
 * do it anyway with at least the average probability (sure thing), or would not (lost cause).
 */
function groupsOf({ effect, withoutTreatment }: CrossFit, average: number): Uint8Array {
  const mean = withoutTreatment.reduce((sum, value) => sum + value, 0) / withoutTreatment.length
  return Uint8Array.from(effect, (value, row) => {
    const group: UpliftGroup =
      value > Math.max(average, 0)
        ? 'persuadable'
        : value < 0
          ? 'sleeping_dog'
          : withoutTreatment[row]! >= mean
            ? 'sure_thing'
            : 'lost_cause'
    return upliftGroups.indexOf(group)
  })
}

function describeGroups(trial: Trial, fit: CrossFit, group: Uint8Array): UpliftGroupRow[] {
  return upliftGroups.flatMap((name, index) => {
    const rows = Uint32Array.from(group.keys()).filter((row) => group[row] === index)
    if (rows.length === 0) return []
    const mean = (values: Float64Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length
    return {
      group: name,
      people: rows.length,
      withoutTreatment: mean(fit.withoutTreatment),
      predicted: mean(fit.effect),
      observed: averageEffect(trial, rows).effect,
    }
  })
}

function decilesOf(trial: Trial, effect: Float64Array): UpliftResult['deciles'] {
  const order = byScore(effect)
  return Array.from({ length: 10 }, (_, d) => {
    const rows = order.subarray(Math.round((d * order.length) / 10), Math.round(((d + 1) * order.length) / 10))
    return {
      people: rows.length,
      predicted: rows.reduce((sum, row) => sum + effect[row]!, 0) / rows.length,
      observed: averageEffect(trial, rows).effect,
    }
  })
}

function notesOf(effectProven: boolean, effect: number, targetingProven: boolean): Note[] {
  return [
    {
      code: effectProven ? (effect > 0 ? 'uplift.verdict.effect' : 'uplift.verdict.harm') : 'uplift.verdict.no_effect',
    },
    { code: targetingProven ? 'uplift.verdict.targeting' : 'uplift.verdict.no_targeting' },
  ]
}

function* scaled<Result>(steps: Generator<number, Result>, from: number, span: number): Generator<number, Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield from + span * step.value
  }
}
