/** Days since 1970-01-01 of a calendar date (proleptic Gregorian; Hinnant's days_from_civil). @param month 1 to 12 */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** Months since 1970-01 of a day; a small cache would not be faster than this arithmetic (Hinnant's civil_from_days). */
export function monthNumber(day: number): number {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10
  const year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0)
  return (year - 1970) * 12 + month
}

/** YYYY-MM of a month number. */
export function monthText(month: number): string {
  return `${String(yearOf(month)).padStart(4, '0')}-${String(monthOfYear(month)).padStart(2, '0')}`
}

/** YYYY-MM-DD of a day number. */
export function dayText(day: number): string {
  const month = monthNumber(day)
  return `${monthText(month)}-${String(day - dayOf(yearOf(month), monthOfYear(month), 1) + 1).padStart(2, '0')}`
}

const yearOf = (month: number): number => 1970 + Math.floor(month / 12)
const monthOfYear = (month: number): number => (((month % 12) + 12) % 12) + 1
