import { gzipSync } from 'node:zlib'
import { pick } from '../support/seeded.ts'
import type { Random } from '../support/seeded.ts'

/** A file to be read, with the name it comes under. */
export interface HostileFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const rows = [
  ['A1', 'O1', '2026-01-05', '10.50', '2', 'Köln "am" Rhein'],
  ['B,2', 'O2', '2026-02-06', '1234.00', '1', 'two\nlines'],
  ['00123', 'O3', '2026-03-07', '-3.25', '1', ''],
  ['', 'O4', '2026-04-08', '0', '4', 'İzmir'],
]
const header = ['customer_id', 'order_id', 'date', 'amount', 'quantity', 'city']

function delimited(delimiter: string, lineBreak: string): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return [header, ...rows, ...rows, ...rows].map((row) => row.map(cell).join(delimiter) + lineBreak).join('')
}

const records = rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i]!, cell])))
const nested = rows.map((row) => ({
  id: row[1],
  created_at: row[2],
  customer: { id: row[0], tags: ['a', 1] },
  line_items: [
    { sku: 'x', price: 1.5 },
    { sku: 'y', price: 2 },
  ],
}))
const texts: readonly (readonly [name: string, text: string])[] = [
  ...[',', ';', '\t', '|', ', ', ' '].flatMap((delimiter): (readonly [string, string])[] => [
    ['file.csv', delimited(delimiter, '\n')],
    ['file.csv', delimited(delimiter, '\r\n')],
  ]),
  ['file.csv', `Report of the shop\n\n${delimited(',', '\r')}\nTotal,,,99\n`],
  ['file.json', JSON.stringify(records)],
  ['file.json', JSON.stringify({ data: { orders: nested }, next: null }, null, 1)],
  ['file.ndjson', records.map((record) => JSON.stringify(record)).join('\n')],
  ['file.ndjson', nested.map((record) => JSON.stringify(record)).join('\r\n')],
  ['file.json', JSON.stringify([header, ...rows])],
  [
    'file.xls',
    `<html><table><tr>${rows.map((row) => row.map((c) => `<td>${c}</td>`).join('')).join('</tr><tr>')}</tr></table></html>`,
  ],
]

/** What readers stumble over. */
const tokens = [
  '"',
  '""',
  '"""',
  "'",
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  '\n\n\n',
  '\u0000',
  '\ufeff',
  '\\',
  '\\"',
  '\\u',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ':',
  '{"a":',
  '[[[[[[[[',
  '"__proto__"',
  '{"__proto__":{"polluted":1}}',
  'constructor',
  'null',
  'NaN',
  '1e999',
  '-0',
  '99999999999999999999',
  '1.2.3',
  '31.02.2026',
  '0000-00-00',
  '=cmd|x',
  'sep=;\n',
  '€',
  '\ud83d\ude00',
  '\u202e',
  ' '.repeat(300),
  ','.repeat(300),
  'x'.repeat(5000),
  '"'.repeat(99),
  '\n'.repeat(99),
  '\u001e',
  '<table>',
  '</td>',
  '&#x;',
]

/** A table or a list of records, changed in a few places, in some encoding, perhaps cut off. */
export function mutatedText(random: Random): HostileFile {
  const [name, text] = pick(random, texts)
  let changed = text
  for (let edits = random(6); edits > 0; edits--) {
    const at = random(changed.length + 1)
    const other = pick(random, texts)[1]
    const from = random(other.length)
    switch (random(6)) {
      case 0:
        changed = changed.slice(0, at) + pick(random, tokens) + changed.slice(at)
        break
      case 1:
        changed = changed.slice(0, at) + changed.slice(at + 1 + random(20))
        break
      case 2:
        changed = changed.slice(0, at) + other.slice(from, from + random(80)) + changed.slice(at)
        break
      case 3:
        changed = changed.slice(0, at) + changed.slice(at, at + random(50)).repeat(1 + random(4)) + changed.slice(at)
        break
      case 4:
        changed = changed.slice(0, at) + pick(random, tokens) + changed.slice(at + 1)
        break
      default:
        if (random(4) === 0) changed = changed.slice(0, at)
    }
  }
  const bytes = inEncoding(changed, random)
  for (let edits = random(3) === 0 ? random(8) : 0; edits > 0 && bytes.length > 0; edits--)
    bytes[random(bytes.length)] = random(256)
  if (random(30) > 0) return { name, bytes }
  const packed = Uint8Array.from(gzipSync(bytes))
  if (random(2) === 0) packed[random(packed.length)] = random(256)
  return { name: `${name}.gz`, bytes: packed }
}

function inEncoding(text: string, random: Random): Uint8Array {
  switch (random(8)) {
    case 0:
      return Uint8Array.from(Buffer.from(text, 'latin1'))
    case 1:
      return Uint8Array.from(Buffer.from(random(2) === 0 ? text : `\ufeff${text}`, 'utf16le'))
    case 2:
      return Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())
    case 3:
      return Uint8Array.from(Buffer.from(`\ufeff${text}`))
    default:
      return Uint8Array.from(Buffer.from(text))
  }
}
