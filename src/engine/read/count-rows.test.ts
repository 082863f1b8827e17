import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeUtf8, QUOTE } from './text/bytes.ts'
import { RowCounter } from './count-rows.ts'
import { isBlankRow } from './text/rows.ts'
import { Tokenizer } from './text/tokenizer.ts'

/** What the tokenizer alone counts. */
function slowly(bytes: Uint8Array, delimiter: Uint8Array, skipBytes: number): number {
  let count = 0
  const tokenizer = new Tokenizer(
    { delimiter, quote: QUOTE, skipBytes, firstLine: 1 },
    { record: (record) => void (count += isBlankRow(record) ? 0 : 1), broken: () => void count++ },
  )
  tokenizer.push(bytes)
  tokenizer.finish()
  return count
}

it('counts what the tokenizer counts, at any cut', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      ';',
      ';;',
      'a;b',
      'a;"b',
      '"a\n";b',
      '"a";b',
      'a"b;c',
      '"a" x;b',
      '""',
      '"";""',
      'é;ü',
      '|a',
      '|',
    ),
    fc.stringMatching(/^[a;" |]{0,8}$/),
  )
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 30 })
    .map((lines) => lines.map(([content, end]) => content + end).join(''))
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(';', '||'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (content, delimiter, hasEnd, cut) => {
        const bytes = encodeUtf8(`header\n${hasEnd ? content : content.trimEnd()}`)
        const counter = new RowCounter({
          delimiter: encodeUtf8(delimiter),
          quote: QUOTE,
          escape: -1,
          collapse: false,
          isGrid: false,
          expectedCells: -1,
          hasRemarks: false,
          repeatedHeader: null,
          skipBytes: 7,
          firstLine: 2,
          encoding: 'utf-8',
        })
        for (let at = 0; at < bytes.length; at += cut) counter.push(bytes.subarray(at, at + cut))
        counter.finish()
        expect(counter.count).toBe(slowly(bytes, encodeUtf8(delimiter), 7))
      },
    ),
    { seed: 3, numRuns: 5000 },
  )
})
