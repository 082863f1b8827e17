import { monthNumber } from './dates.ts'

/** How far back the monthly figures reach. */
export const MONTHS = 128
export const MONTH_WORDS = MONTHS / 32

/** Calendar months from a day to the month of `asOf`, by how many days it lies before; MONTHS at the end and beyond. */
export function monthTable(asOf: number): Uint8Array {
  const asOfMonth = monthNumber(asOf)
  return Uint8Array.from({ length: MONTHS * 31 }, (_, daysAgo) =>
    Math.min(MONTHS, asOfMonth - monthNumber(asOf - daysAgo)),
  )
}
