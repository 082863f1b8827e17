import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringAt } from '../../columns/strings.ts'
import { NO_CODE, type StringColumn } from '../../columns/types.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { Codes, MOST_VALUE_BYTES } from './kept-cells.ts'
import { LatestValues } from './latest.ts'

const texts = ({ codes, dictionary }: { readonly codes: Uint32Array; readonly dictionary: StringColumn }) =>
  Array.from(codes, (code) => (code === NO_CODE ? '' : stringAt(dictionary, code)))
const all = (dictionary: StringColumn) => Array.from({ length: dictionary.count }, (_, i) => stringAt(dictionary, i))

it.each([3, 1500])(
  'a column of one value a row gives them back, numbered as they appear: %d different ones',
  (kinds) => {
    const values = Array.from({ length: 20_000 }, (_, i) => (i % 7 === 0 ? '' : `value ${(i * 31) % kinds}`))
    // The second thousand is like nothing else: values that repeat may stop to.
    for (let i = 6000; i < 9000; i++) values[i] = `once ${i}`
    const column = new Codes()
    for (const value of values) if (value === '') column.addNone(); else column.addText(value) // prettier-ignore
    const { codes, dictionary } = column.finish()
    expect(texts({ codes, dictionary })).toEqual(values)
    expect(all(dictionary)).toEqual([...new Set(values.filter((value) => value !== ''))])
  },
)

it('keeps the latest value of each customer, of equal moments the later one, numbered in their order', () => {
  const offer = fc.record({
    customer: fc.nat(90),
    day: fc.integer({ min: -3, max: 5 }),
    second: fc.oneof(fc.constant(0), fc.nat(3)),
    value: fc.oneof(fc.constantFrom('a', 'bb', 'ccc', 'ä'), fc.string({ minLength: 1, maxLength: 40 })),
  })
  fc.assert(
    fc.property(fc.array(offer, { maxLength: 400 }), (offers) => {
      const values = new LatestValues()
      const expected = new Map<number, { moment: number; value: string }>()
      for (const { customer, day, second, value } of offers) {
        const moment = day * 86_400 + second
        const before = expected.get(customer)
        if (before === undefined || moment >= before.moment)
          expected.set(customer, { moment, value: value.toWellFormed() })
        const bytes = encodeUtf8(`|${value}|`)
        values.offer(customer, day, second, bytes, 1, bytes.length - 1)
      }
      const customers = 95
      const moments = values.moments(customers)
      for (const [customer, { moment }] of expected) expect(moments[customer]).toBe(moment)
      const { codes, dictionary } = values.finish(customers)
      const wanted = Array.from({ length: customers }, (_, customer) => expected.get(customer)?.value ?? '')
      expect(texts({ codes, dictionary })).toEqual(wanted)
      expect(all(dictionary)).toEqual([...new Set(wanted.filter((value) => value !== ''))])
    }),
    { seed: 1, numRuns: 300 },
  )
})

it('gives the room of values that nobody has any more back', () => {
  const values = new LatestValues()
  let last = ''
  for (let row = 0; row < 200_000; row++) {
    last = `a value that grows ${'x'.repeat(row % 200)} ${row}`
    const bytes = encodeUtf8(last)
    values.offer(row % 3, row, 0, bytes, 0, bytes.length)
  }
  expect(values.bytesKept).toBeLessThan(4 * 1024 * 1024)
  expect(texts(values.finish(3)).includes(last)).toBe(true)
})

it('keeps a value that is too long in part, whole characters of it', () => {
  const column = new Codes()
  column.addText(`${'a'.repeat(MOST_VALUE_BYTES - 1)}ää`)
  column.addText(`${'a'.repeat(MOST_VALUE_BYTES)}b`)
  const kept = texts(column.finish())
  expect(kept).toEqual(['a'.repeat(MOST_VALUE_BYTES - 1), 'a'.repeat(MOST_VALUE_BYTES)])
})
