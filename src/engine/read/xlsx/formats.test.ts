import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SSF } from 'xlsx'
import { encodeUtf8 } from '../text/bytes.ts'
import { decimalText, numberText, serialText } from './cell-text.ts'
import { builtInFormat, cellFormat, isBuiltInDate, isDateFormat } from './formats.ts'

describe('number formats', () => {
  it.each([
    ['yyyy-mm-dd', true],
    ['[$-409]d-mmm-yy;@', true],
    ['[$-F800]dddd, mmmm dd, yyyy', true],
    ['h:mm AM/PM', true],
    ['[h]:mm:ss', true],
    ['[mm]:ss', true],
    ['dd"."mm"."yyyy', true],
    ['dd\\.mm\\.yyyy', true],
    ['yyyy"年"m"月"d"日"', true],
    ['[$-411]ge.m.d', true],
    ['General', false],
    ['GENERAL', false],
    ['0.00E+00', false],
    ['##0.0E+0', false],
    ['#,##0.00 [$€-407]', false],
    ['#,##0.00" days"', false],
    ['"ymd"0', false],
    ['[Red]0;[Blue]-0', false],
    ['_-* #,##0.00\\ _d_-', false],
    ['0\\d', false],
    ['@', false],
    ['', false],
  ])('%s', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected)
    expect(SSF.is_date(format)).toBe(expected)
  })

  it('built-in ones are what the other reader holds them for', () => {
    const table = SSF.get_table() as Record<number, string>
    for (let id = 0; id < 82; id++)
      if (table[id] !== undefined && id !== 56) expect([id, isBuiltInDate(id)]).toEqual([id, SSF.is_date(table[id])])
  })
})

describe('what a format says of a number', () => {
  it.each([
    ['#,##0.00 [$€-407]', 'EUR'],
    ['#,##0.00\\ "€"', 'EUR'],
    ['_-* #,##0.00\\ [$TL-41F]_-', 'TRY'],
    ['#,##0.00\\ [$₺-41F]', 'TRY'],
    ['#,##0.00 "TL"', 'TRY'],
    ['"$"#,##0.00', 'USD'],
    ['[$$-1009]#,##0.00', 'CAD'],
    ['[$USD] #,##0.00', 'USD'],
    ['[$kr-414] #,##0', 'NOK'],
    ['0" pcs"', ''],
    ['0 "adet"', ''],
    ['General', ''],
    ['[$-409]#,##0.00', ''],
    ['[Red]0.00', ''],
    ['_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)', 'USD'],
  ])('the currency of %s', (format, currency) => {
    expect(cellFormat(format)).toMatchObject({ shows: 'number', currency })
  })

  it.each([
    ['hh:mm:ss', 'time'],
    ['h:mm AM/PM', 'time'],
    ['[h]:mm', 'elapsed'],
    ['[mm]:ss', 'elapsed'],
    ['mm:ss.0', 'time'],
    ['d', 'date'],
    ['mmm', 'date'],
    ['m', 'date'],
    ['dd.mm.yyyy hh:mm', 'date'],
    ['[$-F400]h:mm:ss\\ AM/PM', 'time'],
  ])('%s shows a %s', (format, shows) => {
    expect(cellFormat(format).shows).toBe(shows)
  })

  it('built-in ones show days, times, or as much time as there is', () => {
    expect([14, 20, 22, 45, 46, 47, 4, 44].map((id) => builtInFormat(id).shows)).toEqual([
      'date',
      'time',
      'date',
      'time',
      'elapsed',
      'time',
      'number',
      'number',
    ])
  })
})

describe('numbers', () => {
  const read = (text: string): string => {
    const bytes = encodeUtf8(text)
    return numberText(bytes, bytes.length)
  }

  it('are the 15-digit decimal of their double, by whatever way', () => {
    const digits = fc.tuple(
      fc.constantFrom('', '-'),
      fc.stringMatching(/^\d{1,17}$/),
      fc.option(fc.stringMatching(/^\d{1,17}$/), { nil: null }),
      fc.constantFrom('', 'E5', 'e-7', 'E+20'),
    )
    fc.assert(
      fc.property(digits, ([sign, whole, fraction, exponent]) => {
        const text = `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent}`
        expect(read(text)).toBe(decimalText(Number(text)))
      }),
      { seed: 1, numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(String(value))).toBe(decimalText(value))
      }),
      { seed: 2, numRuns: 5000 },
    )
  })

  it.each([
    [' 12 ', '12'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+3', '3'],
    ['0.0000001', '1e-7'],
    ['NaN', ''],
    ['', ''],
    ['1.7976931348623157E+309', ''],
  ])('“%s”', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('serials around the day that never was', () => {
    expect([1, 59, 60, 61, 45000.99999999].map((serial) => serialText(serial))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-02-28',
      '1900-03-01',
      '2023-03-16',
    ])
  })
})
