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

/** Cells of a table of customers × items up to which it is kept whole while rows are counted (4 bytes each). */
const MOST_CELLS = 500_000

/** Counts rows per customer and item. */
export class ItemTally {
  private readonly customers: number
  private readonly itemCount: number
  /** Every cell, where there are few items. */
  private readonly table: Uint32Array | null
  /** Else customer and item of each row, sorted at the end. */
  private readonly log: Uint32Array[] = []
  private logged = LOG_ENTRIES

  constructor(customers: number, items: number) {
    this.customers = customers
    this.itemCount = items
    this.table = customers * items <= MOST_CELLS ? new Uint32Array(customers * items) : null
  }

  add(customer: number, item: number): void {
    if (this.table !== null) {
      this.table[customer * this.itemCount + item]!++
      return
    }
    if (this.logged === LOG_ENTRIES) {
      this.log.push(new Uint32Array(LOG_ENTRIES * 2))
      this.logged = 0
    }
    const block = this.log.at(-1)!
    block[this.logged * 2] = customer
    block[this.logged * 2 + 1] = item
    this.logged++
  }

  finish(): CustomerItems {
    return this.table === null ? this.fromLog() : this.fromTable(this.table)
  }

  private fromTable(table: Uint32Array): CustomerItems {
    const { customers, itemCount } = this
    const offsets = new Uint32Array(customers + 1)
    let entries = 0
    let most = 0
    for (let customer = 0, at = 0; customer < customers; customer++) {
      for (let item = 0; item < itemCount; item++, at++) {
        const rows = table[at]!
        if (rows === 0) continue
        entries++
        if (rows > most) most = rows
      }
      offsets[customer + 1] = entries
    }
    const items = narrowest(itemCount - 1, entries)
    const rows = narrowest(most, entries)
    let entry = 0
    for (let customer = 0, at = 0; customer < customers; customer++)
      for (let item = 0; item < itemCount; item++, at++) {
        if (table[at] === 0) continue
        items[entry] = item
        rows[entry++] = table[at]!
      }
    return { offsets, items, rows }
  }

  private fromLog(): CustomerItems {
    const { customers, log } = this
    const starts = new Uint32Array(customers + 1)
    this.eachLogged((customer) => starts[customer + 1]!++)
    for (let i = 0; i < customers; i++) starts[i + 1]! += starts[i]!
    const sorted = new Uint32Array(starts[customers]!)
    const next = starts.slice()
    this.eachLogged((customer, item) => (sorted[next[customer]!++] = item))
    log.length = 0
    // The items of a customer in ascending order, then equal ones put together in place.
    const offsets = new Uint32Array(customers + 1)
    const counts = new Uint32Array(sorted.length)
    let entries = 0
    let most = 0
    for (let customer = 0; customer < customers; customer++) {
      const own = sorted.subarray(starts[customer]!, starts[customer + 1]!).sort()
      for (let i = 0; i < own.length;) {
        const item = own[i]!
        let rows = 0
        while (i < own.length && own[i] === item) {
          i++
          rows++
        }
        sorted[entries] = item
        counts[entries++] = rows
        if (rows > most) most = rows
      }
      offsets[customer + 1] = entries
    }
    const items = narrowest(this.itemCount - 1, entries)
    const rows = narrowest(most, entries)
    items.set(sorted.subarray(0, entries))
    rows.set(counts.subarray(0, entries))
    return { offsets, items, rows }
  }

  private eachLogged(act: (customer: number, item: number) => void): void {
    this.log.forEach((block, b) => {
      const entries = b === this.log.length - 1 ? this.logged : LOG_ENTRIES
      for (let i = 0; i < entries; i++) act(block[i * 2]!, block[i * 2 + 1]!)
    })
  }
}

const LOG_ENTRIES = 1 << 16

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
