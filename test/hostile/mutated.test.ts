import { expect, it } from 'vitest'
import { seeded } from '../support/seeded.ts'
import { mutatedText } from './mutated-text.ts'
import { mutatedWorkbook, workbookSources } from './mutated-workbook.ts'
import { readHostile } from './read-hostile.ts'

// `npm run soak` takes many more of each, and any seed.
it('500 changed tables and lists of records are read or refused with a sentence', async () => {
  const { faults, outcomes } = await readHostile(500, (n) => mutatedText(seeded(n)))
  expect(faults).toEqual([])
  expect(outcomes.get('read orders')).toBeGreaterThan(200)
  expect([...outcomes.keys()].length).toBeGreaterThan(8)
})

it('150 changed workbooks are read or refused with a sentence', async () => {
  const sources = workbookSources()
  const { faults, outcomes } = await readHostile(150, (n) => mutatedWorkbook(sources, seeded(500_000 + n)))
  expect(faults).toEqual([])
  expect(outcomes.get('file.format')).toBeGreaterThan(10)
  expect(outcomes.size).toBeGreaterThan(3)
})
