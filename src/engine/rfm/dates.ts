import { dayOf } from '../columns/calendar.ts'

export { dayText, monthNumber, monthText } from '../columns/calendar.ts'

/** Days since 1970-01-01 of YYYY-MM-DD. */
export function dayNumber(text: string): number {
  const [year = 1970, month = 1, day = 1] = text.split('-').map(Number)
  return dayOf(year, month, day)
}
