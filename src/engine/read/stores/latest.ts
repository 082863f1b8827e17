import { NO_CODE, type StringColumn } from '../../columns/types.ts'
import { numberValues } from './number-values.ts'
import { giveBack, longer, longerBytes } from './resize.ts'

/** Bytes of the arena below which it is never tidied. */
const TIDY_FROM = 1 << 20

/**
 * The latest non-empty value of one attribute for every customer. A column costs the bytes of its values and a few numbers
 * a customer: which of them are alike is looked at once, at the end.
 */
export class LatestValues {
  /** Where each customer's value stands in the arena, and how long it is; 0: she has none. */
  private starts = new Uint32Array(0)
  private lengths = new Uint32Array(0)
  /** Day of the value, and its second where any row has a time. */
  private days = new Int32Array(0)
  private seconds: Int32Array<ArrayBuffer> | null = null
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024)
  private used = 0
  private tidyAt = TIDY_FROM

  /** Day and second order the values; of equal moments the later call wins. An empty value is none. */
  offer(customer: number, day: number, second: number, bytes: Uint8Array, start: number, end: number): void {
    if (customer >= this.starts.length) this.growTo(customer + 1)
    const length = end - start
    const known = this.lengths[customer]!
    if (known > 0) {
      const before = this.days[customer]!
      const isOlder = day < before || (day === before && this.seconds !== null && second < this.seconds[customer]!)
      if (isOlder) return
      this.date(customer, day, second)
      // Most values of a customer are alike.
      if (known === length && this.holds(this.starts[customer]!, bytes, start, end)) return
      // A shorter one takes the place of the one before.
      if (length <= known) {
        this.put(this.starts[customer]!, bytes, start, end)
        this.lengths[customer] = length
        return
      }
    } else this.date(customer, day, second)
    if (length === 0) return
    if (this.used + length > this.bytes.length) this.makeRoom(length)
    this.starts[customer] = this.used
    this.lengths[customer] = length
    this.put(this.used, bytes, start, end)
    this.used += length
  }

  /** What the values take for now. */
  get bytesKept(): number {
    return this.bytes.length
  }

  /** Moments (seconds since 1970-01-01) of the values of customers 0 … count − 1; only those with a value mean something. */
  moments(count: number): Float64Array {
    const moments = new Float64Array(count)
    for (let customer = 0; customer < Math.min(count, this.days.length); customer++)
      moments[customer] = this.days[customer]! * 86_400 + (this.seconds?.[customer] ?? 0)
    return moments
  }

  /**
   * Codes of customers 0 … count − 1, NO_CODE where there is no value, and the distinct values in the order of their
   * customers. What was kept is given up: nothing can be offered any more.
   */
  finish(count: number): { readonly codes: Uint32Array; readonly dictionary: StringColumn } {
    const { starts, lengths, days, seconds, bytes } = this
    const kept = Math.min(count, starts.length)
    const { codes, dictionary } = numberValues(bytes, starts, (i) => starts[i]! + lengths[i]!, kept)
    this.starts = new Uint32Array(0)
    this.lengths = new Uint32Array(0)
    this.days = new Int32Array(0)
    this.seconds = null
    this.bytes = new Uint8Array(0)
    for (const array of [starts, lengths, days, bytes]) giveBack(array)
    if (seconds !== null) giveBack(seconds)
    if (kept === count) return { codes, dictionary }
    const all = new Uint32Array(count).fill(NO_CODE)
    all.set(codes)
    return { codes: all, dictionary }
  }

  private date(customer: number, day: number, second: number): void {
    this.days[customer] = day
    if (second !== 0) this.seconds ??= new Int32Array(this.days.length)
    if (this.seconds !== null) this.seconds[customer] = second
  }

  private holds(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.bytes
    for (let i = start, k = at; i < end; i++, k++) if (own[k] !== bytes[i]) return false
    return true
  }

  private put(at: number, bytes: Uint8Array, start: number, end: number): void {
    const own = this.bytes
    for (let i = start, k = at; i < end; i++, k++) own[k] = bytes[i]!
  }

  private growTo(customers: number): void {
    const length = Math.max(64, customers, Math.ceil(this.starts.length * 1.5))
    this.starts = longer(this.starts, length)
    this.lengths = longer(this.lengths, length)
    this.days = longerDays(this.days, length)
    if (this.seconds !== null) this.seconds = longerDays(this.seconds, length)
  }

  /** Values that no customer has any more are dropped first, so that memory follows the customers and not the rows. */
  private makeRoom(needed: number): void {
    if (this.used > this.tidyAt) this.tidy()
    if (this.used + needed <= this.bytes.length) return
    this.bytes = longerBytes(this.bytes, Math.max(this.used + needed, Math.ceil(this.bytes.length * 1.5)))
  }

  private tidy(): void {
    let needed = 0
    for (let customer = 0; customer < this.lengths.length; customer++) needed += this.lengths[customer]!
    const kept = new Uint8Array(Math.max(1024, Math.ceil(needed * 1.5)))
    let used = 0
    for (let customer = 0; customer < this.lengths.length; customer++) {
      const start = this.starts[customer]!
      kept.set(this.bytes.subarray(start, start + this.lengths[customer]!), used)
      this.starts[customer] = used
      used += this.lengths[customer]!
    }
    giveBack(this.bytes)
    this.bytes = kept
    this.used = used
    this.tidyAt = Math.max(TIDY_FROM, used * 2)
  }
}

function longerDays(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(array.buffer.transfer(length * 4))
}
