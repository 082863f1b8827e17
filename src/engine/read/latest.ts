import { NO_CODE } from '../columns/types.ts'
import { ByteDictionary } from './dictionary.ts'

/** Distinct values above which those that nobody has any more are dropped. */
const COMPACT_FROM = 1 << 17

/** The latest non-empty value of one attribute for every customer. */
export class LatestValues {
  dictionary = new ByteDictionary()
  /** Two numbers a customer, side by side in memory: the moment of the value, and its code (-1: none). */
  private values = new Float64Array(0)
  private compactAt = COMPACT_FROM

  constructor() {
    this.grow(1024)
  }

  /** Day and second order the values; of equal moments the later call wins. */
  offer(customer: number, day: number, second: number, bytes: Uint8Array, start: number, end: number): void {
    const at = customer * 2
    if (at >= this.values.length) this.grow(customer + 1)
    const { values } = this
    const moment = day * 86_400 + second
    const before = values[at]!
    const known = values[at + 1]!
    // Most values of a customer are alike: then nothing but the moment may change, without a question to guess wrong.
    if (known >= 0 && this.dictionary.equals(known, bytes, start, end)) {
      values[at] = Math.max(before, moment)
      return
    }
    if (moment < before) return
    values[at] = moment
    values[at + 1] = this.dictionary.code(bytes, start, end)
    if (this.dictionary.count > this.compactAt) this.compact()
  }

  /** Codes of customers 0 … count − 1, NO_CODE where there is no value. */
  finish(count: number): Uint32Array {
    this.compact()
    const codes = new Uint32Array(count).fill(NO_CODE)
    for (let customer = 0; customer < count && customer * 2 < this.values.length; customer++)
      if (this.values[customer * 2 + 1]! >= 0) codes[customer] = this.values[customer * 2 + 1]!
    return codes
  }

  /** Moments (seconds since 1970-01-01) of the values of customers 0 … count − 1; only those with a value mean something. */
  moments(count: number): Float64Array {
    const moments = new Float64Array(count)
    for (let customer = 0; customer < count && customer * 2 < this.values.length; customer++)
      moments[customer] = this.values[customer * 2]!
    return moments
  }

  private grow(customers: number): void {
    const values = new Float64Array(Math.max(customers * 2, this.values.length * 2))
    values.set(this.values)
    for (let at = this.values.length; at < values.length; at += 2) {
      values[at] = -Infinity
      values[at + 1] = -1
    }
    this.values = values
  }

  /** Values that no customer has any more are dropped, so that memory follows the customers and not the rows. */
  private compact(): void {
    const old = this.dictionary
    const renamed = new Int32Array(old.count).fill(-1)
    const kept = new ByteDictionary()
    for (let at = 1; at < this.values.length; at += 2) {
      const code = this.values[at]!
      if (code < 0) continue
      if (renamed[code]! < 0) {
        const value = old.value(code)
        renamed[code] = kept.code(value, 0, value.length)
      }
      this.values[at] = renamed[code]!
    }
    this.dictionary = kept
    this.compactAt = Math.max(COMPACT_FROM, kept.count * 2)
  }
}
