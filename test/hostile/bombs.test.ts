import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { readFile } from '../../src/engine/worker/source/index.ts'
import { libraryBombs, streamedBombs } from './bombs.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-bombs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const script = fileURLToPath(new URL('read-files.ts', import.meta.url))

/** Peak of the whole process; the program and its modules are some hundred of it, and a busy machine collects late. */
const MOST_MEGABYTES = 400

interface Result {
  readonly name: string
  readonly outcome: string
  readonly milliseconds: number
  readonly megabytes: number
}

/** Reads them in a process of its own, so that its memory is theirs. */
async function read(bombs: readonly (readonly [name: string, make: () => Uint8Array | string])[]): Promise<Result[]> {
  const paths = bombs.map(([name, make]) => {
    const path = join(folder, name)
    writeFileSync(path, make())
    return path
  })
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...paths])
  for (const path of paths) rmSync(path)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result)
}

it('bombs for the readers of streams leave the memory as it is', { timeout: 300_000 }, async () => {
  const all = Object.entries(streamedBombs)
  const results: Result[] = []
  // One to a process: what it leaves behind must not be counted against the next.
  for (let at = 0; at < all.length; at += 2)
    results.push(...(await Promise.all(all.slice(at, at + 2).map(async (bomb) => (await read([bomb]))[0]!))))
  expect(results.length).toBe(all.length)
  expect(results.filter(({ outcome }) => outcome.startsWith('fault'))).toEqual([])
  expect(results.filter(({ megabytes }) => megabytes > MOST_MEGABYTES)).toEqual([])
})

it('bombs for SheetJS end with its thread', { timeout: 300_000 }, async () => {
  const results: Result[] = []
  for (const bomb of Object.entries(libraryBombs)) results.push(...(await read([bomb])))
  expect(results.filter(({ outcome }) => outcome === 'read' || outcome.startsWith('fault'))).toEqual([])
  expect(results.filter(({ megabytes }) => megabytes > MOST_MEGABYTES)).toEqual([])
})

/** A quote that never closes costs its row, not the file. */
it('an unclosed quote near the start of a large file loses that row alone', { timeout: 300_000 }, async () => {
  const path = join(folder, 'orders.csv')
  for (const start of ['customer,date,amount\nA,"2026-01-05,3\n', 'customer,"date,amount\nA,2026-01-05,3\n']) {
    writeFileSync(path, start + 'B,2026-01-06,3.50\n'.repeat(1_100_000))
    const options = start.includes('"date') ? { roles: { 0: 'customer_id', 1: 'date', 2: 'amount' } as const } : {}
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    const { counts } = await readFile(path, 'orders.csv', options, sink, () => false)
    expect([counts.accepted >= 1_100_000, counts.rejected <= 1]).toEqual([true, true])
  }
})
