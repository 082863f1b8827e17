import type { PartArray } from '../columns/parts.ts'

type Codes = Uint8Array | Uint16Array | Uint32Array

/** Purchase rows of each customer by item (category, else product): customer i has the entries offsets[i] … offsets[i + 1). */
export interface CustomerItems {
  readonly offsets: Uint32Array
  /** Ascending within a customer; in the narrowest integers that hold them. */
  readonly items: Codes
  /** At least 1. */
  readonly rows: Codes
}

/** With up to this many items, looking at each of them costs less than sorting those that a customer bought. */
const FEW_ITEMS = 64

/** Counts rows by item for one customer after the other. */
export class ItemTally {
  /** Rows of the customer by item; add to it with `count`. */
  private readonly counts: Uint32Array
  /** Items of the customer with a row, in any order. */
  private touched = new Uint32Array(64)
  private touchedCount = 0
  private readonly offsets: Uint32Array
  private items = new Uint32Array(1024)
  private rows = new Uint32Array(1024)
  private customers = 0
  private entries = 0
  private most = 0

  /** @param items how many there are */
  constructor(customers: number, items: number) {
    this.offsets = new Uint32Array(customers + 1)
    this.counts = new Uint32Array(items)
  }

  /** Another row of the customer. */
  count(item: number): void {
    if (this.counts[item]!++ > 0) return
    if (this.touchedCount === this.touched.length) this.touched = longer(this.touched, this.touchedCount + 1)
    this.touched[this.touchedCount++] = item
  }

  /** What was counted belongs to the next customer. */
  endCustomer(): void {
    const { counts } = this
    const own = this.touchedCount
    this.items = longer(this.items, this.entries + own)
    this.rows = longer(this.rows, this.entries + own)
    const { items, rows } = this
    let { entries, most } = this
    if (counts.length <= FEW_ITEMS && own > 1) {
      for (let item = 0; item < counts.length; item++) {
        const count = counts[item]!
        if (count === 0) continue
        counts[item] = 0
        items[entries] = item
        rows[entries++] = count
        if (count > most) most = count
      }
    } else {
      const touched = this.touched.subarray(0, own)
      if (own > 1) touched.sort()
      for (let i = 0; i < own; i++) {
        const item = touched[i]!
        const count = counts[item]!
        counts[item] = 0
        items[entries] = item
        rows[entries++] = count
        if (count > most) most = count
      }
    }
    this.touchedCount = 0
    this.entries = entries
    this.most = most
    this.offsets[++this.customers] = entries
  }

  finish(): CustomerItems {
    const items = narrowest(this.counts.length - 1, this.entries)
    const rows = narrowest(this.most, this.entries)
    items.set(this.items.subarray(0, this.entries))
    rows.set(this.rows.subarray(0, this.entries))
    return { offsets: this.offsets, items, rows }
  }
}

function longer(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array
  const grown = new Uint32Array(Math.max(needed, array.length * 2))
  grown.set(array)
  return grown
}

/** One table for customers that were counted in parts, one behind the other. */
export function joinItems(parts: readonly CustomerItems[]): CustomerItems {
  if (parts.length === 1) return parts[0]!
  const entries = parts.reduce((sum, { items }) => sum + items.length, 0)
  const customers = parts.reduce((sum, { offsets }) => sum + offsets.length - 1, 0)
  const offsets = new Uint32Array(customers + 1)
  const items = widest(parts.map((part) => part.items), entries) // prettier-ignore
  const rows = widest(parts.map((part) => part.rows), entries) // prettier-ignore
  let customer = 0
  let entry = 0
  for (const part of parts) {
    for (let i = 1; i < part.offsets.length; i++) offsets[customer + i] = entry + part.offsets[i]!
    items.set(part.items, entry)
    rows.set(part.rows, entry)
    customer += part.offsets.length - 1
    entry += part.items.length
  }
  return { offsets, items, rows }
}

function narrowest(most: number, length: number): Codes {
  return most < 0x100 ? new Uint8Array(length) : most < 0x10000 ? new Uint16Array(length) : new Uint32Array(length)
}

function widest(arrays: readonly PartArray[], length: number): Codes {
  const size = Math.max(1, ...arrays.map((array) => array.BYTES_PER_ELEMENT))
  return narrowest(2 ** (8 * size) - 1, length)
}
