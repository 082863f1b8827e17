import { expect, it } from 'vitest'
import { isTyped } from './cell-shape.ts'

it('tells codes from words, and long cells in no more time than short ones', { timeout: 30_000 }, () => {
  for (const code of ['K-17/b#2', 'INV2024.001', 'x1'.repeat(19)]) expect(isTyped(code)).toBe(true)
  for (const words of ['two words 2', 'a--1', `${'x1'.repeat(19)} !`]) expect(isTyped(words)).toBe(false)
})
