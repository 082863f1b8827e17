import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const name = 'bombs'
export const title = 'Files made to fill memory or time'

/** Each in a process of its own that looks at it and reads it; the memory is that of the whole process. */
export async function run({ quick }) {
  const { workbookBombs } = await import('../../test/hostile/bombs.ts')
  const { textBombs } = await import('../../test/hostile/bombs-text.ts')
  const { libraryBombs } = await import('../../test/hostile/bombs-library.ts')
  const { readAlone, writeBomb } = await import('../../test/hostile/read-alone.ts')
  const folder = mkdtempSync(join(tmpdir(), 'segmento-bombs-'))
  try {
    const path = join(folder, 'tiny.csv')
    writeFileSync(path, 'customer,date,amount\nA,2026-01-05,3.50\n')
    const least = await readAlone(path)
    const results = []
    const bombs = Object.entries({ ...workbookBombs, ...textBombs, ...libraryBombs })
    for (const [bomb, make] of bombs.filter((_, i) => !quick || i % 8 === 0)) {
      writeBomb(join(folder, bomb), make())
      results.push(await readAlone(join(folder, bomb)))
      rmSync(join(folder, bomb))
    }
    return { facts: { least: least.megabytes, results }, lines: linesOf(least, results) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function linesOf(least, results) {
  const line = ({ name: bomb, outcome, milliseconds, megabytes }) => [
    bomb,
    `${(milliseconds / 1000).toFixed(1)} s, ${megabytes} MB`,
    outcome,
  ]
  const slowest = results.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a))
  const largest = results.reduce((a, b) => (b.megabytes > a.megabytes ? b : a))
  return [
    ['one row, as a measure', `${least.megabytes} MB`, ''],
    ['slowest of all', `${(slowest.milliseconds / 1000).toFixed(1)} s`, slowest.name],
    ['most memory of all', `${largest.megabytes} MB`, largest.name],
    ...results.map(line),
  ]
}
