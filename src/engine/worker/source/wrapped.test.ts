import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { zipArchive } from '../../../../test/support/zip-archive.ts'
import { openFile } from './open.ts'
import { previewFile, readFile } from './index.ts'
import { openTable } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-wrapped-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string) {
  const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
  return readFile(path, 'orders.zip', {}, sink, () => false)
}

describe('one text in a zip archive', () => {
  const csv = `customer,date,amount\n${'A,2026-01-05,3.50\n'.repeat(40_000)}`
  const json = JSON.stringify([{ customer: 'A', date: '2026-01-05', amount: 3.5 }])
  const mac = { name: '__MACOSX/._orders.csv', content: 'x' }

  it('is read as if it lay beside it', async () => {
    const path = file(
      'orders.zip',
      zipArchive([{ name: 'export/', content: '' }, { name: 'export/orders.csv', content: csv }, mac]),
    )
    expect((await previewFile(path, 'orders.zip', {})).rows).toEqual({ count: 40_000, exact: true })
    const { counts, sha256, sizeBytes } = await read(path)
    const bytes = readFileSync(path)
    expect([counts.accepted, sizeBytes]).toEqual([40_000, bytes.length])
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(
      (await read(file('json.zip', zipArchive([{ name: 'orders.json', content: json, stored: true }])))).counts
        .accepted,
    ).toBe(1)
  })

  it('is refused where it is locked or damaged', async () => {
    const parts = [{ name: 'orders.csv', content: csv }]
    await expect(read(file('locked.zip', zipArchive(parts, { flags: 1 })))).rejects.toMatchObject({
      code: 'file.password',
    })
    const crc = zipArchive([{ ...parts[0]!, crc: 5 }])
    await expect(read(file('crc.zip', crc))).rejects.toMatchObject({
      code: 'file.unreadable',
      params: { reason: 'the zip archive is damaged' },
    })
  })
})

describe('tables that shops save as .xls', () => {
  async function cells(content: string | Uint8Array): Promise<string[][]> {
    const opened = await openFile(file('export.xls', content), 'export.xls')
    try {
      const table = await openTable(opened, 'export.xls', {}, () => false)
      const rows = [table.inspection.columns.map(({ name }) => name)]
      await table.readCells(
        (row) => rows.push([...row]),
        async () => undefined,
      )
      return rows
    } finally {
      await opened.handle.close()
    }
  }
  const rows = [
    ['customer', 'date', 'amount', 'city'],
    ['00123', '05.01.2026', '1.234,50', 'Köln & Bonn'],
    ['00124', '25.01.2026', '3,50', 'Ürgüp'],
  ]
  const table = `<table border=1><tr>${rows
    .map((row) => row.map((cell) => `<td>${cell.replace('&', '&amp;')}</td>`).join(''))
    .join('</tr>\n<tr>')}</tr></table>`

  it('web pages keep every digit as it stands', async () => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${table}</body></html>`
    expect(await cells(page)).toEqual(rows)
    expect(await cells(table)).toEqual(rows)
    expect(await cells(Buffer.from(page.replace('utf-8', 'iso-8859-9').replaceAll('Ü', '\u00dc'), 'latin1'))).toEqual(
      rows,
    )
    const { mapping, counts } = await read(join(folder, 'export.xls'))
    expect([counts.accepted, mapping['customer_id'], mapping['amount']]).toEqual([2, 'customer', 'amount'])
  })

  it('workbooks as XML of Excel 2003', async () => {
    const cell = (text: string): string => `<Cell><Data ss:Type="String">${text.replace('&', '&amp;')}</Data></Cell>`
    const xml = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Orders"><Table>${rows.map((row) => `<Row>${row.map(cell).join('')}</Row>`).join('')}</Table></Worksheet></Workbook>`
    expect(await cells(xml)).toEqual(rows)
  })

  it('a web page without a table is still one', async () => {
    await expect(cells('<html><body><h1>Please log in</h1></body></html>')).rejects.toMatchObject({
      code: 'file.format',
      params: { seen: 'a web page (HTML)' },
    })
  })
})

it.each([
  ['a Parquet file', `PAR1${'\u0000'.repeat(50)}`],
  ['an Access database', `\u0000\u0001\u0000\u0000Standard Jet DB\u0000${'\u0000'.repeat(50)}`],
  [
    'a document of Apple Numbers or Pages; export it from there',
    zipArchive([
      { name: 'Index/Document.iwa', content: 'x' },
      { name: 'Index/Tables/Data.iwa', content: 'y' },
    ]),
  ],
  [
    'a zip archive without a table in it',
    zipArchive(['a.pdf', 'b.pdf'].map((name) => ({ name, content: '%PDF-1.7' }))),
  ],
  [
    'an archive of archives; unpack it and drop what lies in them',
    zipArchive([{ name: 'jan.zip', content: zipArchive([{ name: 'a.csv', content: 'a,b' }]) }]),
  ],
  ['a zip archive; unpack it first', zipArchive([{ name: 'a.bin', content: '%PDF-1.7' }])],
])('is called what it is: %s', async (seen, content) => {
  await expect(read(file('other.csv', content))).rejects.toMatchObject({ code: 'file.format', params: { seen } })
})
