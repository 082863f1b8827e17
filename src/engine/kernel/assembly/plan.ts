import { Dictionary, newDictionary } from './dictionary'
import { Latest, newLatest } from './latest'
import { newSpellings, Spellings } from './spellings'
import { take } from './memory'

/** What the kernel was told of the file: set once, before the first row. */

/** Bytes that mean something between cells; without quotes the quote is a line feed. */
export let delimiter: u8 = 0
export let quote: u8 = 0
export let columns: i32 = 0
export let maxRecord: u32 = 0
/** 0: bytes beyond ASCII are not for the kernel, 1: they must be UTF-8, 2: any of them will do. */
export let encodingMode: i32 = 0
/** Rows that start with this byte are not for the kernel; −1: none. */
export let remarkByte: i32 = -1
/** The same of rows as long as the header, where it may stand among the rows again; −1: none. */
export let headerLength: i32 = -1

/** Columns by role, −1: none. */
export let customerColumn: i32 = -1
export let emailColumn: i32 = -1
export let orderColumn: i32 = -1
export let dateColumn: i32 = -1
export let amountColumn: i32 = -1
export let priceColumn: i32 = -1
export let quantityColumn: i32 = -1
export let productColumn: i32 = -1
export let nameColumn: i32 = -1
export let categoryColumn: i32 = -1
export let statusColumn: i32 = -1
export let typeColumn: i32 = -1
export let currencyColumn: i32 = -1
export let cancelledColumn: i32 = -1
/** Columns whose cells are looked at, a bit each: none of them may hold doubled quotes. */
export let usedColumns: u64 = 0

/** `17850.0` is the id 17850. */
export let customerPointZero: bool = false
export let orderPointZero: bool = false
export let dateOrder: i32 = 0
/** Years of two digits below it are of this century. */
export let pivot: i32 = 70
/** A C before plain digits marks a cancelled order. */
export let cancelMark: bool = false
/** Decimal mark and thousands mark of the money (the amount or the price) and of the quantity. */
export let moneyDecimal: u8 = 0x2e
export let moneyThousands: u8 = 0x2c
/** Decimals beside those that are written: 2 where the money is in cents. */
export let moneyDigits: i32 = 0
export let quantityDecimal: u8 = 0x2e
export let quantityThousands: u8 = 0x2c

export let customers: Dictionary = changetype<Dictionary>(0)
export let products: Dictionary = changetype<Dictionary>(0)
export let categories: Dictionary = changetype<Dictionary>(0)
export let statuses: Dictionary = changetype<Dictionary>(0)
export let types: Dictionary = changetype<Dictionary>(0)
export let currencies: Dictionary = changetype<Dictionary>(0)
export let cancels: Dictionary = changetype<Dictionary>(0)
export let spellings: Spellings = changetype<Spellings>(0)

/** Kept columns: eight bytes each, the column and its values. */
export const attributes = memory.data(128, 8)
export let attributeCount: i32 = 0

export function startPlan(): void {
  customers = newDictionary(1 << 14)
  products = newDictionary(1 << 12)
  categories = newDictionary(1024)
  statuses = newDictionary(64)
  types = newDictionary(64)
  currencies = newDictionary(64)
  cancels = newDictionary(64)
  spellings = newSpellings()
}

export function setRecords(delimiterByte: i32, quoteByte: i32, columnCount: i32, mostBytes: u32): void {
  delimiter = delimiterByte as u8
  quote = quoteByte < 0 ? 0x0a : (quoteByte as u8)
  columns = columnCount
  maxRecord = mostBytes
}

export function setGuards(remark: i32, header: i32): void {
  remarkByte = remark
  headerLength = header
}

export function setEncodingMode(mode: i32): void {
  encodingMode = mode
}

export function setDates(order: i32, firstOfLast: i32): void {
  pivot = firstOfLast
  dateOrder = order
}

export function setIds(customer: bool, order: bool, cancel: bool): void {
  customerPointZero = customer
  orderPointZero = order
  cancelMark = cancel
}

export function setNumbers(moneyComma: bool, quantityComma: bool, digits: i32): void {
  moneyDigits = digits
  moneyDecimal = moneyComma ? 0x2c : 0x2e
  moneyThousands = moneyComma ? 0x2e : 0x2c
  quantityDecimal = quantityComma ? 0x2c : 0x2e
  quantityThousands = quantityComma ? 0x2e : 0x2c
}

/** Says which column has a role; −1: none. The order is that of the kernel's other side. */
export function setColumn(role: i32, column: i32): void {
  if (column >= 0) use(column)
  if (role == 0) customerColumn = column
  else if (role == 1) emailColumn = column
  else if (role == 2) orderColumn = column
  else if (role == 3) dateColumn = column
  else if (role == 4) amountColumn = column
  else if (role == 5) priceColumn = column
  else if (role == 6) quantityColumn = column
  else if (role == 7) productColumn = column
  else if (role == 8) nameColumn = column
  else if (role == 9) categoryColumn = column
  else if (role == 10) statusColumn = column
  else if (role == 11) typeColumn = column
  else if (role == 12) currencyColumn = column
  else cancelledColumn = column
}

/** A kept column; returns its values. */
export function addAttribute(column: i32): Latest {
  use(column)
  const values = newLatest()
  const entry = attributes + ((attributeCount as usize) << 3)
  store<i32>(entry, column)
  store<u32>(entry, changetype<usize>(values) as u32, 4)
  attributeCount++
  return values
}

function use(column: i32): void {
  if (column < 64) usedColumns |= (1 as u64) << (column as u64)
}

/** Where the cells of a row are noted: start and end, eight bytes a column. */
export let cells: usize = 0

export function startCells(): void {
  cells = take((columns as usize) << 3)
}
