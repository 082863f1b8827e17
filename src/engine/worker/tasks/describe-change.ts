import type { ChangeEffect, ImportDecision, LineFindings, LinesInCommon } from '../../../contract/changes.ts'
import { plainDecision } from '../../../contract/plain-decision.ts'
import { commonOrders } from '../../changes/common-orders.ts'
import { changeEffect, lineFindings, proposeDecision } from '../../changes/describe-change.ts'
import { findRepeats } from '../../changes/repeats.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { RowBits } from '../../health/row-bits.ts'
import { throwIfStopped, type Stop } from './drive.ts'
import { pageOf, type FoundRows, type RowsPage } from './health.ts'
import { datasetOf, datasetOnce, type LayerInput } from './shared.ts'

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

/** The set of the latest page: the next one is of the same set mostly. */
let latest: { readonly key: string; readonly bits: Uint8Array } | null = null

/**
 * The lines of a layer that the layers before it hold too, or that are equal to an earlier line of it.
 * Cost: as `findChange` for the first page; a bit a row is kept for the next.
 */
export function linesInCommon(
  before: readonly LayerInput[],
  own: LayerInput,
  rules: DatasetRules,
  which: LinesInCommon,
  page: RowsPage,
): FoundRows {
  const layers = [...before, { ...own, decision: plainDecision }]
  const dataset = datasetOnce(layers, { ...rules, netUpTo: null })
  const { source, marks } = dataset
  const layer = source.starts.length - 2
  const key = JSON.stringify([layers.map(({ id, decision }) => [id, decision]), rules, which])
  if (latest?.key === key)
    return pageOf(dataset, new RowBits(source.rows, latest.bits), source.starts[layer]!, source.rows, page)
  const set = new RowBits(source.rows)
  const add = (row: number): void => set.add(row)
  if (which === 'repeats') findRepeats(source, layer, null, add)
  else if (layer > 0) commonOrders(source, layer, marks ?? new Uint8Array(source.rows), add)
  latest = { key, bits: set.bytes }
  return pageOf(dataset, set, source.starts[layer]!, source.rows, page)
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
