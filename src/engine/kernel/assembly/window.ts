import { delimiter, quote } from './plan'
import { take } from './memory'

/** Bytes that are looked through at once. */
export const WINDOW: usize = 32 * 1024

/** Where the bytes that mean something stand, in ascending order; `entries` of them. */
export let index: usize = 0
export let entries: i32 = 0
/** Whether one of the bytes lies beyond ASCII. */
export let hasHigh: bool = false

export function startWindow(): void {
  // Every byte may mean something, and sixteen places are written at once.
  index = take((WINDOW + 64) << 2)
}

export function clearWindow(): void {
  entries = 0
}

/** Notes every delimiter, line break and quote from `from` to `to`. Up to 63 bytes behind are read. */
export function look(from: usize, to: usize): void {
  const delimiters = i8x16.splat(delimiter as i8)
  const quotes = i8x16.splat(quote as i8)
  const feeds = i8x16.splat(0x0a)
  const returns = i8x16.splat(0x0d)
  let out = index
  let high: u64 = 0
  for (let at = from; at < to; at += 64) {
    let marks: u64 = 0
    let beyond: u64 = 0
    for (let part: usize = 0; part < 64; part += 16) {
      const bytes = v128.load(at + part)
      const found = v128.or(
        v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, quotes)),
        v128.or(i8x16.eq(bytes, feeds), i8x16.eq(bytes, returns)),
      )
      marks |= (i8x16.bitmask(found) as u32 as u64) << (part as u64)
      beyond |= (i8x16.bitmask(bytes) as u32 as u64) << (part as u64)
    }
    if (to - at < 64) {
      const inside = ((1 as u64) << ((to - at) as u64)) - 1
      marks &= inside
      beyond &= inside
    }
    high |= beyond
    const end = out + ((popcnt<u64>(marks) as usize) << 2)
    const base = at as u32
    // Twelve at once, needed or not: a loop that ends somewhere else each time costs more.
    for (let k: usize = 0; k < 48; k += 4) {
      store<u32>(out + k, base + (ctz<u64>(marks) as u32))
      marks &= marks - 1
    }
    for (out += 48; marks != 0; out += 4) {
      store<u32>(out, base + (ctz<u64>(marks) as u32))
      marks &= marks - 1
    }
    out = end
  }
  entries = ((out - index) >> 2) as i32
  hasHigh = high != 0
}
