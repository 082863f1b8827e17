import { expect, it } from 'vitest'
import { stringColumn } from '../columns/strings.ts'
import { positionsBefore, transitions, UNKNOWN } from './drift.ts'

it('counts who went where, who came and who is gone', () => {
  const before = stringColumn(['ann', 'bob', 'cem', 'dee'])
  const now = stringColumn(['eve', 'dee', 'bob', 'ann'])
  const positions = positionsBefore(now, before)
  expect([...positions]).toEqual([UNKNOWN, 3, 1, 0])
  // Before: ann 0, bob 1, cem 1, dee 1. Now: eve 2, dee 0, bob 1, ann 2.
  const found = transitions(Uint8Array.of(0, 1, 1, 1), 2, Uint8Array.of(2, 0, 1, 2), 3, positions)
  expect([...found.counts]).toEqual([0, 0, 1, 1, 1, 0])
  expect([...found.appeared]).toEqual([0, 0, 1])
  expect([...found.gone]).toEqual([0, 1])
})
