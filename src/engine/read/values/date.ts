import type { DateOrder } from '../../../contract/imports.ts'
import { dayOf, dayText } from '../../columns/calendar.ts'
import { decodeUtf8, encodeUtf8, NINE, ZERO } from '../text/bytes.ts'
import { firstDayOf } from './periods.ts'
import { plainForm, type DateForm } from './date-form.ts'
import { isClockWord, isWeekday, monthNumber, zoneHours } from './date-words.ts'

/** Minutes that local time is ahead of UTC at an instant. */
export type ZoneOffset = (epochMilliseconds: number) => number

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const SPACE = 0x20
const COLON = 0x3a
const POINT = 0x2e

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1800 || year > 9999) return false
  if (day <= MONTH_DAYS[month - 1]!) return true
  return month === 2 && day === 29 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
}

/**
 * Reads dates and timestamps from bytes. `day` is the calendar date written in the cell, `second` the seconds since its
 * midnight; a timestamp with an offset is moved to local time first.
 */
export class DateReader {
  day = 0
  second = 0
  /** Whether the cell carried a time of day. */
  hasTime = false
  private readonly order: DateOrder
  private readonly form: DateForm
  private readonly zoneOffset: ZoneOffset
  /** Whether a bare number of five digits counts days from 1899-12-30 as spreadsheets do. */
  private readonly serials: boolean
  /** The month that was read last, year × 12 + month, and its first day. */
  private isoMonth = -1
  private isoStart = 0
  private readonly words = new Map<string, { day: number; second: number; hasTime: boolean } | null>()

  constructor(order: DateOrder, zoneOffset: ZoneOffset, serials: boolean, form: DateForm = plainForm) {
    this.form = form
    this.order = order
    this.zoneOffset = zoneOffset
    this.serials = serials
  }

  /** False where the cell is no date. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start
    if (length >= 10 && bytes[start + 4] === 0x2d && bytes[start + 7] === 0x2d && this.readIso(bytes, start)) {
      if (length === 10) return true
      const after = bytes[start + 10]!
      if (after === SPACE || after === 0x54)
        return this.readTime(bytes, start + 10, end) || this.readWords(bytes, start, end)
    }
    return this.readMarked(bytes, start, end)
  }

  /** `2024-09-26`, by far the commonest; false where it is not that, or a day that not every month has. */
  private readIso(bytes: Uint8Array, start: number): boolean {
    let year = 0
    for (let i = start; i < start + 4; i++) {
      const digit = bytes[i]! - ZERO
      if (digit < 0 || digit > 9) return false
      year = year * 10 + digit
    }
    const [m1, m2] = [bytes[start + 5]! - ZERO, bytes[start + 6]! - ZERO]
    const [d1, d2] = [bytes[start + 8]! - ZERO, bytes[start + 9]! - ZERO]
    if (m1 < 0 || m1 > 1 || m2 < 0 || m2 > 9 || d1 < 0 || d1 > 2 || d2 < 0 || d2 > 9) return false
    const month = m1 * 10 + m2
    const day = d1 * 10 + d2
    if (month < 1 || month > 12 || day < 1 || day > 28 || year < 1800) return false
    const place = year * 12 + month
    if (place !== this.isoMonth) {
      this.isoMonth = place
      this.isoStart = dayOf(year, month, 1)
    }
    this.day = this.isoStart + day - 1
    this.second = 0
    this.hasTime = false
    return true
  }

