import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as xlsx from 'xlsx'
import { readText, strings } from '../../../test/support/read-text.ts'
import { readFile } from '../worker/source/index.ts'

/** What looks like a number and is none: every digit and every letter counts. */
const ids = [
  '00123',
  '123',
  '1234567890123456789',
  '1234567890123456788',
  '1E5',
  '1e5',
  '100000',
  '0x1F',
  '+49',
  '007.0',
]
const header = ['order_id', 'customer_id', 'product_id', 'date', 'amount']
const rows = ids.map((id, n) => [`000${id}`, id, `0${id}`, `2024-01-${10 + n}`, '1.00'])

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-ids-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('ids that are too long', () => {
  it('reject their row, in the kernel and without it, in every kind of file', () => {
    const long = 'x'.repeat(1001)
    const row = (id: string, order: string): string => `${id},2026-01-05,3.50,${order}\n`
    const rows = row('A', 'o1') + row(long, 'o2') + row(` ${long.slice(1)} `, 'o3') + row('B', long)
    const text = `customer_id,date,amount,order_id\n${rows}`
    for (const usesKernel of [true, false]) {
      const { result, counts, rejected } = readText(text, {}, [], { usesKernel })
      if (result.tail.kind !== 'orders') throw new Error('these are orders')
      expect([counts.accepted, counts.rejected, strings(result.tail.customers)]).toEqual([2, 2, ['A', long.slice(1)]])
      expect(rejected.map(({ line, column, kind, message }) => [line, column, kind, message.params])).toEqual([
        [3, 'customer_id', 'cast', { column: 'customer_id', bytes: 1001, most: 1000 }],
        [5, 'order_id', 'cast', { column: 'order_id', bytes: 1001, most: 1000 }],
      ])
    }
    const people = readText(`customer_id,email,country\n${long},a@example.com,DE\nB,${long}@example.com,DE\nC,,FR\n`)
    expect([people.result.tail.kind, people.counts.accepted, people.counts.rejected]).toEqual(['customers', 1, 2])
  })
})

describe('ids keep leading zeros and every digit', () => {
  it('in a text', () => {
    const { result, counts, orders } = readText([header, ...rows].map((row) => row.join()).join('\n'))
    expect(counts.accepted).toBe(ids.length)
    if (result.tail.kind !== 'orders') throw new Error('these are orders')
    expect(strings(result.tail.customers)).toEqual(ids)
    expect(strings(result.tail.products)).toEqual(ids.map((id) => `0${id}`))
    expect(new Set(orders).size).toBe(ids.length)
  })

  it.each([
    ['="00123"', (id: string) => `="${id}"`],
    ['"=""00123"""', (id: string) => `"=""${id}"""`],
  ])('written as %s', (_, write) => {
    const text = [header, ...rows.map(([order, id, product, ...rest]) => [order, write(id!), write(product!), ...rest])]
    const { result } = readText(text.map((row) => row.join()).join('\n'))
    if (result.tail.kind !== 'orders') throw new Error('these are orders')
    expect(strings(result.tail.customers)).toEqual(ids)
    expect(strings(result.tail.products)).toEqual(ids.map((id) => `0${id}`))
  })

  it.each(['xlsx', 'xlsb', 'ods'] as const)('in cells of text of a workbook (%s)', async (bookType) => {
    const book = xlsx.utils.book_new()
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([header, ...rows]), 'Orders')
    const path = join(folder, `ids.${bookType}`)
    writeFileSync(path, xlsx.write(book, { bookType, type: 'buffer' }) as Buffer)
    const end = await readFile(
      path,
      'ids',
      {},
      { chunk: () => {}, rejected: () => {}, progress: () => {} },
      () => false,
    )
    if (end.tail.kind !== 'orders') throw new Error('these are orders')
    expect(strings(end.tail.customers)).toEqual(ids)
    expect(strings(end.tail.products)).toEqual(ids.map((id) => `0${id}`))
  })
})
