import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sharedData, skipNote } from '../shared-data.ts'
import { segmento, startSegmento } from '../support/programs.ts'
import { zipArchive } from '../support/zip-archive.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-read-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const report = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>

describe('segmento read', () => {
  it('prints the table and reports how it was read', async () => {
    const path = write(
      'bank.csv',
      'Kontoauszug vom 1.2.2024\r\n\r\nDatum;Empfänger;Betrag\r\n01.02.2024;Müller;-1.234,56\r\n02.02.2024;"Groß; Sohn";12,00\r\n03.02.2024;Weber\r\n04.02.2024;Abt;1,00\r\nSumme;;-1.221,56\r\n',
    )
    const ended = await segmento(['read', path, '--report', join(folder, 'report.json')])
    expect(ended.out).toBe(
      'Datum,Empfänger,Betrag\r\n01.02.2024,Müller,"-1.234,56"\r\n02.02.2024,Groß; Sohn,"12,00"\r\n03.02.2024,Weber\r\n04.02.2024,Abt,"1,00"\r\n',
    )
    expect(ended.status).toBe(0)
    expect(ended.err).toContain('bank.csv: 2 lines above the header are no part of the table')
    expect(report(join(folder, 'report.json'))).toMatchObject({
      format: 'delimited',
      encoding: 'utf-8',
      bom: false,
      delimiter: ';',
      quote: '"',
      preamble_lines: 2,
      header_rows: 1,
      footer_lines: 1,
      tables: 1,
      decimal: ',',
      thousands: '.',
      date_format: 'dmy',
      sheet: null,
      rows: 4,
      columns: [
        { name: 'Datum', type: 'date', role: 'date' },
        { name: 'Empfänger' },
        { name: 'Betrag', type: 'decimal', role: 'amount' },
      ],
      rejected: [{ line: 6, byte_offset: 115, column: '', kind: 'missing_columns', raw: '03.02.2024;Weber' }],
    })
  })

  it('reports the rows an import would reject for a value among those that are broken as text, and prints them all', async () => {
    const path = write(
      'shop.csv',
      'order_id,customer,date,amount\n1,A,2025-03-01,10.50\n2,B,2025-02-30,3.20\n3,C,2025-03-02\n4,D,2025-03-03,1O.5\n5,E,2025-03-04,8.00\n',
    )
    const ended = await segmento(['read', path, '--report', join(folder, 'report.json')])
    expect(ended.out).toBe(readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    expect(report(join(folder, 'report.json'))).toMatchObject({
      rows: 5,
      rejected: [
        { line: 3, byte_offset: 51, column: 'date', kind: 'cast', raw: '2,B,2025-02-30,3.20' },
        { line: 4, byte_offset: 71, column: '', kind: 'missing_columns', raw: '3,C,2025-03-02' },
        { line: 5, byte_offset: 86, column: 'amount', kind: 'cast', raw: '4,D,2025-03-03,1O.5' },
      ],
    })
  })

  it('prints nothing for nothing, and the header alone where there is nothing below it', async () => {
    expect(await segmento(['read', write('empty.csv', '')])).toMatchObject({ status: 0, out: '' })
    expect(await segmento(['read', write('header.csv', 'a,b\n')])).toMatchObject({ status: 0, out: 'a,b\r\n' })
  })

  it('chooses among tables, and says that there are several', async () => {
    const path = write('two.csv', 'a,b\n1,2\n3,4\n5,6\n\nRegion,Target,Year\nNorth,10,2024\nSouth,20,2024\n')
    const first = await segmento(['read', path])
    expect(first.out).toBe('a,b\r\n1,2\r\n3,4\r\n5,6\r\n')
    expect(first.err).toContain('two.csv: 2 tables, of which table 1 on line 1 is printed. --table prints another.')
    const second = await segmento(['read', path, '--table', '2', '--rows', '1'])
    expect(second.out).toBe('Region,Target,Year\r\nNorth,10,2024\r\n')
    const third = await segmento(['read', path, '--table', '3'])
    expect(third).toMatchObject({ status: 2, out: '', err: 'two.csv has 2 tables, and no table 3.\n' })
  })

  it('says which tables a zip archive holds, and prints the one that is named', async () => {
    const path = write(
      'export.zip',
      zipArchive([
        { name: 'shop/orders.csv', content: 'a;b\n1;2\n3;4\n' },
        { name: 'shop/people/customers.csv', content: 'id,name\n1,Ann\n' },
        { name: 'shop/terms.pdf', content: '%PDF-1.7' },
      ]),
    )
    expect(await segmento(['read', path])).toMatchObject({
      status: 2,
      out: '',
      err: 'export.zip holds orders.csv, people › customers.csv. Say which of them to read with --sheet NAME\n',
    })
    const named = await segmento(['read', path, '--sheet', 'customers.csv'])
    expect(named).toMatchObject({ status: 0, out: 'id,name\r\n1,Ann\r\n' })
    expect(named.err).toContain('Left aside in export.zip, being no tables: terms.pdf.')
    expect((await segmento(['read', path, '--sheet', 'people/customers.csv'])).out).toBe(named.out)
    const other = await segmento(['read', path, '--sheet', 'products.csv'])
    expect(other).toMatchObject({ status: 2, out: '' })
    expect(other.err).toContain('export.zip holds no table called products.csv. What it holds: orders.csv, people')
  })

  it('says that a text has no sheets rather than leave the wish aside', async () => {
    expect(await segmento(['read', write('plain.csv', 'a,b\n1,2\n'), '--sheet', 'Orders'])).toMatchObject({
      status: 2,
      out: '',
      err: 'plain.csv is no workbook: it has no sheets, and none called Orders. Leave --sheet out.\n',
    })
  })

  it('writes several files into a folder, each whole or not at all', async () => {
    const one = write('one.csv', 'a;b\n1;2\n')
    const two = write('two.tsv', 'c\td\n3\t4\n')
    const out = join(folder, 'out')
    expect(await segmento(['read', one, two, '--out', out])).toMatchObject({ status: 0, out: '' })
    expect(readdirSync(out).sort()).toEqual(['one.csv.csv', 'one.csv.json', 'two.tsv.csv', 'two.tsv.json'])
    expect(readFileSync(join(out, 'two.tsv.csv'), 'utf8')).toBe('c,d\r\n3,4\r\n')
    const failed = await segmento(['read', join(folder, 'none.csv'), '--out', join(folder, 'other')])
    expect(failed.status).toBe(2)
    expect(readdirSync(join(folder, 'other'))).toEqual([])
    expect(await segmento(['read', one, two])).toMatchObject({ status: 2 })
  })

  it('ends quietly where the reader has seen enough', async () => {
    const row = `${'x'.repeat(90)},1\n`
    const path = write('long.csv', `text,number\n${row.repeat(60_000)}`)
    const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
    const child = spawn('sh', ['-c', `"${process.execPath}" "${cli}" read "${path}" | head -n 2`])
    let out = ''
    let err = ''
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (err += part.toString()))
    await new Promise((resolve) => child.on('close', resolve))
    expect([out.split('\r\n')[0], err]).toEqual(['text,number', ''])
  })

  it('is stopped by Ctrl-C and leaves nothing half-written', async () => {
    const path = write('long.csv', `text,number\n${`${'x'.repeat(90)},1\n`.repeat(400_000)}`)
    const out = join(folder, 'out')
    const program = startSegmento(['read', path, '--out', out])
    while (!existsSync(join(out, 'long.csv.csv.part'))) await new Promise((resolve) => setTimeout(resolve, 5))
    program.child.kill('SIGINT')
    const ended = await program.ended
    expect(ended.status).toBe(130)
    expect(readdirSync(out)).toEqual([])
  })

  const cdnow = sharedData('cdnow/CDNOW_sample.txt')
  it.skipIf(cdnow === null)(`reads CDNOW, blanks between cells and no header${skipNote(cdnow)}`, async () => {
    const ended = await segmento(['read', cdnow!, '--report', join(folder, 'report.json')])
    const lines = ended.out.trimEnd().split('\r\n')
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([
      6919,
      '00004,0001,19970101,2,29.33',
      '23569,2357,19970325,2,25.74',
    ])
    expect(report(join(folder, 'report.json'))).toMatchObject({
      header_rows: 0,
      delimiter: ' ',
      rows: 6919,
      rejected: [],
    })
  })
})
