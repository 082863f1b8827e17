import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute, readInspected, readText, strings } from '../../../test/support/read-text.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { inspectBytes, inspectCells } from './inspect-file.ts'
import { createLayerReader } from './layer-reader.ts'

const text = 'customer_id,date,amount,city\nMüller,2024-01-05,1,Köln\nÖzil,2024-01-06,2,İstanbul\n李,2024-01-07,3,🙂\n'

function utf16(content: string, bigEndian: boolean, bom: boolean): Uint8Array {
  const units = Array.from({ length: content.length }, (_, i) => content.charCodeAt(i))
  if (bom) units.unshift(0xfeff)
  return Uint8Array.from(units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])))
}

/** Latin letters as one byte each. */
const latin = (content: string): Uint8Array => Uint8Array.from(content, (letter) => letter.charCodeAt(0))

function customers(read: ReturnType<typeof readText>): string[] {
  return read.result.tail.kind === 'orders' ? strings(read.result.tail.customers) : []
}

describe('encodings', () => {
  it.each([
    ['utf-8', false, encodeUtf8(text)],
    ['utf-8', true, encodeUtf8(`\ufeff${text}`)],
    ['utf-16le', true, utf16(text, false, true)],
    ['utf-16be', true, utf16(text, true, true)],
    ['utf-16le', false, utf16(text, false, false)],
    ['utf-16be', false, utf16(text, true, false)],
  ] as const)('%s, byte order mark: %s', (encoding, bom, bytes) => {
    const read = readText(bytes)
    expect([read.inspection.encoding, read.inspection.bom]).toEqual([encoding, bom])
    expect(customers(read)).toEqual(['Müller', 'Özil', '李'])
    expect(attribute(read.result, 'city')).toEqual(['Köln', 'İstanbul', '🙂'])
    const facts = ({ rows, counts }: typeof read): string => JSON.stringify([rows, counts])
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(facts(readInspected(bytes, read.inspection, [cut]))).toBe(facts(read))
  })

  it('windows-1252 and windows-1254 by their letters', () => {
    const western = readText(latin('customer_id,date,amount\nM\xfcller,2024-01-05,\x801.50\n\x93x\x94,2024-01-05,1\n'))
    expect([western.inspection.encoding, customers(western), western.result.currency]).toEqual([
      'windows-1252',
      ['Müller', '“x”'],
      'EUR',
    ])
    const turkish = readText(latin('m\xfc\xfeteri,tarih,tutar\nAy\xfee,2024-01-05,1\nI\xfe\xfdk,2024-01-05,1\n'))
    expect([turkish.inspection.encoding, customers(turkish)]).toEqual(['windows-1254', ['Ayşe', 'Işık']])
    expect(turkish.roles).toEqual({ customer_id: 'müşteri', date: 'tarih', amount: 'tutar' })
  })

  it('an encoding that was chosen', () => {
    const read = readText(latin('customer_id,date,amount\nAy\xfee,2024-01-05,1\n'), { encoding: 'cp1252' })
    expect(customers(read)).toEqual(['Ayþe'])
  })

  it('a head of pure ASCII leaves the encoding open until a letter comes', () => {
    const start = encodeUtf8(`customer_id,date,amount\n${'A,2024-01-05,1\n'.repeat(20)}`)
    const inspection = inspectBytes(start, false, {})
    const whole = (rest: Uint8Array): Uint8Array => Uint8Array.from([...start, ...rest])
    const western = readInspected(whole(latin('M\xfcller,2024-01-05,1\nJos\xe9,2024-01-05,1\n')), inspection)
    expect([western.result.encoding, western.counts.rejected, customers(western).slice(1)]).toEqual([
      'windows-1252',
      0,
      ['Müller', 'José'],
    ])
    const unicode = readInspected(
      whole(Uint8Array.from([...encodeUtf8('Müller,2024-01-05,1\n'), ...latin('Jos\xe9,2024-01-05,1\n')])),
      inspection,
    )
    expect([unicode.result.encoding, unicode.counts.rejected, customers(unicode).slice(1)]).toEqual([
      'utf-8',
      1,
      ['Müller'],
    ])
  })

  it('bytes that are not valid UTF-8 reject their row', () => {
    const parts = [
      encodeUtf8(
        'customer_id,date,amount\nMüller,2024-01-05,1\nÖzil,2024-01-05,1\nJosé,2024-01-05,1\nAyşe,2024-01-05,1\n',
      ),
      latin('\xff\xfe,2024-01-05,1\n'),
      encodeUtf8('Zoë,2024-01-05,1\n'),
    ]
    const read = readText(Uint8Array.from(parts.flatMap((part) => [...part])))
    expect(read.rejected.map(({ line, byteOffset, kind, raw }) => [line, byteOffset, kind, raw])).toEqual([
      [6, parts[0]!.length, 'invalid_encoding', '\ufffd\ufffd,2024-01-05,1'],
    ])
    expect(customers(read)).toEqual(['Müller', 'Özil', 'José', 'Ayşe', 'Zoë'])
  })

  it('half a character in UTF-16 rejects its row, at its place in the file', () => {
    const content = 'customer_id,date,amount\nMüller🙂,2024-01-05,1\nbad\ud83d,2024-01-05,1\n\nB,x,1\n'
    const read = readText(utf16(content, false, true))
    expect(read.rejected.map(({ line, byteOffset, kind }) => [line, byteOffset, kind])).toEqual([
      [3, 2 + 2 * content.indexOf('bad'), 'invalid_encoding'],
      [5, 2 + 2 * content.indexOf('B,x'), 'cast'],
    ])
  })
})

