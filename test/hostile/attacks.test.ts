import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { attackFault } from './read-attack.ts'
import { textAttacks } from './attacks-text.ts'
import { workbookAttacks } from './attacks-workbook.ts'
import { readTogether } from './read-alone.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-attacks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const attacks = { ...textAttacks, ...workbookAttacks }

describe('a file made to be misread gives right values or a sentence', () => {
  it.each(Object.keys(attacks))('%s', async (name) => {
    const { bytes, gives } = attacks[name]!
    const path = join(folder, 'file')
    writeFileSync(path, bytes())
    expect(await attackFault(path, name, gives)).toBeNull()
    expect(Object.keys(Object.prototype)).toEqual([])
    expect('polluted' in {}).toBe(false)
  })
})

/** As for bombs: what Node and the program take for themselves is half of it. */
const MOST_MEGABYTES = 200 + 20
const MOST_MILLISECONDS = 5000

it('all of them together leave the memory and the clock as they are', async () => {
  const paths = Object.entries(attacks).map(([name, { bytes }]) => {
    const path = join(folder, name)
    writeFileSync(path, bytes())
    return path
  })
  const results = await readTogether(paths, 96)
  expect(results).toHaveLength(paths.length)
  expect(results.filter(({ outcome }) => outcome.startsWith('fault'))).toEqual([])
  expect(results.filter(({ milliseconds }) => milliseconds > MOST_MILLISECONDS)).toEqual([])
  expect(results.filter(({ megabytes }) => megabytes > MOST_MEGABYTES)).toEqual([])
})