  /** Three numbers with marks between them. */
  private readMarked(bytes: Uint8Array, start: number, end: number): boolean {
    let i = start
    let first = 0
    let byte = bytes[i]!
    while (byte >= ZERO && byte <= NINE && i < end) {
      first = first * 10 + (byte - ZERO)
      byte = bytes[++i]!
    }
    const firstDigits = i - start
    if (firstDigits === 0 || firstDigits > 4 || i >= end) return this.readWords(bytes, start, end)
    const mark = byte
    if (mark !== 0x2d && mark !== 0x2f && mark !== 0x2e) return this.readWords(bytes, start, end)
    let from = ++i
    let second = 0
    byte = bytes[i]!
    while (byte >= ZERO && byte <= NINE && i < end) {
      second = second * 10 + (byte - ZERO)
      byte = bytes[++i]!
    }
    const secondDigits = i - from
    if (secondDigits === 0 || secondDigits > 2 || i >= end || byte !== mark) return this.readWords(bytes, start, end)
    from = ++i
    let third = 0
    byte = bytes[i]!
    while (byte >= ZERO && byte <= NINE && i < end) {
      third = third * 10 + (byte - ZERO)
      byte = bytes[++i]!
    }
    const thirdDigits = i - from
    if (thirdDigits === 0 || thirdDigits > 4) return this.readWords(bytes, start, end)
    let year: number
    let month: number
    let day: number
    if (firstDigits >= 3) {
      if (firstDigits !== 4 || thirdDigits > 2) return false
      year = first
      month = second
      day = third
    } else {
      if (thirdDigits === 3) return false
      if (this.order === 'ymd') {
        if (thirdDigits > 2) return false
        year = this.fullYear(first, firstDigits)
        month = second
        day = third
      } else {
        year = this.fullYear(third, thirdDigits)
        month = this.order === 'mdy' ? first : second
        day = this.order === 'mdy' ? second : first
      }
    }
    if (!this.setDay(year, month, day)) return false
    return i >= end || this.readTime(bytes, i, end) || this.readWords(bytes, start, end)
  }

  /** Reads `08:26`, `T08:26:00.000Z`, `8:26 PM`, `08:26:00 +0100` after the date. */
  private readTime(bytes: Uint8Array, start: number, end: number): boolean {
    let i = start
    if (bytes[i] === 0x54 || bytes[i] === 0x74) i++
    else {
      if (bytes[i] !== SPACE && bytes[i] !== 0x2c && bytes[i] !== 0x5f) return false
      while (i < end && (bytes[i] === SPACE || bytes[i] === 0x2c || bytes[i] === 0x5f)) i++
      if (i >= end) return true
    }
    const parts = [0, 0, 0]
    let part = 0
    for (;;) {
      const from = i
      let value = 0
      let byte = bytes[i]!
      while (byte >= ZERO && byte <= NINE && i < end) {
        value = value * 10 + (byte - ZERO)
        byte = bytes[++i]!
      }
      if (i === from || i - from > 2) return false
      parts[part++] = value
      // 08:26:00, 08.26.00 and 8h26 are written; a point behind the seconds starts their fraction.
      const isMark = byte === COLON || (byte === POINT && part < 3) || ((byte === 0x68 || byte === 0x48) && part === 1)
      if (i >= end || part === 3 || !isMark) break
      i++
      if (i >= end && byte !== COLON && byte !== POINT) break
    }
    if (part < 2 && bytes[i - 1] !== 0x68 && bytes[i - 1] !== 0x48) return false
    let hour = parts[0]!
    if (i < end && (bytes[i] === 0x2e || bytes[i] === 0x2c)) {
      i++
      while (i < end && bytes[i]! >= ZERO && bytes[i]! <= NINE) i++
    }
    if (hour > 24 || parts[1]! > 59 || parts[2]! > 60) return false
    this.hasTime = true
    // A leap second belongs to the day that it ends.
    const seconds = Math.min(parts[2]!, 59)
    if (i < end) {
      const rest = decodeUtf8(bytes, i, end).trim().toLowerCase()
      const half = /^([ap])\.?m\.?\b\.?\s*/.exec(rest)
      let zone = rest
      if (half) {
        if (hour < 1 || hour > 12) return false
        hour = (hour % 12) + (half[1] === 'p' ? 12 : 0)
        zone = rest.slice(half[0].length)
      }
      this.second = hour * 3600 + parts[1]! * 60 + seconds
      return zone === '' || isClockWord(zone) || this.applyZone(zone)
    }
    this.second = hour * 3600 + parts[1]! * 60 + seconds
    return true
  }

