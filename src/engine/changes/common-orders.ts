import { KeyBits, KeyIndex } from './key-index.ts'
import { LineKeys, lineKeyColumns, orderKeyColumns } from './line-keys.ts'
import { Mark, type RowsSource } from './rows-source.ts'

/** Rows of a layer whose orders are compared at a time: with more rows there are more passes, not larger tables. */
const PART_ROWS = 2_500_000

/** Orders that a layer shares with the ones before it: a part of them. */
export interface CommonOrders {
  readonly orders: KeyIndex
  /** By number of the order: lines before, lines of the layer, and how many of these are the same. */
  readonly before: Uint32Array
  readonly own: Uint32Array
  readonly same: Uint32Array
  readonly sameLines: number
  /** Whether an order belongs to this part, by the low word of its key. */
  takes(low: number): boolean
}

/**
 * Compares a layer with all before it; only orders that may be in both are looked at closely. Of equal lines as many are
 * the same as stand on both sides: a line that is there twice and comes three times brings one.
 * Cost: about 90 MB, and three passes over the layer and one over those before it for every 2.5 million of its rows.
 * @param onKnown called for every row of the layer that an earlier layer has
 * @param marks rows that are left out already, and do not count; those of orders of parts that were given may change
 * @param partRows for tests
 */
export function* commonOrders(
  source: RowsSource,
  layer: number,
  marks: Uint8Array,
  onKnown: (row: number) => void = () => undefined,
  partRows = PART_ROWS,
): Generator<CommonOrders> {
  const rows = source.starts[layer + 1]! - source.starts[layer]!
  const bits = Math.max(0, Math.ceil(Math.log2(rows / partRows)))
  for (let part = 0; part < 2 ** bits; part++) yield partOf(source, layer, marks, onKnown, part, bits)
}

/** Goes through all parts where only the rows count that are called out on the way. */
export function drain(parts: Generator<CommonOrders>): void {
  while (parts.next().done !== true);
}

/** The same for the orders whose key begins with `part`. */
function partOf(
  source: RowsSource,
  layer: number,
  marks: Uint8Array,
  onKnown: (row: number) => void,
  part: number,
  bits: number,
): CommonOrders {
  const keys = new LineKeys()
  const shift = 31 - bits
  const takes = (low: number) => (low >>> 1) >>> shift === part
  const ownOrders = new KeyBits((source.starts[layer + 1]! - source.starts[layer]!) / 2 ** bits)
  for (const chunk of source.scan(orderKeyColumns, layer, layer + 1)) {
    for (let i = 0; i < chunk.rows; i++) {
      keys.order(chunk, i)
      if (takes(keys.low)) ownOrders.add(keys.low, keys.high)
    }
  }
  const orders = new KeyIndex()
  const lines = new KeyIndex()
  let left = new Uint32Array(1024)
  let before = new Uint32Array(1024)
  for (const chunk of source.scan(lineKeyColumns, 0, layer)) {
    for (let i = 0; i < chunk.rows; i++) {
      keys.order(chunk, i)
      if (!takes(keys.low) || !ownOrders.has(keys.low, keys.high) || marks[chunk.firstRow + i] !== Mark.keep) continue
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
      keys.order(chunk, i)
      if (!takes(keys.low) || marks[row] !== Mark.keep) continue
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
  return { orders, before, own, same, sameLines, takes }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2)
  bigger.set(array)
  return bigger
}
