import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../test/shared-data.ts'
import { decodeUtf8, encodeUtf8 } from './bytes.ts'
import { Tokenizer } from './tokenizer.ts'

interface Read {
  rows: { cells: string[]; line: number; offset: number; nonAscii: boolean }[]
  broken: { kind: string; line: number; offset: number; text: string }[]
}

interface Settings {
  delimiter?: string
  maxRecordBytes?: number
  keepBlankLines?: boolean
  expectedCells?: number
  skipBytes?: number
  opensFormulas?: boolean
}

function read(bytes: Uint8Array, cuts: readonly number[] = [], settings: Settings = {}): Read {
  const result: Read = { rows: [], broken: [] }
  const tokenizer = new Tokenizer(
    {
      delimiter: encodeUtf8(settings.delimiter ?? ','),
      quote: 0x22,
      skipBytes: settings.skipBytes ?? 0,
      firstLine: 1,
      ...(settings.maxRecordBytes === undefined ? {} : { maxRecordBytes: settings.maxRecordBytes }),
      keepBlankLines: settings.keepBlankLines ?? false,
      opensFormulas: settings.opensFormulas ?? false,
      ...(settings.expectedCells === undefined ? {} : { expectedCells: settings.expectedCells }),
    },
    {
      record(record) {
        const cells: string[] = []
        for (let i = 0; i < record.count; i++) cells.push(decodeUtf8(record.buffer, record.starts[i], record.ends[i]))
        result.rows.push({ cells, line: record.line, offset: record.offset, nonAscii: record.nonAscii })
      },
      broken(record, kind) {
        const text = decodeUtf8(record.buffer, record.start, record.end)
        result.broken.push({ kind, line: record.line, offset: record.offset, text })
      },
    },
  )
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    tokenizer.push(bytes.subarray(from, cut))
    from = cut
  }
  tokenizer.finish()
  return result
}

const cells = (text: string, settings: Settings = {}): string[][] =>
  read(encodeUtf8(text), [], settings).rows.map((row) => row.cells)

