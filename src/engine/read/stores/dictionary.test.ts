import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { ByteDictionary } from './dictionary.ts'

it('numbers values in order of first appearance, whatever their length, however often it grows', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 14 }),
    fc.nat(400).map((n) => `C-${n}`),
    fc.nat(400).map((n) => `a customer with a long number ${n}`),
    fc.constant('a\u0000'),
    fc.constant('a'),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), fc.boolean(), (values, near) => {
      const dictionary = new ByteDictionary(4)
      const codes = new Map<string, number>()
      for (const text of values) {
        const bytes = encodeUtf8(`|${text}|`)
        const expected = codes.get(text) ?? codes.size
        codes.set(text, expected)
        const end = bytes.length - 1
        expect(near ? dictionary.codeNear(bytes, 1, end) : dictionary.code(bytes, 1, end)).toBe(expected)
        expect(dictionary.equals(expected, bytes, 1, end)).toBe(true)
      }
      const { count, bytes, offsets } = dictionary.column()
      expect(count).toBe(codes.size)
      for (const [text, code] of codes)
        expect(bytes.subarray(offsets[code], offsets[code + 1])).toEqual(encodeUtf8(text))
    }),
    { seed: 1, numRuns: 300 },
  )
})
