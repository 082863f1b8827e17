import { COMMA, decodeUtf8, MINUS, NINE, POINT, ZERO } from '../text/bytes.ts'

/** Largest integer money a chunk holds. */
export const MAX_AMOUNT = 2 ** 53
/** Decimals that money keeps. */
export const MAX_SCALE = 6
export const POWERS = Array.from({ length: 23 }, (_, n) => 10 ** n)

/** Signs and words that stand for a currency in a cell of money. */
const currencyMarks: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  '₺': 'TRY',
  tl: 'TRY',
  try: 'TRY',
  ytl: 'TRY',
  chf: 'CHF',
  'fr.': 'CHF',
  'fr.-': 'CHF',
  sfr: 'CHF',
  '¥': 'JPY',
  円: 'JPY',
  元: 'CNY',
  rmb: 'CNY',
  '₩': 'KRW',
  원: 'KRW',
  krw: 'KRW',
  jpy: 'JPY',
  cny: 'CNY',
  '₹': 'INR',
  inr: 'INR',
  'rs.': 'INR',
  rs: 'INR',
  '₽': 'RUB',
  руб: 'RUB',
  'руб.': 'RUB',
  'р.': 'RUB',
  '₴': 'UAH',
  '₪': 'ILS',
  zł: 'PLN',
  pln: 'PLN',
  kr: 'SEK',
  'kr.': 'DKK',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  r$: 'BRL',
  brl: 'BRL',
  a$: 'AUD',
  aud: 'AUD',
  c$: 'CAD',
  cad: 'CAD',
  mxn: 'MXN',
  czk: 'CZK',
  kč: 'CZK',
  huf: 'HUF',
  ft: 'HUF',
  ron: 'RON',
}

/** ISO code of a sign or word that is known to stand for a currency, or null. */
export function currencySign(word: string): string | null {
  const key = word.trim().toLowerCase()
  return Object.hasOwn(currencyMarks, key) ? currencyMarks[key]! : null
}

/** ISO 4217 code of a sign, word or code in a cell, or null. */
export function currencyCode(text: string): string | null {
  const word = text.trim()
  if (word === '') return null
  const known = currencySign(word)
  if (known !== null) return known
  return /^[A-Za-z]{3}$/.test(word) ? word.toUpperCase() : null
}

/**
 * Reads numbers from bytes exactly: an integer mantissa and a number of decimals. Takes signs before or after, brackets
 * for negatives, currency signs and codes, thousands marks and exponents. The result stands in the fields.
 */
export class NumberReader {
  /** Digits without sign and mark; exact below 2^53, else see `big`. */
  mantissa = 0
  decimals = 0
  negative = false
  /** The digits where `mantissa` cannot hold them, else null. */
  big: bigint | null = null
  /** ISO code of a currency that stood in the cell, else null. */
  currency: string | null = null
  private readonly decimal: number
  /** The mark of thousands that most often stands with that decimal mark; the others are read as text. */
  private readonly thousands: number
  private readonly decimalMark: '.' | ','

  private readonly creditIsPlus: boolean

  /** @param creditIsPlus what stands before CR came in; otherwise it was given back */
  constructor(decimalMark: '.' | ',', creditIsPlus = false) {
    this.creditIsPlus = creditIsPlus
    this.decimalMark = decimalMark
    this.decimal = decimalMark.charCodeAt(0)
    this.thousands = decimalMark === '.' ? COMMA : POINT
  }

