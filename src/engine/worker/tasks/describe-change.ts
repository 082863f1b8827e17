import type { ChangeEffect, ImportDecision, LineFindings } from '../../../contract/changes.ts'
import { plainDecision } from '../../../contract/plain-decision.ts'
import { changeEffect, lineFindings, proposeDecision } from '../../changes/describe-change.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { throwIfStopped, type Stop } from './drive.ts'
import { datasetOf, type LayerInput } from './shared.ts'

export interface ChangeFacts {
  readonly findings: LineFindings
  readonly proposed: ImportDecision
}

/** What a layer's lines have in common with each other and with the layers before it. */
export function findChange(
  before: readonly LayerInput[],
  own: LayerInput,
  rules: DatasetRules,
  hasOrderNumbers: boolean,
  stop: Stop,
): ChangeFacts {
  throwIfStopped(stop)
  if (own.kind !== 'orders')
    return { findings: { repeats: 0, known: 0, knownOrders: 0, changedOrders: 0 }, proposed: plainDecision }
  const plain = { ...own, decision: plainDecision }
  const { shrunkOrders, ...findings } = lineFindings(datasetOf([...before, plain], { ...rules, netUpTo: null }))
  return { findings, proposed: proposeDecision({ ...findings, shrunkOrders }, hasOrderNumbers) }
}

/** What a layer changes under its decision. */
export function effectOfChange(
  before: readonly LayerInput[],
  own: LayerInput,
  rules: DatasetRules,
  digits: number,
  stop: Stop,
): ChangeEffect {
  const old = datasetOf(before, rules)
  throwIfStopped(stop)
  return changeEffect(old, datasetOf([...before, own], rules), own.kind === 'orders', digits)
}
