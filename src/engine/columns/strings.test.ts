import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8, stringAt, stringColumn, strings } from './strings.ts'

it('keeps ASCII, umlauts, Chinese, emoji, empty and long texts', () => {
  const texts = ['', 'abc', 'Müller', '北京', '👩‍👩‍👧 family', '€', '\u0000', 'x'.repeat(100_000), '😀'.repeat(5_000)]
  const column = stringColumn(texts)
  expect(column.count).toBe(texts.length)
  expect([...strings(column)]).toEqual(texts)
  expect(new TextDecoder().decode(column.bytes)).toBe(texts.join(''))
})

it('makes lone surrogates U+FFFD and nothing else', () => {
  for (const [text, kept] of [
    ['a\ud800b', 'a\ufffdb'],
    ['\udc00', '\ufffd'],
    ['\ud83d', '\ufffd'],
    ['\ud83d\ud83d\ude00', '\ufffd😀'],
  ] as const) {
    expect(stringAt(stringColumn([text]), 0)).toBe(kept)
  }
})

it('writes the bytes that the platform writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const into = new Uint8Array(text.length * 3 + 1)
      const end = encodeUtf8(text, into, 1)
      const expected = new TextEncoder().encode(text)
      expect([...into.subarray(1, end)]).toEqual([...expected])
      expect(decodeUtf8(into, 1, end)).toBe(text.toWellFormed())
    }),
    { seed: 1, numRuns: 500 },
  )
})

it('reads ill-formed bytes as the platform does, but for how many signs stand for one fault', () => {
  const collapse = (text: string) => text.replaceAll(/\ufffd+/g, '\ufffd')
  const bytes = fc.uint8Array({ maxLength: 12 })
  const tricky = fc
    .array(fc.constantFrom(0xc0, 0xe0, 0xed, 0xf0, 0xf4, 0xf8, 0x80, 0x9f, 0xa0, 0xbf, 0x90, 0x41), { maxLength: 12 })
    .map((values) => Uint8Array.from(values))
  const platform = new TextDecoder('utf-8', { ignoreBOM: true })
  fc.assert(
    fc.property(fc.oneof(bytes, tricky), (value) => {
      expect(collapse(decodeUtf8(value, 0, value.length))).toBe(collapse(platform.decode(value)))
    }),
    { seed: 1, numRuns: 3000 },
  )
})