  /** False where the cell is no number. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let i = start
    const negative = bytes[i] === MINUS
    if (negative) i++
    if (end - i > 20 || i >= end) return this.readText(bytes, start, end)
    const first = i
    let value = 0
    let byte = bytes[i]!
    let groups = 0
    let groupStart = i
    for (;;) {
      while (byte >= ZERO && byte <= NINE && i < end) {
        value = value * 10 + (byte - ZERO)
        byte = bytes[++i]!
      }
      // A thousands mark has one to three digits before the first, three between, three behind the last.
      const length = i - groupStart
      if (byte !== this.thousands || i >= end || (groups === 0 ? length < 1 || length > 3 : length !== 3)) break
      groups++
      groupStart = ++i
      byte = bytes[i]!
    }
    if (groups > 0 && i - groupStart !== 3) return this.readText(bytes, start, end)
    let digits = i - first - groups
    let decimals = 0
    if (i < end) {
      if (byte !== this.decimal || i === first || i + 1 === end) return this.readText(bytes, start, end)
      const mark = i++
      byte = bytes[i]!
      while (byte >= ZERO && byte <= NINE && i < end) {
        value = value * 10 + (byte - ZERO)
        byte = bytes[++i]!
      }
      if (i < end) return this.readText(bytes, start, end)
      decimals = i - mark - 1
      digits += decimals
    }
    if (digits > 15) return this.readText(bytes, start, end)
    this.mantissa = value
    this.decimals = decimals
    this.negative = negative
    this.big = null
    this.currency = null
    return true
  }

  private readText(bytes: Uint8Array, start: number, end: number): boolean {
    return end - start <= 200 && this.readString(decodeUtf8(bytes, start, end))
  }

  /** The same from text. */
  readString(text: string): boolean {
    const parts = splitNumber(text)
    if (parts === null) return false
    const digits = plainDigits(parts.digits, this.decimalMark)
    if (digits === null) return false
    let { whole, fraction } = digits
    if (parts.exponent !== 0) {
      if (Math.abs(parts.exponent) > 40) return false
      if (parts.exponent > 0) {
        fraction = fraction.padEnd(parts.exponent, '0')
        whole += fraction.slice(0, parts.exponent)
        fraction = fraction.slice(parts.exponent)
      } else {
        whole = whole.padStart(-parts.exponent + 1, '0')
        fraction = whole.slice(parts.exponent) + fraction
        whole = whole.slice(0, parts.exponent)
      }
    }
    // Noughts that say nothing would only make the scale longer than money can hold.
    if (fraction.length > MAX_SCALE) fraction = fraction.replace(/0+$/, '').padEnd(MAX_SCALE, '0')
    const all = (whole + fraction).replace(/^0+(?=\d)/, '')
    this.decimals = fraction.length
    this.negative = parts.credit === null ? parts.negative : parts.credit !== this.creditIsPlus
    this.currency = parts.currency
    this.mantissa = Number(all)
    this.big = all.length > 15 ? BigInt(all) : null
    return true
  }
}

interface NumberParts {
  readonly negative: boolean
  readonly digits: string
  readonly exponent: number
  readonly currency: string | null
  /** A CR (true) or DR (false) stood behind the number, else null. */
  readonly credit: boolean | null
}

/** Groups of two digits before the last three, as in India. */
export const lakhs = /^\d{1,2}(?:,\d{2})+,\d{3}$/

/** Letters that a number may have. */
const LONGEST = 200

/** Digits, marks and currency signs of other scripts as the Latin ones. */
function latinDigits(text: string): string {
  return text
    .replace(/[\uff01-\uff5e\uffe0-\uffe6]/g, (wide) => wide.normalize('NFKC'))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
}

const plain = /^(-?)(\d+(?:[.,]\d+)?)$/

