import { encodeUtf8 } from './bytes.ts'

/** The delimiter as it stands in the bytes: at most two of them. */
export function delimiterBytes(delimiter: string): Uint8Array {
  return encodeUtf8(delimiter).slice(0, 2)
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
