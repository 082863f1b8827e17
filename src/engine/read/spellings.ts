import { NO_CODE } from '../columns/types.ts'
import type { StringColumn } from '../columns/types.ts'
import { ByteDictionary, grown } from './dictionary.ts'

/** How often each product was spelled how, in order of first appearance. */
export interface SpellingCounts {
  readonly names: StringColumn
  /** Three columns of one entry per pair: code of the product, code of the name, rows. */
  readonly product: Uint32Array
  readonly name: Uint32Array
  readonly rows: Uint32Array
}

/** Counts how each product's name is spelled, to find the commonest spelling per code. */
export class Spellings {
  private readonly names = new ByteDictionary()
  /** Pairs of product and name, numbered in order of first appearance. */
  private readonly pairs = new ByteDictionary()
  private counts = new Uint32Array(1024)
  /** The pair seen last for a product: names repeat. */
  private lastPair = new Uint32Array(1024).fill(NO_CODE)
  private lastName = new Uint32Array(1024).fill(NO_CODE)
  private readonly key = new Uint8Array(8)

  add(product: number, bytes: Uint8Array, start: number, end: number, rows = 1): void {
    if (product >= this.lastPair.length) {
      const before = this.lastPair.length
      const size = Math.max(product + 1, before * 2)
      this.lastPair = grown(this.lastPair, size).fill(NO_CODE, before)
      this.lastName = grown(this.lastName, size).fill(NO_CODE, before)
    }
    const lastName = this.lastName[product]!
    const name =
      lastName !== NO_CODE && this.names.equals(lastName, bytes, start, end)
        ? lastName
        : this.names.code(bytes, start, end)
    let pair = this.lastPair[product]!
    if (lastName !== name) {
      const { key } = this
      for (let i = 0; i < 4; i++) {
        key[i] = (product >>> (8 * i)) & 255
        key[4 + i] = (name >>> (8 * i)) & 255
      }
      pair = this.pairs.code(key, 0, 8)
      if (pair >= this.counts.length) this.counts = grown(this.counts, this.counts.length * 2)
      this.lastName[product] = name
      this.lastPair[product] = pair
    }
    this.counts[pair]! += rows
  }

  /** Everything counted so far. */
  counted(): SpellingCounts {
    const { count } = this.pairs
    const product = new Uint32Array(count)
    const name = new Uint32Array(count)
    for (let pair = 0; pair < count; pair++) {
      const key = this.pairs.value(pair)
      product[pair] = wordAt(key, 0)
      name[pair] = wordAt(key, 4)
    }
    return { names: this.names.column(), product, name, rows: this.counts.slice(0, count) }
  }

  /** The commonest name of products 0 … count − 1 (of equally common ones the first seen); empty where there is none. */
  finish(count: number): StringColumn {
    const best = new Uint32Array(count).fill(NO_CODE)
    const bestName = new Uint32Array(count)
    for (let pair = 0; pair < this.pairs.count; pair++) {
      const key = this.pairs.value(pair)
      const product = wordAt(key, 0)
      if (best[product] !== NO_CODE && this.counts[pair]! <= this.counts[best[product]!]!) continue
      best[product] = pair
      bestName[product] = wordAt(key, 4)
    }
    const offsets = new Uint32Array(count + 1)
    for (let product = 0; product < count; product++)
      offsets[product + 1] =
        offsets[product]! + (best[product] === NO_CODE ? 0 : this.names.value(bestName[product]!).length)
    const bytes = new Uint8Array(offsets[count]!)
    for (let product = 0; product < count; product++)
      if (best[product] !== NO_CODE) bytes.set(this.names.value(bestName[product]!), offsets[product]!)
    return { count, bytes, offsets }
  }
}

function wordAt(key: Uint8Array, at: number): number {
  return (key[at]! | (key[at + 1]! << 8) | (key[at + 2]! << 16) | (key[at + 3]! << 24)) >>> 0
}
