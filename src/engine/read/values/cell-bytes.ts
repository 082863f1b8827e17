import { MINUS } from '../text/bytes.ts'

/** Small questions about the bytes of one cell, buffer[start, end). */

export function isBlank(buffer: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (buffer[i]! > 0x20) return false
  return true
}

/** -5, (5) or 5-. */
export function isNegative(buffer: Uint8Array, start: number, end: number): boolean {
  let from = start
  let to = end
  while (from < to && buffer[from]! <= 0x20) from++
  while (from < to && buffer[to - 1]! <= 0x20) to--
  if (from === to || (buffer[from] !== MINUS && buffer[from] !== 0x28 && buffer[to - 1] !== MINUS)) return false
  for (let i = from; i < to; i++) if (buffer[i]! >= 0x31 && buffer[i]! <= 0x39) return true
  return false
}

/** A C before plain digits. */
export function hasCancelMark(buffer: Uint8Array, start: number, end: number): boolean {
  if ((buffer[start]! | 0x20) !== 0x63 || end - start < 2) return false
  for (let i = start + 1; i < end; i++) if (buffer[i]! < 0x30 || buffer[i]! > 0x39) return false
  return true
}

/** 17850.0 is 17850; anything else stays as it is. */
export function withoutPointZero(buffer: Uint8Array, start: number, end: number): number {
  if (end - start < 3 || buffer[end - 1] !== 0x30 || buffer[end - 2] !== 0x2e) return end
  for (let i = start; i < end - 2; i++) if (buffer[i]! < 0x30 || buffer[i]! > 0x39) return end
  return end - 2
}

const placeholders = new Set(['null', 'nan', 'none', 'n/a', '#n/a', '\\n', '-', 'nil', 'na'])

/** NULL, NaN, None, N/A, \N and the like: what tools write where there is nothing. */
export function isPlaceholder(buffer: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false
  const first = buffer[start]! | 0x20
  if (first !== 0x6e && first !== 0x23 && first !== 0x7c && first !== 0x2d) return false
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(buffer[i]!)
  return placeholders.has(text.toLowerCase())
}
