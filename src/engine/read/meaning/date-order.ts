import type { DateOrder } from '../../../contract/imports.ts'
import { dateTester } from './profile.ts'

export interface DateOrderGuess {
  readonly order: DateOrder
  /** No value said which; the note shows what it would be the other way. */
  readonly open: boolean
  /** Some values can only be of one order, others only of the other. */
  readonly mixed?: boolean
}

/** Fewer of a hundred are slips of the pen. */
const MIXED_PERCENT = 5

/** The orders that dates may be in where that is open. */
export function dateChoices({ order }: DateOrderGuess): readonly DateOrder[] {
  return order === 'ymd' ? ['ymd', 'dmy'] : ['dmy', 'mdy']
}

/** Day before month or month before day, from all values at hand: one above 12 decides, else the order that lies closer together in time. */
export function detectDateOrder(values: Iterable<string>, commaDecimals: boolean): DateOrderGuess {
  let dayFirst = 0
  let monthFirst = 0
  let yearFirst = 0
  let yearFirstShort = 0
  let open = 0
  let points = 0
  const openValues: string[] = []
  const shortValues: string[] = []
  // The same days stand in most files again and again.
  const known = new Map<string, Numbers | null>()
  for (const value of values) {
    let numbers = known.get(value)
    if (numbers === undefined) {
      numbers = numbersOf(value)
      if (known.size < MOST_KNOWN) known.set(value, numbers)
    }
    if (numbers === null) continue
    const { first, second, isShort } = numbers
    if (isShort && shortValues.length < 2000) shortValues.push(numbers.text)
    if (numbers.hasLongFirst) yearFirst++
    else if (isShort && first > 31) yearFirstShort++
    else if (first > 12 && second <= 12) dayFirst++
    else if (second > 12 && first <= 12) monthFirst++
    else {
      open++
      if (numbers.mark === '.') points++
      if (openValues.length < 2000) openValues.push(value)
    }
  }
  if (yearFirstShort > 0 && dayFirst + monthFirst === 0) return { order: 'ymd', open: false }
  // 23-01-05: the first number of all dates is the same, or nearly, and the last one runs through the days.
  if (monthFirst === 0 && shortValues.length > 0 && yearFirst === 0) {
    const [asYears, asDays] = [spanOf(shortValues, 'ymd'), spanOf(shortValues, 'dmy')]
    if (asYears !== null && asDays !== null && asYears * 3 < asDays) return { order: 'ymd', open: true }
  }
  if (dayFirst > 0 || monthFirst > 0) {
    const order = dayFirst >= monthFirst ? 'dmy' : 'mdy'
    const fewer = Math.min(dayFirst, monthFirst)
    const mixed = fewer > 1 && fewer * 100 >= (dayFirst + monthFirst) * MIXED_PERCENT && differs(openValues)
    return { order, open: mixed, mixed }
  }
  if (open === 0) return { order: 'ymd', open: false }
  if (points > open / 2) return { order: 'dmy', open: false }
  const spans = { dmy: spanOf(openValues, 'dmy') ?? -Infinity, mdy: spanOf(openValues, 'mdy') ?? -Infinity }
  const order = spans.dmy < spans.mdy ? 'dmy' : spans.mdy < spans.dmy ? 'mdy' : commaDecimals ? 'dmy' : 'mdy'
  return {
    order,
    open: differs(openValues),
  }
}

const MOST_KNOWN = 4000

/** A date as three numbers, the last of which says nothing. */
interface Numbers {
  readonly text: string
  readonly first: number
  readonly second: number
  readonly mark: string
  readonly hasLongFirst: boolean
  /** Neither the first nor the last is a year of four digits. */
  readonly isShort: boolean
}

function numbersOf(value: string): Numbers | null {
  const match = threeNumbers.exec(timeBefore.test(value) ? value.replace(timeBefore, '') : marked(value))
  if (match === null) return null
  const [text, first, mark, second, last] = match as unknown as [string, string, string, string, string]
  return {
    text,
    first: Number(first),
    second: Number(second),
    mark,
    hasLongFirst: first.length >= 3,
    isShort: first.length <= 2 && last.length <= 2,
  }
}

/** Whether one of the values is another day in the other order. */
function differs(values: readonly string[]): boolean {
  const [dayFirst, monthFirst] = [dateTester('dmy', false), dateTester('mdy', false)]
  return values.some((value) => dayFirst(value)?.day !== monthFirst(value)?.day)
}

const threeNumbers = /^\D{0,12}(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})/
const timeBefore = /^\d{1,2}:\d{2}(?::\d{2})?,?\s+/

/** 24122010 as 24/12/2010, where it is no 2010-12-24. */
function marked(value: string): string {
  if (!/^\d{8}$/.test(value) || dateTester('ymd', false)(`${value}T000000`) !== null) return value
  return `${value.slice(0, 2)}/${value.slice(2, 4)}/${value.slice(4)}`
}

/** Days from the first date to the last, or null where one of ten is none in that order. */
function spanOf(values: readonly string[], order: DateOrder): number | null {
  const test = dateTester(order, false)
  let low = Infinity
  let high = -Infinity
  let misses = 0
  for (const value of values) {
    const read = test(value)
    if (read === null) {
      misses++
      continue
    }
    low = Math.min(low, read.day)
    high = Math.max(high, read.day)
  }
  return misses > values.length / 10 || high < low ? null : high - low
}
