import { biffRecord, biffWorkbook } from '../support/biff.ts'
import { odsArchive } from '../support/ods.ts'
import { workbookParts, zipArchive } from '../support/zip-archive.ts'
import type { ArchiveOptions, ArchivePart } from '../support/zip-archive.ts'
import type { Attack } from './attack.ts'
import { honestRows } from './attack.ts'

const text = (value: string, attributes = ''): string => `<c${attributes} t="inlineStr"><is><t>${value}</t></is></c>`
const number = (value: string, attributes = ''): string => `<c${attributes}><v>${value}</v></c>`
const header = `<row r="1">${['customer', 'date', 'amount'].map((name) => text(name)).join('')}</row>`
const row = (customer: string, day: string, amount: string): string =>
  `<row>${text(customer)}${text(day)}${number(amount)}</row>`
const rows = row('A', '2026-01-05', '3.5') + row('B', '2026-01-06', '4.5') + row('C', '2026-01-07', '5.5')
const honest = header + rows
const sheetPart = 'xl/worksheets/sheet1.xml'
const relationsPart = 'xl/_rels/workbook.xml.rels'

const partsOf = (sheetData: string): ArchivePart[] => workbookParts({ sheets: { One: sheetData } })
const xlsx = (sheetData: string, options: ArchiveOptions = {}): Uint8Array => zipArchive(partsOf(sheetData), options)
/** An honest workbook with one part written otherwise. */
const changed = (name: string, change: (content: string) => string | Uint8Array): Uint8Array =>
  zipArchive(
    partsOf(honest).map((part) => (part.name === name ? { ...part, content: change(String(part.content)) } : part)),
  )
const sheetOf = (rowsXml: string): string =>
  `<?xml version="1.0"?><worksheet><sheetData>${rowsXml}</sheetData></worksheet>`
const secret = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

/** A field of every entry in the directory of an archive, written over. */
function lying(archive: Uint8Array, change: (entry: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(archive)
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4))
    change(bytes.subarray(at))
  return bytes
}

/** Numbers as rows of an XLS sheet. */
function biffNumbers(): Buffer {
  return Buffer.concat(
    Array.from({ length: 12 }, (_, i) => {
      const body = Buffer.alloc(14)
      body.writeUInt16LE(i >> 2, 0)
      body.writeUInt16LE(i & 3, 2)
      body.writeDoubleLE(i, 6)
      return biffRecord(0x203, body)
    }),
  )
}

/** A compound file whose table of sectors is written over, sector by sector. */
function withSectors(next: (sector: number) => number): Uint8Array {
  const bytes = biffWorkbook(biffNumbers())
  const first = bytes.readUInt32LE(76)
  for (let i = 0; i < first - 1; i++) bytes.writeUInt32LE(next(i), 512 * (first + 1) + 4 * i)
  return bytes
}

/** What Excel writes for a row of an XLSB sheet, with lengths that are not those of what follows. */
function xlsb(sheet: Uint8Array): Uint8Array {
  return zipArchive(
    partsOf('').flatMap((part): ArchivePart[] => {
      if (part.name === sheetPart) return [{ name: 'xl/worksheets/sheet1.bin', content: sheet }]
      if (part.name === 'xl/workbook.xml')
        return [{ name: 'xl/workbook.bin', content: Buffer.from('830100840100', 'hex') }]
      if (part.name === relationsPart)
        return [{ name: 'xl/_rels/workbook.bin.rels', content: String(part.content).replaceAll('.xml"', '.bin"') }]
      if (part.name === '_rels/.rels' || part.name === '[Content_Types].xml')
        return [
          {
            ...part,
            content: String(part.content)
              .replaceAll('workbook.xml', 'workbook.bin')
              .replaceAll('sheet.main+xml', 'sheet.binary.macroEnabled.main'),
          },
        ]
      return []
    }),
  )
}