  private applyZone(zone: string): boolean {
    const named = zoneHours[zone]
    if (named !== undefined) {
      this.setInstant((this.day * 86400 + this.second - named * 3600) * 1000)
      return true
    }
    const match = /^(?:z|utc|gmt)?\s*(?:([+-])(\d{1,2}):?(\d{2})?)?(?:\s*[[(][^\])]*[\])])?$/.exec(zone)
    if (!match) return false
    const minutes = (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0))
    this.setInstant((this.day * 86400 + this.second - minutes * 60) * 1000)
    return true
  }

  private setInstant(epochMilliseconds: number): void {
    const local = Math.floor(epochMilliseconds / 1000) + this.zoneOffset(epochMilliseconds) * 60
    this.day = Math.floor(local / 86400)
    this.second = local - this.day * 86400
    this.hasTime = true
  }

  /** Everything that is not digits with marks between them; what was read is remembered, dates repeat. */
  private readWords(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > 64) return false
    const text = decodeUtf8(bytes, start, end)
    let known = this.words.get(text)
    if (known === undefined) {
      known = this.parseWords(text) ? { day: this.day, second: this.second, hasTime: this.hasTime } : null
      if (this.words.size > 20_000) this.words.clear()
      this.words.set(text, known)
    }
    if (known === null) return false
    this.day = known.day
    this.second = known.second
    this.hasTime = known.hasTime
    return true
  }

  private parseWords(text: string): boolean {
    const plain = text.trim()
    let match = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$/i.exec(plain)
    if (match && isDate(Number(match[1]), Number(match[2]), Number(match[3]))) {
      const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)]
      if (hour > 24 || minute > 59 || second > 60) return false
      this.day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
      this.second = hour * 3600 + minute * 60 + Math.min(second, 59)
      this.hasTime = match[4] !== undefined
      return match[7] === undefined || this.applyZone('z')
    }
    if (/^\d{10}(\.\d+)?$/.test(plain)) {
      this.setInstant(Math.floor(Number(plain)) * 1000)
      return true
    }
    if (/^\d{8}$/.test(plain)) return this.parseEightDigits(plain)
    if (/^\d{13}$/.test(plain) || /^[1-9]\d{15}(\d{3})?$/.test(plain)) {
      this.setInstant(Number(plain.slice(0, 13)))
      return true
    }
    if (/^\d{5}([.,]\d+)?$/.test(plain)) {
      if (!this.serials) return false
      const serial = Number(plain.replace(',', '.'))
      const seconds = Math.round(serial * 86400)
      this.day = Math.floor(seconds / 86400) - 25569
      this.second = seconds - Math.floor(seconds / 86400) * 86400
      this.hasTime = plain.length > 5
      return true
    }
    if (this.form.since !== null && /^\d{3,4}$/.test(plain)) return this.parseDayMonth(plain, this.form.since)
    const period = this.form.periods ? firstDayOf(plain, this.fullYear) : null
    if (period !== null) {
      this.day = period
      this.second = 0
      this.hasTime = false
      return true
    }
    const numbered = this.parseNumbered(plain)
    if (numbered !== null) return numbered
    const named = this.parseMonthName(plain)
    if (named !== null) return named
    // A weekday in front, spaces around the marks, a mark at the end: 'Mo, 24. 12. 2010', '2010. 12. 24.'
    match = /^(?:[\p{L}]{2,12}\.?,?\s+)?(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?(.*)$/u.exec(plain)
    if (!match) return false
    const again = `${match[1]}${match[2]}${match[3]}${match[2]}${match[4]}${match[5]}`
    // 2024-01-09-10.14.34, as DB2 writes it.
    const joined = /^(\d{4}-\d{2}-\d{2})-(\d{2})\.(\d{2})\.(\d{2}(?:\.\d+)?)$/.exec(plain)
    if (joined) return this.readText(`${joined[1]} ${joined[2]}:${joined[3]}:${joined[4]}`)
    return again !== plain && again.length < text.length && this.readText(again)
  }

  /** 0503, and 503 where a spreadsheet dropped the nought. */
  private parseDayMonth(text: string, since: number): boolean {
    const day = Number(text.slice(0, -2))
    const month = Number(text.slice(-2))
    const year = Number(dayText(since).slice(0, 4))
    return (this.setDay(year, month, day) && this.day >= since) || this.setDay(year + 1, month, day)
  }

  /** 24122010: the year in front was tried before. */
  private parseEightDigits(text: string): boolean {
    const [first, second] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))]
    const [month, day] = this.order === 'mdy' ? [first, second] : [second, first]
    return this.setDay(Number(text.slice(4)), month, day)
  }

  private readonly fullYear = (year: number, digits: number): number =>
    digits > 2 ? year : year < this.form.pivot ? 2000 + year : 1900 + year

  private setDay(year: number, month: number, day: number): boolean {
    if (!isDate(year, month, day)) return false
    this.day = dayOf(year, month, day)
    this.second = 0
    this.hasTime = false
    return true
  }

  /** Days that are numbered otherwise, or have signs of their own between the numbers; null where the text is none of these. */
  private parseNumbered(text: string): boolean | null {
    // 2024-W10-2, 2024W102: ISO weeks.
    let match = /^(\d{4})-?W(\d{2})-?([1-7])$/i.exec(text)
    if (match) {
      const january4 = dayOf(Number(match[1]), 1, 4)
      const monday = january4 - ((january4 + 3) % 7)
      const week = Number(match[2])
      if (week < 1 || week > 53) return false
      this.day = monday + (week - 1) * 7 + Number(match[3]) - 1
      this.second = 0
      this.hasTime = false
      return true
    }
    // 2024-065: the day of the year.
    match = /^(\d{4})-(\d{3})$/.exec(text)
    if (match) {
      const day = Number(match[2])
      if (day < 1 || day > 366 || !this.setDay(Number(match[1]), 1, 1)) return false
      this.day += day - 1
      return true
    }
    match = /^\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\/$/.exec(text)
    if (match) {
      this.setInstant(Number(match[1]))
      return true
    }
    match = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](?:\s*\(.\))?\s*(.*)$/u.exec(text)
    if (match) {
      if (!this.setDay(Number(match[1]), Number(match[2]), Number(match[3]))) return false
      const time = match[4]!.replace(/\s*[時时点點시]\s*/u, ':').replace(/\s*[分분]\s*/u, ':')
      return time === '' || this.readTimeText(time.replace(/\s*[秒초]$/u, '').replace(/:$/, ''))
    }
    // 10:14 24.12.2010
    match = /^(\d{1,2}:\d{2}(?::\d{2})?),?\s+(\d{1,4}([-/.])\d{1,2}\3\d{1,4})$/.exec(text)
    if (match) return this.readText(`${match[2]} ${match[1]}`)
    // A weekday behind: 9 Ocak 2023 Pazartesi, 2023-01-09 (Mon).
    match = /^(.*\d)\s+\(?(\p{L}{2,13})\.?\)?$/u.exec(text)
    return match && isWeekday(match[2]!) ? this.readText(match[1]!) : null
  }

  private readText(text: string): boolean {
    const bytes = encodeUtf8(text)
    return this.read(bytes, 0, bytes.length)
  }

  private readTimeText(text: string): boolean {
    const bytes = encodeUtf8(` ${text}`)
    return this.readTime(bytes, 0, bytes.length)
  }

  /** '24 December 2010', 'Dec 24, 2010 8:26', '24-Dez-2010', 'Dec-24-10'; null where no month's name stands in it. */
  private parseMonthName(text: string): boolean | null {
    // Tue Mar  5 14:22:10 UTC 2024, as systems write it: the year goes where others have it.
    const plain = text.replace(
      /^(\p{L}{3,4} \p{L}{3,4} +\d{1,2}) (\d{1,2}:\d{2}:\d{2})( [A-Z]{3,4}| [+-]\d{4})? (\d{4})$/u,
      '$1 $4 $2$3',
    )
    const match =
      /^(?:[\p{L}]{2,13}\.?,?\s+)?(?:(\d{1,4})(?:st|nd|rd|th|er|º|\.)?[\s./-]*(?:de\s+)?)?(\p{L}{3,13})\.?[\s./,-]*(?:del?\s+)?'?(\d{1,4})(?:st|nd|rd|th)?(?:,?\s+(\d{4})|[-/.](\d{2}|\d{4}))?(?![\d:](?!\d{2}:\d{2}:\d{2}))(.*)$/u.exec(
        plain,
      )
    if (!match) return null
    const month = monthNumber(match[2]!)
    if (month === 0) return null
    const behind = match[4] ?? match[5]
    let year: number
    let day: number
    if (match[1] !== undefined && behind === undefined) {
      // 24 Dec 2010, or 2010 Dec 24.
      if (match[1].length === 4) {
        year = Number(match[1])
        day = Number(match[3])
      } else {
        day = Number(match[1])
        year = this.fullYear(Number(match[3]), match[3]!.length)
      }
    } else if (match[1] === undefined && behind !== undefined) {
      day = Number(match[3])
      year = this.fullYear(Number(behind), behind.length)
    } else return false
    if (!this.setDay(year, month, day)) return false
    // 09/Jan/2023:10:14:34 has a colon before the time; 'г.' is Russian for year, a weekday may stand behind.
    const rest = match[6]!.replace(/^(?::|\s*г\.?|,?\s*(?:at|um|à|a las|kl\.?|saat)?)\s*/iu, '')
    return rest === '' || this.readTimeText(rest)
  }
}
