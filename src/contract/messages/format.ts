import type { Note, NoteParams } from '../messages.ts'
import { en } from './en.ts'

export interface FormatContext {
  /** BCP 47, for number and date formats. */
  readonly locale: string
  /** ISO 4217 or null: money is then shown as a plain number. */
  readonly currency: string | null
}

export const plainContext: FormatContext = { locale: 'en', currency: null }

/**
 * Turns code + params into text. Placeholders in the catalogue:
 * `{name}` as it is · `{n:int}` · `{n:num}` (3 significant digits) · `{n:money}` · `{n:pct}` (one decimal, value 0–100) ·
 * `{n:exact}` (money with its minor unit, whatever its size) ·
 * `{n:about}` (money in prose: 3 significant digits, no decimals where it is whole) · `{d:date}` (ISO day in words) · `{m:month}` (YYYY-MM in words) · `{n:plural:one customer|# customers}` (# is the number).
 */
export function formatNote(note: Note, context: FormatContext = plainContext): string {
  const template = en[note.code as keyof typeof en] as string | undefined
  return template === undefined ? note.code : fillTemplate(template, note.params ?? {}, context)
}

/** Fills the placeholders of one template; a parameter that is missing leaves its placeholder standing. */
export function fillTemplate(template: string, params: NoteParams, context: FormatContext = plainContext): string {
  return template.replace(
    /\{(\w+)(?::(\w+))?(?::([^}]*))?\}/g,
    (whole, name: string, style?: string, extra?: string) => {
      const value = params[name]
      if (value === undefined) return whole
      return formatValue(value, style, extra, context)
    },
  )
}

function formatValue(
  value: string | number,
  style: string | undefined,
  extra: string | undefined,
  context: FormatContext,
): string {
  const number = Number(value)
  switch (style) {
    case 'int':
      return integer(number, context)
    case 'num':
      return numberFormat(context.locale, { maximumSignificantDigits: 3 }).format(number)
    case 'money':
      return money(number, context)
    case 'exact':
      return exactMoney(number, context)
    case 'about':
      return aboutMoney(number, context)
    case 'pct':
      return nearlyNone(
        number,
        (each) => `${numberFormat(context.locale, { maximumFractionDigits: 1 }).format(each)} %`,
      )
    case 'date':
      return dateInWords(String(value), context)
    case 'month':
      return monthInWords(String(value), context)
    case 'plural': {
      const [one = '', other = one] = (extra ?? '').split('|')
      return (number === 1 ? one : other).replace('#', integer(number, context))
    }
    default:
      return String(value)
  }
}

/** A share in per cent that is something, or not all, never reads as 0 or 100: "< 0.1 %", "> 99.9 %". */
export function nearlyNone(percent: number, format: (percent: number) => string): string {
  if (percent > 0 && percent < 0.05) return `<\u00A0${format(0.1)}`
  return percent >= 99.95 && percent < 100 ? `>\u00A0${format(99.9)}` : format(percent)
}

export function integer(value: number, context: FormatContext = plainContext): string {
  return numberFormat(context.locale, { maximumFractionDigits: 0 }).format(value)
}

/** Money in prose and tables: grouped, with the currency where there is one; whole units from 1,000 on. */
export function money(value: number, context: FormatContext = plainContext): string {
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : {}
  return context.currency === null
    ? numberFormat(context.locale, Math.abs(value) >= 1000 ? digits : cents(value)).format(value)
    : numberFormat(context.locale, { style: 'currency', currency: context.currency, ...digits }).format(value)
}

/** Money to the minor unit: what a person would have to pay. */
function exactMoney(value: number, context: FormatContext): string {
  return context.currency === null
    ? numberFormat(context.locale, cents(value)).format(value)
    : numberFormat(context.locale, { style: 'currency', currency: context.currency }).format(value)
}

/** Money in a sentence: 3 significant digits from 100 on, no decimals where the amount is whole. */
export function aboutMoney(value: number, context: FormatContext = plainContext): string {
  const short = Math.abs(value) >= 100 ? Number(value.toPrecision(3)) : value
  const digits = Number.isInteger(short) || Math.abs(short) >= 100 ? { maximumFractionDigits: 0 } : {}
  return context.currency === null
    ? numberFormat(context.locale, Math.abs(short) >= 100 ? digits : cents(short)).format(short)
    : numberFormat(context.locale, { style: 'currency', currency: context.currency, ...digits }).format(short)
}

/** Without a currency too, an amount has two decimals or none: 46.80, never 46.8. */
function cents(value: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 2 }
}

export function dateInWords(isoDay: string, context: FormatContext = plainContext): string {
  const time = Date.parse(`${isoDay}T00:00:00Z`)
  if (Number.isNaN(time)) return isoDay
  return dayFormat(context.locale).format(time)
}

export function monthInWords(isoMonth: string, context: FormatContext = plainContext): string {
  const time = Date.parse(`${isoMonth}-01T00:00:00Z`)
  if (Number.isNaN(time)) return isoMonth
  return new Intl.DateTimeFormat(context.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(time)
}

/** Formatters are dear to make and cheap to use. */
const numberFormats = new Map<string, Intl.NumberFormat>()
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options)
  numberFormats.set(key, known)
  return known
}

function dayFormat(locale: string): Intl.DateTimeFormat {
  const known =
    dayFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  dayFormats.set(locale, known)
  return known
}
