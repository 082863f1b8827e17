import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Spool } from './spool.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-spool-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('gives lines back in their order, as far as they are wanted, and is gone afterwards', () => {
  const path = join(folder, 'a.rows')
  const spool = new Spool(path)
  const lines = Array.from({ length: 3000 }, (_, i) => ({ number: 2 * i, text: `é ${i} ${'x'.repeat(i % 200)}` }))
  spool.add(lines.slice(0, 1200))
  spool.add(lines.slice(1200))
  expect(spool.next(-1)).toBeNull()
  const found = []
  for (let most = 0; most <= 6000; most += 3)
    for (let line = spool.next(most); line !== null; line = spool.next(most)) {
      expect(line.number).toBeLessThanOrEqual(most)
      found.push(line)
    }
  expect(found).toEqual(lines)
  expect(spool.next(Infinity)).toBeNull()
  spool.remove()
  expect(existsSync(path)).toBe(false)
})
