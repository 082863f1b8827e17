import { expect, it } from 'vitest'
import { aboutMoney, money } from './format.ts'

it('writes an amount without a currency with two decimals or none', () => {
  expect([46.8, 5, 145.4, 1234.5, -126.25].map((value) => money(value))).toEqual([
    '46.80',
    '5',
    '145.40',
    '1,235',
    '-126.25',
  ])
  expect([4.5, 15, 223.36].map((value) => aboutMoney(value))).toEqual(['4.50', '15', '223'])
})
