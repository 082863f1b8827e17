import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DateOrder } from '../../../contract/imports.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { monthNumber } from './date-words.ts'
import { DateReader } from './date.ts'
import { dayOf, dayText } from '../../columns/calendar.ts'

function read(text: string, order: DateOrder = 'ymd', serials = false, zoneMinutes = 0): string | null {
  const reader = new DateReader(order, () => zoneMinutes, serials)
  const bytes = encodeUtf8(text)
  if (!reader.read(bytes, 0, bytes.length)) return null
  const { second } = reader
  const two = (n: number): string => String(n).padStart(2, '0')
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
  return `${dayText(reader.day)}${reader.hasTime ? ` ${time}` : ''}`
}

describe('dates', () => {
  it.each([
    ['2010-12-01', '2010-12-01'],
    ['2010-12-01 08:26:00', '2010-12-01 08:26:00'],
    ['2010-12-01T08:26', '2010-12-01 08:26:00'],
    ['2010-12-01T08:26:05.123', '2010-12-01 08:26:05'],
    ['2010/1/5', '2010-01-05'],
    ['2010.12.01', '2010-12-01'],
    ['20101201', '2010-12-01'],
    ['20101201082600', '2010-12-01 08:26:00'],
    ['20101201 0826', '2010-12-01 08:26:00'],
    ['2024-02-29', '2024-02-29'],
    ['1 January 2024', '2024-01-01'],
    ['Jan 5, 2024', '2024-01-05'],
    ['January 5th, 2024 8:26 PM', '2024-01-05 20:26:00'],
    ['05-Jan-2024', '2024-01-05'],
    ['05-Jan-24', '2024-01-05'],
    ['Jan-05-24', '2024-01-05'],
    ['Jan/05/2024 8:26', '2024-01-05 08:26:00'],
    ['24. Dezember 2010', '2010-12-24'],
    ['3. März 2024', '2024-03-03'],
    ['24 Aralık 2010', '2010-12-24'],
    ['5 Şubat 2024', '2024-02-05'],
    ['24 décembre 2010', '2010-12-24'],
    ['1er août 2024', '2024-08-01'],
    ['24 de diciembre de 2010', '2010-12-24'],
    ['5 ene 2024', '2024-01-05'],
    ['Mon, 05 Jan 2024 08:26:00 +0000', '2024-01-05 08:26:00'],
    ['5 de março de 2024', '2024-03-05'],
    ['5 de enero del 2024', '2024-01-05'],
    ['5 gennaio 2024', '2024-01-05'],
    ['5 maart 2024', '2024-03-05'],
    ['5 września 2024', '2024-09-05'],
    ['5 мая 2024 г.', '2024-05-05'],
    ['9 Ocak 2024 Salı', '2024-01-09'],
    ['2024-01-09 (Tue)', '2024-01-09'],
    ['2024年1月9日', '2024-01-09'],
    ['2024年01月09日 10时14分', '2024-01-09 10:14:00'],
    ['2024년 1월 9일', '2024-01-09'],
    ['2024-W02-2', '2024-01-09'],
    ['2024W022', '2024-01-09'],
    ['2020-W53-5', '2021-01-01'],
    ['2024-366', '2024-12-31'],
    ["09 Jan '24", '2024-01-09'],
    ['09JAN2024:10:14:34', '2024-01-09 10:14:34'],
    ['09/Jan/2024:10:14:34 +0000', '2024-01-09 10:14:34'],
    ['Tue Jan 09 2024 10:14:34 GMT+0000 (Coordinated Universal Time)', '2024-01-09 10:14:34'],
    ['Tue Jan  9 10:14:34 UTC 2024', '2024-01-09 10:14:34'],
    ['Jan 9, 2024 10:14:34 AM PST', '2024-01-09 18:14:34'],
    ['2024-01-09-10.14.34.123456', '2024-01-09 10:14:34'],
    ['2024-01-09 10.14.34', '2024-01-09 10:14:34'],
    ['20240109 10:14', '2024-01-09 10:14:00'],
    ['/Date(1704795274000)/', '2024-01-09 10:14:34'],
    ['1704795274000000', '2024-01-09 10:14:34'],
    ['1291192000', '2010-12-01 08:26:40'],
    ['1291192000000', '2010-12-01 08:26:40'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['12/1/2010 8:26', 'mdy', '2010-12-01 08:26:00'],
    ['12/1/2010 8:26', 'dmy', '2010-01-12 08:26:00'],
    ['12/01/10', 'mdy', '2010-12-01'],
    ['1.12.2010', 'dmy', '2010-12-01'],
    ['01.12.10', 'dmy', '2010-12-01'],
    ['1. 12. 2010', 'dmy', '2010-12-01'],
    ['10:14 09.01.2024', 'dmy', '2024-01-09 10:14:00'],
    ['09.01.2024 10.14', 'dmy', '2024-01-09 10:14:00'],
    ['09/01/2024 10h14', 'dmy', '2024-01-09 10:14:00'],
    ['09012024', 'dmy', '2024-01-09'],
    ['09012024', 'mdy', '2024-09-01'],
    ['24-01-09', 'ymd', '2024-01-09'],
    ['01.12.2010, 08:26 Uhr', 'dmy', '2010-12-01 08:26:00'],
    ['1/12/1998 12:05 AM', 'dmy', '1998-12-01 00:05:00'],
    ['1/12/98 12:05 p.m.', 'dmy', '1998-12-01 12:05:00'],
    ['2010-12-01', 'dmy', '2010-12-01'],
    ['10-12-01', 'ymd', '2010-12-01'],
  ] as const)('%s as %s', (text, order, expected) => expect(read(text, order)).toBe(expected))

  it.each([
    '',
    'x',
    '2010-13-01',
    '2010-02-30',
    '2023-02-29',
    '0000-00-00',
    '2010-12',
    '12/1/2010 25:00',
    '12/1/2010 8:61',
    '2010-12-01x',
    '2010-12-01 8',
    '123',
    '40513',
    '5 Foo 2024',
    '2010-12-01T08:26:00+banana',
    '13/13/2010',
  ])('“%s” is none', (text) => expect(read(text, text.includes('/') ? 'mdy' : 'ymd')).toBeNull())

  it('moves a timestamp with an offset to local time', () => {
    expect(read('2010-12-31T23:30:00Z', 'ymd', false, 60)).toBe('2011-01-01 00:30:00')
    expect(read('2010-12-31 23:30:00 -0500', 'ymd', false, 0)).toBe('2011-01-01 04:30:00')
    expect(read('2010-12-31T23:30:00+03:00', 'ymd', false, 180)).toBe('2010-12-31 23:30:00')
    expect(read('2010-12-31 23:30 UTC', 'ymd', false, -600)).toBe('2010-12-31 13:30:00')
    expect(read('2010-12-31 23:30', 'ymd', false, 60)).toBe('2010-12-31 23:30:00')
  })

  it('a leap second belongs to the day that it ends', () => {
    for (const text of ['2016-12-31 23:59:60', '2016-12-31T23:59:60Z', '20161231T235960Z'])
      expect(read(text, 'ymd', false, 0), text).toBe('2016-12-31 23:59:59')
  })

  it('reads spreadsheet days where they are such', () => {
    expect(read('40513', 'ymd', true)).toBe('2010-12-01')
    expect(read('40513.351388889', 'ymd', true)).toBe('2010-12-01 08:26:00')
  })

  it('writes every day as it is read', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf(1800, 1, 1), max: dayOf(9999, 12, 31) }), (day) => {
        const text = dayText(day)
        expect(text).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
        expect(read(text)).toBe(text)
        const [year, month, date] = text.split('-')
        expect(read(`${month}/${date}/${year}`, 'mdy')).toBe(text)
        expect(read(`${date}.${month}.${year}`, 'dmy')).toBe(text)
      }),
      { seed: 7 },
    )
  })

  it('knows the months in five languages', () => {
    const names = [
      ['January', 'Januar', 'Ocak', 'janvier', 'enero'],
      ['February', 'Februar', 'Şubat', 'février', 'febrero'],
      ['March', 'März', 'Mart', 'mars', 'marzo'],
      ['April', 'April', 'Nisan', 'avril', 'abril'],
      ['May', 'Mai', 'Mayıs', 'mai', 'mayo'],
      ['June', 'Juni', 'Haziran', 'juin', 'junio'],
      ['July', 'Juli', 'Temmuz', 'juillet', 'julio'],
      ['August', 'August', 'Ağustos', 'août', 'agosto'],
      ['September', 'September', 'Eylül', 'septembre', 'septiembre'],
      ['October', 'Oktober', 'Ekim', 'octobre', 'octubre'],
      ['November', 'November', 'Kasım', 'novembre', 'noviembre'],
      ['December', 'Dezember', 'Aralık', 'décembre', 'diciembre'],
    ]
    names.forEach((month, i) => expect(month.map(monthNumber)).toEqual([i + 1, i + 1, i + 1, i + 1, i + 1]))
    expect(['Jan', 'Mrz', 'Okt', 'Kas', 'Dic', 'avr.', 'Sept', 'week', 'marble'].map(monthNumber)).toEqual([
      1, 3, 10, 11, 12, 4, 9, 0, 0,
    ])
  })
})
