import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plainDecision } from '../../contract/plain-decision.ts'
import { plainRules } from '../../engine/dataset/rules.ts'
import type { RunScope } from '../../engine/worker/tasks/prepare-run.ts'
import { share } from '../../engine/worker/tasks/shared.ts'
import { scoreCustomers } from '../analysis/score-customers.ts'
import { readOnThreads, type PartsTarget } from '../imports/read-on-threads.ts'
import type { EnginePool } from './engine-pool.ts'

/** More than a look at a head sees. */
const ROWS = 26_000
const CUSTOMERS = 4000
const TIMES = 4
/** As many as are counted in parts. */
const AS_ROWS = 1_000_000

const scope: RunScope = {
  from: null,
  asOf: null,
  today: 20_000,
  exclusions: [],
  rules: plainRules,
  cuts: { r: null, f: null, m: null },
  digits: 2,
}

/**
 * Reads a table of a megabyte on all threads and counts its customers some times over, for nothing: code that ran is
 * compiled, so that the first file somebody drops does not wait for that. It goes the way of every import, as code is
 * compiled for the very kinds of values it met.
 * @param folder where the table lies meanwhile
 */
export async function rehearse(pool: EnginePool, folder: string): Promise<void> {
  const lines = tableLines()
  const path = join(folder, 'rehearsal.csv')
  const { signal } = new AbortController()
  for (let time = 0; time < TIMES; time++) {
    // What was seen of the same bytes would not be looked for again.
    const bytes = Buffer.from(`${lines[0]}\n${lines.slice(time + 1).join('\n')}\n`)
    await writeFile(path, bytes)
    const chunks: Uint8Array[][] = []
    const target: PartsTarget = {
      async chunk(part, chunk) {
        const own = (chunks[part] ??= [])
        own.push(chunk)
      },
      rejected: async () => undefined,
      progress: () => undefined,
      forget: async () => undefined,
      addLines: async () => undefined,
    }
    const file = { path, name: 'rehearsal.csv', sizeBytes: bytes.length }
    const end = await readOnThreads(pool, file, {}, target, signal, Math.floor(bytes.length / 3))
    const layer = {
      id: `rehearsal ${time}`,
      decision: plainDecision,
      currency: null,
      kind: end.kind,
      heads: end.attributes,
      parts: share(end.parts),
      chunks: chunks.flat(),
    }
    const { overview } = await scoreCustomers(pool, AS_ROWS, [layer], scope, signal, () => undefined)
    await overview
  }
  await rm(path)
}

/** Orders of one to three lines, some of them sent back, as most shops export them. */
function tableLines(): string[] {
  const two = (n: number): string => String(n).padStart(2, '0')
  const lines = ['order_id,customer_id,order_date,amount,quantity,category,country']
  for (let i = 0; i < ROWS; i++) {
    const order = Math.floor(i / 2)
    const customer = (order * 7919) % CUSTOMERS
    const amount = `${i % 50 === 9 ? '-' : ''}${(i * 37) % 1977}.${two(i % 97)}`
    lines.push(
      `O-${order},C-${customer},2024-${two(1 + (order % 12))}-${two(1 + (order % 28))},${amount},${1 + (i % 3)},part ${i % 12},${customer % 3 === 0 ? 'TR' : 'DE'}`,
    )
  }
  return lines
}
