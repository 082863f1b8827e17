import { encodeUtf8 } from './bytes.ts'
import type { Encoding } from './encoding.ts'
import { isKnownHeader } from './headers.ts'
import { sampleRows } from './sample.ts'

/** What separates cells; a pair wins over its first letter where both fit alike. */
const candidates = [', ', '; ', '||', '::', ',', ';', '\t', '|', '~', '^']

/** The delimiter as it stands in the bytes: at most two of them. */
export function delimiterBytes(delimiter: string, encoding: Encoding): Uint8Array {
  if (!encoding.startsWith('windows')) return encodeUtf8(delimiter).slice(0, 2)
  return Uint8Array.from(delimiter, (letter) => letter.charCodeAt(0) & 0xff)
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

/** The delimiter that cuts most rows into the same number of cells, more cells and known headers preferred. */
export function detectDelimiter(head: Uint8Array, encoding: Encoding, quote: number, whole: boolean): string {
  const bytes = head.length > 131_072 ? head.subarray(0, 131_072) : head
  const complete = whole && bytes.length === head.length
  let best = ','
  let bestScore = 0
  for (const candidate of candidates) {
    const rows = sampleRows(bytes, encoding, delimiterBytes(candidate, encoding), quote, complete, 200)
    const widths = rows.map((row) => row.cells.length)
    // Lines above the header are few; they must not decide.
    const { width, share } = commonWidth(widths.length > 20 ? widths.slice(5) : widths)
    if (width < 2) continue
    let known = 0
    for (const row of rows.slice(0, 30)) {
      if (row.cells.length !== width) continue
      const here = row.cells.filter((cell) => isKnownHeader(cell)).length
      if (here > known) known = here
    }
    const score = share * share * (1 - 0.5 / width) + Math.min(known, 4) * 0.25
    // The first letter of a fitting pair fits as well, with empty cells between.
    if (score > bestScore + (best.length === 2 && best.includes(candidate) ? 0.15 : 1e-9)) {
      bestScore = score
      best = candidate
    }
  }
  return best
}
