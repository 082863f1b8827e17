import { expect, it } from 'vitest'
import { clip, inProse, roundAmount } from './words.ts'

it('quietens shouted names, leaves codes and mixed case alone', () => {
  expect(inProse('WHITE HANGING HEART T-LIGHT HOLDER')).toBe('White hanging heart t-light holder')
  expect(inProse('LUNCH BAG BLACK SKULL.')).toBe('Lunch bag black skull')
  expect(inProse('85123A')).toBe('85123A')
  expect(inProse('ABC-99-XL')).toBe('ABC-99-XL')
  expect(inProse('iPhone  Case\n')).toBe('iPhone Case')
  expect(inProse('Ö')).toBe('Ö')
})

it('cuts long names at a blank, never inside a character', () => {
  expect(clip('one two three four five', 16)).toBe('one two three…')
  expect(clip('👍'.repeat(60), 5)).toBe('👍👍👍👍…')
  expect(Array.from(inProse('X'.repeat(500))).length).toBeLessThanOrEqual(48)
})

it('rounds amounts as shops do', () => {
  expect([0.034, 3.4, 12, 46.7, 561, 1290, 98].map(roundAmount)).toEqual([0.035, 3.5, 10, 45, 550, 1500, 100])
  expect([0, -5, Number.NaN].map(roundAmount)).toEqual([0, 0, 0])
})