describe('records and cells', () => {
  it('cuts at LF, CRLF and CR', () => {
    expect(cells('a,b\n1,2\r\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })
  it('reads quotes, doubled quotes and line breaks inside them', () => {
    expect(cells('"a ""b"" c","x\r\ny",""\n"",z,"""q"""')).toEqual([
      ['a "b" c', 'x\r\ny', ''],
      ['', 'z', '"q"'],
    ])
  })
  it('takes ="00123" for its letters, or for what stands between its quotes', () => {
    const text = '="001","=""0,2""","=""a""b""",="4,="","="'
    expect(cells(text)).toEqual([['="001"', '="0,2"', '="a"b"', '="4', '=""', '=']])
    expect(cells(text, { opensFormulas: true })).toEqual([['001', '0,2', '="a"b"', '="4', '', '=']])
  })
  it('passes blank lines over, and counts them as lines', () => {
    const { rows } = read(encodeUtf8('a\n\n\r\nb\n"c\nc"\nd\n'))
    expect(rows.map((row) => [row.cells[0], row.line, row.offset])).toEqual([
      ['a', 1, 0],
      ['b', 4, 5],
      ['c\nc', 5, 7],
      ['d', 7, 13],
    ])
  })
  it('keeps an empty last cell and trailing delimiters', () => {
    expect(cells('a,\n,\n,,')).toEqual([
      ['a', ''],
      ['', ''],
      ['', '', ''],
    ])
  })
  it('takes delimiters of two characters', () => {
    expect(cells('a, "b, c", d\n1, 2,5, 3', { delimiter: ', ' })).toEqual([
      ['a', 'b, c', 'd'],
      ['1', '2,5', '3'],
    ])
  })
  it('takes a tab, and a byte beyond ASCII as delimiter', () => {
    expect(cells('a\tb', { delimiter: '\t' })).toEqual([['a', 'b']])
    const tokens = read(Uint8Array.from([0x61, 0xa7, 0x62]), [], {})
    expect(tokens.rows[0]!.nonAscii).toBe(true)
  })
  it('keeps a quote that stands inside a cell', () => {
    expect(cells('5" pipe,6\n1,This "quotes" too,3')).toEqual([
      ['5" pipe', '6'],
      ['1', 'This "quotes" too', '3'],
    ])
    expect(cells('1,"Hey, I missed " it",3')).toEqual([['1', 'Hey, I missed " it', '3']])
  })
  it('drops spaces between a closing quote and the delimiter', () => {
    expect(cells('"a" ,"b"\t\n"c" ')).toEqual([['a', 'b'], ['c']])
  })
  it('skips what is no record', () => {
    expect(cells('\ufeffa,b\n1,2', { skipBytes: 3 + 4 })).toEqual([['1', '2']])
  })
  it('takes a row of very many cells', () => {
    const { rows } = read(encodeUtf8(`${'x,'.repeat(100_000)}y`))
    expect([rows.length, rows[0]!.cells.length, rows[0]!.cells.at(-1)]).toEqual([1, 100_001, 'y'])
  })
})

describe('quotes that never close', () => {
  it('give up their first line only', () => {
    const { rows, broken } = read(encodeUtf8('a,b\n1,"open\n2,x\n3,y\n'))
    expect(rows.map((row) => row.cells.join())).toEqual(['a,b', '2,x', '3,y'])
    expect(rows.map((row) => row.line)).toEqual([1, 3, 4])
    expect(broken).toEqual([{ kind: 'unclosed_quote', line: 2, offset: 4, text: '1,"open' }])
  })
  it('are seen where the next quote cannot close them', () => {
    const { rows, broken } = read(encodeUtf8('1,"open\n2,x\n3,"fine"\n4,"y, z"\n'))
    expect(rows.map((row) => row.cells)).toEqual([
      ['2', 'x'],
      ['3', 'fine'],
      ['4', 'y, z'],
    ])
    expect(broken.map((row) => [row.kind, row.line])).toEqual([['unclosed_quote', 1]])
  })
  it('never hold more than the longest record', () => {
    const lines = 'a,b\n'.repeat(50)
    const { rows, broken } = read(encodeUtf8(`1,"open\n${lines}`), [], { maxRecordBytes: 40 })
    expect(broken).toEqual([{ kind: 'unclosed_quote', line: 1, offset: 0, text: '1,"open' }])
    expect(rows.length).toBe(50)
  })
})

describe('records that are given up', () => {
  it('leave nothing behind: each one is read as if the file began with it', () => {
    const letters = ['a', ',', ',', '"', '"', '""', '"",', ',"', '"a', '\n', '\n', '\n"', '\r', '\r\n', ' ']
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...letters), { maxLength: 60 }),
        fc.constantFrom(8, 20, 1000),
        fc.constantFrom(undefined, 3),
        (parts, maxRecordBytes, expectedCells) => {
          const bytes = encodeUtf8(parts.join(''))
          const settings = { maxRecordBytes, ...(expectedCells !== undefined && { expectedCells }) }
          const all = (read_: Read): { offset: number }[] =>
            [...read_.rows, ...read_.broken].sort((a, b) => a.offset - b.offset)
          const whole = all(read(bytes, [], settings))
          for (const [i, { offset }] of whole.entries()) {
            const first = all(read(bytes.subarray(offset), [], settings))[0]!
            expect({ ...first, offset, line: 0 }).toEqual({ ...whole[i], line: 0 })
          }
        },
      ),
      { numRuns: 3000, seed: 5 },
    )
  })
  it('hold no more than a hundred lines where a quote in them means nothing', () => {
    const lines = 'a,b,c\n'.repeat(120)
    const { rows, broken } = read(encodeUtf8(`""x,1\n${lines}`))
    expect(broken).toEqual([{ kind: 'unclosed_quote', line: 1, offset: 0, text: '""x,1' }])
    expect(rows.length).toBe(120)
    const short = 'a,b,c\n'.repeat(90)
    expect(read(encodeUtf8(`""x,1\n${short}",2\n`)).rows.map((row) => row.cells.length)).toEqual([2])
  })
  it('are not tried again line by line: each line opens a cell that nothing closes', () => {
    for (const line of ['""a\n', '",x,"C\n', 'z",q"q,"w\n']) {
      const { rows, broken } = read(encodeUtf8(line.repeat(50_000)), [], { expectedCells: 3 })
      expect(rows.length + broken.length).toBe(50_000)
    }
  })
})

