import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'
import { TableReader } from '../table-reader.ts'
import { detectDialect } from './dialect.ts'

const rows = [
  ['Order ID', 'Customer', 'Date', 'Product', 'Amount', 'Note'],
  ['SO-1', 'C01', '2025-01-04', 'Rain jacket, red', '12.50', ''],
  ['SO-2', 'C02', '2025-01-05', 'Tent (2)', '7.00', 'gift'],
  ['SO-3', 'C01', '2025-01-09', 'Socks', '3.90', 'a; b'],
  ['SO-4', 'C03', '2025-02-01', 'Lamp', '19.99', ''],
]
const found = (text: string) => detectDialect(encodeUtf8(text), true)

describe('delimiters that nobody expects', () => {
  it.each([
    '§',
    '#',
    '!',
    '*',
    '=',
    '&',
    '%',
    '>',
    '¤',
    '·',
    '\t\t',
    '##',
    '|~',
    '<>',
    '/',
    '\\',
    '|||',
    '~^~',
    ' ; ',
    '#|#',
    '@@@',
    '<|>',
    '[|]',
    '|~~|',
  ])('%s', (sign) => {
    expect(found(rows.map((row) => row.join(sign)).join('\n')).delimiter).toBe(sign)
  })

  it.each([
    ['dates', 'Date\n2024/01/02\n2024/01/03\n2024/02/03\n2024/03/03\n'],
    ['dates under their parts', 'Day/Month/Year\n01/02/2024\n02/02/2024\n03/02/2024\n04/02/2024\n'],
    [
      'addresses of pages',
      'Link\nhttp://a.org/?a=1&b=2\nhttp://a.org/?a=2&b=3\nhttp://a.org/?a=4&b=2\nhttp://a.org/?a=1\n',
    ],
    ['sentences', 'Well! So! It is!\nNo! Not! At all!\nOh! My! God!\nYes\n'],
  ])('but not in %s', (_, text) => {
    expect([',', ' ', ':']).toContain(found(text).delimiter)
  })

  it('nor where a usual one fits', () => {
    const text = rows.map((row) => row.map((cell) => `"${cell}#"`).join(',')).join('\n')
    expect(found(text).delimiter).toBe(',')
  })
})

it.each(['~', '^', '*', '`'])('%s around cells is a quote', (quote) => {
  const text = rows.map((row) => row.map((cell) => `${quote}${cell}${quote}`).join(',')).join('\n')
  expect(found(text)).toMatchObject({ delimiter: ',', quote: quote.charCodeAt(0) })
})

describe('tables drawn with lines', () => {
  const [names, ...values] = rows.map((row) => row.slice(0, 5))
  const width = 16
  const line = (sides: string, stroke: string) =>
    sides[0]! + names!.map(() => stroke.repeat(width + 2)).join(sides[1]) + sides[2]!
  const row = (cells: readonly string[], bar: string) =>
    `${bar}${cells.map((cell) => ` ${cell.padEnd(width)} `).join(bar)}${bar}`
  it.each([
    ['│', ['┌┬┐', '├┼┤', '└┴┘'], '─'],
    ['║', ['╔╦╗', '╠╬╣', '╚╩╝'], '═'],
    ['|', ['+++', '+++', '+++'], '-'],
  ])('%s', (bar, [top, middle, bottom], stroke) => {
    const drawn = [
      line(top!, stroke),
      row(names!, bar),
      line(middle!, stroke),
      ...values.map((cells) => row(cells, bar)),
      line(bottom!, stroke),
    ]
    const inspection = inspectBytes(encodeUtf8(`${drawn.join('\n')}\n`), true, {})
    expect([inspection.delimiter, inspection.tables.map((table) => table.rows.count)]).toEqual([bar, [4]])
    const reader = new TableReader(inspection, { encoding: 'utf-8' })
    reader.push(encodeUtf8(`${drawn.join('\n')}\n`))
    reader.finish()
    expect(new TextDecoder().decode(reader.take())).toBe(
      rows
        .map(
          (cells) =>
            cells
              .slice(0, 5)
              .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
              .join(',') + '\r\n',
        )
        .join(''),
    )
  })

  it('and without a frame, as psql prints them', () => {
    const text = [names!, ...values].map((cells) => ` ${cells.map((cell) => cell.padEnd(width)).join(' │ ')}`)
    text.splice(1, 0, names!.map(() => '─'.repeat(width + 2)).join('┼'))
    const inspection = inspectBytes(encodeUtf8(`${text.join('\n')}\n(4 rows)\n`), true, {})
    expect(inspection.columns.map(({ name }) => name)).toEqual(names)
    expect(inspection.tables.map((table) => table.rows.count)).toEqual([4])
  })
})
