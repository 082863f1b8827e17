import { expect, it } from 'vitest'
import { dayNumber, dayText, monthNumber, monthText } from './dates.ts'

const millisecondsPerDay = 86_400_000

it('agrees with the platform on every day from 1900 to 2100', () => {
  const first = Date.UTC(1900, 0, 1) / millisecondsPerDay
  const last = Date.UTC(2100, 11, 31) / millisecondsPerDay
  for (let day = first; day <= last; day++) {
    const date = new Date(day * millisecondsPerDay)
    const text = date.toISOString().slice(0, 10)
    if (dayText(day) !== text || dayNumber(text) !== day) expect([dayText(day), dayNumber(text)]).toEqual([text, day])
    const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
    if (monthNumber(day) !== month || monthText(month) !== text.slice(0, 7)) {
      expect([monthNumber(day), monthText(month)]).toEqual([month, text.slice(0, 7)])
    }
  }
})
