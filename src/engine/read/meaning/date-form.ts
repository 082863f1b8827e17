import type { DateOrder } from '../../../contract/imports.ts'
import { dayOf } from '../../columns/calendar.ts'
import { plainForm, type DateForm } from '../values/date-form.ts'
import type { ColumnProfile } from './profile.ts'

/** Years from the middle of a column's years that two digits may lie ahead: the rest is past. */
const AHEAD = 30
const NEARLY_ALL = 0.98

/**
 * How the dates of a column are written, beside their order.
 * @param values all at hand
 * @param since where days without a year begin, as the person or the lines above the table say; null: nobody does
 */
export function dateFormOf(
  column: ColumnProfile,
  values: readonly string[],
  order: DateOrder,
  since: number | null,
): DateForm {
  if (isYearless(column)) return { ...plainForm, since }
  return { pivot: pivotOf(values, order), periods: column.periodShare >= 0.9, since: null }
}

/** Days and months without a year, as accounting exports write them: 0503, or 503 once a spreadsheet had it. */
export function isYearless({ values, distinct }: ColumnProfile): boolean {
  const fitting = values.filter((value) => {
    if (!/^\d{3,4}$/.test(value)) return false
    const [day, month] = [Number(value.slice(0, -2)), Number(value.slice(-2))]
    return day >= 1 && day <= 31 && month >= 1 && month <= 12
  })
  return distinct > 1 && fitting.length >= values.length * NEARLY_ALL
}

const shortYears = {
  ymd: /^(?:\p{L}{2,12}\.?,? )?(\d{2})[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/u,
  last: /^(?:\p{L}{2,12}\.?,? )?\d{1,2}(?:[-/.]|\. )(?:\d{1,2}|\p{L}{3,12}\.?)(?:[-/.]|\. | )(\d{2})(?!\d)/u,
}

/** An order lies in the past, and near the others: 68 among years like 23 is 1968, not 2068. */
function pivotOf(values: readonly string[], order: DateOrder): number {
  const pattern = order === 'ymd' ? shortYears.ymd : shortYears.last
  const years: number[] = []
  for (const value of values) {
    const year = pattern.exec(value)?.[1]
    if (year !== undefined) years.push(Number(year) < 50 ? 2000 + Number(year) : 1900 + Number(year))
  }
  if (years.length === 0) return plainForm.pivot
  const middle = years.toSorted((a, b) => a - b)[years.length >> 1]!
  return Math.min(100, Math.max(0, middle + AHEAD + 1 - 2000))
}

/** Longest stretch that the dates above a table may span for it to be its period, in days. */
const LONGEST_PERIOD = 366

/**
 * First day of the period that the lines above a table name, for days without a year: `20240301;20240331` in the first
 * line of a DATEV export, `01.01.2024 – 31.03.2024`, `Jahr 2024`. null: they name none, or several.
 */
export function periodAbove(lines: readonly (readonly string[])[]): number | null {
  const [first = []] = lines
  if (/^"?(EXTF|DTVF)"?$/.test(first[0] ?? '')) {
    // From and to of the bookings; else where the financial year begins.
    const named = [first[14], first[15], first[12]].map((cell) => compact(cell ?? '')).find((day) => day !== null)
    if (named !== undefined) return named
  }
  const text = lines.map((cells) => cells.join(' ')).join(' ')
  const days = [
    ...[...text.matchAll(/(?<!\d)(\d{8})(?!\d)/g)].map(([, day]) => compact(day!)),
    ...[...text.matchAll(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g)].map(([, y, m, d]) => compact(`${y}${m}${d}`)),
    ...[...text.matchAll(/(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g)].map(([, d, m, y]) =>
      compact(`${y}${m!.padStart(2, '0')}${d!.padStart(2, '0')}`),
    ),
  ].filter((day) => day !== null)
  if (days.length > 0) return Math.max(...days) - Math.min(...days) <= LONGEST_PERIOD ? Math.min(...days) : null
  const years = new Set([...text.matchAll(/(?<![\d.,])(20\d{2})(?![\d.,])/g)].map(([, year]) => Number(year)))
  return years.size === 1 ? dayOf([...years][0]!, 1, 1) : null
}

/** Day number of YYYYMMDD, or null. */
function compact(text: string): number | null {
  const match = /^"?((?:19|20)\d{2})(\d{2})(\d{2})"?$/.exec(text.trim())
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month < 1 || month > 12 || day < 1 || day > 31 ? null : dayOf(year, month, day)
}
