import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { odsRow } from '../../../../test/support/ods.ts'
import { workbookParts, zipArchive } from '../../../../test/support/zip-archive.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { previewFile } from './preview.ts'
import { readFile } from './read.ts'
import { readTable } from './read-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-sheets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Cells = readonly (string | number)[]

/** A number, a text, or a number with a style as `@style|number`. */
function cell(value: string | number): string {
  if (value === '') return '<c/>'
  if (typeof value === 'number') return `<c><v>${value}</v></c>`
  const styled = /^@(\d+)\|(.*)$/.exec(value)
  if (styled !== null) return `<c s="${styled[1]}"><v>${styled[2]}</v></c>`
  return `<c t="inlineStr"><is><t>${value.replaceAll('"', '&quot;')}</t></is></c>`
}

const rowsOf = (rows: readonly Cells[]): string =>
  rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('')

function workbook(sheets: Readonly<Record<string, readonly Cells[]>>, formats: readonly string[] = []): string {
  const path = join(folder, 'book.xlsx')
  const styles = `<numFmts>${formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs><xf/>${formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs>`
  const parts = Object.entries(sheets).map(([name, rows]) => [name, rowsOf(rows)] as const)
  writeFileSync(path, zipArchive(workbookParts({ sheets: Object.fromEntries(parts), styles })))
  return path
}

async function imported(path: string, options: ReadOptions = {}) {
  const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
  const { counts, currency, foreignRows, warnings } = await readFile(path, 'book.xlsx', options, sink, () => false)
  return { ...counts, currency, foreignRows, warnings: warnings.map(({ code }) => code) }
}

const header = ['Order ID', 'Order date', 'Customer ID', 'Product', 'Amount']
const line = (order: number, product = 'Mug', amount = 2.5): Cells => [
  `O-${order}`,
  `2024-03-${String((order % 27) + 1).padStart(2, '0')}`,
  `C${order % 4}`,
  product,
  amount,
]
const lines = (count: number): Cells[] => Array.from({ length: count }, (_, i) => line(i + 1))

describe('cells beside a table', () => {
  it('cost no row, and are said', async () => {
    const [first, ...rest] = lines(8)
    const path = workbook({ Orders: [header, [...first!, '', '', 'Please check'], ...rest] })
    const { notes, columns } = await previewFile(path, 'book.xlsx', {})
    expect(columns).toHaveLength(5)
    expect(notes).toContainEqual({ code: 'import.note.stray_cells', params: { rows: 1, example: 'Please check' } })
    expect(await imported(path)).toMatchObject({ read: 8, accepted: 8 })
  })

  it('are a column without a name where most rows have them', async () => {
    const path = workbook({ Orders: [header, ...lines(8).map((cells, i) => [...cells, `note ${i}`])] })
    const { notes, columns } = await previewFile(path, 'book.xlsx', {})
    expect(columns).toHaveLength(6)
    expect(notes.map(({ code }) => code)).not.toContain('import.note.stray_cells')
    expect(await imported(path)).toMatchObject({ read: 8, accepted: 8 })
  })
})

describe('a table that begins further to the right', () => {
  it('is printed without the empty columns in front of it', async () => {
    const path = workbook({ Orders: [['Report'], [], ...[header, ...lines(4)].map((cells) => ['', '', ...cells])] })
    const printed: Uint8Array[] = []
    const sink = { bytes: (bytes: Uint8Array) => void printed.push(bytes), rejected: () => undefined, isFull: false }
    const { inspection } = await readTable(path, 'book.xlsx', {}, 1, sink, () => false)
    expect(Buffer.concat(printed).toString()).toBe(`${header.join(',')}\r\nO-1,2024-03-02,C1,Mug,2.5\r\n`)
    expect(inspection!.columns[inspection!.indent]).toMatchObject({ name: 'Order ID', role: 'order_id' })
    expect(await imported(path)).toMatchObject({ read: 4, accepted: 4 })
  })
})

