import { APOSTROPHE, QUOTE } from '../text/bytes.ts'
import { isTyped } from './cell-shape.ts'
import { commonWidth, delimiterBytes, delimits } from '../text/delimiter.ts'
import { isKnownHeader } from '../meaning/headers.ts'
import { oddDelimiters } from './odd-delimiter.ts'
import { sampleRows } from '../text/sample.ts'
import type { SampleRow } from '../text/sample.ts'

/** How cells and rows are told apart. */
export interface Dialect {
  /** One to five characters. */
  readonly delimiter: string
  /** The quote byte, or -1. */
  readonly quote: number
  /** The byte that makes a quote inside a quoted cell a letter, or -1: it is doubled. */
  readonly escape: number
  /** Several delimiters in a row are one. */
  readonly collapse: boolean
  /** A table drawn with | as databases print it: blanks pad the cells, lines frame the rows. */
  readonly isGrid?: boolean
}

const BACKSLASH = 0x5c
/** Backtick, tilde, caret, asterisk: quotes only where neither of the usual two is one. */
const rareQuotes = [0x60, 0x7e, 0x5e, 0x2a]
const SAMPLE_BYTES = 96 * 1024
const SAMPLE_ROWS = 300

interface Candidate {
  readonly delimiter: string
  readonly collapse?: boolean
  /** What it is worth where all else is equal. */
  readonly prior: number
}

/** A pair wins over its first letter where both fit alike. */
const candidates: readonly Candidate[] = [
  { delimiter: ',', prior: 1 },
  { delimiter: ';', prior: 1 },
  { delimiter: '\t', prior: 1 },
  { delimiter: '|', prior: 1 },
  { delimiter: '^', prior: 0.95 },
  { delimiter: '~', prior: 0.95 },
  { delimiter: '||', prior: 1 },
  { delimiter: '\t\t', prior: 1 },
  { delimiter: '::', prior: 1 },
  { delimiter: '\u0001', prior: 1 },
  { delimiter: '\u001f', prior: 1 },
  { delimiter: '¦', prior: 0.95 },
  { delimiter: '│', prior: 1 },
  { delimiter: '║', prior: 1 },
  { delimiter: ':', prior: 0.6 },
  { delimiter: ' ', prior: 0.6 },
  { delimiter: ' ', collapse: true, prior: 0.62 },
  { delimiter: '  ', collapse: true, prior: 0.7 },
]

/** The way of telling cells apart that makes most rows alike and most cells values of a kind. */
export function detectDialect(
  head: Uint8Array,
  isWhole: boolean,
  asked: { readonly delimiter?: string; readonly quote?: string } = {},
): Dialect {
  const bytes = head.length > SAMPLE_BYTES ? head.subarray(0, SAMPLE_BYTES) : head
  const whole = isWhole && bytes.length === head.length
  const quotes = asked.quote === undefined ? likelyQuotes(bytes) : [asked.quote === '' ? -1 : asked.quote.charCodeAt(0)]
  // Where both quotes open and close cells, the double one more likely does it as a quote.
  const likelier = quotes.length > 1 && pairsOf(bytes, QUOTE) === 0 ? quotes[0] : QUOTE
  let best: Dialect = { delimiter: asked.delimiter ?? ',', quote: quotes[0]!, escape: -1, collapse: false }
  let bestScore = 0
  const odd = asked.delimiter === undefined ? oddDelimiters(bytes, whole) : []
  const tried: readonly Candidate[] = [
    ...askedFor(asked.delimiter),
    ...odd.map((delimiter) => ({ delimiter, prior: 0.9 })),
  ]
  for (const quote of quotes) {
    const escape = usesBackslash(bytes, quote) ? BACKSLASH : -1
    for (const { delimiter, collapse = false, prior } of tried) {
      if (!holds(bytes, delimiterBytes(delimiter))) continue
      const dialect: Dialect = { delimiter, quote, escape, collapse }
      const rows = rowsOf(bytes, dialect, whole)
      const score = scoreOf(rows, dialect) * prior * (quote === likelier ? 1 : 0.98)
      if (score > bestScore + 1e-9) {
        bestScore = score
        best = dialect
      }
    }
  }
  if (/^[|│║]$/.test(best.delimiter) && isDrawn(rowsOf(bytes, best, whole))) return { ...best, isGrid: true }
  if (asked.delimiter !== undefined) return best
  return withSpace(bytes, best, whole)
}

