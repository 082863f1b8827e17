import { dateInWords as noteDate, integer, money as noteMoney, nearlyNone } from '../../contract/messages/format.ts'
import type { FormatContext } from '../../contract/messages/format.ts'

let context: FormatContext = { locale: 'en', currency: null }
const cache = new Map<string, Intl.NumberFormat>()

/** Locale of the person and currency of the open project; every formatter below reads it. */
export function formatContext(): FormatContext {
  return context
}

/** Called by the app's store when the project or the locale changes. */
export function setFormatContext(next: FormatContext): void {
  context = next
  cache.clear()
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(context.locale, options)
  cache.set(key, made)
  return made
}

/** 541909 → "541,909". */
export function count(value: number): string {
  return integer(value, context)
}

/** People and orders at a glance: every one of them below a million, else three significant digits: "4,338", "1.24M". */
export function countShort(value: number): string {
  return Math.abs(value) < 1_000_000 ? count(value) : short(value)
}

/** Three significant digits, as in a sentence: 8911407.9 → "8.91M", 0.33483 → "0.335". */
export function short(value: number): string {
  return numberFormat({ maximumSignificantDigits: 3, notation: 'compact' }).format(value)
}

/** Money as in a sentence: three significant digits, with the project's currency: "£8.91M". */
export function moneyShort(value: number): string {
  return numberFormat({
    maximumSignificantDigits: 3,
    notation: 'compact',
    ...(context.currency === null ? {} : { style: 'currency', currency: context.currency }),
  }).format(value)
}

/** Money in tables: whole units from 1,000 on, with the currency. */
export function money(value: number): string {
  return noteMoney(value, context)
}

/** Money in full, to the currency's minor unit; what a hover shows. */
export function moneyExact(value: number): string {
  return numberFormat(
    context.currency === null
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { style: 'currency', currency: context.currency },
  ).format(value)
}

/** Money in full in a currency that is not the project's: its code, for nobody shall take it for the other. */
export function moneyIn(value: number, currency: string): string {
  return numberFormat({ style: 'currency', currency, currencyDisplay: 'code' }).format(value)
}

/** Money in a table whose header names the unit: no currency, two decimals. */
export function amount(value: number): string {
  return numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)
}

/** A plain number with at most `digits` decimals (default 2). */
export function decimal(value: number, digits = 2): string {
  return numberFormat({ maximumFractionDigits: digits }).format(value)
}

/** Full precision, for a hover. */
export function exact(value: number): string {
  return numberFormat({ maximumFractionDigits: 12 }).format(value)
}

/** A percentage (0–100) with one decimal: 26.04 → "26.0 %"; what is not nothing never reads as 0. */
export function percent(value: number): string {
  const format = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return nearlyNone(value, (each) => `${format.format(each)}\u00A0%`)
}

/** Percentage points of a share of 0–1, one decimal: 0.0731 → "7.3", −0.0002 → "0.0"; a real minus sign. */
export function points(share: number): string {
  return numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' })
    .format(share * 100)
    .replace('-', '−')
}

/** A change with its sign: "+3.1 %"; a real minus sign for a fall. */
export function signedPercent(value: number): string {
  return `${numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value)}\u00A0%`.replace(
    '-',
    '−',
  )
}

/** "2011-12-09" → "9 December 2011". */
export function dayInWords(isoDay: string): string {
  return noteDate(isoDay, context)
}

function inUtc(isoDay: string, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(isoDay.length === 7 ? `${isoDay}-01T00:00:00Z` : `${isoDay.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(time)) return isoDay
  return new Intl.DateTimeFormat(context.locale, { ...options, timeZone: 'UTC' }).format(time)
}

/** "2011-12-09" → "9 Dec 2011", where room is short. */
export function dayShort(isoDay: string): string {
  return inUtc(isoDay, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** "2011-12" → "Dec 2011". */
export function monthShort(isoMonth: string): string {
  return inUtc(isoMonth, { month: 'short', year: 'numeric' })
}

const relativeSteps = [
  ['year', 365.25 * 86_400_000],
  ['month', 30.44 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** An instant as seen from now: "5 minutes ago". Show `instantExact` on hover. */
export function relative(isoInstant: string, now: number = Date.now()): string {
  const difference = Date.parse(isoInstant) - now
  const words = new Intl.RelativeTimeFormat(context.locale, { numeric: 'auto' })
  for (const [unit, size] of relativeSteps) {
    if (Math.abs(difference) >= size) return words.format(Math.round(difference / size), unit)
  }
  return words.format(0, 'second')
}

/** The exact instant, in the person's time zone. */
export function instantExact(isoInstant: string): string {
  return new Intl.DateTimeFormat(context.locale, { dateStyle: 'full', timeStyle: 'medium' }).format(
    Date.parse(isoInstant),
  )
}

/** 46133000 → "46.1 MB". */
export function bytes(value: number): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = value
  let step = 0
  while (size >= 1000 && step < steps.length - 1) {
    size /= 1000
    step++
  }
  return `${numberFormat({ maximumSignificantDigits: 3 }).format(size)} ${steps[step]}`
}

/** A span of time to read at a glance: "0.8 s", "12 s", "2 min 5 s". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${numberFormat({ maximumFractionDigits: 1 }).format(seconds)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  const rest = whole % 60
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`
}
