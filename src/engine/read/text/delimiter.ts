import { encodeUtf8 } from './bytes.ts'

/** The delimiter as it stands in the bytes. */
export function delimiterBytes(delimiter: string): Uint8Array {
  return encodeUtf8(delimiter)
}

/** Whether a delimiter stands at `at`, all of it before `end`. */
export function delimits(buffer: Uint8Array, at: number, end: number, delimiter: Uint8Array): boolean {
  if (at + delimiter.length > end) return false
  for (let i = 0; i < delimiter.length; i++) if (buffer[at + i] !== delimiter[i]) return false
  return true
}

/** Number of cells that most rows have. */
export function commonWidth(widths: readonly number[]): { width: number; share: number } {
  const tally = new Map<number, number>()
  for (const width of widths) tally.set(width, (tally.get(width) ?? 0) + 1)
  let width = 0
  let count = 0
  for (const [value, times] of tally)
    if (times > count || (times === count && value > width)) {
      width = value
      count = times
    }
  return { width, share: widths.length === 0 ? 0 : count / widths.length }
}
