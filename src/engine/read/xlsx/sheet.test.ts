import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { ColumnMoney } from './column-money.ts'
import { XlsxFault } from './fault.ts'
import { cellFormat } from './formats.ts'
import { relationshipsScanner, resolvePart, stylesScanner, workbookScanner } from './parts.ts'
import type { CellStyles, Relationship, WorkbookPart } from './parts.ts'
import { SharedStrings, sharedStringsScanner } from './shared-strings.ts'
import { SheetReader } from './sheet.ts'
import type { XmlScanner } from './xml.ts'

function pour(scanner: Pick<XmlScanner, 'push' | 'finish'>, text: string, cut = Infinity): void {
  const bytes = encodeUtf8(text)
  for (let at = 0; at < bytes.length; at += cut) scanner.push(bytes.subarray(at, Math.min(bytes.length, at + cut)))
  scanner.finish()
}

function strings(text: string, cut = Infinity): SharedStrings {
  const into = new SharedStrings()
  pour(sharedStringsScanner(into), text, cut)
  return into
}

const texts = (of: SharedStrings): (string | null)[] => Array.from({ length: of.count }, (_, i) => of.at(i))

interface Setting {
  readonly strings?: string
  readonly formats?: string[]
  readonly is1904?: boolean
  readonly cut?: number
}

/** `row: cell | cell` of every row told. */
function sheet(
  text: string,
  { strings: shared = '', formats = [], is1904 = false, cut = Infinity }: Setting = {},
): string[] {
  const rows: string[] = []
  const context = { strings: strings(`<sst>${shared}</sst>`), styles: { formats: formats.map(cellFormat) }, is1904 }
  const reader = new SheetReader(context, (cells, line) => rows.push(`${line}: ${cells.join(' | ')}`) > 0)
  pour(reader, text, cut)
  return rows
}

const data = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

describe('numbers that their format says more of', () => {
  const shown = (format: string, value: string, is1904 = false): string[] =>
    sheet(data(`<row><c s="0"><v>${value}</v></c></row>`), { formats: [format], is1904 })

  it.each([
    ['00000', '104', '00104'],
    ['00000;@', '104', '00104'],
    ['[$-407]00000', '1067', '01067'],
    ['00000', '1234567', '1234567'],
    ['00000', '12.5', '12.5'],
    ['00000', '-7', '-7'],
    ['"K-"0000', '7', 'K-0007'],
    ['\\R\\E00000', '12', 'RE00012'],
    ['000-00-0000', '12345678', '012-34-5678'],
    ['0', '7', '7'],
    ['0.00', '7', '7'],
    ['0"."000', '1234', '1234'],
    ['#,##0', '1234', '1234'],
    ['0000%', '7', '7'],
    ['h:mm', '0.5', '12:00:00'],
    ['hh:mm:ss', '0.749988426', '17:59:59'],
    ['mm:ss', '0.001', '00:01:26'],
    ['h:mm', '45000.5', '2023-03-15 12:00:00'],
    ['[h]:mm:ss', '1.5', '36:00:00'],
    ['[h]:mm', '-0.25', '-06:00:00'],
    ['mmm yy', '45000', '2023-03-15'],
    ['m/d/yy h:mm', '45000.5', '2023-03-15 12:00:00'],
  ])('%s of %s is %s', (format, value, expected) => {
    expect(shown(format, value)).toEqual([`1: ${expected}`])
  })

  it('times of a day are the same in either calendar', () => {
    expect(shown('h:mm:ss', '0.25', true)).toEqual(['1: 06:00:00'])
    expect(shown('[h]:mm:ss', '2', true)).toEqual(['1: 48:00:00'])
  })
})

describe('currencies that formats show', () => {
  const formats = ['#,##0.00 [$€-407]', '[$$-409]#,##0.00', '#,##0.00 "€"', '0.00']
  const row = (...styles: number[]): string => `<row>${styles.map((s) => `<c s="${s}"><v>9.5</v></c>`).join('')}</row>`
  const read = (text: string, money: ColumnMoney): string[] => {
    const rows: string[] = []
    const context = { strings: new SharedStrings(), styles: { formats: formats.map(cellFormat) }, is1904: false }
    pour(new SheetReader(context, (cells) => rows.push(cells.join(' | ')) > 0, money), data(text))
    return rows
  }

  it('are a matter of the column where it has but one', () => {
    const money = new ColumnMoney()
    expect(read(row(0, 1) + row(2, 3), money)).toEqual(['9.5 | 9.5', '9.5 | 9.5'])
    expect(money.isMixed).toBe(false)
    expect([...money.only]).toEqual([
      [0, 'EUR'],
      [1, 'USD'],
    ])
  })

  it('stand in the cells of a column that has several', () => {
    const money = new ColumnMoney()
    read(row(0) + row(1), money)
    expect(money.isMixed).toBe(true)
    expect([...money.only]).toEqual([])
    expect(read(row(0) + row(1) + row(3), money)).toEqual(['9.5 EUR', '9.5 USD', '9.5'])
  })
})

