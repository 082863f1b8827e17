import { formatContext } from '../../ui/format.ts'

/** "2011-12" → "Dec". */
export function monthName(isoMonth: string): string {
  return new Intl.DateTimeFormat(formatContext().locale, { month: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${isoMonth}-01T00:00:00Z`),
  )
}

/** Always one decimal, for a column whose header names the unit: 4 → "4.0". */
export function oneDecimal(value: number): string {
  return new Intl.NumberFormat(formatContext().locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    value,
  )
}
