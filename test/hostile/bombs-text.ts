import { gzipSync } from 'node:zlib'
import { zipArchive } from '../support/zip-archive.ts'

const MB = 1024 * 1024
const repeat = (piece: string, bytes: number): Buffer => Buffer.alloc(bytes, piece)
const header = 'customer,date,amount\n'
const row = 'A,2026-01-05,3.50\n'
const gzip = (bytes: Uint8Array | string): Uint8Array => gzipSync(bytes, { level: 1 })
const item = '{"customer":"A","date":"2026-01-05","amount":3.5}'
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`)
/** Packed once, and there many times. */
const members = (first: string, piece: Buffer, times: number): Uint8Array => {
  const packed = gzip(piece)
  return Buffer.concat([gzip(first), ...Array.from({ length: times }, () => packed)])
}

/** A file of so many bytes that are zeros but for its start, and take no room on the disk. */
export interface SparseFile {
  readonly start: string
  readonly bytes: number
}

/** Texts made to fill memory or time: name → bytes. */
export const textBombs: Readonly<Record<string, () => Uint8Array | string | SparseFile>> = {
  'zeros.csv.gz': () => gzip(Buffer.alloc(200 * MB)),
  'one endless line.csv.gz': () => gzip(Buffer.concat([Buffer.from(header), repeat('x', 300 * MB)])),
  'line breaks.csv.gz': () => gzip(repeat('\n', 200 * MB)),
  'quotes.csv.gz': () => gzip(Buffer.concat([Buffer.from(header), repeat('"', 100 * MB)])),
  'gzip in gzip.csv.gz': () => gzip(gzip(repeat('x', 50 * MB))),
  'broken off.csv.gz': () => gzip(header + row.repeat(1e5)).subarray(0, 500),
  'zeros in a zip.zip': () => zipArchive([{ name: 'a.csv', content: repeat('\u0000', 64 * MB) }]),
  'quote that never closes.csv': () => `customer,"date,amount\n${row.repeat(1_200_000)}`,
  'quote in the first row.csv': () => `${header}A,"2026-01-05,3\n${row.repeat(1_200_000)}`,
  'one long line.csv': () => header + 'x'.repeat(24 * MB),
  'a million columns.csv': () => `${'a,'.repeat(500_000)}\n${'1,'.repeat(500_000)}\n`,
  'nothing but quotes.csv': () => `${header}${'"'.repeat(8 * MB)}`,
  'deep lists.json': () => '['.repeat(4 * MB),
  'deep objects.json': () => `[${'{"a":'.repeat(1 * MB)}`,
  'deep record.ndjson': () => `${item}\n${'{"a":'.repeat(1 * MB)}\n${item}\n`,
  'one long string.json': () => `[${item},{"a":"${'x'.repeat(24 * MB)}"},${item}]`,
  'string that never closes.json': () => `[${item},{"a":"${'x'.repeat(24 * MB)}`,
  'many fields.json': () => `[{${Array.from({ length: 400_000 }, (_, i) => `"f${i}":1`).join(',')}}]`,
  'items without end.json': () => `[{"id":1,"note":"${'x'.repeat(7 * MB)}","line_items":[${'{},'.repeat(2 * MB)}{}]}]`,
  'number without end.json': () => `[{"customer":"A","date":"2026-01-05","amount":${'9'.repeat(8 * MB)}}]`,
  'exponents.json': () => `[${'{"customer":"A","date":"2026-01-05","amount":1e999999999},'.repeat(50_000)}${item}]`,
  'escapes.json': () => `[{"customer":"${'\\u0000'.repeat(2 * MB)}","date":"2026-01-05","amount":1},${item}]`,
  'gigabyte in one line.csv': () => ({ start: header + row, bytes: 1024 * MB }),
  'gigabyte in one line behind rows.csv': () => ({ start: header + row.repeat(60_000), bytes: 1024 * MB }),
  'quote at the start of two gigabytes.csv': () => ({ start: '"', bytes: 2048 * MB }),
  'quote that closes in two gigabytes.csv': () => ({ start: `"${header}${row.repeat(60_000)}`, bytes: 2048 * MB }),
  'nothing but zeros.csv': () => ({ start: '', bytes: 1024 * MB }),
  'zeros among the rows.csv': () => header + 'A\u0000\u0000,2026-01-05,3.50\n'.repeat(5e5),
  'gzip in gzip in gzip.csv.gz': () => gzip(gzip(gzip(repeat('x', 50 * MB)))),
  'many members.csv.gz': () => members('', Buffer.alloc(0), 3e5),
  'gigabyte in one line.csv.gz': () => members(header + row.repeat(60_000), Buffer.alloc(128 * MB), 8),
  'carriage returns.csv': () => '\r'.repeat(100 * MB),
  'doubled quotes.csv': () => `${header}"${'""'.repeat(30 * MB)}`,
  'a quote on each line.csv': () => header + '"a\n'.repeat(2_000_000),
  'a doubled quote on each line.csv': () => header + row.repeat(100) + '""a\n'.repeat(300_000),
  'lines that are quoted twice.csv': () => header + row.repeat(100) + '""Widget"",5,3\n'.repeat(100_000),
  'each line closes and opens.csv': () => header + row.repeat(100) + '",x,"C\n'.repeat(150_000),
  'rows of three that never end.csv': () => header + row.repeat(100) + 'z",q"q,"w\n'.repeat(60_000),
  'stray quotes.csv': () => header + 'A,"2026" "x,1\n'.repeat(1_000_000),
  'rejected rows.csv': () => header + row + 'x\n'.repeat(3_000_000),
  'commas.csv': () => header + ','.repeat(100 * MB),
  'a million names.csv': () => `${names(1e6).join(',')}\n${'1,'.repeat(1e6)}\n`,
  'a million names.tsv': () => `${names(1e6).join('\t')}\n${'1\t'.repeat(1e6)}\n`,
  'twenty thousand columns.csv': () => `${names(20_000).join(',')}\n${`${'1,'.repeat(20_000)}\n`.repeat(50)}`,
  'a long header.csv': () => `${'x'.repeat(7 * MB)},${header}${`a,${row}`.repeat(1000)}`,
  'long numbers.csv': () => header + `A,2026-01-05,${'9'.repeat(7 * MB)}\n`.repeat(3),
  'a long date.csv': () => `${header}A,${'2026-01-05 '.repeat(6e5)},1\n`,
  'a long name.json': () => `[{"${'k'.repeat(3 * MB)}":1},${item}]`,
  'long names.json': () => `[${Array.from({ length: 60 }, (_, i) => `{"${'k'.repeat(7e5)}${i}":1}`).join(',')}]`,
  'a million fields.json': () =>
    `[{${names(1e6)
      .map((name) => `"${name}":1`)
      .join(',')}}]`,
  'a field for each record.json': () =>
    `[${names(1e5)
      .map((name) => `{"${name}":1}`)
      .join(',')}]`,
  'values without end.json': () => `[{"customer":"A","date":"2026-01-05","amount":[${'1,'.repeat(1.8 * MB)}1]}]`,
  'pairs of escapes.json': () => `[{"customer":"${'\\ud83d\\ude00'.repeat(3e5)}","date":"2026-01-05","amount":1}]`,
  'an exponent without end.json': () =>
    `[{"customer":"A","date":"2026-01-05","amount":1e${'9'.repeat(3 * MB)}},${item}]`,
  'digits and an exponent.json': () =>
    `[{"customer":"A","date":"2026-01-05","amount":${'9'.repeat(3 * MB)}e5},${item}]`,
}
