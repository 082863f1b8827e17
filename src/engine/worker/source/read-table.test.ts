import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { RejectedRow } from '../../../contract/imports.ts'
import { sharedData, skipNote } from '../../../../test/shared-data.ts'
import { previewFile } from './preview.ts'
import { readFile } from './read.ts'
import { readTable } from './read-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-table-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function printed(path: string, options = {}, rows = Infinity) {
  const parts: Uint8Array[] = []
  const rejected: RejectedRow[] = []
  const table = await readTable(
    path,
    'file.csv',
    options,
    rows,
    {
      bytes: (bytes) => void parts.push(bytes),
      rejected: (found) => void rejected.push(...found),
      isFull: false,
    },
    () => false,
  )
  return { ...table, text: Buffer.concat(parts).toString('utf8'), rejected }
}

function file(content: string | Uint8Array): string {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  return path
}

describe('a table as CSV', () => {
  const clean = sharedData('rfm/rfm_data_orders.csv')
  it.skipIf(clean === null)(`is the same file where it was clean already${skipNote(clean)}`, async () => {
    const read = await printed(clean!)
    expect(read.text.replaceAll('\r\n', '\n').trimEnd()).toBe(
      readFileSync(clean!, 'utf8').replaceAll('\r\n', '\n').trimEnd(),
    )
    expect(read).toMatchObject({ rows: 4906, rejected: [] })
  })

  it('quotes what has to be quoted, whatever the file used', async () => {
    const read = await printed(file('id;text;day\n1;a,b;"say ""hi"""\n2;"two\nlines";\n'))
    expect(read.text).toBe('id,text,day\r\n1,"a,b","say ""hi"""\r\n2,"two\nlines",\r\n')
  })

  it('prints the rows that were asked for and no more', async () => {
    const read = await printed(file('id,text\n1,a\n2,b\n3,c\n'), {}, 2)
    expect(read).toMatchObject({ text: 'id,text\r\n1,a\r\n2,b\r\n', rows: 2 })
  })

  it('prints rows with faults cell by cell and tells of them', async () => {
    const read = await printed(file('id,text,day\n1,a\n2,b,c,d\n3,c,e\n'))
    expect(read.text).toBe('id,text,day\r\n1,a\r\n2,b,c,d\r\n3,c,e\r\n')
    expect(read.rejected).toMatchObject([
      { line: 2, byteOffset: 12, kind: 'missing_columns', raw: '1,a' },
      { line: 3, byteOffset: 16, kind: 'too_many_columns', raw: '2,b,c,d' },
    ])
  })

  it('leaves out what stands below a table too long to be looked at whole', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${(i % 28) + 1}.03.2024;K${i % 500};${i % 90},50\n`).join('')
    const path = file(`Datum;Kunde;Betrag\n${rows}\nSumme;;123456,00\nErstellt am 1.2.2024\n`)
    const read = await printed(path)
    expect([read.rows, read.rejected, read.inspection?.footerLines]).toEqual([60_000, [], 3])
    expect(read.text.endsWith(`${(59_999 % 28) + 1}.03.2024,K499,"${59_999 % 90},50"\r\n`)).toBe(true)
    expect(await previewFile(path, 'file.csv', {})).toMatchObject({ rows: { count: 60_000, exact: true } })
  })

  it('prints the first of tables under the same header; an import joins them', async () => {
    const path = file('customer,date,amount\nA,2024-01-05,1\nB,2024-01-06,2\ncustomer,date,amount\nC,2024-01-07,3\n')
    expect(await printed(path)).toMatchObject({ rows: 2, inspection: { tables: [{}, { line: 4 }] } })
    const preview = await previewFile(path, 'file.csv', {})
    expect([preview.rows.count, preview.tables.length]).toEqual([3, 1])
    const kept: number[] = []
    const end = await readFile(
      path,
      'file.csv',
      {},
      { chunk: (chunk) => void kept.push(chunk.rows), rejected: () => undefined, progress: () => undefined },
      () => false,
    )
    expect([end.counts.read, end.counts.rejected]).toEqual([3, 0])
  })

  it('has no second table where there is one', async () => {
    await expect(printed(file('id,text\n1,a\n'), { table: 2 })).rejects.toMatchObject({ code: 'file.table' })
  })
})