/** Nearly every row starts and ends with |, or has blanks around all its cells; sentences may stand above and below. */
function isDrawn(rows: readonly SampleRow[]): boolean {
  const drawn = rows.filter(({ raw, cells }) => !isRule(raw) && cells.length > 1)
  const framed = drawn.filter(({ raw }) => /^\s*[|│║].*[|│║]\s*$/s.test(raw)).length
  const padded = drawn.filter(({ cells }) => cells.length > 1 && cells.slice(1).every((cell) => cell.startsWith(' ')))
  const inner = padded.filter(({ cells }) => cells.slice(0, -1).every((cell) => cell.endsWith(' '))).length
  return rows.length > 1 && Math.max(framed, inner) >= Math.max(2, drawn.length * 0.9)
}

/** +-----+-----+, |:----|----:| and ├─────┼─────┤ */
export function isRule(line: string): boolean {
  return /^[\s|+:=\u2500-\u257f-]*[-=─━═]{2}[\s|+:=\u2500-\u257f-]*$/.test(line)
}

function holds(bytes: Uint8Array, delimiter: Uint8Array): boolean {
  for (let at = bytes.indexOf(delimiter[0]!); at >= 0; at = bytes.indexOf(delimiter[0]!, at + 1))
    if (delimits(bytes, at, bytes.length, delimiter)) return true
  return false
}

function askedFor(delimiter: string | undefined): readonly Candidate[] {
  if (delimiter === undefined) return candidates
  const same = candidates.filter((candidate) => candidate.delimiter === delimiter)
  return same.length > 0 ? same : [{ delimiter, prior: 1 }]
}

function rowsOf(bytes: Uint8Array, dialect: Dialect, whole: boolean): SampleRow[] {
  const rows = sampleRows(bytes, dialect, whole, SAMPLE_ROWS)
  return rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
}

function scoreOf(rows: readonly SampleRow[], dialect: Dialect): number {
  // Lines above the header are few; they must not decide.
  const body = rows.length > 20 ? rows.slice(5) : rows
  const { width } = commonWidth(body.map((row) => row.cells.length))
  if (width < 2) return 0
  const alike = body.filter((row) => row.cells.length === width)
  const share =
    alike.reduce((sum, row) => sum + row.raw.length + 1, 0) / body.reduce((sum, row) => sum + row.raw.length + 1, 0)
  let typed = 0
  let filled = 0
  let stray = 0
  const mark = String.fromCharCode(dialect.quote)
  for (const { cells } of alike)
    for (const cell of cells) {
      if (cell === '') continue
      filled++
      if (isTyped(cell)) typed++
      else if (dialect.quote >= 0 && (cell.startsWith(mark) || cell.endsWith(mark))) stray++
    }
  if (filled === 0) return 0
  // The first letter of a fitting pair fits as well, with empty cells between.
  let hollow = 0
  for (let i = 1; i < width - 1; i++) if (alike.every(({ cells }) => cells[i] === '')) hollow++
  const share2 = (body.filter((row) => row.cells.length === width).length / body.length + share) / 2
  // Prose falls apart at blanks and colons too: there, cells have to be values.
  const isLoose = dialect.delimiter === ' ' || dialect.delimiter === ':' || dialect.delimiter === '  '
  const seam = `${mark}${dialect.delimiter}${mark}`
  const isQuoted = alike.filter(({ raw }) => raw.split(seam).length >= width).length >= alike.length * 0.9
  const types = isQuoted ? 1 : typed / filled
  // Unless every row, the header too, has as many of them, and something speaks for cells.
  const isEven =
    width > 2 &&
    rows.every(({ cells }) => cells.length === width) &&
    (dialect.delimiter === ':' || rows.length > 3) &&
    (types >= 0.3 || (dialect.delimiter === ':' ? rows.length > 7 : hasQuotedCells(rows, dialect)))
  if (isLoose && !isEven && (types < 0.5 || share2 < 0.8)) return 0
  let known = 0
  for (const row of rows.slice(0, 30)) {
    if (Math.abs(row.cells.length - width) > 1) continue
    const here = row.cells.filter((cell) => isKnownHeader(cell)).length
    if (here > known) known = here
  }
  return (
    share2 *
      share2 *
      (1 - 0.5 / width) *
      (0.5 + 0.5 * types) *
      (1 - Math.min(0.5, stray / filled)) *
      (1 - hollow / width / 2) +
    Math.min(known, 4) * 0.1 * share2
  )
}

