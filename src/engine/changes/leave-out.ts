import type { ImportDecision } from '../../contract/changes.ts'
import { commonOrders, drain, type CommonOrders } from './common-orders.ts'
import { LineKeys, orderKeyColumns } from './line-keys.ts'
import { findRepeats } from './repeats.ts'
import { Mark, type RowsSource } from './rows-source.ts'

/** Whether a decision leaves rows out at all. */
export function leavesOut({ mode, repeats, known }: ImportDecision): boolean {
  return mode === 'update' || repeats === 'once' || known !== 'keep'
}

/**
 * Applies what was decided about each layer, in the order of the imports; a layer sees what the ones before it left.
 * @param partRows as in `commonOrders`
 * @returns a mark for every row, or null where all are kept
 */
export function markLeftOut(
  source: RowsSource,
  decisions: readonly ImportDecision[],
  partRows?: number,
): Uint8Array | null {
  if (!decisions.some(leavesOut)) return null
  const marks = new Uint8Array(source.rows)
  const leaveOut = (row: number) => (marks[row] = Mark.leaveOut)
  decisions.forEach(({ mode, repeats, known }, layer) => {
    if (repeats === 'once') findRepeats(source, layer, marks, leaveOut)
    if (mode === 'update' || known === 'newest') {
      for (const common of commonOrders(source, layer, marks, undefined, partRows)) {
        if (mode === 'update')
          markOrders(source, layer, layer + 1, (own) => common.takes(own.low) && !isCommon(common, own), leaveOut)
        markOrders(source, 0, layer, (own) => common.takes(own.low) && isCommon(common, own), leaveOut)
      }
    } else if (known === 'leave_out') drain(commonOrders(source, layer, marks, leaveOut, partRows))
  })
  return marks
}

function isCommon({ orders, own }: CommonOrders, { low, high }: LineKeys): boolean {
  const order = orders.find(low, high)
  return order >= 0 && own[order]! > 0
}

function markOrders(
  source: RowsSource,
  from: number,
  to: number,
  isMeant: (order: LineKeys) => boolean,
  mark: (row: number) => void,
): void {
  const keys = new LineKeys()
  for (const chunk of source.scan(orderKeyColumns, from, to)) {
    for (let i = 0; i < chunk.rows; i++) {
      keys.order(chunk, i)
      if (isMeant(keys)) mark(chunk.firstRow + i)
    }
  }
}

/** The layers whose rows are to be read: active ones that no later one takes the place of. In the order of the imports. */
export function withoutReplaced<Layer extends { readonly id: string; readonly kind: string }>(
  layers: readonly Layer[],
  decisionOf: (layer: Layer) => ImportDecision,
): Layer[] {
  return layers.filter((layer) => replacerOf(layers, layer, decisionOf) === null)
}

/** The later layer that takes this one's place, or null. */
export function replacerOf<Layer extends { readonly id: string; readonly kind: string }>(
  layers: readonly Layer[],
  layer: Layer,
  decisionOf: (layer: Layer) => ImportDecision,
): Layer | null {
  return (
    layers.slice(layers.indexOf(layer) + 1).find((later) => {
      const { mode, replaces } = decisionOf(later)
      return mode === 'replace' && later.kind === layer.kind && (replaces === 'all' || replaces.includes(layer.id))
    }) ?? null
  )
}