describe('customers', () => {
  it('one entry a row, in the file’s order', () => {
    const { result, counts, inspection, roles } = readText(
      'Customer ID;E-Mail;Name;Registriert am;LTV;Newsletter;Lieblingsfarbe\n' +
        '001;a@x.org;Ada;05.01.2024;1.234,50 €;ja;rot\n002;;Bob;unbekannt;n/a;nein;\n;c@x.org;Cem;;10;;blau\n;;nobody;;;;\n001;a@y.org;;;;;\n',
    )
    expect([inspection.kind, inspection.delimiter, inspection.decimal]).toEqual(['customers', ';', ','])
    expect(roles).toEqual({
      customer_id: 'Customer ID',
      email: 'E-Mail',
      name: 'Name',
      signup_date: 'Registriert am',
      lifetime_value: 'LTV',
      consent: 'Newsletter',
    })
    const { tail } = result
    if (tail.kind !== 'customers') throw new Error(tail.kind)
    expect([tail.rows, strings(tail.ids), strings(tail.emails)]).toEqual([
      4,
      ['001', '002', '', '001'],
      ['a@x.org', '', 'c@x.org', 'a@y.org'],
    ])
    expect(attribute(result, 'Registriert am')).toEqual(['2024-01-05', '', '', ''])
    expect(attribute(result, 'LTV')).toEqual(['1234.50', '', '10', ''])
    expect(attribute(result, 'Lieblingsfarbe')).toEqual(['rot', '', 'blau', ''])
    expect(tail.attributes.map((column) => column.role)).toEqual([
      'name',
      'signup_date',
      'lifetime_value',
      'consent',
      'attribute',
    ])
    expect([counts.read, counts.accepted, counts.withoutCustomer, counts.rejected]).toEqual([5, 4, 1, 0])
    expect(result.warnings.map((warning) => [warning.code, warning.params])).toEqual([
      ['import.warning.value_left_empty', { rows: 1, column: 'Registriert am' }],
      ['import.warning.value_left_empty', { rows: 1, column: 'LTV' }],
      ['import.warning.without_person', { rows: 1 }],
    ])
  })
})

describe('rows of a workbook', () => {
  it('are read as those of a text file, short rows filled up', () => {
    const rows = [
      ['Report of May'],
      [],
      ['Customer', 'Date', 'Amount', 'City'],
      ['A', '2024-01-05 08:00:00', '1.5', 'Köln'],
      [],
      ['B', '2024-01-06', '2'],
      ['', '', ''],
      ['C', 'soon', '2', 'Rome'],
      ['D', '2024-01-06', '2', 'Rome', 'x'],
    ]
    const inspection = inspectCells(rows, {}, true)
    expect([inspection.headerRow, inspection.sampleRows, inspection.delimiter]).toEqual([2, 4, null])
    const reader = createLayerReader(inspection)
    for (let i = inspection.plan.firstLine - 1; i < rows.length; i++) reader.pushCells(rows[i]!, i + 1)
    const result = reader.finish()
    expect(
      result.rejected.map(({ line, byteOffset, kind, column, raw }) => [line, byteOffset, kind, column, raw]),
    ).toEqual([
      [8, -1, 'cast', 'Date', 'C\tsoon\t2\tRome'],
      [9, -1, 'too_many_columns', '', 'D\t2024-01-06\t2\tRome\tx'],
    ])
    expect(reader.counts).toMatchObject({ read: 4, accepted: 2, rejected: 2 })
    expect(attribute(result, 'City')).toEqual(['Köln', ''])
  })
})

describe('damaged files', () => {
  const base = encodeUtf8(
    'Report\n\norder_id;customer_id;date;product;quantity;unit_price;city\n' +
      Array.from(
        { length: 30 },
        (_, i) => `${i >> 1};C${i % 7};${(i % 28) + 1}.01.2024;"T ""${i % 3}""";${(i % 4) - 1};1,${i};K\u00f6ln\r\n`,
      ).join(''),
  )
  it('never throw, and count every row once, at any cut', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(base.length - 1),
            fc.constantFrom(0x22, 0x3b, 0x0a, 0x0d, 0x00, 0xff, 0xc3, 0x2c, 0x2d, 0x39),
          ),
          {
            maxLength: 12,
          },
        ),
        fc.array(fc.nat(base.length - 1), { maxLength: 3 }),
        (edits, at) => {
          const bytes = base.slice()
          for (const [place, byte] of edits) bytes[place] = byte
          const inspection = inspectBytes(bytes, true, {})
          if (inspection.problems.length > 0) return
          const whole = readInspected(bytes, inspection)
          const { counts } = whole
          expect(counts.accepted + counts.rejected + counts.withoutCustomer).toBe(counts.read)
          const cut = readInspected(
            bytes,
            inspection,
            at.sort((a, b) => a - b),
          )
          expect([cut.rows, cut.orders, cut.rejected, cut.counts]).toEqual([
            whole.rows,
            whole.orders,
            whole.rejected,
            counts,
          ])
        },
      ),
      { seed: 9, numRuns: 400 },
    )
  })
})

it('says which columns are missing when it is built without them', () => {
  const inspection = inspectBytes(encodeUtf8('a,b\n1,2\n'), true, { kind: 'orders' })
  expect(() => createLayerReader(inspection)).toThrow('layer reader: the columns for orders are missing')
})
