import type { ChurnExplanation } from '../../../contract/predictions.ts'
import { stringAt } from '../../columns/strings.ts'
import { NO_DAY } from '../../columns/types.ts'
import { explainChurn } from '../../predict/churn/explain.ts'
import { churnRows } from '../../predict/churn/features.ts'
import { purchaseHistory } from '../../predict/history.ts'
import { exclusionMask } from '../../rfm/scope.ts'
import { churnModelOf } from './predict-run.ts'
import { viewOf, type RunView } from './query.ts'
import { datasetOnce, type LayerInput } from './shared.ts'

/**
 * Why a customer has her churn score: her purchases are read again from the files, up to the day of the run.
 * @returns null where she has none, or where the files of the run do not know her any more
 */
function explainScore(
  run: RunView,
  layers: readonly LayerInput[],
  index: number,
): Omit<ChurnExplanation, 'horizonDays'> | null {
  const model = churnModelOf(run.parts)
  const { columns } = viewOf(run)
  if (model === null || index >= columns.code.length) return null
  const dataset = datasetOnce(layers, run.rules)
  const id = stringAt(columns.customers, index)
  let code = columns.code[index]!
  if (code >= dataset.customers.count || stringAt(dataset.customers, code) !== id) {
    code = 0
    while (code < dataset.customers.count && stringAt(dataset.customers, code) !== id) code++
  }
  if (code === dataset.customers.count) return null
  const scope = { from: run.from ?? NO_DAY, asOf: run.asOfDay, mask: exclusionMask(dataset, run.exclusions) }
  const steps = purchaseHistory(dataset, scope, Uint32Array.of(code))
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  const { features } = churnRows(step.value, run.asOfDay)
  return features.rows === 0 ? null : explainChurn(model, features.data)
}

export const explainScoreQueries = { explainScore }
