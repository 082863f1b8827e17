import fc from 'fast-check'
import { expect, it } from 'vitest'
import { convertAmounts, convertedScale, parseRate } from './convert.ts'

it.each([
  ['0.8573', { mantissa: 8573n, decimals: 4 }],
  ['1', { mantissa: 1n, decimals: 0 }],
  ['1.50', { mantissa: 15n, decimals: 1 }],
  ['0', null],
  ['', null],
  ['-1', null],
  ['1,5', null],
  ['1e3', null],
])('reads the rate %s', (text, rate) => {
  expect(parseRate(text)).toEqual(rate)
})

const convert = (amount: number, scale: number, text: string) => {
  const rate = parseRate(text)!
  const amounts = Float64Array.of(amount)
  convertAmounts(amounts, 1, scale, rate)
  return [amounts[0], convertedScale(scale, rate)]
}

it('is exact up to six decimals and rounds half away from zero beyond', () => {
  expect(convert(1999, 2, '0.8573')).toEqual([17_137_427, 6])
  expect(convert(-1, 2, '0.00005')).toEqual([-1, 6])
  expect(convert(1, 2, '0.00004')).toEqual([0, 6])
  expect(convert(2 ** 52 + 1, 0, '2')).toEqual([2 ** 53 + 2, 0])
})

it('agrees with exact arithmetic', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.integer({ min: 0, max: 10 }),
      (amount, scale, digits, decimals) => {
        const padded = String(digits).padStart(decimals + 1, '0')
        const text = `${padded.slice(0, padded.length - decimals)}${decimals === 0 ? '' : `.${padded.slice(-decimals)}`}`
        const rate = parseRate(text)
        if (rate === null) return
        const to = convertedScale(scale, rate)
        const step = 10n ** BigInt(scale + rate.decimals - to)
        const size = BigInt(Math.abs(amount)) * rate.mantissa
        const whole = Number((size * 2n + step) / (step * 2n))
        if (whole > Number.MAX_SAFE_INTEGER) return
        expect(convert(amount, scale, text)).toEqual([amount < 0 ? -whole : whole, to])
      },
    ),
  )
})