describe('records that are too long', () => {
  it('are reported with their start, and reading goes on with the next line', () => {
    const bytes = encodeUtf8(`1,2\n${'x'.repeat(100)}\r\n3,4\r\n`)
    const expected = {
      rows: ['1,2', '3,4'],
      broken: [{ kind: 'oversized', line: 2, offset: 4, text: 'x'.repeat(40) }],
    }
    for (let size = 1; size <= bytes.length; size++) {
      const cuts = Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => (i + 1) * size)
      const result = read(bytes, cuts, { maxRecordBytes: 40 })
      expect({ rows: result.rows.map((row) => row.cells.join()), broken: result.broken }).toEqual(expected)
      expect(result.rows[1]!.line).toBe(3)
    }
  })
  it('do not fill memory: 64 MB without a line break', () => {
    const block = new Uint8Array(1 << 20).fill(0x61)
    const kinds: string[] = []
    const tokenizer = new Tokenizer(
      { delimiter: encodeUtf8(','), quote: 0x22, skipBytes: 0, firstLine: 1 },
      { record: () => kinds.push('row'), broken: (_, kind) => kinds.push(kind) },
    )
    for (let i = 0; i < 64; i++) tokenizer.push(block)
    tokenizer.push(encodeUtf8('\n1,2\n'))
    tokenizer.finish()
    expect(kinds).toEqual(['oversized', 'row'])
    expect(tokenizer.buffer.length).toBeLessThan(70 << 20)
  })
})

const dirty = [
  'a,b,c\n1,2,3\n"x ""y"" z",5,6\r\n\r\n7,"8\r\n8",9\n',
  'a;b\r1;2\r\r"3\r";4',
  '"open, ""\n1,2\n"a"b"\n"\n',
  'é,ü\r\n"ş\n",ğ\n€,"„x“"',
  ',,,\n"",""\n" ","" x,"\n',
  '"',
  '\r',
  '\n\n"\r\n',
  'a, "b",c\r\n"x" \r\n"y"\t,2',
]

describe('every cut gives the same records, offsets and faults', () => {
  for (const delimiter of [',', ';', ', '])
    for (const [n, text] of dirty.entries())
      it(`text ${n + 1} with “${delimiter}”`, () => {
        const bytes = encodeUtf8(text)
        for (const maxRecordBytes of [6, 1000]) {
          const settings = { delimiter, maxRecordBytes }
          const whole = JSON.stringify(read(bytes, [], settings))
          const different: number[][] = []
          for (let a = 0; a <= bytes.length; a++)
            for (let b = a; b <= bytes.length; b++)
              if (JSON.stringify(read(bytes, [a, b], settings)) !== whole) different.push([a, b])
          expect(different).toEqual([])
          const single = Array.from(bytes, (_, i) => i)
          expect(JSON.stringify(read(bytes, single, settings))).toBe(whole)
        }
      })
  it('random bytes, random cuts', () => {
    const letters = ['a', '1', ',', ',', '"', '"', '""', '\n', '\r', '\r\n', ' ', 'é', ';', ', ']
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...letters), { maxLength: 60 }),
        fc.array(fc.nat(80), { maxLength: 6 }),
        fc.constantFrom(5, 20, 1000),
        fc.constantFrom(',', ';', ', '),
        (parts, at, maxRecordBytes, delimiter) => {
          const bytes = encodeUtf8(parts.join(''))
          const cuts = at.filter((cut) => cut <= bytes.length).sort((x, y) => x - y)
          const settings = { delimiter, maxRecordBytes }
          expect(read(bytes, cuts, settings)).toEqual(read(bytes, [], settings))
        },
      ),
      { numRuns: 2000, seed: 11 },
    )
  })
})

it('whatever is written by the rules is read back', () => {
  const cell = fc
    .array(fc.constantFrom('a', 'ß', '"', ',', '\n', '\r\n', ' ', '1', '🙂'), { maxLength: 6 })
    .map((x) => x.join(''))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.nat(50),
      (rows, lineBreak, cut) => {
        const written = rows
          .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
          .join(lineBreak)
        const bytes = encodeUtf8(written)
        const result = read(bytes, [Math.min(cut, bytes.length)])
        expect(result.rows.map((row) => row.cells)).toEqual(rows)
        expect(result.broken).toEqual([])
      },
    ),
    { numRuns: 500, seed: 3 },
  )
})

