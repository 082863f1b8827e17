import { KeyBits, KeyIndex } from './key-index.ts'
import { LineKeys, lineKeyColumns, orderKeyColumns } from './line-keys.ts'
import { Mark, type RowsSource } from './rows-source.ts'

/** Orders that a layer shares with the ones before it. */
export interface CommonOrders {
  readonly orders: KeyIndex
  /** By number of the order: lines before, lines of the layer, and how many of these are the same. */
  readonly before: Uint32Array
  readonly own: Uint32Array
  readonly same: Uint32Array
  readonly sameLines: number
}

/**
 * Compares a layer with all before it; only orders that may be in both are looked at closely. Of equal lines as many are
 * the same as stand on both sides: a line that is there twice and comes three times brings one.
 * @param onKnown called for every row of the layer that an earlier layer has
 * @param marks rows that are left out already, and do not count
 */
export function commonOrders(
  source: RowsSource,
  layer: number,
  marks: Uint8Array,
  onKnown: (row: number) => void = () => undefined,
): CommonOrders {
  const keys = new LineKeys()
  const ownOrders = new KeyBits(source.starts[layer + 1]! - source.starts[layer]!)
  for (const chunk of source.scan(orderKeyColumns, layer, layer + 1)) {
    for (let i = 0; i < chunk.rows; i++) {
      keys.order(chunk, i)
      ownOrders.add(keys.low, keys.high)
    }
  }
  const orders = new KeyIndex()
  const lines = new KeyIndex()
  let left = new Uint32Array(1024)
  let before = new Uint32Array(1024)
  for (const chunk of source.scan(lineKeyColumns, 0, layer)) {
    for (let i = 0; i < chunk.rows; i++) {
      if (marks[chunk.firstRow + i] !== Mark.keep) continue
      keys.order(chunk, i)
      if (!ownOrders.has(keys.low, keys.high)) continue
      const order = orders.add(keys.low, keys.high)
      if (order >= before.length) before = grown(before)
      before[order]!++
      keys.line(chunk, i)
      const line = lines.add(keys.low, keys.high)
      if (line >= left.length) left = grown(left)
      left[line]!++
    }
  }
  const own = new Uint32Array(orders.size)
  const same = new Uint32Array(orders.size)
  let sameLines = 0
  for (const chunk of source.scan(lineKeyColumns, layer, layer + 1)) {
    for (let i = 0; i < chunk.rows; i++) {
      const row = chunk.firstRow + i
      if (marks[row] !== Mark.keep) continue
      keys.order(chunk, i)
      const order = orders.find(keys.low, keys.high)
      if (order < 0) continue
      own[order]!++
      keys.line(chunk, i)
      const line = lines.find(keys.low, keys.high)
      if (line < 0 || left[line] === 0) continue
      left[line]!--
      same[order]!++
      sameLines++
      onKnown(row)
    }
  }
  return { orders, before, own, same, sameLines }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2)
  bigger.set(array)
  return bigger
}