/** Whether a quote opens right behind a delimiter, or closes right before one. */
function hasQuotedCells(rows: readonly SampleRow[], { delimiter, quote }: Dialect): boolean {
  const mark = String.fromCharCode(quote)
  return rows.some(({ raw }) => raw.includes(`${delimiter}${mark}`) || raw.includes(`${mark}${delimiter}`))
}

/** ", " where what is behind nearly every delimiter is a blank. */
function withSpace(bytes: Uint8Array, dialect: Dialect, whole: boolean): Dialect {
  const { delimiter } = dialect
  if (delimiter.length > 1 || dialect.collapse || delimiter === ' ') return dialect
  const pair: Dialect = { ...dialect, delimiter: `${delimiter} ` }
  let behind = 0
  let blank = 0
  for (const { cells } of rowsOf(bytes, pair, whole).length > 0 ? rowsOf(bytes, dialect, whole) : []) {
    behind += cells.length - 1
    for (let i = 1; i < cells.length; i++) if (cells[i]!.startsWith(' ')) blank++
  }
  if (behind === 0 || blank < behind * 0.6) return dialect
  const [paired, single] = [rowsOf(bytes, pair, whole), rowsOf(bytes, dialect, whole)]
  const consistent = (rows: readonly SampleRow[]): number => {
    const { width, share } = commonWidth(rows.map((row) => row.cells.length))
    return width < 2 ? 0 : share
  }
  if (consistent(paired) < Math.max(0.5, consistent(single) - 0.02)) return dialect
  // " ; ": there is a blank on either side of each.
  const sides = paired.flatMap(({ cells }) => cells.slice(0, -1))
  const both: Dialect = { ...dialect, delimiter: ` ${delimiter} ` }
  const isPadded = sides.length > 0 && sides.every((cell) => cell.endsWith(' '))
  return isPadded && consistent(rowsOf(bytes, both, whole)) >= consistent(paired) ? both : pair
}

/** Quote bytes that seem to open and close cells: the one that does so more often first. */
function likelyQuotes(bytes: Uint8Array): number[] {
  const double = pairsOf(bytes, QUOTE)
  const single = pairsOf(bytes, APOSTROPHE)
  if (single > 0 && single > double) return [APOSTROPHE, QUOTE]
  const rare = double > 0 ? undefined : rareQuotes.find((quote) => pairsOf(bytes, quote) > 0)
  return rare === undefined ? [QUOTE] : [rare, QUOTE]
}

/** How often the byte opens a cell and closes the same: between marks that delimit cells, or line breaks. */
function pairsOf(bytes: Uint8Array, quote: number): number {
  let pairs = 0
  let open = -1
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== quote) continue
    const opens = i === 0 || isMark(bytes[i - 1]!)
    const closes = i + 1 >= bytes.length || isMark(bytes[i + 1]!)
    if (closes && open >= 0 && !(opens && open === i - 1)) {
      pairs++
      open = -1
    } else if (opens) open = i
  }
  return pairs
}

/** Delimiters and line breaks, but not the blank: apostrophes stand between words. */
function isMark(byte: number): boolean {
  return byte === 0x2c || byte === 0x3b || byte === 9 || byte === 0x7c || byte === 10 || byte === 13 || byte === 0x3a
}

/** Quotes inside quoted cells are written as \" and hardly ever doubled. */
function usesBackslash(bytes: Uint8Array, quote: number): boolean {
  if (quote < 0) return false
  let escaped = 0
  let doubled = 0
  for (let i = 1; i < bytes.length; i++) {
    if (bytes[i] !== quote) continue
    if (bytes[i - 1] === BACKSLASH) {
      // "C:\", closes: a backslash at the end of a cell is none of these.
      if (i + 1 < bytes.length && !isMark(bytes[i + 1]!)) escaped++
      else if (i + 1 < bytes.length && bytes[i + 1] === quote) escaped++
    } else if (
      bytes[i - 1] === quote &&
      i >= 2 &&
      !isMark(bytes[i - 2]!) &&
      i + 1 < bytes.length &&
      !isMark(bytes[i + 1]!)
    )
      doubled++
  }
  return escaped > doubled
}
