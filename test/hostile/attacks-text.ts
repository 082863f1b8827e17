import { gzipSync } from 'node:zlib'
import type { Attack } from './attack.ts'
import { honestRows } from './attack.ts'

const header = 'customer,date,amount\n'
const rows = 'A,2026-01-05,3.50\nB,2026-01-06,4.50\nC,2026-01-07,5.50\n'
const honest = header + rows
const items = [
  '{"customer":"A","date":"2026-01-05","amount":3.5}',
  '{"customer":"B","date":"2026-01-06","amount":4.5}',
  '{"customer":"C","date":"2026-01-07","amount":5.5}',
]
const json = (...values: readonly string[]): string => `[${values.join(',')}]`
const one = honestRows
const with4 = (fourth: string | null): Attack['gives'] => ({
  rows: fourth === null ? one.rows : [...one.rows, fourth],
  read: 4,
})
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')
/** Plus signs and letters, as a mail program of 1994 would write them. */
const utf7 = honest.replace('A,', '+AOk-A,')

export const textAttacks: Readonly<Record<string, Attack>> = {
  'keys of the language.json': {
    bytes: () =>
      json(
        ...items.map((item) =>
          item.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x",'),
        ),
      ),
    gives: one,
  },
  'keys of the language.csv': {
    bytes: () => honest.replace('amount', 'amount,__proto__,constructor,hasOwnProperty').replaceAll('.50', '.50,1,2,3'),
    gives: one,
  },
  'keys that come twice.json': {
    bytes: () => json(...items.map((item) => item.replace('"amount"', '"amount":9,"amount"'))),
    gives: one,
  },
  'a record a million deep among others.ndjson': {
    bytes: () =>
      [...items, `{"customer":"D","date":"2026-01-08","amount":${'['.repeat(1e6)}${']'.repeat(1e6)}}`].join('\n'),
    gives: { rows: one.rows, read: 4 },
  },
  'a million deep and open.json': {
    bytes: () => `${json(...items).slice(0, -1)},${'{"a":['.repeat(5e5)}`,
    gives: { rows: one.rows, read: 4 },
  },
  'half letters.ndjson': {
    bytes: () => [...items, '{"customer":"\\ud800D\\udfff","date":"2026-01-08","amount":1}'].join('\n'),
    gives: with4('\ufffdD\ufffd | 2026-01-08 | 1'),
  },
  'half letters as bytes.ndjson': {
    bytes: () =>
      Buffer.concat([
        Buffer.from(`${items.join('\n')}\n{"customer":"D`),
        Buffer.from([0xed, 0xa0, 0x80, 0xc0, 0xaf, 0xf5]),
        Buffer.from('","date":"2026-01-08","amount":1}\n'),
      ]),
    gives: { rows: one.rows, read: 4 },
  },
  'a key of four thousand million.json': {
    bytes: () =>
      '{"customer":{"0":"A","4294967295":"B"},"date":{"0":"2026-01-05","4294967295":"2026-01-06"},"amount":{"0":3.5,"4294967295":4.5}}',
    gives: { rows: one.rows.slice(0, 2), codes: ['file.format'] },
  },
  'columns of other lengths.json': {
    bytes: () =>
      `{"customer":["A","B","C"],"date":["2026-01-05","2026-01-06","2026-01-07",${'"x",'.repeat(9)}"y"],"amount":[3.5,4.5,5.5]}`,
    gives: { codes: ['import.all_rejected'] },
  },
  'numbers beyond all.json': {
    bytes: () =>
      json(
        ...items,
        ...['1e400', '-1e400', '1e-400', '-0', '123456789012345678901234567890'].map((n) =>
          items[0]!.replace('3.5', n),
        ),
      ),
    gives: { rows: one.rows, read: 8 },
  },
  'marks in the middle.json': {
    bytes: () => `\ufeff${json(...items).replaceAll('},{', '},\ufeff{')}`,
    // No JSON: what is behind the first mark is listed as it stands.
    gives: { rows: one.rows.slice(0, 1), atMost: 7 },
  },
  'NUL between the records.ndjson': { bytes: () => items.join('\n\u0000\n'), gives: { rows: one.rows, atMost: 5 } },
  'rubbish behind the end.csv.gz': {
    bytes: () => Buffer.concat([gzipSync(honest), Buffer.from('this is no gzip'.repeat(1000))]),
    gives: { ...one, codes: ['file.unreadable'] },
  },
  'zeros behind the end.csv.gz': { bytes: () => Buffer.concat([gzipSync(honest), Buffer.alloc(100_000)]), gives: one },
  'three members.csv.gz': {
    bytes: () => Buffer.concat([header, ...rows.split(/(?<=\n)/)].map((piece) => gzipSync(piece))),
    gives: one,
  },
  'a sum that lies.csv.gz': {
    bytes: () => {
      const bytes = gzipSync(honest)
      bytes.writeUInt32LE(0xdeadbeef, bytes.length - 8)
      return bytes
    },
    gives: { codes: ['file.unreadable'] },
  },
  'a length that lies.csv.gz': {
    bytes: () => {
      const bytes = gzipSync(honest)
      bytes.writeUInt32LE(0xffff_ffff, bytes.length - 4)
      return bytes
    },
    gives: { codes: ['file.unreadable'] },
  },
  'a name of a megabyte.csv.gz': {
    bytes: () => {
      const bytes = gzipSync(honest)
      bytes[3] = 8
      return Buffer.concat([bytes.subarray(0, 10), Buffer.alloc(1 << 20, 'x'), Buffer.alloc(1), bytes.subarray(10)])
    },
    gives: one,
  },
  'an odd byte.csv': {
    bytes: () => Buffer.concat([Buffer.from(`\ufeff${honest}`, 'utf16le'), Buffer.from('D')]),
    gives: { rows: one.rows, atMost: 4 },
  },
  'half letters.csv': {
    bytes: () => Buffer.from(`\ufeff${honest}D\ud800,2026-01-08,1\n`, 'utf16le'),
    gives: { rows: one.rows, read: 4 },
  },
  'a mark in the middle.csv': {
    bytes: () => honest.replace('B,', '\ufeffB,'),
    gives: { rows: [one.rows[0], one.rows[2]], read: 3 },
  },
  'UTF-7.csv': { bytes: () => utf7, gives: { rows: one.rows.slice(1), read: 3 } },
  'zeros in the cells.csv': {
    bytes: () => honest.replace('B,', 'B\u0000,').replace('A,', '\u0000A,'),
    gives: { rows: [one.rows[2]], read: 3 },
  },
  'every break there is.csv': {
    bytes: () => `${honest}D\u2028D,2026-01-08,1\nE\u0085E,2026-01-08,1\nF\u000b\u000cF,2026-01-08,1\n`,
    gives: { rows: one.rows, read: 6 },
  },
  'breaks of three kinds.csv': {
    bytes: () => 'customer,date,amount\r\nA,2026-01-05,3.50\nB,2026-01-06,4.50\rC,2026-01-07,5.50\n\r',
    gives: { rows: one.rows, atMost: 4 },
  },
  'a separator that lies.csv': { bytes: () => `sep=;\n${honest}`, gives: { ...one, codes: ['mapping.no_customer'] } },
  'a separator of ten thousand letters.csv': { bytes: () => `sep=${'🦊'.repeat(10_000)}\n${honest}`, gives: one },
  'ten thousand equal names.csv': {
    bytes: () => `${header.trim()}${',x'.repeat(10_000)}\n${rows.replaceAll('\n', `${',1'.repeat(10_000)}\n`)}`,
    gives: one,
  },
  'a header of a megabyte.csv': {
    bytes: () => `${header.trim()},${'n'.repeat(1 << 20)}\n${rows.replaceAll('\n', ',1\n')}`,
    gives: { codes: ['file.format'] },
  },
  'a header of half a megabyte.csv': {
    bytes: () => `${header.trim()},${'n'.repeat(1 << 19)}\n${rows.replaceAll('\n', ',1\n')}`,
    gives: one,
  },
  'nothing but delimiters between.csv': {
    bytes: () => `${header}${',,\n'.repeat(200_000)}${rows}`,
    gives: { rows: one.rows },
  },
  'blanks of every kind.csv': {
    bytes: () => `${header}\u00a0\u2003A\u200b ,2026-01-05,3.50\n${rows.split('\n').slice(1).join('\n')}`,
    gives: { rows: one.rows.slice(1), read: 3 },
  },
  'overlong letters.csv': {
    bytes: () =>
      Buffer.concat([
        latin(honest),
        Buffer.from([0xc1, 0x81, 0xe0, 0x81, 0x81, 0xf0, 0x80, 0x81, 0x81]),
        latin(',2026-01-08,1\n'),
      ]),
    gives: { rows: one.rows, read: 4 },
  },
}
