import { CR, LF, QUOTE } from './bytes.ts'

/** Small steps over the bytes of records, for the tokenizer. */

/** Position of the first line break at or after `at`, or `length`. */
export function lineEnd(buffer: Uint8Array, at: number, length: number): number {
  let i = at
  while (i < length && buffer[i] !== LF && buffer[i] !== CR) i++
  return i
}

/** Position after the first line break at or after `at`, or -1 where it is not (wholly) there. */
export function afterLineBreak(buffer: Uint8Array, at: number, length: number, final: boolean): number {
  const i = lineEnd(buffer, at, length)
  if (i >= length) return final ? length : -1
  if (buffer[i] === LF) return i + 1
  if (i + 1 >= length) return final ? i + 1 : -1
  return buffer[i + 1] === LF ? i + 2 : i + 1
}

/** Position after the run of one byte that starts at `i`. */
export function afterRun(buffer: Uint8Array, i: number, length: number, byte: number): number {
  let after = i
  while (after < length && buffer[after] === byte) after++
  return after
}

/** Whether an odd number of escape bytes stands before `i`, none of them before `from`. */
export function isEscaped(buffer: Uint8Array, from: number, i: number, escape: number): boolean {
  let k = i
  while (k > from && buffer[k - 1] === escape) k--
  return (i - k) % 2 === 1
}

/** Copies a quoted cell to `target`, its escaped quotes as one byte each; returns the position after the copy. */
export function unescapeInto(
  buffer: Uint8Array,
  from: number,
  to: number,
  target: number,
  quote: number,
  escape: number,
): number {
  let n = target
  for (let k = from; k < to; k++) {
    const byte = buffer[k]!
    const next = k + 1 < to ? buffer[k + 1]! : -1
    if ((byte === escape && (next === quote || next === escape)) || (byte === quote && next === quote)) k++
    buffer[n++] = buffer[k]!
  }
  return n
}

export function grownInt(array: Int32Array): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(array.length * 2)
  bigger.set(array)
  return bigger
}

const EQUALS = 0x3d

/** ="00123", as spreadsheets are told to leave the digits of a text alone: what stands between the quotes is the text. */
export function isFormulaText(buffer: Uint8Array, from: number, to: number): boolean {
  if (to - from < 3 || buffer[from] !== EQUALS || buffer[from + 1] !== QUOTE || buffer[to - 1] !== QUOTE) return false
  for (let i = from + 2; i < to - 1; i++) if (buffer[i] === QUOTE) return false
  return true
}
