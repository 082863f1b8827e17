import { monthNumber } from './dates.ts'

/** How far back the monthly figures reach. */
export const MONTHS = 128
export const MONTH_WORDS = MONTHS / 32

/**
 * Calendar months from a day to the month of `asOf`, looked up for the days that the monthly figures reach back to; MONTHS
 * or more beyond.
 */
export function monthsBeforeTable(asOf: number): (day: number) => number {
  if (latest?.asOf !== asOf) latest = { asOf, monthsBefore: newTable(asOf) }
  return latest.monthsBefore
}

/** The last one asked for: many parts of one analysis ask for the same. */
let latest: { readonly asOf: number; readonly monthsBefore: (day: number) => number } | null = null

function newTable(asOf: number): (day: number) => number {
  const asOfMonth = monthNumber(asOf)
  const table = Uint8Array.from({ length: MONTHS * 31 }, (_, daysAgo) =>
    Math.min(MONTHS, asOfMonth - monthNumber(asOf - daysAgo)),
  )
  return (day) => table[asOf - day] ?? asOfMonth - monthNumber(day)
}
