import type { DateOrder } from '../../../contract/imports.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { plainForm, type DateForm } from '../values/date-form.ts'
import { DateReader } from '../values/date.ts'
import { firstDayOf } from '../values/periods.ts'
import { lakhs, NumberReader, splitNumber } from '../values/number.ts'

/** What the cells of one column look like in the sample. */
export interface ColumnProfile {
  readonly index: number
  readonly name: string
  /** Trimmed, not empty. */
  readonly values: readonly string[]
  readonly rows: number
  readonly distinct: number
  readonly emailShare: number
  /** Share of values that are numbers with either decimal mark. */
  readonly numberShare: number
  readonly integerShare: number
  /** Votes for the decimal mark. */
  readonly commaVotes: number
  readonly pointVotes: number
  /** Values such as 1.234 that may be either. */
  readonly openVotes: number
  /** Best share of values that are dates, and in which order. */
  readonly dateShare: number
  /** Share of values that are months, quarters or weeks without a day. */
  readonly periodShare: number
  /** Values are bare numbers of five digits that fit spreadsheet days. */
  readonly serialShare: number
  /** All values are whole numbers written with `.0`. */
  readonly pointZero: boolean
}

const PROFILE_VALUES = 400
const emailPattern = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/

export function isEmail(text: string): boolean {
  return emailPattern.test(text)
}

/** Looks at up to 400 values spread over the rows. */
export function profileColumn(index: number, name: string, rows: readonly (readonly string[])[]): ColumnProfile {
  const values: string[] = []
  const step = Math.max(1, Math.floor(rows.length / PROFILE_VALUES))
  let seen = 0
  for (let i = 0; i < rows.length; i += step) {
    seen++
    const value = (rows[i]![index] ?? '').trim()
    if (value !== '') values.push(value)
  }
  let emails = 0
  let numbers = 0
  let integers = 0
  let comma = 0
  let point = 0
  let open = 0
  let serials = 0
  let pointZero = values.length > 0
  for (const value of values) {
    if (value.length < 100 && value.includes('@') && isEmail(value)) emails++
    if (pointZero && !/^\d+\.0$/.test(value)) pointZero = false
    if (value.length > 40 || !/\d/.test(value)) continue
    const parts = splitNumber(value)
    if (parts === null) continue
    const vote = decimalVote(parts.digits)
    if (vote === null) continue
    numbers++
    // "1.234,-" has its decimal mark before the dash.
    const dashed = /\d([.,]) ?[-–—]{1,2}\D*$/.exec(value)?.[1]
    if (vote === 'comma' || dashed === ',') comma++
    else if (vote === 'point' || dashed === '.') point++
    else if (vote === 'open') open++
    else integers++
    if (/^\d{5}([.,]\d+)?$/.test(value) && Number(value.slice(0, 5)) >= 20_000 && Number(value.slice(0, 5)) < 80_000)
      serials++
  }
  const n = values.length || 1
  return {
    index,
    name,
    values,
    rows: seen,
    distinct: new Set(values).size,
    emailShare: emails / n,
    numberShare: numbers / n,
    integerShare: integers / n,
    commaVotes: comma,
    pointVotes: point,
    openVotes: open,
    dateShare: dateShare(values),
    periodShare: periodShare(values),
    serialShare: serials / n,
    pointZero,
  }
}

/**
 * The decimal mark of a column whose numbers all look like 1.234 or 1,234, if they have a mark at all: money seldom has
 * three decimals, and where small numbers stand without a mark and large ones never do, the mark is that of thousands.
 */
export function openDecimalMark({ values }: ColumnProfile, isAmount: boolean, isSemicolon: boolean): '.' | ',' {
  const hasComma = values.some((value) => value.includes(','))
  const plain = values.filter((value) => /^\D*\d+\D*$/.test(value))
  if (hasComma) return isSemicolon ? ',' : '.'
  const isGrouped = plain.length > 0 ? plain.every((value) => /^\D*\d{1,3}\D*$/.test(value)) : isAmount
  return isGrouped ? ',' : '.'
}

const onlyDigits = /^\d+$/

/** Which mark the digits of a number say is the decimal one; null where they are no number. */
export function decimalVote(digits: string): 'comma' | 'point' | 'open' | 'none' | null {
  if (onlyDigits.test(digits)) return 'none'
  const commas = digits.split(',').length - 1
  const points = digits.split('.').length - 1
  if (commas === 0 && points === 0) return /^\d{1,3}(?:[ '’]\d{3})+$/.test(digits) ? 'none' : null
  if (commas > 0 && points > 0) {
    const last = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? 'comma' : 'point'
    if (last === 'comma' ? commas > 1 : points > 1) return null
    return last
  }
  const mark = commas > 0 ? ',' : '.'
  const other = mark === ',' ? 'point' : 'comma'
  const own = mark === ',' ? 'comma' : 'point'
  if (Math.max(commas, points) > 1) return /^\d{1,3}(?:[.,]\d{3})+$/.test(digits) || lakhs.test(digits) ? other : null
  const [whole = '', fraction = ''] = digits.split(mark)
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? 'open' : own
}

/** Reads sample texts as dates. */
export function dateTester(
  order: DateOrder,
  serials: boolean,
  form: DateForm = plainForm,
): (text: string) => { day: number; second: number } | null {
  const reader = new DateReader(order, () => 0, serials, form)
  return (text) => {
    const bytes = encodeUtf8(text)
    return reader.read(bytes, 0, bytes.length) ? { day: reader.day, second: reader.second } : null
  }
}

function dateShare(values: readonly string[]): number {
  if (values.length === 0) return 0
  const candidates = values.filter((value) => value.length >= 6 && value.length <= 64 && /\d/.test(value))
  if (candidates.length < values.length * 0.5) return 0
  let best = 0
  for (const order of ['dmy', 'mdy', 'ymd'] as const) {
    const test = dateTester(order, false)
    let count = 0
    for (const value of candidates) if (test(value) !== null) count++
    best = Math.max(best, count)
  }
  return best / values.length
}

/** A column whose first values name a day names no months further down. */
function periodShare(values: readonly string[]): number {
  const isPeriod = (value: string): boolean =>
    firstDayOf(value, (year, digits) => (digits > 2 ? year : 2000 + year)) !== null
  if (values.length === 0 || !values.slice(0, 3).some(isPeriod)) return 0
  return values.filter(isPeriod).length / values.length
}

/** Reads a sample text as a number; null where it is none. */
export function numberTester(decimal: '.' | ','): (text: string) => NumberReader | null {
  const reader = new NumberReader(decimal)
  return (text) => (reader.readString(text) ? reader : null)
}
