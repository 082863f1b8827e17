import { Read, READ_BYTES, MOST_EMAIL } from './batch'
import { day, readDate, second } from './dates'
import { Dictionary, keyHigh, keyLow, meaningOf, pack, placeOf } from './dictionary'
import { decimals, hasMinus, mantissa, negative, readNumber } from './numbers'
import { hashOrder, orderHigh, orderLow } from './order-hash'
import {
  amountColumn,
  attributeCount,
  attributes,
  cancelledColumn,
  cancelMark,
  cancels,
  categoryColumn,
  cells,
  currencies,
  currencyColumn,
  customerColumn,
  customerPointZero,
  dateColumn,
  dateOrder,
  emailColumn,
  encodingMode,
  headerLength,
  moneyDecimal,
  moneyDigits,
  moneyThousands,
  nameColumn,
  orderColumn,
  orderPointZero,
  priceColumn,
  productColumn,
  quantityColumn,
  quantityDecimal,
  quantityThousands,
  remarkByte,
  statusColumn,
  statuses,
  typeColumn,
  types,
  usedColumns,
} from './plan'
import { doubled, isAscii, rowEnd } from './row'

const PURCHASE: u32 = 0
const RETURN: u32 = 1
const ZERO: u32 = 2
const VOID: u32 = 3

/** What a status means, plus one. */
const COUNTS: u32 = 1
const IS_VOID: u32 = 2
const REFUNDED: u32 = 3
const IS_RETURN: u32 = 4

/** A longer value of an attribute is cut by the reader that this leaves the row to (read/kept-cells.ts). */
const MOST_VALUE_BYTES: usize = 32767

/** Rows with a longer id are rejected there, too (read/values/cell-lengths.ts). */
const MOST_ID_BYTES: usize = 1000

const MAX_AMOUNT: f64 = 9007199254740992
const MAX_SCALE: i32 = 6

/** The date cell of the row before and what it said: the lines of an order share theirs. */
let lastDateAt: usize = 0
let lastDateLength: usize = 0
let lastDay: i32 = 0
let lastSecond: i32 = 0

/** Start and end of the cell that was trimmed last. */
let from: usize = 0
let to: usize = 0

/** The input was moved. */
export function forgetDate(): void {
  lastDateLength = 0
}

function trim(column: i32): void {
  const cell = cells + ((column as usize) << 3)
  from = load<u32>(cell)
  to = load<u32>(cell, 4)
  while (from < to && load<u8>(from) <= 0x20) from++
  while (from < to && load<u8>(to - 1) <= 0x20) to--
}

/** Reads the row that was cut. False: it is not for the kernel; nothing has changed then. */
export function readRow(read: Read, at: usize, email: usize): bool {
  if ((doubled & usedColumns) != 0) return false
  if (rowEnd - at > MOST_ID_BYTES && (rowEnd - at > MOST_VALUE_BYTES || hasLongId())) return false
  if (remarkByte >= 0 && load<u8>(at) == remarkByte) return false
  if (headerLength >= 0 && rowEnd - at == headerLength) return false
  if (!readCustomer(read, email)) return false
  if (!readOrder(read)) return false
  if (!readMoment(read)) return false
  if (!readMoney(read)) return false
  if (read.orderLength == 0) {
    if (isInCodePage(read.customerAt, read.customerAt + read.customerLength)) return false
    hashOrder(read.customerAt, read.customerLength, read.day, read.second)
    read.orderLow = orderLow
    read.orderHigh = orderHigh
  }
  read.productLength = 0
  read.nameLength = 0
  read.categoryLength = 0
  if (productColumn >= 0) {
    trim(productColumn)
    read.productAt = from as u32
    read.productLength = (to - from) as u32
    if (nameColumn >= 0) {
      trim(nameColumn)
      read.nameAt = from as u32
      read.nameLength = (to - from) as u32
    }
  }
  if (categoryColumn >= 0) {
    trim(categoryColumn)
    read.categoryAt = from as u32
    read.categoryLength = (to - from) as u32
  }
  let value = changetype<usize>(read) + READ_BYTES
  for (let i = 0; i < attributeCount; i++, value += 8) {
    trim(load<i32>(attributes + ((i as usize) << 3)))
    if (to - from > MOST_VALUE_BYTES) return false
    store<u32>(value, from as u32)
    store<u32>(value, (to - from) as u32, 4)
  }
  return true
}

function hasLongId(): bool {
  return isLong(customerColumn) || isLong(emailColumn) || isLong(orderColumn)
}

function isLong(column: i32): bool {
  if (column < 0) return false
  const cell = cells + ((column as usize) << 3)
  return ((load<u32>(cell, 4) - load<u32>(cell)) as usize) > MOST_ID_BYTES
}

function readCustomer(read: Read, email: usize): bool {
  from = 0
  to = 0
  if (customerColumn >= 0) {
    trim(customerColumn)
    if (to - from <= 4 && mayBePlaceholder()) return false
    if (customerPointZero) dropPointZero()
  }
  if (emailColumn >= 0 && (from == to || (to - from == 1 && load<u8>(from) == 0x30))) {
    trim(emailColumn)
    if (to - from > MOST_EMAIL || (to - from <= 4 && mayBePlaceholder())) return false
    const length = to - from
    for (let i: usize = 0; i < length; i++) {
      const byte: u32 = load<u8>(from + i)
      store<u8>(email + i, byte - 0x41 <= 25 ? byte + 32 : byte)
    }
    from = email
    to = email + length
  }
  const length = (to - from) as u32
  read.customerAt = from as u32
  read.customerLength = length
  if (length == 0) return true
  pack(from, length)
  read.keyLow = keyLow
  read.keyHigh = keyHigh
  read.place = placeOf(keyLow, keyHigh)
  return true
}

