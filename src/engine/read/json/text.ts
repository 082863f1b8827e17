import { MINUS, NINE, POINT, writeUtf8, ZERO } from '../text/bytes.ts'

const BACKSLASH = 0x5c
const UNICODE = 0x75

/** What a letter behind a backslash stands for; 0: nothing. */
export const escapes = new Uint8Array(256)
for (const [letter, meaning] of [
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
] as const)
  escapes[letter.charCodeAt(0)] = meaning.charCodeAt(0)

/** Value of a hexadecimal digit, or -1. */
export function hexOf(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/**
 * Writes what a string with valid escapes stands for to `at`; a lone surrogate becomes U+FFFD.
 * @returns the place behind it
 */
export function unescapeText(buffer: Uint8Array, start: number, end: number, at: number): number {
  const unit = (from: number): number => {
    let code = 0
    for (let i = from; i < from + 4; i++) code = code * 16 + hexOf(buffer[i]!)
    return code
  }
  let n = at
  for (let i = start; i < end; i++) {
    const byte = buffer[i]!
    if (byte !== BACKSLASH) {
      buffer[n++] = byte
      continue
    }
    const next = buffer[++i]!
    if (next !== UNICODE) {
      buffer[n++] = escapes[next]!
      continue
    }
    let code = unit(i + 1)
    i += 4
    if (code >= 0xd800 && code <= 0xdfff) {
      const isPair = code < 0xdc00 && i + 6 < end && buffer[i + 1] === BACKSLASH && buffer[i + 2] === UNICODE
      const low = isPair ? unit(i + 3) : 0
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        i += 6
      } else code = 0xfffd
    }
    n = writeUtf8(buffer, n, code)
  }
  return n
}

/**
 * Writes `1.5` with the exponent 3 as `1500` to `at`: the point is moved, no digit is computed.
 * @returns the place behind it
 */
export function writePlainNumber(buffer: Uint8Array, start: number, end: number, exponent: number, at: number): number {
  let n = at
  let i = start
  if (buffer[i] === MINUS) buffer[n++] = buffer[i++]!
  const digits: number[] = []
  let point = -1
  for (; i < end; i++)
    if (buffer[i] === POINT) point = digits.length
    else digits.push(buffer[i]!)
  if (point < 0) point = digits.length
  point += exponent
  const zeros = Math.max(0, 1 - point)
  const all = [...Array<number>(zeros).fill(ZERO), ...digits]
  point += zeros
  while (all.length < point) all.push(ZERO)
  let first = 0
  while (first < point - 1 && all[first] === ZERO) first++
  for (let k = first; k < all.length; k++) {
    if (k === point) buffer[n++] = POINT
    buffer[n++] = all[k]!
  }
  return n
}

/** A copy that has the place `column`. */
export function grown(array: Int32Array, column: number): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(Math.max(array.length * 2, column + 1))
  bigger.set(array)
  return bigger
}
