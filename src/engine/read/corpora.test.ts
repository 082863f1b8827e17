import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/shared-data.ts'
import { readTableText } from '../../../test/support/table-reading.ts'

const spectrum = sharedData('csv/csv-spectrum')
const rfc = sharedData('csv/rfc4180')

describe.skipIf(spectrum === null)('csv-spectrum (skipped where the folder is absent)', () => {
  const names = spectrum === null ? [] : readdirSync(join(spectrum, 'csvs'))

  it('has twelve files', () => {
    expect(names).toHaveLength(12)
  })

  it.each(names)('%s', (name) => {
    const [header = [], ...rows] = readTableText(readFileSync(join(spectrum!, 'csvs', name))).rows
    const records = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])))
    const expected: unknown = JSON.parse(readFileSync(join(spectrum!, 'json', name.replace('.csv', '.json')), 'utf8'))
    // One of the answers was written for another phone number and without its list.
    if (name === 'location_coordinates.csv')
      expect(records).toEqual([{ ...(expected as object), 'Contact Phone Number': '2095257564' }])
    else expect(records).toEqual(expected)
  })
})

describe.skipIf(rfc === null)('RFC 4180 cases (skipped where the folder is absent)', () => {
  const files = rfc === null ? [] : readdirSync(join(rfc, 'csv'))
  const good = files.filter((name) => existsSync(join(rfc!, 'json', name.replace('.csv', '.json'))))

  it('are 18 good and 7 bad ones', () => {
    expect([good.length, files.length - good.length]).toEqual([18, 7])
  })

  it.each(good.filter((name) => name !== 'all-empty.csv'))('%s', (name) => {
    const { rows, rejected } = readTableText(readFileSync(join(rfc!, 'csv', name)))
    const expected: unknown = JSON.parse(readFileSync(join(rfc!, 'json', name.replace('.csv', '.json')), 'utf8'))
    const [header = [], ...body] = rows
    const asObjects = body.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])))
    const first = (expected as unknown[])[0]
    expect(Array.isArray(first) ? rows : asObjects).toEqual(expected)
    expect(rejected).toEqual([])
  })

  it.each([
    ['bad-header-less-fields.csv', 'missing_columns'],
    ['bad-header-more-fields.csv', 'too_many_columns'],
    ['bad-missing-quote.csv', 'unclosed_quote'],
    ['bad-quotes-with-unescaped-quote.csv', 'unclosed_quote'],
    ['bad-unescaped-quote.csv', 'unclosed_quote'],
  ])('%s is reported as %s', (name, kind) => {
    const { rejected, rows } = readTableText(readFileSync(join(rfc!, 'csv', name)))
    expect(rejected.map((row) => [row.line, row.kind])).toEqual([[2, kind]])
    expect(rows).toHaveLength(2)
  })

  it('bad-header-wrong-header.csv is reported as a header without rows', () => {
    const { inspection, rows } = readTableText(readFileSync(join(rfc!, 'csv', 'bad-header-wrong-header.csv')))
    expect([inspection.headerRows, rows]).toEqual([1, [['qux', 'quux', 'quuz']]])
    expect(inspection.problems[0]).toEqual({ code: 'import.problem.no_rows' })
  })
})
