import { expect, it } from 'vitest'
import { rehearse } from './rehearse.ts'

it('a thread can rehearse more than once', () => {
  expect(() => {
    rehearse()
    rehearse()
  }).not.toThrow()
})
