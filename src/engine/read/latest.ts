import { NO_CODE } from '../columns/types.ts'
import { ByteDictionary, grown } from './dictionary.ts'

/** The latest non-empty value of one attribute for every customer. */
export class LatestValues {
  dictionary = new ByteDictionary()
  private codes = new Uint32Array(1024).fill(NO_CODE)
  private moments = new Float64Array(1024).fill(-Infinity)
  private compactAt = 1 << 17

  /** Day and second order the values; of equal moments the later call wins. */
  offer(customer: number, day: number, second: number, bytes: Uint8Array, start: number, end: number): void {
    if (customer >= this.codes.length) this.grow(customer)
    const moment = day * 86_400 + second
    if (moment < this.moments[customer]!) return
    this.moments[customer] = moment
    const known = this.codes[customer]!
    if (known !== NO_CODE && this.dictionary.equals(known, bytes, start, end)) return
    this.codes[customer] = this.dictionary.code(bytes, start, end)
    if (this.dictionary.count > this.compactAt) this.compact()
  }

  /** Codes of customers 0 … count − 1. */
  finish(count: number): Uint32Array {
    if (count > this.codes.length) this.grow(count)
    this.compact()
    return this.codes.slice(0, count)
  }

  private grow(customer: number): void {
    const before = this.codes.length
    const size = Math.max(customer + 1, before * 2)
    this.codes = grown(this.codes, size).fill(NO_CODE, before)
    const moments = new Float64Array(size).fill(-Infinity, before)
    moments.set(this.moments)
    this.moments = moments
  }

  /** Values that no customer has any more are dropped, so that memory follows the customers and not the rows. */
  private compact(): void {
    const old = this.dictionary
    const renamed = new Uint32Array(old.count).fill(NO_CODE)
    const kept = new ByteDictionary()
    for (let customer = 0; customer < this.codes.length; customer++) {
      const code = this.codes[customer]!
      if (code === NO_CODE) continue
      if (renamed[code] === NO_CODE) {
        const value = old.value(code)
        renamed[code] = kept.code(value, 0, value.length)
      }
      this.codes[customer] = renamed[code]!
    }
    this.dictionary = kept
    this.compactAt = Math.max(1 << 17, kept.count * 2)
  }
}
