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
  const year = 1970 + Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

/** YYYY-MM-DD of a day number. */
export function dayText(day: number): string {
  const month = monthNumber(day)
  const year = 1970 + Math.floor(month / 12)
  return `${monthText(month)}-${String(day - firstDayOfMonth(year, ((month % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

/** Days since 1970-01-01 of YYYY-MM-DD. */
export function dayNumber(text: string): number {
  const [year = 1970, month = 1, day = 1] = text.split('-').map(Number)
  return firstDayOfMonth(year, month - 1) + day - 1
}

function firstDayOfMonth(year: number, month: number): number {
  const y = month <= 1 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 1 ? -2 : 10)) + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}