const spectrum = sharedData('csv/csv-spectrum/csvs')
describe('csv-spectrum (beside the project in ../shared/data)', () => {
  const files = spectrum === null ? [] : readdirSync(spectrum)
  it.skipIf(spectrum === null)('has twelve files', () => expect(files.length).toBe(12))
  for (const file of files)
    it(file, () => {
      const [header, ...rows] = read(readFileSync(join(spectrum!, file))).rows.map((row) => row.cells)
      const json = readFileSync(join(spectrum!, '../json', file.replace('.csv', '.json')), 'utf8')
      const expected = [JSON.parse(json)].flat() as Record<string, string>[]
      // The corpus itself has another number in the one than in the other.
      if (file === 'location_coordinates.csv') expected[0]!['Contact Phone Number'] = '2095257564'
      expect(rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]])))).toEqual(expected)
    })
})

const rfc = sharedData('csv/rfc4180/csv')
describe('RFC 4180 cases (beside the project in ../shared/data)', () => {
  const files =
    rfc === null
      ? []
      : readdirSync(rfc).filter((file) => existsSync(join(rfc, '../json', file.replace('.csv', '.json'))))
  it.skipIf(rfc === null)('has eighteen good files', () => expect(files.length).toBe(18))
  for (const file of files)
    it(file, () => {
      const rows = read(readFileSync(join(rfc!, file)), [], { keepBlankLines: true }).rows.map((row) => row.cells)
      const expected = JSON.parse(readFileSync(join(rfc!, '../json', file.replace('.csv', '.json')), 'utf8')) as unknown
      // Two of them list the rows below the header by name, all others every row.
      const [header, ...below] = rows
      const named = below.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]])))
      expect(file.startsWith('header-') ? named : rows).toEqual(expected)
    })
  it.skipIf(rfc === null)('bad-missing-quote.csv is reported', () => {
    const { broken } = read(readFileSync(join(rfc!, 'bad-missing-quote.csv')))
    expect(broken.map((row) => [row.kind, row.line, row.offset])).toEqual([['unclosed_quote', 2, 12]])
  })
})

it('does not cut through a cell that is quoted as it should be where a row has too few cells', () => {
  const seen: string[][] = []
  const tokenizer = new Tokenizer(
    { delimiter: encodeUtf8(','), quote: 0x22, skipBytes: 0, firstLine: 1, expectedCells: 3 },
    {
      record({ buffer, starts, ends, count }) {
        seen.push(Array.from({ length: count }, (_, i) => decodeUtf8(buffer, starts[i], ends[i])))
      },
      broken: (_, kind) => void seen.push([kind]),
    },
  )
  tokenizer.push(encodeUtf8('1,"Rome, Italy"\n2,"5"", long"\n3,"a "b, c",d\n'))
  tokenizer.finish()
  expect(seen).toEqual([
    ['1', 'Rome, Italy'],
    ['2', '5", long'],
    ['3', 'a "b, c', 'd'],
  ])
})

describe('delimiters of several signs', () => {
  it.each(['|||', ' ; ', '~^~', '│', '<|>x'])('%s, whatever the cuts', (delimiter) => {
    // A part of it is no delimiter.
    const part = delimiter.length === 1 ? '┃' : delimiter.slice(0, 1)
    const rows = [
      ['id', 'name', 'note'],
      ['1', 'Ann | Bob', ''],
      ['2', '"a""b"', part],
      ['', `"x${delimiter}y"`, 'é'],
      ['4', '"two\nlines"', '~'],
    ]
    const cells = [rows[0], rows[1], ['2', 'a"b', part], ['', `x${delimiter}y`, 'é'], ['4', 'two\nlines', '~']]
    const bytes = encodeUtf8(rows.map((row) => row.join(delimiter)).join('\r\n'))
    const whole = read(bytes, [], { delimiter })
    expect(whole.rows.map((row) => row.cells)).toEqual(cells)
    for (let cut = 1; cut < bytes.length; cut++) expect(read(bytes, [cut], { delimiter })).toEqual(whole)
    const everywhere = Array.from({ length: bytes.length - 1 }, (_, i) => i + 1)
    expect(read(bytes, everywhere, { delimiter })).toEqual(whole)
  })
})
