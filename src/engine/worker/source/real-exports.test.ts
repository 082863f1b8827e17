import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exactAmount, strings } from '../../../../test/support/read-text.ts'
import { realExports } from '../../../../test/support/real-exports.ts'
import { parseCsv } from '../../../../test/support/table-score.ts'
import type { TransactionChunk } from '../../columns/types.ts'
import { dayText } from '../../columns/calendar.ts'
import { readFile } from './read.ts'
import { readTable } from './read-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-exports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Thousands of rows are compared as one text; only where that differs are they looked at one by one. */
function expectSame(read: unknown, expected: unknown): void {
  if (JSON.stringify(read) !== JSON.stringify(expected)) expect(read).toEqual(expected)
}

describe('files as people have them, printed and imported', () => {
  it.each(realExports().map((each) => [each.name, each] as const))(
    '%s',
    async (_, { file, bytes, table, orders, options }) => {
      const path = join(folder, file)
      writeFileSync(path, bytes)
      const parts: Uint8Array[] = []
      const sink = { bytes: (part: Uint8Array) => void parts.push(part), rejected: () => undefined, isFull: false }
      await readTable(path, file, {}, Infinity, sink, () => false)
      expectSame(parseCsv(Buffer.concat(parts).toString('utf8')), table)
      if (orders === null) return
      const chunks: TransactionChunk[] = []
      const rejected: unknown[] = []
      const layer = {
        chunk: (chunk: TransactionChunk) => void chunks.push(chunk),
        rejected: (rows: readonly unknown[]) => void rejected.push(...rows),
        progress: () => undefined,
      }
      const { tail } = await readFile(path, file, options, layer, () => false)
      if (tail.kind !== 'orders') throw new Error('no orders')
      const customers = strings(tail.customers)
      const read = chunks.flatMap(({ customer, day, amount, scale }) =>
        Array.from(
          customer,
          (code, i) => `${customers[code]} | ${dayText(day[i]!)} | ${exactAmount(amount[i]!, scale)}`,
        ),
      )
      expect(rejected).toEqual([])
      expectSame(read, orders)
    },
  )
})
