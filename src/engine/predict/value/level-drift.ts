import type { PurchaseHistory } from '../history.ts'
import type { Window } from '../windows.ts'

const BLOCK = 30
const FEWEST_BLOCKS = 3
const MOST = 0.5

/**
 * How far the level of spend as a whole may move from one window to the next, as the root mean square of the change of its
 * logarithm: that between blocks of 30 days up to the end of a window, over the square root of the blocks a window
 * holds. Intervals learnt in one window are wrong about everybody at once in another by so much: seasons, campaigns,
 * prices. 0 where there are too few blocks to tell; at most 0.5.
 * Cost: O(entries).
 */
export function levelDrift(history: PurchaseHistory, firstDay: number, window: Window): number {
  const end = window.cutoff + window.days
  const blocks = Math.floor((end - firstDay + 1) / BLOCK)
  const sums = new Float64Array(Math.max(0, blocks))
  for (let at = 0; at < history.day.length; at++) {
    const block = Math.floor((end - history.day[at]!) / BLOCK)
    if (block >= 0 && block < blocks) sums[block]! += history.net[at]!
  }
  const changes: number[] = []
  for (let i = 1; i < blocks; i++) if (sums[i]! > 0 && sums[i - 1]! > 0) changes.push(Math.log(sums[i - 1]! / sums[i]!))
  if (changes.length < FEWEST_BLOCKS) return 0
  const square = changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length
  return Math.min(MOST, Math.sqrt(square / Math.max(1, window.days / BLOCK)))
}
