/** `2021-03-04`, `2021-03-04T05:06:07.8Z` as cells have them: with a space instead of the T, midnight and fractions left out. */
export function isoDateText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (match === null) return text
  const [, date, minutes, seconds = '00'] = match
  return minutes === undefined || (minutes === '00:00' && seconds === '00') ? date! : `${date} ${minutes}:${seconds}`
}
