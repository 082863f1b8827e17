import { segmentLabels } from '../../contract/segment-labels.ts'
import { segmentIndex } from '../rfm/segment-map.ts'

/** Cut-points of a run, ascending; empty where everyone is alike and has the middle score. */
export interface Cuts {
  readonly r: readonly number[]
  readonly f: readonly number[]
}

const MIDDLE = 3

/** Score 1 … 5 of days since the last order, cut-points held as they are. */
export function recencyScore(days: number, { r }: Cuts): number {
  return r.length === 0 ? MIDDLE : r.length + 1 - below(r, days)
}

/** Score 1 … 5 of a number of orders. */
export function frequencyScore(orders: number, { f }: Cuts): number {
  return f.length === 0 ? MIDDLE : 1 + below(f, orders)
}

/** Index into `segmentLabels` of somebody with these figures. */
export function labelOf(days: number, orders: number, cuts: Cuts): number {
  return segmentIndex(recencyScore(days, cuts), frequencyScore(orders, cuts))
}

export function labelName(label: number): string {
  return segmentLabels[label]!
}

function below(cuts: readonly number[], value: number): number {
  let count = 0
  while (count < cuts.length && cuts[count]! < value) count++
  return count
}
