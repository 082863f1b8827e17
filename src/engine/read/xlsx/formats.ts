import { currencySign } from '../values/number.ts'

/** What a number format makes of a number, as far as it says what the number is. */
export interface CellFormat {
  /** `time`: of a day; `elapsed`: hours, minutes and seconds, as many as there are. */
  readonly shows: 'number' | 'date' | 'time' | 'elapsed'
  /** Zeros and the signs among them (`00000`, `K-0000`) that whole numbers fill from the right; empty: none. */
  readonly mask: string
  /** ISO code of the currency that is shown, or empty. */
  readonly currency: string
}

/** The format of a number that is nothing but a number. */
export const plainFormat: CellFormat = { shows: 'number', mask: '', currency: '' }
const date: CellFormat = { ...plainFormat, shows: 'date' }
const time: CellFormat = { ...plainFormat, shows: 'time' }
const elapsed: CellFormat = { ...plainFormat, shows: 'elapsed' }

/** Ids of built-in number formats that show a date or a time (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian, 71–81 Thai). */
export function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58) ||
    (id >= 71 && id <= 81)
  )
}

/** The built-in format with that id. Which currency the built-in ones show depends on the machine: none is taken from them. */
export function builtInFormat(id: number): CellFormat {
  if (id === 46) return elapsed
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return time
  return isBuiltInDate(id) ? date : plainFormat
}

/** Reads a number format. */
export function cellFormat(format: string): CellFormat {
  if (isDateFormat(format)) {
    const letters = lettersOf(format)
    // Months are minutes where hours or seconds stand beside them.
    if (/[ydeg]|b[12]|mmm/i.test(letters) || (/m/i.test(letters) && !isClock(format, letters))) return date
    return /\[(h+|m+|s+)\]/i.test(format) ? elapsed : time
  }
  const mask = maskOf(format)
  const currency = currencyOf(format)
  return mask === '' && currency === '' ? plainFormat : { shows: 'number', mask, currency }
}

function isClock(format: string, letters: string): boolean {
  return /[hs]|a\/p|am\/pm|上午\/下午/i.test(letters) || /\[(h+|m+|s+)\]/i.test(format)
}

/**
 * Whether a number format shows a date or a time. Quoted and escaped letters, colours, conditions and locales mean
 * nothing; elapsed times (`[h]:mm`) count.
 */
export function isDateFormat(format: string): boolean {
  return isElapsed(format) || /[ymdhseg]|b[12]|am\/pm|a\/p|上午\/下午/i.test(lettersOf(format))
}

/** Parts of a format: what it shows as it stands, what stands in brackets, and the rest. */
function* partsOf(format: string): Generator<{ readonly kind: 'text' | 'bracket' | 'sign'; readonly text: string }> {
  for (let i = 0; i < format.length; i++) {
    const letter = format[i]!
    if (letter === '"') {
      const end = format.indexOf('"', i + 1)
      if (end < 0) return
      yield { kind: 'text', text: format.slice(i + 1, end) }
      i = end
    } else if (letter === '\\') yield { kind: 'text', text: format[++i] ?? '' }
    else if (letter === '_' || letter === '*') i++
    else if (letter === '[') {
      const end = format.indexOf(']', i + 1)
      if (end < 0) return
      yield { kind: 'bracket', text: format.slice(i + 1, end) }
      i = end
    } else yield { kind: 'sign', text: letter }
  }
}

function isElapsed(format: string): boolean {
  for (const { kind, text } of partsOf(format)) if (kind === 'bracket' && /^(h+|m+|s+)$/i.test(text)) return true
  return false
}

/** Signs that stand neither quoted nor in brackets; General, and the exponent of a number, have letters that mean no date. */
function lettersOf(format: string): string {
  let plain = ''
  for (const { kind, text } of partsOf(format)) if (kind === 'sign') plain += text
  return plain.replace(/general/gi, '').replace(/[0#?.,]e[+-]/gi, '')
}

/** Longest mask; numbers have fewer digits. */
const MOST_MASK = 40

/** The first section, where it consists of two zeros or more and of signs that no number has among its digits. */
function maskOf(format: string): string {
  let mask = ''
  let zeros = 0
  for (const { kind, text } of partsOf(format)) {
    if (kind === 'sign' && text === ';') break
    if (kind === 'bracket') {
      if (text.startsWith('$') && !text.startsWith('$-')) return ''
      continue
    }
    if (kind === 'sign' && text === '0') zeros++
    else if (kind === 'sign' && text !== '-' && text !== '/' && text !== ' ') return ''
    // A zero that is text would be filled.
    else if (/[0.,']/.test(text)) return ''
    mask += text
  }
  return zeros > 1 && mask.length <= MOST_MASK ? mask.trim() : ''
}

function currencyOf(format: string): string {
  let literal = ''
  for (const { kind, text } of partsOf(format)) {
    if (kind === 'bracket') {
      const code = currencyOfLocale(text)
      if (code !== null) return code
    } else if (kind === 'text' || /[^\d#?.,;%()+\-/\s@]/.test(text)) literal += text
    else literal += ' '
  }
  for (const word of literal.split(/\s+/)) {
    const code = word === '' ? null : currencySign(word)
    if (code !== null) return code
  }
  return ''
}

/** Signs that several currencies share, by the locale (as in `[$kr-414]`). */
const shared: Readonly<Record<string, string>> = {
  '$-c09': 'AUD',
  '$-c0c': 'CAD',
  '$-1009': 'CAD',
  '$-1409': 'NZD',
  '$-80a': 'MXN',
  'kr-406': 'DKK',
  'kr-414': 'NOK',
  'kr-814': 'NOK',
  'kr-40f': 'ISK',
  '¥-804': 'CNY',
}

/** `$€-407` or `$USD` from between brackets. */
function currencyOfLocale(text: string): string | null {
  const [, sign = '', locale = ''] = /^\$([^-]+)(?:-([0-9a-f]+))?/i.exec(text) ?? []
  const key = `${sign}-${locale}`.toLowerCase()
  if (Object.hasOwn(shared, key)) return shared[key]!
  return currencySign(sign) ?? (/^[A-Z]{3}$/.test(sign) ? sign : null)
}
