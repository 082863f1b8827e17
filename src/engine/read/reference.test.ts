import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceRecords } from '../../../test/support/reference-reader.ts'
import { decodeUtf8, encodeUtf8 } from './text/bytes.ts'
import { Tokenizer } from './text/tokenizer.ts'

interface Records {
  readonly records: { readonly cells: string[]; readonly line: number; readonly offset: number }[]
  readonly broken: string[]
}

/** The bytes in pieces of these sizes, over and over. */
function read(bytes: Uint8Array, delimiter: string, sizes: readonly number[]): Records {
  const found: Records = { records: [], broken: [] }
  const tokenizer = new Tokenizer(
    { delimiter: encodeUtf8(delimiter), quote: 0x22, skipBytes: 0, firstLine: 1 },
    {
      record({ buffer, starts, ends, count, line, offset }) {
        const cells = Array.from({ length: count }, (_, i) => decodeUtf8(buffer, starts[i], ends[i]))
        found.records.push({ cells, line, offset })
      },
      broken: (_, kind) => void found.broken.push(kind),
    },
  )
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length]!
    tokenizer.push(bytes.subarray(at, at + size))
    at += size
  }
  tokenizer.finish()
  return found
}

/** The last one is two bytes of UTF-8, of which the first starts many other letters too. */
const delimiters = [',', ';', '\t', '|', ', ', '||', '; ', '~|', '§']
const lineBreaks = ['\n', '\r', '\r\n']
const letters = ['a', 'Z', '7', ' ', '.', '-', 'é', 'ş', '€', '漢', '😀', '\u00a7', '\u00a8', '\ufeff', '\u2028', '\0']
const sizes = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  fc.constant([1_000_000]),
)

/** A cell that may hold everything that means something elsewhere. */
const value = (delimiter: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...letters) },
        { weight: 1, arbitrary: fc.constantFrom('"', '""', delimiter, delimiter[0]!, ...lineBreaks) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''))

const file = fc.constantFrom(...delimiters).chain((delimiter) => {
  const cell = fc.record({ value: value(delimiter), quoted: fc.boolean() })
  const row = fc.record({
    cells: fc.array(cell, { minLength: 1, maxLength: 5 }),
    lineBreak: fc.constantFrom(...lineBreaks),
    blanks: fc.array(fc.constantFrom(...lineBreaks), { maxLength: 2 }),
  })
  return fc.record({ delimiter: fc.constant(delimiter), rows: fc.array(row, { maxLength: 12 }), closed: fc.boolean() })
})

/** A cell is quoted where it must be, and where the file likes to. */
function written(value: string, quoted: boolean, delimiter: string): string {
  const needsQuotes = ['"', '\n', '\r', delimiter[0]!].some((sign) => value.includes(sign))
  return quoted || needsQuotes ? `"${value.replaceAll('"', '""')}"` : value
}

describe('the reader of bytes against a simple one that reads letters', () => {
  it('reads files as they were written: cells, lines and offsets', () => {
    let quoted = 0
    fc.assert(
      fc.property(file, sizes, ({ delimiter, rows, closed }, pieces) => {
        const lines = rows.map(({ cells, lineBreak, blanks }, i) => {
          const row = cells.map((cell) => written(cell.value, cell.quoted, delimiter)).join(delimiter)
          return row + (i === rows.length - 1 && !closed ? '' : [lineBreak, ...blanks].join(''))
        })
        const text = lines.join('')
        const expected = referenceRecords(text, delimiter)
        // One cell without a letter is a blank line.
        const values = rows.map(({ cells }) => cells.map((cell) => cell.value))
        const kept = values.filter((_, i) => lines[i]!.replace(/[\r\n]+$/, '') !== '')
        expect(expected?.map(({ cells }) => cells)).toEqual(kept)
        expect(read(encodeUtf8(text), delimiter, pieces)).toEqual({ records: expected, broken: [] })
        if (text.includes('"')) quoted++
      }),
      { numRuns: 400, seed: 4180 },
    )
    expect(quoted).toBeGreaterThan(200)
  })

  it('reads any text that RFC 4180 allows alike', () => {
    let allowed = 0
    const piece = (delimiter: string): fc.Arbitrary<string> =>
      fc.constantFrom(
        'a',
        'b ',
        'é',
        '😀',
        '"x"',
        '""',
        '"a""b"',
        '"\n"',
        delimiter,
        delimiter,
        delimiter[0]!,
        ...lineBreaks,
      )
    const text = fc.constantFrom(...delimiters).chain((delimiter) =>
      fc.tuple(
        fc.constant(delimiter),
        fc.array(piece(delimiter), { maxLength: 25 }).map((parts) => parts.join('')),
      ),
    )
    fc.assert(
      fc.property(text, sizes, ([delimiter, letters], pieces) => {
        const expected = referenceRecords(letters, delimiter)
        if (expected === null) return
        allowed++
        expect(read(encodeUtf8(letters), delimiter, pieces)).toEqual({ records: expected, broken: [] })
      }),
      { numRuns: 2000, seed: 4180 },
    )
    expect(allowed).toBeGreaterThan(400)
  })
})