/** Takes sign, brackets, currency and exponent off; null where something else is left. */
export function splitNumber(text: string): NumberParts | null {
  if (text.length > LONGEST) return null
  // Most numbers are digits with a mark at most, and a table may be sixteen thousand columns wide.
  const usual = plain.exec(text)
  if (usual !== null) return { negative: usual[1] !== '', digits: usual[2]!, exponent: 0, currency: null, credit: null }
  // Long runs of blanks can be shared out in millions of ways: two mean as much as three hundred.
  let rest = (/[\u0660-\u06f9\uff01-\uffe6]/.test(text) ? latinDigits(text) : text)
    .replace(/[\u00a0\u202f\u2009\t]/g, ' ')
    .replace(/\s{3,}/g, (run) => run.slice(0, 2))
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .trim()
  // What spreadsheets put before a number to keep it as it is: '8.41 and ="8.41".
  rest = /^="(.*)"$/.exec(rest)?.[1] ?? rest.replace(/^'(?=[-+\d.,])/, '')
  // "1.234,-" and "5.--": no cents, and nothing negative.
  rest = rest.replace(/(\d)[.,] ?-{1,2}(?=$|[^\d-])/, '$1')
  const marked = /^(.*\d) ?(CR|DR)\.?$/i.exec(rest)
  if (marked !== null) rest = marked[1]!
  let negative = false
  const bracketed = /^(\D{0,4})\((.*)\)(\D{0,4})$/.exec(rest)
  if (bracketed) {
    negative = true
    rest = `${bracketed[1]}${bracketed[2]!.trim()}${bracketed[3]}`.trim()
  }
  const match =
    /^([-+]?)\s*([^\d\s.,'’+-][^\d\s,'’+-]*\.?)?\s*([-+]?)\s*((?:\d|[.,](?=\d))[\d.,'’ ]*?)(?:[eE]([-+]?\d{1,3}))?\s*([-+]?)\s*([^\d\s.,'’+-][^\d\s,'’+-]*)?\s*([-+]?)$/.exec(
      rest,
    )
  if (!match) return null
  const signs = [match[1], match[3], match[6], match[8]].filter((sign) => sign !== '' && sign !== undefined)
  if (signs.length > 1 || (signs.length === 1 && negative)) return null
  if (signs[0] === '-') negative = true
  // Which of the two it would be nobody knows.
  if (negative && marked !== null) return null
  const currencies = [match[2], match[7]].filter((word) => word !== undefined).map(currencyCode)
  const currency = currencies[0] ?? null
  // "$8.41 USD" names one currency twice.
  if (currencies.some((code) => code === null || !(code === currency || isDollar(code, currency)))) return null
  return {
    negative,
    digits: match[4]!,
    exponent: Number(match[5] ?? 0),
    currency: currencies[1] ?? currency,
    credit: marked === null ? null : marked[2]!.toUpperCase() === 'CR',
  }
}

/** The bare sign stands before other dollars and pesos too: "$8.41 CAD". */
function isDollar(code: string, sign: string | null): boolean {
  return sign === 'USD' && ['USD', 'CAD', 'AUD', 'NZD', 'MXN', 'SGD', 'HKD', 'ARS', 'CLP', 'COP'].includes(code)
}

/** Splits at the decimal mark and takes well-placed thousands marks out; null where they stand wrongly. */
export function plainDigits(text: string, decimalMark: '.' | ','): { whole: string; fraction: string } | null {
  const marks = text.split(decimalMark)
  if (marks.length > 2) return null
  const whole = marks[0]!.trimEnd()
  const fraction = marks[1] ?? ''
  if (!/^\d*$/.test(fraction)) return null
  if (/^\d*$/.test(whole)) return whole === '' && fraction === '' ? null : { whole: whole || '0', fraction }
  const grouped =
    decimalMark === '.' ? /^\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*$/ : /^\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*$/
  // 12,34,567: lakhs and crores.
  if (!grouped.test(whole) && !(decimalMark === '.' && lakhs.test(whole))) return null
  return { whole: whole.replace(/\D/g, ''), fraction }
}

/**
 * Money of a row: an integer and its scale. Exact for one number or a product of two; more than six decimals are rounded
 * half away from zero. `value` carries no sign: the reader of rows decides that from the numbers before rounding.
 */
export class Money {
  value = 0
  scale = 0

  /** False where the integer would leave ±2^53. */
  ofAmount(amount: NumberReader): boolean {
    if (amount.big === null && amount.decimals <= MAX_SCALE) {
      this.value = amount.mantissa
      this.scale = amount.decimals
      return true
    }
    return this.ofBig(amount.big ?? BigInt(amount.mantissa), amount.decimals)
  }

  /** False where the integer would leave ±2^53. */
  ofProduct(price: NumberReader, quantity: NumberReader): boolean {
    const decimals = price.decimals + quantity.decimals
    if (price.big === null && quantity.big === null && decimals <= MAX_SCALE) {
      const value = price.mantissa * quantity.mantissa
      if (value < MAX_AMOUNT) {
        this.value = value
        this.scale = decimals
        return true
      }
    }
    return this.ofBig((price.big ?? BigInt(price.mantissa)) * (quantity.big ?? BigInt(quantity.mantissa)), decimals)
  }

  private ofBig(mantissa: bigint, decimals: number): boolean {
    let value = mantissa
    let scale = decimals
    // Noughts at the end cost range and say nothing.
    while (scale > 0 && value % 10n === 0n && (scale > MAX_SCALE || value > BigInt(MAX_AMOUNT))) {
      value /= 10n
      scale--
    }
    if (scale > MAX_SCALE) {
      const divisor = 10n ** BigInt(scale - MAX_SCALE)
      value = (value + divisor / 2n) / divisor
      scale = MAX_SCALE
    }
    if (value > BigInt(MAX_AMOUNT)) return false
    this.value = Number(value)
    this.scale = scale
    return true
  }
}
