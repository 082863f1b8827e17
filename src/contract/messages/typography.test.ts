import { describe, expect, it } from 'vitest'
import { isolateParams, isolated, unbroken } from './typography.ts'

describe('isolated', () => {
  it('keeps the direction of own text to itself', () => {
    expect(isolated('عملاء')).toBe('\u2068عملاء\u2069')
    expect(isolated('\u202Egpj.exe')).toBe('gpj.exe')
    expect(isolated('plain')).toBe('plain')
  })

  it('leaves the numbers of a sentence as they are', () => {
    expect(isolateParams({ name: 'عملاء', n: 3 })).toEqual({ name: '\u2068عملاء\u2069', n: 3 })
  })
})

describe('unbroken', () => {
  it('ties percent signs to their numbers', () => {
    expect(unbroken('27 % of them bring 80 %.')).toBe('27\u00A0% of them bring 80\u00A0%.')
    expect(unbroken('of all, %')).toBe('of all, %')
  })
})
