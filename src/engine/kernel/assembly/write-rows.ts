import { Read, READ_BYTES, readBytes, reads } from './batch'
import { addRow } from './chunk'
import { codeNear, codeOf } from './dictionary'
import { Latest, offer, reserve } from './latest'
import { attributeCount, attributes, categories, customers, products, spellings } from './plan'
import { addSpelling } from './spellings'

const NO_CODE: u32 = 0xffffffff

/** What the rows since the last look at it came to. */
@unmanaged
export class Tally {
  /** Where the next row starts, and line breaks before it. */
  at: u32
  lines: u32
  accepted: u32
  withoutCustomer: u32
  purchases: u32
  returns: u32
  zero: u32
  voided: u32
  firstDay: i32
  lastDay: i32
}

export const tally = changetype<Tally>(memory.data(64, 8))
/** What was touched is added up here, so that it is not left out. */
const TOUCHED = memory.data(8, 8)

export function clearTally(): void {
  memory.fill(changetype<usize>(tally), 0, offsetof<Tally>())
  tally.firstDay = i32.MAX_VALUE
  tally.lastDay = i32.MIN_VALUE
}

/** Writes the rows that were read: step by step for all of them, so that memory is waited for once and not row by row. */
export function writeRows(count: i32): void {
  const end = reads + (count as usize) * readBytes
  touchCustomers(end)
  for (let at = reads; at < end; at += readBytes) {
    const read = changetype<Read>(at)
    read.customer =
      read.customerLength == 0
        ? NO_CODE
        : codeNear(customers, read.keyLow, read.keyHigh, read.customerAt, read.customerLength)
  }
  for (let i = 0; i < attributeCount; i++) writeAttribute(i, end)
  for (let at = reads; at < end; at += readBytes) write(changetype<Read>(at))
}

function touchCustomers(end: usize): void {
  const table = customers.table
  const mask = customers.mask
  let sum: u32 = 0
  for (let at = reads; at < end; at += readBytes) sum += load<u32>(table + ((changetype<Read>(at).place & mask) << 4))
  store<u32>(TOUCHED, sum)
}

function writeAttribute(index: i32, end: usize): void {
  const values = changetype<Latest>(load<u32>(attributes + ((index as usize) << 3), 4) as usize)
  reserve(values, customers.count)
  let sum: u32 = 0
  for (let at = reads; at < end; at += readBytes) {
    const customer = changetype<Read>(at).customer
    if (customer != NO_CODE) sum += load<u32>(values.values + ((customer as usize) << 3))
  }
  store<u32>(TOUCHED, sum)
  const place = READ_BYTES + ((index as usize) << 3)
  for (let at = reads; at < end; at += readBytes) {
    const read = changetype<Read>(at)
    const length = load<u32>(at + place, 4)
    if (length > 0 && read.customer != NO_CODE)
      offer(values, read.customer, read.day, read.second, load<u32>(at + place), length)
  }
}

function write(read: Read): void {
  let product = NO_CODE
  if (read.productLength > 0) {
    product = codeOf(products, read.productAt, read.productLength)
    if (read.nameLength > 0) addSpelling(spellings, product, read.nameAt, read.nameLength)
  }
  const category = read.categoryLength > 0 ? codeOf(categories, read.categoryAt, read.categoryLength) : NO_CODE
  if (read.customer == NO_CODE) tally.withoutCustomer++
  else {
    tally.accepted++
    const kinds = changetype<usize>(tally) + offsetof<Tally>('purchases') + ((read.kind as usize) << 2)
    store<u32>(kinds, load<u32>(kinds) + 1)
  }
  if (read.day < tally.firstDay) tally.firstDay = read.day
  if (read.day > tally.lastDay) tally.lastDay = read.day
  addRow(
    read.customer,
    read.orderLow,
    read.orderHigh,
    read.day,
    read.amount,
    read.scale,
    read.kind,
    product,
    category,
    read.orderAt,
    read.orderLength,
  )
}
