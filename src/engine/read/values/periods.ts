import { dayOf } from '../../columns/calendar.ts'
import { monthNumber } from './date-words.ts'

/** The first day of a month, a quarter or an ISO week; null where the text is none of these. */
export function firstDayOf(text: string, fullYear: (year: number, digits: number) => number): number | null {
  const plain = text.trim()
  if (plain.length < 5 || plain.length > 24) return null
  const month = monthOf(plain, fullYear) ?? quarterOf(plain, fullYear)
  if (month !== null) return month.month < 1 || month.month > 12 ? null : dayIn(month.year, month.month)
  const week =
    /^(\d{4})[ -]?(?:W|KW|CW|S)[ -]?(\d{1,2})$/i.exec(plain) ??
    swapped(/^(?:W|KW|CW|week|woche|semaine|semana|hafta)[ .-]*(\d{1,2})[ ,./-]+(\d{4})$/i.exec(plain))
  return week === null ? null : mondayOf(Number(week[1]), Number(week[2]))
}

interface Month {
  readonly year: number
  readonly month: number
}

function monthOf(text: string, fullYear: (year: number, digits: number) => number): Month | null {
  const match =
    /^(\d{4})[-/. ]?M?(\d{2})$/i.exec(text) ??
    /^(\d{4})[-/.](\d)$/.exec(text) ??
    swapped(/^(\d{1,2})[-/.](\d{4})$/.exec(text))
  if (match !== null) return { year: Number(match[1]), month: Number(match[2]) }
  // Two digits behind a blank may be a day: `Jan 24`.
  const named =
    /^(\p{L}{3,12})\.?[ ./,-]*(?:de |del )?(\d{4})$/u.exec(text) ??
    /^(\p{L}{3,12})\.?(?:[-/]| ?['’])(\d{2})$/u.exec(text) ??
    swapped(/^(\d{4})[ ./-]*(\p{L}{3,12})\.?$/u.exec(text))
  const month = named === null ? 0 : monthNumber(named[1]!)
  return month === 0 ? null : { year: fullYear(Number(named![2]), named![2]!.length), month }
}

function quarterOf(text: string, fullYear: (year: number, digits: number) => number): Month | null {
  const match =
    /^(\d{4})[-/. ]*[QTÇ]([1-4])$/iu.exec(text) ??
    swapped(/^[QTÇ]([1-4])[-/. ]*'?(\d{4}|\d{2})$/iu.exec(text)) ??
    swapped(/^([1-4])[.º]?[ -]?(?:Q|T|Ç|quartal|quarter|trimestre|çeyrek)[ ./-]*(\d{4}|\d{2})$/iu.exec(text))
  if (match === null) return null
  return { year: fullYear(Number(match[1]), match[1]!.length), month: Number(match[2]) * 3 - 2 }
}

/** The same with its two groups the other way round. */
function swapped(match: RegExpExecArray | null): readonly [string, string, string] | null {
  return match === null ? null : [match[0], match[2]!, match[1]!]
}

function dayIn(year: number, month: number): number | null {
  return year < 1900 || year > 2199 ? null : dayOf(year, month, 1)
}

/** Monday of an ISO week (week 1 holds January 4th). */
function mondayOf(year: number, week: number): number | null {
  const january4 = dayIn(year, 1)
  if (january4 === null || week < 1 || week > 53) return null
  const day = january4 + 3
  return day - ((day + 3) % 7) + (week - 1) * 7
}
