import { take } from './memory'
import { attributeCount } from './plan'

/** Rows that are read before any of them is written. */
export const BATCH: i32 = 128
/** Bytes of an e-mail address in lower case. */
export const MOST_EMAIL: usize = 512

/** What is known of a row that was read and not yet written; its cells still lie in the input. */
@unmanaged
export class Read {
  keyLow: u64
  keyHigh: u32
  place: u32
  customerAt: u32
  /** 0: nobody knows who it was. */
  customerLength: u32
  orderLow: u32
  orderHigh: u32
  orderAt: u32
  orderLength: u32
  day: i32
  second: i32
  amount: f64
  scale: i32
  kind: u32
  productAt: u32
  productLength: u32
  nameAt: u32
  nameLength: u32
  categoryAt: u32
  categoryLength: u32
  customer: u32
  unused: u32
}

/** Attributes follow a row, eight bytes each: where the value stands and how long it is. */
export const READ_BYTES: usize = 96

export let reads: usize = 0
export let readBytes: usize = 0
export let emails: usize = 0

export function startBatch(): void {
  readBytes = READ_BYTES + ((attributeCount as usize) << 3)
  reads = take((BATCH as usize) * readBytes)
  emails = take((BATCH as usize) * (MOST_EMAIL + 16))
}
