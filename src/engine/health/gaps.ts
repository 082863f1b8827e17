import type { TimeGap } from '../../contract/health.ts'
import { dayText } from '../rfm/dates.ts'

/** A silence has to last longer than this many days before anybody would call it one. */
const SHORTEST = 3
const SHOWN = 50

/**
 * Unusual silences: runs of days without a row that are longer than three days and longer than three times the pause
 * that nine of ten days with rows are followed by (type-7 quantile, 0 where the next day has rows). A shop that rests at
 * weekends has pauses of two days; a hole of a week is a silence.
 * @param days of rows, ascending, distinct
 */
export function unusualGaps(days: Int32Array): { total: number; usualDays: number; longest: TimeGap[] } {
  const pauses: number[] = []
  for (let i = 1; i < days.length; i++) pauses.push(days[i]! - days[i - 1]! - 1)
  const usualDays = quantile(
    pauses.toSorted((a, b) => a - b),
    0.9,
  )
  const least = Math.max(SHORTEST, usualDays * 3)
  const gaps: TimeGap[] = []
  for (let i = 1; i < days.length; i++) {
    const pause = days[i]! - days[i - 1]! - 1
    if (pause > least) gaps.push({ from: dayText(days[i - 1]! + 1), to: dayText(days[i]! - 1), days: pause })
  }
  // Where hardly any day has a row, long pauses are what is usual.
  const isSparse = days.length < 20 || gaps.length > days.length / 4
  const longest = isSparse ? [] : gaps.toSorted((a, b) => b.days - a.days || (a.from < b.from ? -1 : 1))
  return { total: longest.length, usualDays, longest: longest.slice(0, SHOWN) }
}

function quantile(sorted: readonly number[], at: number): number {
  if (sorted.length === 0) return 0
  const place = (sorted.length - 1) * at
  const low = Math.floor(place)
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!)
}