describe('sheets', () => {
  it('with the same columns are named, before the import and after', async () => {
    const path = workbook({ January: [header, ...lines(6)], Notes: [['nothing']], February: [header, ...lines(5)] })
    const { sheet, notes } = await previewFile(path, 'book.xlsx', {})
    expect(sheet).toBe('January')
    expect(notes).toContainEqual({ code: 'import.note.sheets_alike', params: { sheets: 1, list: 'February' } })
    expect((await imported(path)).warnings).toContain('import.warning.sheets_alike')
    // Whoever chose one knows that there are others.
    expect((await previewFile(path, 'book.xlsx', { sheet: 'February' })).notes).toEqual([])
  })

  it('of orders go before longer lists', async () => {
    const codes = Array.from({ length: 40 }, (_, i): Cells => [`Country ${i}`, `C${i}`, `R${i % 5}`])
    const path = workbook({ Lists: [['Country', 'Code', 'Region'], ...codes], Orders: [header, ...lines(6)] })
    expect(await previewFile(path, 'book.xlsx', {})).toMatchObject({ sheet: 'Orders', kind: 'orders' })
  })

  it('have ids that end in a blank nobody sees', async () => {
    const rows = lines(8).map((cells, i) =>
      i % 2 === 0 ? cells : [...cells.slice(0, 2), `${cells[2]}\u00a0`, ...cells.slice(3)],
    )
    const path = workbook({ Orders: [header, ...rows, line(9), line(10), line(11), line(12)] })
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    const { tail } = await readFile(path, 'book.xlsx', {}, sink, () => false)
    expect(tail).toMatchObject({ kind: 'orders', customers: { count: 4 } })
  })

  it('of whole lines in the first column are cut', async () => {
    const text = lines(9).map((cells) => [cells.map((value) => (value === 'Mug' ? '"Mug, big"' : value)).join(',')])
    const path = workbook({ Orders: [[header.join(',')], ...text] })
    const { notes, columns, problems } = await previewFile(path, 'book.xlsx', {})
    expect(problems).toEqual([])
    expect(columns.map(({ name }) => name)).toEqual(header)
    expect(columns[3]!.samples[0]).toMatchObject({ raw: 'Mug, big' })
    expect(notes).toContainEqual({ code: 'import.note.split_cells', params: { delimiter: ',' } })
    expect(await imported(path)).toMatchObject({ read: 9, accepted: 9 })
  })
})

describe('an OpenDocument workbook', () => {
  it('proposes no sheet that is hidden', async () => {
    const table = (name: string, style: string, rows: readonly Cells[]): string =>
      `<table:table table:name="${name}" table:style-name="${style}">${rows.map((cells) => odsRow(cells.map(String))).join('')}</table:table>`
    const spaces = ['office', 'style', 'table', 'text']
      .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
      .join(' ')
    const style = (name: string, display: boolean): string =>
      `<style:style style:name="${name}" style:family="table"><style:table-properties table:display="${display}"/></style:style>`
    const content = `<?xml version="1.0"?><office:document-content ${spaces}><office:automatic-styles>${style('ta1', false)}${style('ta2', true)}</office:automatic-styles><office:body><office:spreadsheet>${table('Old', 'ta1', [header, ...lines(30)])}${table('New', 'ta2', [header, ...lines(6)])}</office:spreadsheet></office:body></office:document-content>`
    const path = join(folder, 'book.ods')
    const [mimetype, manifest, styles] = ['application/vnd.oasis.opendocument.spreadsheet', '<manifest/>', '<styles/>']
    writeFileSync(
      path,
      zipArchive([
        { name: 'mimetype', content: mimetype, stored: true },
        { name: 'META-INF/manifest.xml', content: manifest },
        { name: 'styles.xml', content: styles },
        { name: 'content.xml', content },
      ]),
    )
    expect(await previewFile(path, 'book.ods', {})).toMatchObject({ sheet: 'New', rows: { count: 6 } })
    expect(await previewFile(path, 'book.ods', { sheet: 'Old' })).toMatchObject({ sheet: 'Old', rows: { count: 30 } })
  })
})

describe('what number formats say', () => {
  const formats = ['#,##0.00 [$€-407]', '[$$-409]#,##0.00', '00000']

  it('is the currency of a file', async () => {
    const rows = lines(6).map((cells) => [...cells.slice(0, 4), '@1|9.5'])
    expect(await imported(workbook({ Orders: [header, ...rows] }, formats))).toMatchObject({
      currency: 'EUR',
      accepted: 6,
    })
  })

  it('keeps two currencies apart', async () => {
    const rows = lines(6).map((cells, i) => [...cells.slice(0, 4), i < 4 ? '@1|9.5' : '@2|9.5'])
    const path = workbook({ Orders: [header, ...rows] }, formats)
    expect((await previewFile(path, 'book.xlsx', {})).notes.map(({ code }) => code)).toContain('import.note.currencies')
    expect(await imported(path)).toMatchObject({ currency: 'EUR', foreignRows: [{ currency: 'USD', rows: 2 }] })
  })

  it('keeps the zeros of ids', async () => {
    const rows = lines(6).map((cells, i) => [...cells.slice(0, 2), `@3|${i + 7}`, ...cells.slice(3)])
    const { columns } = await previewFile(workbook({ Orders: [header, ...rows] }, formats), 'book.xlsx', {})
    expect(columns[2]).toMatchObject({ role: 'customer_id', samples: [{ read: '00007' }, {}, {}] })
  })
})
