import type { IntervalFigure, UpliftResult } from '../../../../contract/uplift.ts'
import { t } from '../../../i18n/index.ts'
import { decimal, moneyShort, percent, points } from '../../../ui/format.ts'

/** An effect in the outcome's own unit: percentage points of a yes/no outcome, money of an amount. */
export function effect(value: number, type: UpliftResult['outcomeType']): string {
  if (type === 'amount') return moneyShort(value)
  return t('predict.uplift.points', { n: points(value) })
}

/** The same with its 95 % interval. */
export function effectInterval({ low, high }: IntervalFigure, type: UpliftResult['outcomeType']): string {
  return t('predict.uplift.interval', { low: effect(low, type), high: effect(high, type) })
}

/** An outcome's mean: a share or an amount. */
export function outcomeMean(value: number, type: UpliftResult['outcomeType']): string {
  return type === 'amount' ? moneyShort(value) : percent(value * 100)
}

/** What the campaign did, and whether it can be told whom it moves. */
export function upliftSentence(result: UpliftResult | undefined): string {
  if (result === undefined) return t('predict.uplift.none')
  const { verdicts, averageEffect, outcomeType, arm, outcome } = result
  if (verdicts.effect === 'unproven') return t('predict.uplift.unproven', { arm, outcome })
  return t(verdicts.targeting === 'proven' ? 'predict.uplift.proven' : 'predict.uplift.everybody', {
    arm,
    outcome,
    effect: effect(averageEffect.value, outcomeType),
  })
}

/** Finding of the curve. */
export function targetingSentence({ verdicts, metrics }: UpliftResult): string {
  const values = {
    qini: decimal(metrics.qini.value, 2),
    low: decimal(metrics.qini.low, 2),
    high: decimal(metrics.qini.high, 2),
  }
  return t(verdicts.targeting === 'proven' ? 'predict.uplift.curveProven' : 'predict.uplift.curveUnproven', values)
}

/** Finding of the ten groups. */
export function deciles({ deciles: groups, outcomeType }: UpliftResult): string {
  const first = groups[0]
  const last = groups.at(-1)
  if (first === undefined || last === undefined) return t('charts.empty')
  return t('predict.uplift.decilesTitle', {
    first: effect(first.observed.value, outcomeType),
    last: effect(last.observed.value, outcomeType),
  })
}
