import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digamma, hypergeometric, logBeta, logGamma } from './special-functions.ts'

/** Made by golden/make-buying.py. */
const golden = JSON.parse(readFileSync(new URL('golden/buying.json', import.meta.url), 'utf8')) as {
  readonly logGamma: readonly [x: number, value: number][]
  readonly digamma: readonly [x: number, value: number][]
  readonly hypergeometric: readonly [a: number, b: number, c: number, z: number, value: number][]
}

/** Relative to values above 1, absolute below. */
function close(actual: number, expected: number, digits: number) {
  expect(Math.abs(actual - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(10 ** -digits)
}

describe('special functions against SciPy', () => {
  it('logGamma', () => {
    for (const [x, expected] of golden.logGamma) close(logGamma(x), expected, 13)
    expect(Math.exp(logGamma(5))).toBeCloseTo(24, 11)
  })

  it('digamma', () => {
    for (const [x, expected] of golden.digamma) close(digamma(x), expected, 13)
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14)
  })

  it('hypergeometric, also close to 1', () => {
    for (const [a, b, c, z, expected] of golden.hypergeometric) {
      close(hypergeometric(a, b, c, z), expected, 11)
    }
    // 2F1(1, 1; 2; z) = -ln(1 - z) / z
    close(hypergeometric(1, 1, 2, 0.3), -Math.log(0.7) / 0.3, 14)
  })

  it('logBeta is symmetric and B(2, 3) is a twelfth', () => {
    expect(Math.exp(logBeta(2, 3))).toBeCloseTo(1 / 12, 14)
    expect(logBeta(0.3, 7)).toBeCloseTo(logBeta(7, 0.3), 13)
  })
})
