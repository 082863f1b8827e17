import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteDictionary } from '../read/stores/dictionary.ts'
import { encodeUtf8 } from '../read/text/bytes.ts'
import { joinStringsInKernel } from './join-strings.ts'

function column(texts: readonly string[]) {
  const all = new ByteDictionary(texts.length + 1)
  for (const text of texts) {
    const bytes = encodeUtf8(text)
    all.append(bytes, 0, bytes.length)
  }
  return all.column()
}

it('numbers the strings of several columns as one dictionary would, whatever their length', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.nat(5000).map((n) => `C-${n}`),
    fc.nat(500).map((n) => `a customer with a long name ${n}`),
    fc.nat(500).map((n) => `${'x'.repeat(n % 30)}\0`),
  )
  fc.assert(
    fc.property(fc.array(fc.array(value, { maxLength: 400 }), { minLength: 1, maxLength: 3 }), (columns) => {
      const joined = joinStringsInKernel(columns.map(column))!
      const codes = new Map<string, number>()
      const expected = columns.map((texts) =>
        texts.map((text) => {
          if (!codes.has(text)) codes.set(text, codes.size)
          return codes.get(text)!
        }),
      )
      expect(joined.codes.map((each) => [...each])).toEqual(expected)
      expect(joined.column).toEqual(column([...codes.keys()]))
    }),
    { seed: 2, numRuns: 150 },
  )
})
