import { dayText } from '../../columns/calendar.ts'
import { decodeAscii } from '../text/bytes.ts'
import type { CellFormat } from './formats.ts'

/** The double as its 15-digit decimal; very small ones, and large ones that have more digits, with an exponent. */
export function decimalText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) {
    const digits = String(value)
    // Ids of sixteen digits differ in the last one; longer ones are whole where nothing lies beyond the fifteenth.
    if (Number.isSafeInteger(value) || /^-?\d{1,15}0*$/.test(digits)) return digits
  }
  const [mantissa = '', exponent] = value.toPrecision(15).split('e')
  const plain = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return exponent === undefined ? plain : `${plain}e${Number(exponent)}`
}

/** Days since 1899-12-30 as `YYYY-MM-DD`, with ` HH:mm:ss` where they are no whole days. */
export function serialText(serial: number): string {
  const seconds = Math.round(serial * 86_400)
  const day = Math.floor(seconds / 86_400)
  // Day 60 is the 29 February 1900 that never was.
  return dayTimeText(day - 25_569 + (day < 60 ? 1 : 0), seconds - day * 86_400)
}

/**
 * A number as its format shows it, where that says more than the number: a date, a time, an id with zeros in front.
 * @returns null where it is a plain number
 */
export function formattedText(value: number, { shows, mask }: CellFormat, is1904: boolean): string | null {
  if (shows === 'number') return mask === '' ? null : maskedText(value, mask)
  if (!Number.isFinite(value)) return ''
  if (shows === 'elapsed') return clockText(value)
  // A day with its time may be shown as the time alone.
  if (shows === 'time' && value >= 0 && value < 1) return clockText(value)
  return serialText(value + (is1904 ? 1462 : 0))
}

/** Days as hours, minutes and seconds. */
function clockText(days: number): string {
  const seconds = Math.round(Math.abs(days) * 86_400)
  const two = (n: number): string => String(n).padStart(2, '0')
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return days < 0 && seconds > 0 ? `-${clock}` : clock
}

/** Digits of a whole number put in the places of a mask, from the right. */
function maskedText(value: number, mask: string): string | null {
  if (!Number.isInteger(value) || value < 0 || value >= 1e15) return null
  const digits = String(value)
  let left = digits.length
  let text = ''
  const first = mask.indexOf('0')
  for (let i = mask.length - 1; i >= 0; i--) {
    if (mask[i] !== '0') text = mask[i]! + text
    else if (i > first) text = (left > 0 ? digits[--left]! : '0') + text
    // Digits that have no place stand where the first one is.
    else text = (left > 0 ? digits.slice(0, left) : '0') + text
  }
  return text
}

/** A day since 1970-01-01 and the second of it as text; midnight is left out. */
export function dayTimeText(day: number, second: number): string {
  const slot = day & (DAYS - 1)
  if (knownDays[slot] !== day) {
    knownDays[slot] = day
    dayTexts[slot] = dayText(day)
  }
  const date = dayTexts[slot]!
  if (second === 0) return date
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
  // One call for all of it: pieces put together one by one are put together again when the text is read.
  return (
    date +
    String.fromCharCode(
      0x20,
      tens(hours),
      ones(hours),
      COLON,
      tens(minutes),
      ones(minutes),
      COLON,
      tens(seconds),
      ones(seconds),
    )
  )
}

const COLON = 0x3a
const tens = (n: number): number => 0x30 + Math.floor(n / 10)
const ones = (n: number): number => 0x30 + (n % 10)

/** The days of a sheet are few, each of them thousands of times. A power of two. */
const DAYS = 4096
const knownDays = new Int32Array(DAYS).fill(-0x80000000)
const dayTexts: string[] = []

/**
 * A number's bytes as the text of its 15-digit decimal. Up to 15 digits are that decimal already, which saves the way
 * through a double.
 */
export function numberText(bytes: Uint8Array, length: number): string {
  let digits = 0
  let point = -1
  let i = bytes[0] === 0x2d ? 1 : 0
  const first = i
  for (; i < length; i++) {
    const byte = bytes[i]!
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if (byte === 0x2e && point < 0) point = i
    else break
  }
  const leading = bytes[first]!
  const plain =
    i === length &&
    digits > 0 &&
    digits <= 15 &&
    (point < 0
      ? leading !== 0x30 || (digits === 1 && first === 0)
      : // Leading zeros, and numbers that would need an exponent, go the long way.
        point > first && point < length - 1 && (leading !== 0x30 || (point === first + 1 && bytes[point + 1] !== 0x30)))
  if (!plain) {
    const value = parseFloat(ascii(bytes, length))
    return Number.isFinite(value) ? decimalText(value) : ''
  }
  let end = length
  if (point >= 0) {
    while (bytes[end - 1] === 0x30) end--
    if (end === point + 1) end = point
  }
  return ascii(bytes, end)
}

function ascii(bytes: Uint8Array, length: number): string {
  return decodeAscii(bytes, 0, Math.min(length, 64))
}
