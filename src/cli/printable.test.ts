import { expect, it } from 'vitest'
import { printable } from './printable.ts'

it('lets nothing in a file steer the terminal', () => {
  expect(printable('“\u001B[31mfoo\u001B]0;title\u0007” in order_date\nThe log: größe\t1')).toBe(
    '“\uFFFD[31mfoo\uFFFD]0;title\uFFFD” in order_date\nThe log: größe\t1',
  )
  expect(printable('\u202Evsc.sredro\u2069')).toBe('\uFFFDvsc.sredro\uFFFD')
})
