import { describe, expect, it } from 'vitest'
import { readText } from '../../../../test/support/read-text.ts'
import type { ReadOptions } from '../../../contract/imports.ts'

/** Days of rows whose dates are these, what is noted and what is wrong; with rows enough for the kernel to differ. */
function read(dates: readonly string[], options: ReadOptions = {}, header = 'date', above = '') {
  const rows = dates.map((date, i) => `${1001 + i},c${i % 3},${date},${i + 1}.50`)
  const text = `${above}order_id,customer_id,${header},amount\n${rows.join('\n')}\n`
  const { rows: read, inspection, counts } = readText(text, options)
  const fast = readText(text, options, [], { usesKernel: true })
  expect(fast.rows).toEqual(read)
  expect(fast.counts).toEqual(counts)
  return {
    days: read.map((row) => row.split(' | ')[1]),
    rejected: counts.rejected,
    notes: inspection.notes.map(({ code }) => code),
  }
}

describe('columns of months, quarters and weeks', () => {
  it.each([
    [
      ['2024-01', '2024-02', '2023-12'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['01/2024', '2/2024', '12/2023'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['01.2024', '02.2024', '12.2023'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['202401', '202402', '202312'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['Jan 2024', 'Februar 2024', 'Aralık 2023'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['Jan-24', 'févr.-24', 'dic-23'],
      ['2024-01-01', '2024-02-01', '2023-12-01'],
    ],
    [
      ['2024-Q1', 'Q2 2024', '4. Quartal 2023'],
      ['2024-01-01', '2024-04-01', '2023-10-01'],
    ],
    [
      ['2024-W05', 'KW 6/2024', '2020-W53'],
      ['2024-01-29', '2024-02-05', '2020-12-28'],
    ],
  ])('%s are read as their first days, and that is said', (dates, days) => {
    expect(read(dates)).toEqual({ days, rejected: 0, notes: ['import.note.period_dates'] })
  })

  it('a month among days is rejected as before', () => {
    const days = Array.from({ length: 20 }, (_, i) => `2024-01-${10 + (i % 19)}`)
    expect(read([...days, '2024-02', 'Feb 2024'])).toMatchObject({ rejected: 2, notes: [] })
  })

  it('a column that is called a month is the date where there is none; an expiry is not', () => {
    expect(read(['2024-01', '2024-02', '2023-12'], {}, 'Monat').days[0]).toBe('2024-01-01')
    const expiry = readText('customer_id,expires,date,amount\na,01/2027,2024-01-05,1\nb,02/2027,2024-01-06,2\n')
    expect(expiry.roles['date']).toBe('date')
  })
})

describe('days without a year', () => {
  const dates = ['0503', '0603', '3112', '0101']
  const datev =
    '"EXTF",700,21,"Buchungsstapel",9,20240315101010000,,"RE","","",1001,12345,20230401,4,20230401,20240331,"x"\n'

  it('take it from the head of a DATEV export, also over the turn of the year', () => {
    expect(read(dates, {}, 'Belegdatum', datev)).toEqual({
      days: ['2024-03-05', '2024-03-06', '2023-12-31', '2024-01-01'],
      rejected: 0,
      notes: ['import.note.preamble', 'import.note.yearless_dates'],
    })
  })

  it('take it from a period or a year above the table, without the nought too', () => {
    const above = ['"Zeitraum: 01.01.2024 - 31.12.2024"\n', '"Year 2024"\n', 'from 2024-01-01 to 2024-12-31\n']
    for (const line of above)
      expect(read(['503', '603', '3112', '101'], {}, 'Datum', line).days).toEqual([
        '2024-03-05',
        '2024-03-06',
        '2024-12-31',
        '2024-01-01',
      ])
  })

  it('are not imported until somebody says which year it is', () => {
    const text = `order_id,customer_id,date,amount\n1,a,0503,1\n2,b,0603,2\n3,c,2902,2\n`
    const look = (options: ReadOptions) => readText(text, options)
    expect(look({}).inspection).toMatchObject({
      yearless: { year: null },
      problems: [{ code: 'import.problem.no_year', params: { column: 'date', example: '0503' } }],
    })
    const { rows, inspection, rejected } = look({ year: 2023 })
    expect(rows.map((row) => row.split(' | ')[1])).toEqual(['2023-03-05', '2023-03-06', '2024-02-29'])
    expect(rejected).toEqual([])
    expect([inspection.yearless, inspection.problems]).toEqual([{ year: 2023 }, []])
  })
})

describe('years of two digits', () => {
  const near = Array.from({ length: 30 }, (_, i) => `${String(1 + (i % 28)).padStart(2, '0')}.03.23`)

  it('lie in the past and near the others', () => {
    expect(read([...near, '31.12.68', '01.02.99', '05.06.24']).days.slice(-3)).toEqual([
      '1968-12-31',
      '1999-02-01',
      '2024-06-05',
    ])
  })

  it('of the last century stay there', () => {
    const old = Array.from({ length: 30 }, (_, i) => `13.0${1 + (i % 9)}.9${i % 9}`)
    expect(read([...old, '13.01.02']).days.at(-1)).toBe('2002-01-13')
    expect(read(old).days[0]).toBe('1990-01-13')
  })
})

describe('numbers that are dates', () => {
  it('spreadsheet days, Unix seconds and milliseconds', () => {
    expect(read(['45292', '45293', '45323']).days).toEqual(['2024-01-01', '2024-01-02', '2024-02-01'])
    expect(read(['1704067200', '1704153600', '1706745600']).days).toEqual(['2024-01-01', '2024-01-02', '2024-02-01'])
    expect(read(['1704067200000', '1704153600000']).days).toEqual(['2024-01-01', '2024-01-02'])
  })
})
