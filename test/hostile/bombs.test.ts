import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readFile } from '../../src/engine/worker/source/index.ts'
import { libraryBombs } from './bombs-library.ts'
import { textBombs } from './bombs-text.ts'
import type { SparseFile } from './bombs-text.ts'
import { workbookBombs } from './bombs.ts'
import { readAlone, writeBomb } from './read-alone.ts'
import type { ReadAlone } from './read-alone.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-bombs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Peak of a process, what Node takes for itself among it: a hundred of them are Node and the program as TypeScript. What
 * they take more on another machine is allowed.
 */
const MOST_MEGABYTES = 200
const LEAST_MEGABYTES = 100
/** Of these, what lives on V8's heap. */
const HEAP_MEGABYTES = 96
/** A busy machine collects late what nobody needs any more. */
const MARGIN = 20

/** Peak of a process that reads one row: Node, and the program, whose TypeScript is taken off while it starts. */
async function least(): Promise<number> {
  const path = join(folder, 'tiny.csv')
  writeFileSync(path, 'customer,date,amount\nA,2026-01-05,3.50\n')
  return (await readAlone(path, HEAP_MEGABYTES)).megabytes
}

type Bombs = Readonly<Record<string, () => Uint8Array | string | SparseFile>>

/** One to a process: what it leaves behind must not be counted against the next. */
async function readAll(bombs: Bombs): Promise<ReadAlone[]> {
  const all = Object.entries(bombs)
  const results: ReadAlone[] = []
  for (let at = 0; at < all.length; at += 2)
    results.push(
      ...(await Promise.all(
        all.slice(at, at + 2).map(async ([name, make]) => {
          const path = join(folder, name)
          writeBomb(path, make())
          const result = await readAlone(path, HEAP_MEGABYTES)
          rmSync(path)
          return result
        }),
      )),
    )
  expect(results.length).toBe(all.length)
  return results
}

async function expectBounded(results: readonly ReadAlone[]): Promise<void> {
  const most = MOST_MEGABYTES + Math.max(0, (await least()) - LEAST_MEGABYTES) + MARGIN
  expect(results.filter(({ outcome }) => outcome.startsWith('fault'))).toEqual([])
  expect(results.filter(({ megabytes }) => megabytes > most)).toEqual([])
}

it('bombs in workbooks leave the memory as it is', async () => {
  await expectBounded(await readAll(workbookBombs))
})

// Several tests, so that a busy machine has the time of each.
it.each([0, 1, 2, 3])('bombs in texts leave the memory as it is (%i of 4)', async (turn) => {
  const some = Object.entries(textBombs).filter((_, i) => i % 4 === turn)
  await expectBounded(await readAll(Object.fromEntries(some)))
})

it('bombs for SheetJS are refused before it sees them, or end with its thread', async () => {
  const results = await readAll(libraryBombs)
  await expectBounded(results)
  expect(results.filter(({ outcome }) => outcome === 'read')).toEqual([])
})

/** A quote that never closes costs its row, not the file. */
it('an unclosed quote near the start of a large file loses that row alone', async () => {
  const path = join(folder, 'orders.csv')
  for (const start of ['customer,date,amount\nA,"2026-01-05,3\n', 'customer,"date,amount\nA,2026-01-05,3\n']) {
    writeFileSync(path, start + 'B,2026-01-06,3.50\n'.repeat(1_100_000))
    const options = start.includes('"date') ? { roles: { 0: 'customer_id', 1: 'date', 2: 'amount' } as const } : {}
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    const { counts } = await readFile(path, 'orders.csv', options, sink, () => false)
    expect([counts.accepted >= 1_100_000, counts.rejected <= 1]).toEqual([true, true])
  }
})