/** Letters that UTF-8 has other bytes for: an order's hash is of those. */
function isInCodePage(start: usize, end: usize): bool {
  return encodingMode == 2 && !isAscii(start, end)
}

/** NULL, n/a, #N/A, \N and - start like this. */
function mayBePlaceholder(): bool {
  if (from == to) return false
  const first = load<u8>(from) | 0x20
  return first == 0x6e || first == 0x23 || first == 0x7c || first == 0x2d
}

/** 17850.0 is 17850; anything else stays as it is. */
function dropPointZero(): void {
  if (to - from < 3 || load<u8>(to - 1) != 0x30 || load<u8>(to - 2) != 0x2e) return
  for (let i = from; i < to - 2; i++) if ((load<u8>(i) as u32) - 0x30 > 9) return
  to -= 2
}

function readOrder(read: Read): bool {
  read.orderAt = 0
  read.orderLength = 0
  if (orderColumn < 0) return true
  trim(orderColumn)
  if (from == to) return true
  if (orderPointZero) dropPointZero()
  if (isInCodePage(from, to)) return false
  read.orderAt = from as u32
  read.orderLength = (to - from) as u32
  hashOrder(from, read.orderLength, 0, -1)
  read.orderLow = orderLow
  read.orderHigh = orderHigh
  return true
}

function readMoment(read: Read): bool {
  trim(dateColumn)
  if (from == to) return false
  if (!isLastDate()) {
    if (!readDate(from, to, dateOrder)) return false
    lastDateAt = from
    lastDateLength = to - from
    lastDay = day
    lastSecond = second
  }
  read.day = lastDay
  read.second = lastSecond
  return true
}

function isLastDate(): bool {
  const length = to - from
  if (length != lastDateLength) return false
  for (let i: usize = 0; i < length; i++) if (load<u8>(from + i) != load<u8>(lastDateAt + i)) return false
  return true
}

function readMoney(read: Read): bool {
  // One: it is blank or the file's own.
  if (currencyColumn >= 0 && meaningOfCell(currencies, currencyColumn) != 1) return false
  let standing = statusColumn < 0 ? COUNTS : meaningOfCell(statuses, statusColumn)
  if (cancelledColumn >= 0 && standing == COUNTS) standing = meaningOfCell(cancels, cancelledColumn)
  if (typeColumn >= 0 && standing == COUNTS) standing = meaningOfCell(types, typeColumn)
  if (standing == 0) return false
  read.amount = 0
  read.scale = 0
  if (standing == IS_VOID) {
    read.kind = VOID
    return true
  }
  if (standing == REFUNDED) {
    read.kind = RETURN
    return true
  }
  let isNegative: bool
  let value: f64
  if (amountColumn >= 0) {
    trim(amountColumn)
    if (!readNumber(from, to, moneyDecimal, moneyThousands) || decimals + moneyDigits > MAX_SCALE) return false
    value = mantissa
    read.scale = decimals + moneyDigits
    isNegative = negative && value != 0
    if (quantityColumn >= 0 && !isNegative) {
      const cell = cells + ((quantityColumn as usize) << 3)
      const start: usize = load<u32>(cell)
      const end: usize = load<u32>(cell, 4)
      if (start < end && (load<u8>(start) < 0x30 || load<u8>(end - 1) < 0x30)) isNegative = hasMinus(start, end)
    }
  } else {
    trim(priceColumn)
    if (!readNumber(from, to, moneyDecimal, moneyThousands)) return false
    value = mantissa
    read.scale = decimals + moneyDigits
    isNegative = negative && value != 0
    trim(quantityColumn)
    if (!readNumber(from, to, quantityDecimal, quantityThousands)) return false
    value *= mantissa
    read.scale += decimals
    if (value >= MAX_AMOUNT || read.scale > MAX_SCALE) return false
    isNegative = isNegative || (negative && mantissa != 0)
  }
  if (
    isNegative ||
    standing == IS_RETURN ||
    (cancelMark && read.orderLength > 0 && hasCancelMark(read.orderAt, read.orderLength))
  ) {
    read.kind = RETURN
    read.amount = value == 0 ? 0 : -value
  } else {
    read.kind = value == 0 ? ZERO : PURCHASE
    read.amount = value
  }
  return true
}

/** What the text of a cell means, not trimmed; 0: it was not seen before. */
function meaningOfCell(texts: Dictionary, column: i32): u32 {
  const cell = cells + ((column as usize) << 3)
  const start: usize = load<u32>(cell)
  return meaningOf(texts, start, load<u32>(cell, 4) - (start as u32))
}

/** A C before plain digits. */
function hasCancelMark(at: usize, length: u32): bool {
  if ((load<u8>(at) | 0x20) != 0x63 || length < 2) return false
  for (let i: usize = 1; i < length; i++) if ((load<u8>(at + i) as u32) - 0x30 > 9) return false
  return true
}
