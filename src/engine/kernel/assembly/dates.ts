import { zoneOffset } from './host'
import { pivot } from './plan'

/** The date that was read last: days since 1970-01-01 and seconds since its midnight. */
export let day: i32 = 0
export let second: i32 = 0

export const DAY_FIRST: i32 = 0
export const MONTH_FIRST: i32 = 1
export const YEAR_FIRST: i32 = 2

/** The month that was read last, year × 12 + month, and its first day. */
let isoMonth: i32 = -1
let isoStart: i32 = 0

/** Reads the date at `at`, which is not empty. False: whatever it is, it is not for the kernel to say. */
export function readDate(at: usize, end: usize, order: i32): bool {
  const length = end - at
  if (length >= 10 && load<u8>(at, 4) == 0x2d && load<u8>(at, 7) == 0x2d && readIso(at)) {
    if (length == 10) return true
    const after = load<u8>(at, 10)
    if (after == 0x20 || after == 0x54) return readTime(at + 10, end)
  }
  return readMarked(at, end, order)
}

/** `2024-09-26`; false for the last days of a month, which not every month has. */
function readIso(at: usize): bool {
  const y1 = digit(at)
  const y2 = digit(at + 1)
  const y3 = digit(at + 2)
  const y4 = digit(at + 3)
  const m1 = digit(at + 5)
  const m2 = digit(at + 6)
  const d1 = digit(at + 8)
  const d2 = digit(at + 9)
  if (max(max(max(y1, y2), max(y3, y4)), max(max(m1, m2), max(d1, d2))) > 9) return false
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4
  const month = m1 * 10 + m2
  const date = d1 * 10 + d2
  if (month < 1 || month > 12 || date < 1 || date > 28 || year < 1800) return false
  const place = (year * 12 + month) as i32
  if (place != isoMonth) {
    isoMonth = place
    isoStart = dayNumber(year as i32, month as i32, 1)
  }
  day = isoStart + (date as i32) - 1
  second = 0
  return true
}

function digit(at: usize): u32 {
  return (load<u8>(at) as u32) - 0x30
}

/** Three numbers with marks between them. */
function readMarked(at: usize, end: usize, order: i32): bool {
  let i = at
  let first = 0
  for (; i < end && digit(i) <= 9; i++) first = first * 10 + digit(i)
  const firstDigits = i - at
  if (firstDigits == 0 || firstDigits > 4 || i >= end) return false
  const mark = load<u8>(i)
  if (mark != 0x2d && mark != 0x2f && mark != 0x2e) return false
  let from = ++i
  let middle = 0
  for (; i < end && digit(i) <= 9; i++) middle = middle * 10 + digit(i)
  if (i == from || i - from > 2 || i >= end || load<u8>(i) != mark) return false
  from = ++i
  let third = 0
  for (; i < end && digit(i) <= 9; i++) third = third * 10 + digit(i)
  const thirdDigits = i - from
  if (thirdDigits == 0 || thirdDigits > 4) return false
  let year: i32
  let month: i32 = middle
  let date: i32
  if (firstDigits >= 3) {
    if (firstDigits != 4 || thirdDigits > 2) return false
    year = first
    date = third
  } else {
    if (thirdDigits == 3) return false
    if (order == YEAR_FIRST) {
      if (thirdDigits > 2) return false
      year = fullYear(first, firstDigits as i32)
      date = third
    } else {
      year = fullYear(third, thirdDigits as i32)
      month = order == MONTH_FIRST ? first : middle
      date = order == MONTH_FIRST ? middle : first
    }
  }
  if (!isDate(year, month, date)) return false
  day = dayNumber(year, month, date)
  second = 0
  return i >= end || readTime(i, end)
}

/** Two digits below the pivot are of this century, the others of the last. */
function fullYear(year: i32, digits: i32): i32 {
  return digits > 2 ? year : year < pivot ? 2000 + year : 1900 + year
}

