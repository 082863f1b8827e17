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

/** Entries of one customer after the other, as they were counted. */
export class ItemEntries {
  private readonly itemCount: number
  private readonly offsets: Uint32Array
  private items: Codes
  private rows = new Uint32Array(1024)
  private customers = 0
  private entries = 0

  /** @param items how many there are */
  constructor(customers: number, items: number) {
    this.itemCount = items
    this.offsets = new Uint32Array(customers + 1)
    this.items = narrowest(items - 1, 1024)
  }

  /** @param counts entries of each of the next customers */
  add(counts: Uint32Array, items: Uint32Array, rows: Uint32Array): void {
    const needed = this.entries + items.length
    if (needed > this.items.length) {
      const length = Math.max(needed, Math.ceil(this.items.length * 1.5))
      const more = narrowest(this.itemCount - 1, length)
      more.set(this.items.subarray(0, this.entries))
      this.items = more
      this.rows = longer(this.rows, length)
    }
    this.items.set(items, this.entries)
    this.rows.set(rows, this.entries)
    let { entries } = this
    for (let i = 0; i < counts.length; i++) {
      entries += counts[i]!
      this.offsets[++this.customers] = entries
    }
    this.entries = entries
  }

  finish(): CustomerItems {
    const { offsets, entries } = this
    let most = 0
    for (let i = 0; i < entries; i++) if (this.rows[i]! > most) most = this.rows[i]!
    const rows = narrowest(most, entries)
    rows.set(this.rows.subarray(0, entries))
    return { offsets, items: this.items.slice(0, entries), rows }
  }
}

/** Counts rows by item for one customer after the other. */
export class ItemTally {
  /** Rows of the customer by item. */
  private readonly counts: Uint32Array
  /** Items of the customer with a row, in any order until she ends. */
  private touched = new Uint32Array(64)
  private touchedCount = 0
  private readonly entries: ItemEntries

  /** @param items how many there are */
  constructor(customers: number, items: number) {
    this.counts = new Uint32Array(items)
    this.entries = new ItemEntries(customers, items)
  }

  /** Another row of the customer. */
  count(item: number): void {
    if (this.counts[item]!++ > 0) return
    this.touched = longer(this.touched, this.touchedCount + 1)
    this.touched[this.touchedCount++] = item
  }

  /** What was counted belongs to the next customer. */
  endCustomer(): void {
    const { counts } = this
    const items = this.touched.subarray(0, this.touchedCount).sort()
    const rows = Uint32Array.from(items, (item) => counts[item]!)
    for (const item of items) counts[item] = 0
    this.entries.add(Uint32Array.of(items.length), items, rows)
    this.touchedCount = 0
  }

  finish(): CustomerItems {
    return this.entries.finish()
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
