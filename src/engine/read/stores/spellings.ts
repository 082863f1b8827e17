import { NO_CODE } from '../../columns/types.ts'
import type { StringColumn } from '../../columns/types.ts'
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
}

/** The commonest name of products 0 … products − 1 (of equally common ones the first seen); empty where there is none. */
export function commonestNames({ names, product, name, rows }: SpellingCounts, products: number): StringColumn {
  const best = new Uint32Array(products).fill(NO_CODE)
  for (let pair = 0; pair < product.length; pair++) {
    const before = best[product[pair]!]!
    if (before === NO_CODE || rows[pair]! > rows[before]!) best[product[pair]!] = pair
  }
  const offsets = new Uint32Array(products + 1)
  const from = (pair: number) => names.offsets[name[pair]!]!
  const to = (pair: number) => names.offsets[name[pair]! + 1]!
  for (let i = 0; i < products; i++)
    offsets[i + 1] = offsets[i]! + (best[i] === NO_CODE ? 0 : to(best[i]!) - from(best[i]!))
  const bytes = new Uint8Array(offsets[products]!)
  for (let i = 0; i < products; i++)
    if (best[i] !== NO_CODE) bytes.set(names.bytes.subarray(from(best[i]!), to(best[i]!)), offsets[i])
  return { count: products, bytes, offsets }
}

function wordAt(key: Uint8Array, at: number): number {
  return (key[at]! | (key[at + 1]! << 8) | (key[at + 2]! << 16) | (key[at + 3]! << 24)) >>> 0
}