function isDate(year: i32, month: i32, date: i32): bool {
  if (month < 1 || month > 12 || date < 1 || year < 1800 || year > 9999) return false
  if (date <= 28) return true
  if (month == 2) return date == 29 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0)
  return date <= (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
}

/** Days since 1970-01-01 of a calendar date after the year 0. */
function dayNumber(year: i32, month: i32, date: i32): i32 {
  const y = month <= 2 ? year - 1 : year
  const era = y / 400
  const yearOfEra = y - era * 400
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** `08:26`, `T08:26:00.000Z`, `8:26 PM`, `08:26:00 +0100` behind the date. */
function readTime(at: usize, end: usize): bool {
  let i = at
  const first = load<u8>(i)
  if (first == 0x54 || first == 0x74) i++
  else {
    if (!isGap(first)) return false
    while (i < end && isGap(load<u8>(i))) i++
    if (i >= end) return true
  }
  let hour = 0
  let minute = 0
  let seconds = 0
  let part = 0
  for (;;) {
    const from = i
    let value = 0
    for (; i < end && digit(i) <= 9; i++) value = value * 10 + digit(i)
    if (i == from || i - from > 2) return false
    if (part == 0) hour = value
    else if (part == 1) minute = value
    else seconds = value
    part++
    if (i >= end || load<u8>(i) != 0x3a || part == 3) break
    i++
  }
  if (part < 2) return false
  // A point behind the minutes stands before the seconds.
  if (i < end && ((load<u8>(i) == 0x2e && part == 3) || load<u8>(i) == 0x2c)) {
    i++
    while (i < end && digit(i) <= 9) i++
  }
  if (hour > 24 || minute > 59 || seconds > 60) return false
  // A leap second belongs to the day that it ends.
  const rest = hour * 3600 + minute * 60 + min(seconds, 59)
  second = rest
  return i >= end || readHalf(i, end, hour, rest) || readZone(i, end)
}

function isGap(byte: u8): bool {
  return byte == 0x20 || byte == 0x2c || byte == 0x5f
}

/** ` PM` at the end. */
function readHalf(at: usize, end: usize, hour: i32, seconds: i32): bool {
  let i = at
  while (i < end && load<u8>(i) == 0x20) i++
  if (end - i != 2 || (load<u8>(i, 1) | 0x20) != 0x6d) return false
  const half = load<u8>(i) | 0x20
  if ((half != 0x61 && half != 0x70) || hour < 1 || hour > 12) return false
  second = seconds + ((hour % 12) + (half == 0x70 ? 12 : 0) - hour) * 3600
  return true
}

/** `Z`, `+02:00`, ` -0500`, ` UTC` at the end. */
function readZone(at: usize, end: usize): bool {
  let i = at
  while (i < end && load<u8>(i) == 0x20) i++
  const first = load<u8>(i)
  let minutes = 0
  if (end - i == 1 && (first | 0x20) == 0x7a) minutes = 0
  else if (end - i == 3 && first == 0x55 && load<u8>(i, 1) == 0x54 && load<u8>(i, 2) == 0x43) minutes = 0
  else if (first == 0x2b || first == 0x2d) {
    const length = end - i
    if (length != 5 && length != 6) return false
    const colon = length - 5
    if (colon == 1 && load<u8>(i, 3) != 0x3a) return false
    const h1 = digit(i + 1)
    const h2 = digit(i + 2)
    const m1 = digit(i + 3 + colon)
    const m2 = digit(i + 4 + colon)
    if (max(max(h1, h2), max(m1, m2)) > 9) return false
    minutes = ((h1 * 10 + h2) * 60 + m1 * 10 + m2) as i32
    if (first == 0x2d) minutes = -minutes
  } else return false
  const instant = ((day as f64) * 86400 + (second as f64) - (minutes as f64) * 60) * 1000
  const shift = zoneOffset(instant) * 60
  // Offsets of old times have odd seconds, and parts of them: those are read elsewhere.
  if (floor(shift) != shift) return false
  const local = floor(instant / 1000) + shift
  day = floor(local / 86400) as i32
  second = (local - (day as f64) * 86400) as i32
  return true
}
