import type { ScoreReason } from '../../../contract/predictions.ts'
import { churnFeatures, type ChurnFeature } from './features.ts'
import { predictChurnModel, type ChurnModel } from './model.ts'

/** Contributions below half a point are not told. */
const LEAST = 0.005

const scaleOf: Readonly<Record<ChurnFeature, number>> = {
  recency: 1,
  purchase_days: 1,
  spend: 1,
  tenure: 1,
  basket: 1,
  gap: 1,
  recent_days: 1,
  return_share: 100,
}

/**
 * Why a customer's score is not that of a typical one (medians of all): the Shapley value of each feature, over all
 * 2⁸ ways of giving the typical customer some of hers (baseline Shapley, Sundararajan & Najmi 2020). Exact for every method,
 * on the scale of the score: typical + all effects = her score. For logistic regression before calibration that is
 * coefficient × difference. Deterministic. Cost: 256 predictions.
 *
 * @param values her row of `churnFeatures`
 */
export function explainChurn(
  model: ChurnModel,
  values: ArrayLike<number>,
): { readonly score: number; readonly typical: number; readonly reasons: readonly ScoreReason[] } {
  const columns = churnFeatures.length
  const sets = 2 ** columns
  const data = new Float64Array(sets * columns)
  for (let set = 0; set < sets; set++)
    for (let c = 0; c < columns; c++) data[set * columns + c] = (set >> c) & 1 ? values[c]! : model.typical[c]!
  const predicted = predictChurnModel(model, { data, rows: sets, columns })
  // k! (n − k − 1)! ÷ n! for a set of k others.
  const factorial = Array.from({ length: columns + 1 }, () => 1)
  for (let k = 1; k <= columns; k++) factorial[k] = factorial[k - 1]! * k
  const reasons = churnFeatures.map((feature, c): ScoreReason => {
    let effect = 0
    for (let set = 0; set < sets; set++) {
      if ((set >> c) & 1) continue
      let k = 0
      for (let rest = set; rest > 0; rest &= rest - 1) k++
      const weight = (factorial[k]! * factorial[columns - k - 1]!) / factorial[columns]!
      effect += weight * (predicted[set | (1 << c)]! - predicted[set]!)
    }
    const [value, usual] = [values[c]! * scaleOf[feature], model.typical[c]! * scaleOf[feature]]
    return {
      feature,
      value,
      typical: usual,
      effect,
      note: {
        code: `predict.reason.${feature}.${effect > 0 ? 'up' : 'down'}`,
        params: { value, usual, points: Math.abs(100 * effect) },
      },
    }
  })
  return {
    score: predicted[sets - 1]!,
    typical: predicted[0]!,
    reasons: reasons
      .filter(({ effect }) => Math.abs(effect) >= LEAST)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  }
}
