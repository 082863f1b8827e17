import type { Note } from '../contract/messages.ts'
import type { IntervalFigure, UpliftResult } from '../contract/uplift.ts'
import { formatNote } from '../contract/messages/format.ts'
import type {
  BuyingModel,
  Predictions,
  PredictionWindows,
  ProbabilityMetrics,
  SpendMetrics,
} from '../contract/predictions.ts'

/** `models` of summary.json: how each score was made, on which days, and how well it did on days it had not seen. */
export function modelsOf({ churn, value, buying, currency }: Predictions) {
  const text = (note: Note | null) => (note === null ? null : formatNote(note, { locale: 'en', currency }))
  return {
    churn: {
      method: churn.method,
      reason: text(churn.reason),
      horizon_days: churn.horizonDays,
      gap_percentile_90: churn.gapPercentile,
      windows: windows(churn.windows),
      candidates: churn.candidates.map(({ method, used, metrics, problem }) => ({
        method,
        used,
        ...(metrics === null ? {} : probability(metrics)),
        problem: text(problem),
      })),
      ...(churn.report === null
        ? {}
        : {
            ...probability(churn.report),
            log_loss_of_rate: rounded(churn.report.logLossOfRate),
            rate: rounded(churn.report.rate),
            reliability: churn.report.reliability.map(({ predicted, observed, customers }) => ({
              predicted: rounded(predicted),
              observed: rounded(observed),
              customers,
            })),
          }),
      thresholds: churn.thresholds,
      risk: churn.risk,
      weights: churn.weights.map(({ feature, weight, direction }) => ({ feature, weight: rounded(weight), direction })),
      notes: churn.notes.map(text),
    },
    value: {
      method: value.method,
      reason: text(value.reason),
      days: value.days,
      windows: windows(value.windows),
      candidates: value.candidates.map(({ method, used, metrics, problem }) => ({
        method,
        used,
        ...(metrics === null ? {} : spend(metrics)),
        problem: text(problem),
      })),
      ...(value.report === null
        ? {}
        : {
            ...spend(value.report),
            interval_level: value.report.level,
            interval_coverage: rounded(value.report.coverage),
            interval_average_width: rounded(value.report.averageWidth),
            zero_share: rounded(value.report.zeroShare),
          }),
      scale_to_year: rounded(value.scale),
      total: rounded(value.total),
      top_tenth_share_pct: rounded(value.topTenthShare),
      notes: value.notes.map(text),
    },
    buying: Object.fromEntries(buying.map((model) => [model.model, fitted(model, text)])),
  }
}

/** What a campaign says of one group: effect, areas with their definitions, and what is proven. */
export function upliftOf({ metrics, ...result }: UpliftResult) {
  const interval = ({ value, low, high }: IntervalFigure) => ({
    value: rounded(value),
    low: rounded(low),
    high: rounded(high),
  })
  return {
    file: result.fileName,
    arm: result.arm,
    control: result.control,
    outcome: result.outcome,
    learner: `${result.learner}-learner`,
    base: result.base,
    folds: result.folds,
    treated: result.treated,
    controls: result.controls,
    average_effect: interval(result.averageEffect),
    qini_x100: interval(metrics.qini),
    qini_x100_of_folds: rounded(metrics.qiniOfFolds.mean),
    auuc_x100: interval(metrics.auuc),
    qini_auc_scikit_uplift: rounded(metrics.qiniAuc),
    uplift_auc_scikit_uplift: rounded(metrics.upliftAuc),
    uplift_top_10: interval(metrics.top10),
    uplift_top_30: interval(metrics.top30),
    effect: result.verdicts.effect,
    targeting: result.verdicts.targeting,
    matched_customers: result.matched,
    features: result.features,
    notes: result.notes.map((note) => formatNote(note)),
  }
}

function windows(all: PredictionWindows | null) {
  return all === null ? null : { train: all.train, choose: all.choose, report: all.report }
}

function probability({ auc, brier, logLoss }: ProbabilityMetrics) {
  return { auc: rounded(auc), brier: rounded(brier), log_loss: rounded(logLoss) }
}

function spend(metrics: SpendMetrics) {
  return {
    mean_actual: rounded(metrics.meanActual),
    mean_predicted: rounded(metrics.meanPredicted),
    mean_absolute_error: rounded(metrics.absoluteError),
    mean_absolute_error_of_mean: rounded(metrics.absoluteErrorOfMean),
    deviance: rounded(metrics.deviance),
    deviance_of_mean: rounded(metrics.devianceOfMean),
    correlation: rounded(metrics.correlation),
    rank_correlation: rounded(metrics.rankCorrelation),
  }
}

function fitted(
  { parameters, logLikelihood, customers, problem }: BuyingModel,
  text: (note: Note | null) => string | null,
) {
  return {
    ...Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    standard_errors: Object.fromEntries(parameters.map(({ name, standardError }) => [name, standardError])),
    log_likelihood: logLikelihood,
    customers,
    holds: problem === null,
    problem: text(problem),
  }
}

/** Six significant digits: what comes after them is noise. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6))
}
