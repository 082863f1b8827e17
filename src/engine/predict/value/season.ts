import type { PurchaseHistory } from '../history.ts'
import type { Window } from '../windows.ts'

const YEAR = 365
/** A window that brings this many times the usual is a campaign rather than a season. */
const MOST = 3

/**
 * How much more a window sells a day than the whole last year does: what is expected at the length of a window in the
 * high season must not be taken for every season. null where there is no whole year to compare with.
 * Cost: O(entries).
 * @param asOf last day of the data; the year is the 365 days up to it
 */
export function seasonIndex(
  history: PurchaseHistory,
  firstDay: number,
  asOf: number,
  { cutoff, days }: Window,
): number | null {
  if (asOf - firstDay + 1 < YEAR) return null
  let [inYear, inWindow] = [0, 0]
  for (let at = 0; at < history.day.length; at++) {
    const day = history.day[at]!
    if (day > asOf - YEAR && day <= asOf) inYear += history.net[at]!
    if (day > cutoff && day <= cutoff + days) inWindow += history.net[at]!
  }
  if (!(inYear > 0) || !(inWindow > 0)) return null
  return Math.min(MOST, Math.max(1 / MOST, inWindow / days / (inYear / YEAR)))
}
