import { deserialize, serialize } from 'node:v8'
import type { BuyingModel, ChurnPrediction, SegmentPrediction, ValuePrediction } from '../../../contract/predictions.ts'
import type { BodyInput } from '../../persona/bodies.ts'
import type { ChurnModel } from '../../predict/churn/model.ts'
import { predictChurn, type ChurnResult } from '../../predict/churn/predict-churn.ts'
import { firstDayOf, purchaseHistory, type PurchaseHistory } from '../../predict/history.ts'
import { purchaseHorizon, type Horizon } from '../../predict/horizon.ts'
import { joinScores } from '../../predict/join-scores.ts'
import { scoresToParts } from '../../predict/scores.ts'
import { buyingModels, predictValue, type ValueResult } from '../../predict/value/predict-value.ts'
import { buyingFits } from '../../predict/value/spend-models.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { exclusionMask } from '../../rfm/scope.ts'
import { defaultTiers } from '../../rfm/tiers.ts'
import { NO_DAY } from '../../columns/types.ts'
import { shareArrays } from '../share-arrays.ts'
import { drive, type Stop } from './drive.ts'
import type { RunFacts } from './prepare-run.ts'
import { chunkCount, datasetOnce, share, type LayerInput } from './shared.ts'

/** What the predictions of a run are made from; the arrays lie in shared memory. */
export interface PredictInput {
  /** One entry per customer with a purchase, in the order of the run's buyers. */
  readonly history: PurchaseHistory
  readonly firstDay: number
  readonly asOf: number
  readonly horizon: Horizon
  readonly seed: number
}

/** What the customers with a purchase bought and returned by day. */
export function prepareHistory(
  layers: readonly LayerInput[],
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  seed: number,
  stop: Stop,
  onProgress: (fraction: number) => void,
): PredictInput {
  const dataset = datasetOnce(layers, facts.scope.rules)
  const columns = partsToColumns(parts, facts.attributes)
  const codes = Uint32Array.from(columns.buyers, (i) => columns.code[i]!)
  const scope = {
    from: facts.scope.from ?? NO_DAY,
    asOf: facts.asOfDay,
    mask: exclusionMask(dataset, facts.scope.exclusions),
  }
  const reads = 2 * Math.max(1, chunkCount(layers))
  const history = drive(purchaseHistory(dataset, scope, codes), stop, (done) => onProgress(done / reads))
  const firstDay = firstDayOf(history) ?? facts.asOfDay
  const horizon = purchaseHorizon(history, firstDay, facts.asOfDay)
  return { history: shareArrays(history), firstDay, asOf: facts.asOfDay, horizon, seed }
}

export function churnOf(input: PredictInput, stop: Stop, onProgress: (fraction: number) => void): ChurnResult {
  return shareArrays(drive(predictChurn(input.history, input), stop, onProgress))
}

export interface ValueAndModels extends ValueResult {
  readonly buying: readonly BuyingModel[]
}

export function valueOf(input: PredictInput, stop: Stop, onProgress: (fraction: number) => void): ValueAndModels {
  const fits = buyingFits(input.history)
  const result = drive(predictValue(input.history, fits, input), stop, (done) => onProgress(0.9 * done))
  return shareArrays({ ...result, buying: buyingModels(fits, input.asOf) })
}

export interface PredictedRun {
  readonly parts: Map<string, Uint8Array<SharedArrayBuffer>>
  readonly churn: ChurnPrediction
  readonly value: ValuePrediction
  readonly buying: readonly BuyingModel[]
  readonly segments: readonly SegmentPrediction[]
  readonly groups: readonly BodyInput[]
}

/** Scores as columns of the run, and what is counted of them. */
export function joinRun(
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  churn: ChurnResult,
  value: ValueAndModels,
): PredictedRun {
  const thresholds = (facts.scope.tiers ?? defaultTiers).churn
  const joined = joinScores(
    partsToColumns(parts, facts.attributes),
    facts.scale,
    { churn: churn.scores, clv: value.clv, clvLow: value.low, clvHigh: value.high },
    thresholds,
  )
  const own = scoresToParts(joined.scores)
  if (churn.model !== null) own.set(CHURN_MODEL, new Uint8Array(serialize(churn.model)))
  return {
    parts: share(own),
    churn: { ...churn.report, thresholds, risk: joined.risk, histogram: joined.histogram },
    value: value.report,
    buying: value.buying,
    segments: joined.segments,
    groups: joined.groups,
  }
}

const CHURN_MODEL = 'score.churnModel'

/** What the churn scores of a run come from, or null. */
export function churnModelOf(parts: ReadonlyMap<string, Uint8Array>): ChurnModel | null {
  const bytes = parts.get(CHURN_MODEL)
  // A copy: what lies in shared memory cannot be deserialised in place.
  return bytes === undefined ? null : (deserialize(Uint8Array.from(bytes)) as ChurnModel)
}
