import { expect, it } from 'vitest'
import { parseCuts } from './parse-cuts.ts'

it('takes four ascending numbers, with a decimal point or comma', () => {
  expect(parseCuts('30 60 120 365')).toEqual([30, 60, 120, 365])
  expect(parseCuts(' 1; 2,5; 3.5 ;10 ')).toEqual([1, 2.5, 3.5, 10])
})

it.each(['', '1 2 3', '1 2 3 4 5', '1 2 2 3', '4 3 2 1', '1 2 three 4', '1 2 3 Infinity'])('refuses %j', (text) => {
  expect(parseCuts(text)).toBeNull()
})
