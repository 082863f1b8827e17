import type { Note } from '../contract/messages.ts'
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
