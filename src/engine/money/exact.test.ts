import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactSum, roundHalfAway, roundMoney } from './exact.ts'

describe('ExactSum', () => {
  it('adds ten million rows of 19.99 to 199,900,000.00', () => {
    const sum = new ExactSum()
    for (let i = 0; i < 10_000_000; i++) sum.add(1999)
    expect(sum.total()).toBe(19_990_000_000n)
    expect(roundMoney(sum.total(), 2, 2)).toBe(199_900_000)
  })

  it('never loses a unit, however large the sums or mixed the signs', () => {
    const large = fc.integer({ min: -(2 ** 53), max: 2 ** 53 })
    fc.assert(
      fc.property(fc.array(fc.oneof(large, fc.integer({ min: -9, max: 9 }))), (values) => {
        const sum = new ExactSum()
        for (const value of values) sum.add(value)
        expect(sum.total()).toBe(values.reduce((total, value) => total + BigInt(value), 0n))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('roundMoney', () => {
  it('shows 1 × 1.005 as 1.01 and a return of it as −1.01', () => {
    expect(roundMoney(1005, 3, 2)).toBe(1.01)
    expect(roundMoney(-1005, 3, 2)).toBe(-1.01)
    expect(roundMoney(1004, 3, 2)).toBe(1)
    expect(roundMoney(-1004, 3, 2)).toBe(-1)
    expect(roundMoney(-4, 3, 2)).toBe(-0)
  })

  it('knows currencies with no and with three decimals', () => {
    expect(roundMoney(150, 2, 0)).toBe(2)
    expect(roundMoney(-150, 2, 0)).toBe(-2)
    expect(roundMoney(149, 2, 0)).toBe(1)
    expect(roundMoney(1234567, 6, 3)).toBe(1.235)
    expect(roundMoney(5, 0, 2)).toBe(5)
  })

  it('is exact beyond 2^53', () => {
    expect(roundMoney(2n ** 60n + 5n, 1, 0)).toBe(Number((2n ** 60n + 10n) / 10n))
    expect(roundMoney(-(2n ** 53n) * 10n - 15n, 3, 2)).toBe(-90_071_992_547_409.94)
  })

  it('agrees with long division for every sum and scale', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.nat(6), fc.nat(3), (units, scale, digits) => {
        const magnitude = units < 0n ? -units : units
        const step = 10n ** BigInt(Math.max(0, scale - digits))
        const whole = magnitude / step + ((magnitude % step) * 2n >= step && step > 1n ? 1n : 0n)
        const decimals = Math.min(scale, digits)
        const text = whole.toString().padStart(decimals + 1, '0')
        const cut = text.length - decimals
        const expected = Number(`${units < 0n ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`)
        expect(roundMoney(units, scale, digits) + 0).toBe(expected + 0)
        if (magnitude < 2n ** 52n) {
          expect(roundMoney(Number(units), scale, digits) + 0).toBe(expected + 0)
        }
      }),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('refuses what is no integer', () => {
    expect(() => roundMoney(1.5, 2, 2)).toThrow('must be an integer, got 1.5')
  })
})

it('roundHalfAway rounds means half away from zero, though a binary fraction lies just below', () => {
  expect(roundHalfAway(1.005, 2)).toBe(1.01)
  expect(roundHalfAway(-1.005, 2)).toBe(-1.01)
  expect(roundHalfAway(2.5, 0)).toBe(3)
  expect(roundHalfAway(-2.5, 0)).toBe(-3)
  expect(roundHalfAway(1.0049, 2)).toBe(1)
  expect(Object.is(roundHalfAway(-0.001, 2), -0)).toBe(false)
})
