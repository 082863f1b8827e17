import type { ChangeEffect, ImportDecision, LineFindings, LinesInCommon } from '../../../contract/changes.ts'
import { plainDecision } from '../../../contract/plain-decision.ts'
import { commonOrders, drain } from '../../changes/common-orders.ts'
import { changeEffect, lineFindings, proposeDecision } from '../../changes/describe-change.ts'
import { findRepeats } from '../../changes/repeats.ts'
import { Mark } from '../../changes/rows-source.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { RowBits } from '../../health/row-bits.ts'
import { throwIfStopped, type Stop } from './drive.ts'
import { pageOf, type FoundRows, type RowsPage } from './health.ts'
import { datasetOf, datasetOnce, type LayerInput } from './shared.ts'

export interface ChangeFacts {
  readonly findings: LineFindings
  readonly proposed: ImportDecision
  /** `LayerInput.marks` under what is proposed, where the comparison found them on its way; null: to be found out. */
  readonly marks: Uint8Array<SharedArrayBuffer> | null
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
    return {
      findings: { repeats: 0, known: 0, knownOrders: 0, changedOrders: 0 },
      proposed: plainDecision,
      marks: null,
    }
  // Compared by itself: marks of a longer list would not hold.
  const compared = [...before, { ...own, decision: plainDecision }].map((layer) => ({ ...layer, marks: undefined }))
  const dataset = datasetOf(compared, { ...rules, netUpTo: null })
  const marks = new Uint8Array(new SharedArrayBuffer(dataset.source.rows))
  if (dataset.marks !== null) marks.set(dataset.marks)
  const { shrunkOrders, ...findings } = lineFindings(dataset, (row) => (marks[row] = Mark.leaveOut))
  const proposed = proposeDecision({ ...findings, shrunkOrders }, hasOrderNumbers)
  return { findings, proposed, marks: proposed.known === 'leave_out' && rules.netUpTo === null ? marks : null }
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
  else if (layer > 0) drain(commonOrders(source, layer, marks ?? new Uint8Array(source.rows), add))
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