describe('cells', () => {
  it.each([
    ['a number', '<c r="A1"><v>1234.50</v></c>', '1234.5'],
    ['a double of 17 digits', '<c r="A1"><v>0.10000000000000001</v></c>', '0.1'],
    ['a large one', '<c r="A1"><v>1E+20</v></c>', '100000000000000000000'],
    ['a larger one', '<c r="A1"><v>1E+21</v></c>', '1e21'],
    ['an id of 16 digits', '<c r="A1"><v>1.00000001E+15</v></c>', '1000000010000000'],
    ['another one', '<c r="A1"><v>1000000010000003</v></c>', '1000000010000003'],
    ['more digits than a double has', '<c r="A1"><v>1234567890123456789</v></c>', '1.23456789012346e18'],
    ['minus zero', '<c r="A1"><v>-0</v></c>', '0'],
    ['a leading zero', '<c r="A1"><v>007</v></c>', '7'],
    ['no number', '<c r="A1"><v>abc</v></c>', ''],
    ['true', '<c r="A1" t="b"><v>1</v></c>', 'true'],
    ['false', '<c r="A1" t="b"><v>0</v></c>', 'false'],
    ['an error', '<c r="A1" t="e"><v>#DIV/0!</v></c>', ''],
    ['the text of a formula', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>a &lt; b</v></c>', 'a < b'],
    ['an empty text of a formula', '<c r="A1" t="str"><f>""</f><v></v></c>', ''],
    ['an ISO date', '<c r="A1" t="d"><v>2021-01-01T00:00:00Z</v></c>', '2021-01-01'],
    ['an ISO date and time', '<c r="A1" t="d"><v>2021-01-01T10:11:12.5</v></c>', '2021-01-01 10:11:12'],
    ['a serial day', '<c r="A1" s="1"><v>45000</v></c>', '2023-03-15'],
    ['a serial moment', '<c r="A1" s="1"><v>40513.351388888889</v></c>', '2010-12-01 08:26:00'],
    ['the first day', '<c r="A1" s="1"><v>1</v></c>', '1900-01-01'],
    ['a style that is none', '<c r="A1" s="9"><v>45000</v></c>', '45000'],
    ['a shared text', '<c r="A1" t="s"><v>1</v></c>', 'zwei'],
    ['a shared text that is missing', '<c r="A1" t="s"><v>99</v></c>', ''],
    ['an inline text', '<c r="A1" t="inlineStr"><is><t>Köln</t></is></c>', 'Köln'],
    ['inline runs', '<c r="A1" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>', 'a b'],
    ['CDATA', '<c r="A1" t="inlineStr"><is><t><![CDATA[a <&> b]]></t></is></c>', 'a <&> b'],
    ['references', '<c r="A1" t="str"><v>&#x1F600;&#65;&quot;&unknown;</v></c>', '😀A"&unknown;'],
    ['an escape', '<c r="A1" t="str"><v>a_x000D_\nb_x0041_c_x005F_x0041_</v></c>', 'a\nbAc_x0041_'],
    ['quotes of the other kind', "<c r='A1' t='b'><v>1</v></c>", 'true'],
  ])('%s', (_, cell, text) => {
    const setting = { formats: ['General', 'yyyy-mm-dd'], strings: '<si><t>eins</t></si><si><t>zwei</t></si>' }
    const document = data(`<row r="1">${cell}<c r="B1"><v>1</v></c></row>`)
    expect(sheet(document, setting)).toEqual([`1: ${text} | 1`])
    for (const cut of [1, 2, 3, 7]) expect(sheet(document, { ...setting, cut })).toEqual([`1: ${text} | 1`])
  })

  it('days that count from 1904', () => {
    expect(sheet(data('<row><c s="0"><v>0</v></c></row>'), { formats: ['yyyy-mm-dd'], is1904: true })).toEqual([
      '1: 1904-01-01',
    ])
  })

  it('without references, with gaps, and with wrong dimensions', () => {
    expect(
      sheet(
        `<worksheet><dimension ref="A1"/><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c><c r="A5"><v>0</v></c></row><row><c r="AA6"/></row><row><c><v>5</v></c></row></sheetData></worksheet>`,
      ),
    ).toEqual(['1: 1 | 2', '5: 0 |  | 3 | 4', '7: 5'])
  })

  it('with prefixes, comments and what follows the rows', () => {
    expect(
      sheet(
        '<?xml version="1.0"?><!-- <row> --><x:worksheet xmlns:x="a" xmlns:r="b"><x:sheetData><x:row r="2" xmlns:r="5"><x:c x:r="Z9" r="A2"><x:v>1<!-- no -->2</x:v></x:c></x:row></x:sheetData><row><c><v>3</v></c></row></x:worksheet>',
      ),
    ).toEqual(['2: 12'])
  })

  it.each([
    ['no end of the rows', '<worksheet><sheetData><row><c><v>1</v></c></row>', 'damaged'],
    ['an end inside a tag', '<worksheet><sheetData><row', 'damaged'],
    ['an attribute without quotes', data('<row r=1/>'), 'damaged'],
    ['a row beyond the last', data('<row r="1048577"/>'), 'damaged'],
    ['a column beyond the last', data('<row><c r="XFE1"/></row>'), 'damaged'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${data('')}`, 'doctype'],
    ['a document type in small letters', `<?xml version="1.0"?><!doctype x>${data('')}`, 'doctype'],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${data('')}`, 'encoding'],
  ])('%s', (_, text, kind) => {
    const fault = ((): unknown => {
      try {
        return sheet(text)
      } catch (error) {
        return error
      }
    })()
    expect(fault).toBeInstanceOf(XlsxFault)
    expect((fault as XlsxFault).kind).toBe(kind)
  })

  it('a text without an end does not eat memory', () => {
    const reader = new SheetReader({ strings: new SharedStrings(), styles: { formats: [] }, is1904: false }, () => true)
    reader.push(encodeUtf8('<worksheet><sheetData><row><c><v>'))
    const spaces = new Uint8Array(1 << 20).fill(0x20)
    expect(() => {
      for (let i = 0; i < 40; i++) reader.push(spaces)
    }).toThrow('without an end')
  })

  it('empty cells beside far-off ones are not laid out without end', () => {
    const context = { strings: new SharedStrings(), styles: { formats: [] }, is1904: false }
    const reader = new SheetReader(context, () => true)
    const rows = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(6200)
    expect(() => pour(reader, data(rows), 65_536)).toThrow('too many empty cells')
  })

  it('stops when it is told to', () => {
    const lines: number[] = []
    const context = { strings: new SharedStrings(), styles: { formats: [] }, is1904: false }
    const reader = new SheetReader(context, (_, line) => lines.push(line) < 2)
    pour(reader, data('<row><c><v>1</v></c></row>'.repeat(5)))
    expect(lines).toEqual([1, 2])
  })
})

describe('shared strings', () => {
  const text =
    '<sst uniqueCount="3"><si><t>a</t></si><si><r><rPr><b/></rPr><t xml:space="preserve"> b</t></r><r><t>&amp;c_x000D_</t></r></si><si/><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t></t></si><sstItem><t>old</t></sstItem></sst>'

  it('plain, rich, empty, with readings', () => {
    for (const cut of [Infinity, 1, 5])
      expect(texts(strings(text, cut))).toEqual(['a', ' b&c\r', '', '東京', '', 'old'])
  })

  it('as many as there are, whatever the count says', () => {
    const many = strings(
      `<sst count="2">${Array.from({ length: 70_000 }, (_, i) => `<si><t>s${i}</t></si>`).join('')}</sst>`,
    )
    expect([
      many.count,
      many.at(69_999),
      many.at(2),
      many.at(32_770),
      many.at(-1),
      many.at(70_000),
      many.at(NaN),
    ]).toEqual([70_000, 's69999', 's2', 's32770', null, null, null])
  })
})

describe('other parts', () => {
  it('relationships of strict and transitional workbooks', () => {
    const found: Relationship[] = []
    pour(
      relationshipsScanner(found),
      '<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/sheets/1.xml"/><Relationship Id="b" Type="x/hyperlink" Target="http://example.org" TargetMode="External"/></Relationships>',
    )
    expect(found).toEqual([{ id: 'a', type: 'worksheet', target: '/xl/sheets/1.xml' }])
    expect(resolvePart('xl/workbook.xml', '/xl/sheets/1.xml')).toBe('xl/sheets/1.xml')
    expect(resolvePart('xl/workbook.xml', 'sheets/1.xml')).toBe('xl/sheets/1.xml')
    expect(resolvePart('xl/a/workbook.xml', '../sheets/./1.xml')).toBe('xl/sheets/1.xml')
    expect(resolvePart('xl/workbook.xml', '../../../x.xml')).toBe('x.xml')
  })

  it('sheets of a workbook', () => {
    const workbook: WorkbookPart = { sheets: [], is1904: false }
    pour(
      workbookScanner(workbook),
      '<workbook xmlns:r="x"><workbookPr date1904="true"/><sheets><sheet name="A &amp; B" sheetId="1" r:id="r1"/><sheet state="veryHidden" name="C" sheetId="2" r:id="r2"/></sheets></workbook>',
    )
    expect(workbook).toEqual({
      sheets: [
        { name: 'A & B', relationship: 'r1', hidden: false },
        { name: 'C', relationship: 'r2', hidden: true },
      ],
      is1904: true,
    })
  })

  it('formats of cells: own, built in, and none of the named styles', () => {
    const styles: CellStyles = { formats: [] }
    pour(
      stylesScanner(styles),
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"><alignment/></xf><xf numFmtId="165"/><xf numFmtId="9"/></cellXfs><dxfs><dxf><numFmt numFmtId="9" formatCode="yyyy"/></dxf></dxfs></styleSheet>',
    )
    expect(styles.formats.map(({ shows }) => shows === 'date')).toEqual([false, true, true, false, false])
  })
})
