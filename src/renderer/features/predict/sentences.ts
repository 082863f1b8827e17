import type { ChurnPrediction, Predictions, ValuePrediction } from '../../../contract/predictions.ts'
import { t } from '../../i18n/index.ts'
import { count, decimal, moneyShort, percent } from '../../ui/format.ts'

/** Who may be leaving, in a sentence. */
export function churnSentence({ churn }: Predictions): string {
  if (churn.method === null) return t('predict.churn.none')
  const { low, medium, high } = churn.risk
  const all = low + medium + high
  if (all === 0) return t('predict.churn.none')
  return t(high === 0 ? 'predict.churn.nobody' : 'predict.churn.title', {
    n: high,
    share: percent((high / all) * 100),
    days: churn.horizonDays,
  })
}

/** What everybody together is expected to spend. */
export function valueSentence({ value }: Predictions): string {
  if (value.method === null) return t('predict.value.none')
  return t('predict.value.title', { total: moneyShort(value.total), share: percent(value.topTenthShare) })
}

/** How well the risk of not returning is told, in words with the numbers. */
export function churnQuality(report: NonNullable<ChurnPrediction['report']>): string {
  const better = report.logLoss < report.logLossOfRate
  if (report.auc === null || !better) return t('predict.churn.noBetter')
  const values = { auc: decimal(report.auc, 3), times: count(Math.round(report.auc * 100)) }
  if (report.auc >= 0.8) return t('predict.quality.good', values)
  return report.auc >= 0.65 ? t('predict.quality.fair', values) : t('predict.quality.weak', values)
}

/** How well spend is told: the error beside that of the plain mean, and what the interval held. */
export function valueQuality(report: NonNullable<ValuePrediction['report']>): string {
  const { absoluteError, absoluteErrorOfMean } = report
  if (absoluteErrorOfMean <= 0 || absoluteError >= absoluteErrorOfMean) return t('predict.value.noBetter')
  return t('predict.value.better', {
    error: moneyShort(absoluteError),
    mean: moneyShort(absoluteErrorOfMean),
    less: percent((1 - absoluteError / absoluteErrorOfMean) * 100),
  })
}