const odsCell = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
const odsRows = (repeat: (n: number) => string, cells = ''): string =>
  [
    ['customer', 'date', 'amount'],
    ['A', '2026-01-05', '3.5'],
    ['B', '2026-01-06', '4.5'],
    ['C', '2026-01-07', '5.5'],
  ]
    .map((values, n) => `<table:table-row${repeat(n)}>${values.map(odsCell).join('')}${cells}</table:table-row>`)
    .join('')

const one = honestRows
const refused = (...codes: string[]): Attack['gives'] => ({ codes })

export const workbookAttacks: Readonly<Record<string, Attack>> = {
  'a sheet that is the workbook.xlsx': {
    bytes: () => changed(relationsPart, (content) => content.replace('worksheets/sheet1.xml', 'workbook.xml')),
    gives: refused('file.empty', 'file.unreadable', 'file.format'),
  },
  'two parts with one id.xlsx': {
    bytes: () =>
      changed(relationsPart, (content) =>
        content.replace(
          '</Relationships>',
          '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet9.xml"/></Relationships>',
        ),
      ),
    gives: { codes: ['file.empty'] },
  },
  'two entries with one name.xlsx': {
    bytes: () => {
      const parts = partsOf(honest)
      return zipArchive([...parts, { name: sheetPart, content: sheetOf(header + row('EVIL', '2026-01-05', '9')) }])
    },
    gives: refused('file.unreadable'),
  },
  'a sheet outside the archive.xlsx': {
    bytes: () =>
      changed(relationsPart, (content) => content.replace('worksheets/sheet1.xml', '../../../../../etc/passwd')),
    gives: refused('file.empty', 'file.unreadable', 'file.format'),
  },
  'an entry named after a file of the system.xlsx': {
    bytes: () =>
      zipArchive([
        ...partsOf(honest).map((part) =>
          part.name === relationsPart
            ? { ...part, content: String(part.content).replace('worksheets/sheet1.xml', '../../../../etc/passwd') }
            : part,
        ),
        { name: '../../../etc/passwd', content: sheetOf(honest) },
      ]),
    gives: refused('file.empty', 'file.unreadable', 'file.format'),
  },
  'a sheet on another computer.xlsx': {
    bytes: () =>
      changed(relationsPart, (content) =>
        content.replace('Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="http://127.0.0.1:9/x"'),
      ),
    // It is looked for in the archive alone.
    gives: one,
  },
  ...Object.fromEntries(
    ['xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', relationsPart, sheetPart].map((name) => [
      `an entity of the disk in ${name.replaceAll('/', ' ')}.xlsx`,
      {
        bytes: () =>
          changed(name, (content) =>
            content.replace(/(<\?xml[^>]*>\n?)?/, `$1${secret}`).replace('customer', '&b;customer'),
          ),
        gives: refused('file.unreadable', 'file.too_large', 'file.format'),
      } satisfies Attack,
    ]),
  ),
  'counts of strings that lie.xlsx': {
    bytes: () =>
      zipArchive(
        workbookParts({
          sheets: { One: honest.replace(text('A'), '<c t="s"><v>0</v></c>') },
          strings: '<si><t>A</t></si>',
        }).map((part) =>
          part.name === 'xl/sharedStrings.xml'
            ? { ...part, content: String(part.content).replace('<sst', '<sst count="4294967295" uniqueCount="-1"') }
            : part,
        ),
      ),
    gives: one,
  },
  'strings that are not there.xlsx': {
    bytes: () =>
      xlsx(
        honest +
          ['99999999', '-1', '1e9', 'NaN', '4294967296', '']
            .map((v) => `<row><c t="s"><v>${v}</v></c>${text('2026-01-08')}${number('1')}</row>`)
            .join(''),
      ),
    gives: { rows: honestRows.rows, read: 9 },
  },
  'places that are none.xlsx': {
    bytes: () =>
      xlsx(
        header +
          rows +
          ['XFE1', 'ZZZZZZ9', 'A0', 'A-5', '-A5', 'A99999999999999999999', '', '$A$9', 'a9']
            .map((r) => `<row r="${r.replace(/\D/g, '') || 'x'}"><c r="${r}"><v>1</v></c></row>`)
            .join(''),
      ),
    gives: refused('file.format'),
  },
  'rows of a thousand million.xlsx': {
    bytes: () => xlsx(`${header}${rows}<row r="1048577">${text('Z')}</row><row r="4294967295">${text('Z')}</row>`),
    gives: refused('file.format'),
  },
  'cells and rows out of order.xlsx': {
    bytes: () =>
      xlsx(
        `${header}<row r="4">${number('5.5', ' r="C4"')}${text('C', ' r="A4"')}${text('2026-01-07', ' r="B4"')}</row>` +
          `<row r="2">${text('2026-01-05', ' r="B2"')}${number('3.5', ' r="C2"')}${text('A', ' r="A2"')}</row>` +
          `<row r="3">${number('4.5', ' r="C3"')}${text('2026-01-06', ' r="B3"')}${text('B', ' r="A3"')}</row>`,
      ),
    gives: { ...one, anyOrder: true },
  },
  'numbers that are none.xlsx': {
    bytes: () =>
      xlsx(
        honest +
          ['1e400', 'NaN', '-Infinity', '0x10', '1_000', '٣', '1,5', '  ']
            .map((n) => row('D', '2026-01-08', n))
            .join(''),
      ),
    gives: { rows: honestRows.rows, atMost: 11 },
  },
  'days beyond time.xlsx': {
    bytes: () =>
      zipArchive(
        workbookParts({
          sheets: {
            One:
              honest +
              ['1e308', '-1e308', '2958466', '99999999', '-693594']
                .map((day) => `<row>${text('D')}<c s="1"><v>${day}</v></c>${number('1')}</row>`)
                .join(''),
          },
          styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
        }),
      ),
    gives: { rows: honestRows.rows, read: 8 },
  },
  'styles that are not there.xlsx': {
    bytes: () =>
      xlsx(
        honest
          .replace(number('3.5'), number('3.5', ' s="4294967295"'))
          .replace(number('4.5'), number('4.5', ' s="-7"'))
          .replace(number('5.5'), number('5.5', ' s="x"')),
      ),
    gives: one,
  },
  'a million formats.xlsx': {
    bytes: () =>
      zipArchive(
        workbookParts({
          sheets: { One: honest },
          styles: `<cellXfs>${Array.from({ length: 1e6 }, (_, i) => `<xf numFmtId="${i % 9999}"/>`).join('')}</cellXfs>`,
        }),
      ),
    // Excel itself takes 65,490 of them.
    gives: refused('file.format'),
  },
  'one cell over the whole sheet.xlsx': {
    bytes: () =>
      changed(sheetPart, (content) =>
        content.replace(
          '</worksheet>',
          `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells></worksheet>`,
        ),
      ),
    gives: one,
  },
  'letters that are none.xlsx': {
    bytes: () =>
      changed(sheetPart, (content) =>
        Buffer.concat([
          Buffer.from(content.slice(0, content.indexOf('</sheetData>'))),
          Buffer.from('<row><c t="inlineStr"><is><t>D\u0000\u0001', 'latin1'),
          Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
          Buffer.from(`</t></is></c>${text('2026-01-08')}${number('1')}</row></sheetData></worksheet>`),
        ]),
      ),
    gives: { rows: honestRows.rows, atMost: 4 },
  },
  'an encoding that it is not in.xlsx': {
    bytes: () => changed(sheetPart, (content) => content.replace('UTF-8', 'UTF-16')),
    gives: one,
  },
  'names of the language.xlsx': {
    bytes: () =>
      zipArchive(
        workbookParts({
          sheets: {
            ['__proto__']: '',
            constructor: honest
              .replace('</row>', `${text('__proto__')}${text('constructor')}${text('toString')}</row>`)
              .replaceAll(/<\/row>(?=<row>|$)/g, `${text('x')}${text('y')}${text('z')}</row>`),
          },
        }),
      ),
    gives: one,
  },
  'a section without end.xlsx': {
    bytes: () =>
      changed(sheetPart, (content) => content.replace('</sheetData>', `<![CDATA[${'<row>'.repeat(100_000)}`)),
    gives: refused('file.format'),
  },
  'another directory in the comment.xlsx': {
    bytes: () => {
      const bytes = Buffer.from(xlsx(honest))
      const comment = Buffer.from(
        zipArchive([{ name: 'evil.csv', content: 'customer,date,amount\nEVIL,2026-01-05,9\n' }]),
      )
      bytes.writeUInt16LE(comment.length, bytes.length - 2)
      return Buffer.concat([bytes, comment])
    },
    // The last one is the directory: that is how every program finds it.
    gives: { rows: ['EVIL | 2026-01-05 | 9'] },
  },
  'sizes of another world.xlsx': {
    bytes: () =>
      lying(xlsx(honest, { zip64: true }), (entry) => {
        const extra = 46 + entry.readUInt16LE(28)
        entry.writeBigUInt64LE(2n ** 63n - 1n, extra + 4)
        entry.writeBigUInt64LE(2n ** 62n, extra + 12)
      }),
    gives: refused('file.unreadable', 'file.too_large'),
  },
  'packed in another way.xlsx': {
    bytes: () => lying(xlsx(honest), (entry) => entry.writeUInt16LE(12, 10)),
    gives: refused('file.unreadable', 'file.format'),
  },
  'entries that begin in each other.xlsx': {
    bytes: () => {
      let at = 0
      return lying(xlsx(honest), (entry) => entry.writeUInt32LE(entry.readUInt32LE(42) + at++, 42))
    },
    gives: refused('file.unreadable', 'file.format', 'file.too_large'),
  },
  'a sector that follows itself.xls': { bytes: () => withSectors((i) => i), gives: refused('mapping.no_customer') },
  'sectors that lead to the first.xls': {
    bytes: () => withSectors((i) => (i + 1) % 3),
    gives: refused('mapping.no_customer'),
  },
  'sectors beyond the file.xls': { bytes: () => withSectors((i) => 0x7fff_ff00 + i), gives: refused('file.format') },
  'records longer than the file.xls': {
    bytes: () =>
      biffWorkbook(Buffer.concat(Array.from({ length: 2000 }, () => Buffer.from([0x03, 0x02, 0xff, 0xff, 0, 0])))),
    gives: refused('file.format'),
  },
  'records that lie.xlsb': {
    bytes: () => xlsb(Buffer.concat([Buffer.from('8101009101', 'hex'), Buffer.alloc(4000, 0xff)])),
    gives: refused('file.unreadable', 'file.too_large', 'file.empty', 'file.format'),
  },
  'a row of two thousand million.xlsb': {
    bytes: () =>
      xlsb(Buffer.from(`8101009101000019ffffff7f${'00'.repeat(13)}020cffffff7f${'00'.repeat(8)}920100820100`, 'hex')),
    gives: refused('file.unreadable', 'file.too_large', 'file.empty', 'file.format'),
  },
  'columns without end behind the rows.ods': {
    bytes: () => odsArchive(odsRows(() => '', '<table:table-cell table:number-columns-repeated="2147483648"/>')),
    gives: { ...one, codes: ['file.too_large'] },
  },
  'rows without end behind the rows.ods': {
    bytes: () =>
      odsArchive(
        `${odsRows(() => '')}<table:table-row table:number-rows-repeated="9007199254740993"><table:table-cell table:number-columns-repeated="-1"/></table:table-row>`,
      ),
    gives: { ...one, codes: ['file.too_large'] },
  },
  'repeats that are none.ods': {
    bytes: () => odsArchive(odsRows((n) => ` table:number-rows-repeated="${['1', '-1', 'NaN', '0'][n]}"`)),
    gives: { ...one, codes: ['file.too_large', 'file.no_rows', 'mapping.no_customer'], rows: null },
  },
}
