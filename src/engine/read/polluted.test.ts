import { describe, expect, it } from 'vitest'
import { polluted } from '../../../test/support/polluted-files.ts'
import { knownTables, otherTables } from '../../../test/support/polluted-tables.ts'
import type { CleanTable } from '../../../test/support/polluted-tables.ts'
import { scoreTable } from '../../../test/support/table-score.ts'
import { readTableText } from '../../../test/support/table-reading.ts'

/** Mean score of every kind of damage, and of all files. */
function scores(tables: readonly CleanTable[]): { kinds: Map<string, number>; mean: number } {
  const sums = new Map<string, { sum: number; files: number }>()
  let all = 0
  let files = 0
  for (const table of tables)
    for (const file of polluted(table)) {
      const rows = file.bytes.length === 0 ? [] : readTableText(file.bytes).rows
      const { total } = scoreTable(file.expected, rows)
      const kind = file.name.replace(/^\w+: /, '').replace(/\d+/g, 'N')
      const known = sums.get(kind) ?? { sum: 0, files: 0 }
      sums.set(kind, { sum: known.sum + total, files: known.files + 1 })
      all += total
      files++
    }
  return { kinds: new Map([...sums].map(([kind, { sum, files }]) => [kind, sum / files])), mean: all / files }
}

/** What is gone from a file cannot be read out of it: two cells without the delimiter between them are one. */
const least = (kind: string): number => (/a delimiter less/.test(kind) ? 9.8 : 9.95)

describe.each([
  ['the tables that detection was built with', knownTables(1, 60)],
  ['other tables', otherTables(2, 60)],
])('damaged in one way each: %s', (_, tables) => {
  const { kinds, mean } = scores(tables)

  it.each([...kinds])('%s', (kind, score) => {
    expect(score).toBeGreaterThanOrEqual(least(kind))
  })

  it('all of them', () => {
    expect(mean).toBeGreaterThanOrEqual(9.96)
  })
})
