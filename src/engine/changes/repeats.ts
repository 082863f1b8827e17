import { KeyBits, KeyIndex } from './key-index.ts'
import { LineKeys, lineKeyColumns } from './line-keys.ts'
import { Mark, type RowsSource } from './rows-source.ts'

/** Lines of an order that stand together are compared with each other directly, up to so many. */
const LONGEST_RUN = 48

/**
 * Lines of one layer that are equal to an earlier line of it. Lines of an order mostly stand together, so that only
 * orders which appear again further down need a table; a file of ten million lines takes 32 MB then, not 200.
 * @param onRepeat called once a repeat, with its row number
 * @param marks rows that are left out already, and do not count
 */
export function findRepeats(
  source: RowsSource,
  layer: number,
  marks: Uint8Array | null,
  onRepeat: (row: number) => void,
): void {
  const rows = source.starts[layer + 1]! - source.starts[layer]!
  const orders = new KeyBits(rows)
  const scattered = new KeyIndex()
  const keys = new LineKeys()
  const lows = new Int32Array(LONGEST_RUN)
  const highs = new Int32Array(LONGEST_RUN)
  // Of the first line of a run the key is only needed where a second one follows in the same chunk.
  let pending = -1
  let length = 0
  let low = 0
  let high = 0
  const isOut = (row: number) => marks !== null && marks[row] !== Mark.keep
  const keep = () => {
    lows[length] = keys.low
    highs[length] = keys.high
    length++
  }
  // Repeats within a run are found at once, the others in a second pass over the orders that came again.
  const inRuns = new Set<number>()
  for (const chunk of source.scan(lineKeyColumns, layer, layer + 1)) {
    pending = -1
    length = 0
    for (let i = 0; i < chunk.rows; i++) {
      const row = chunk.firstRow + i
      if (isOut(row)) continue
      keys.order(chunk, i)
      if ((length === 0 && pending < 0) || keys.low !== low || keys.high !== high) {
        low = keys.low
        high = keys.high
        length = 0
        pending = i
        if (orders.add(low, high)) scattered.add(low, high)
        continue
      }
      if (length === LONGEST_RUN) {
        scattered.add(low, high)
        continue
      }
      if (pending >= 0) {
        keys.line(chunk, pending)
        keep()
        pending = -1
      }
      keys.line(chunk, i)
      let same = 0
      while (same < length && (lows[same] !== keys.low || highs[same] !== keys.high)) same++
      if (same < length) inRuns.add(row)
      else keep()
    }
  }
  if (scattered.size === 0) {
    for (const row of inRuns) onRepeat(row)
    return
  }
  const lines = new KeyIndex()
  for (const chunk of source.scan(lineKeyColumns, layer, layer + 1)) {
    for (let i = 0; i < chunk.rows; i++) {
      const row = chunk.firstRow + i
      if (isOut(row)) continue
      keys.order(chunk, i)
      if (scattered.find(keys.low, keys.high) < 0) {
        if (inRuns.has(row)) onRepeat(row)
        continue
      }
      keys.line(chunk, i)
      const before = lines.size
      lines.add(keys.low, keys.high)
      if (lines.size === before) onRepeat(row)
    }
  }
}
