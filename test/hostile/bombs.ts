import { deflateRawSync, gzipSync } from 'node:zlib'
import { odsArchive, odsRow } from '../support/ods.ts'
import { workbookParts, zipArchive } from '../support/zip-archive.ts'
import type { ArchivePart } from '../support/zip-archive.ts'

const MB = 1024 * 1024
const parts = workbookParts({ sheets: { One: '<row r="1"><c r="A1"><v>1</v></c></row>' } })
const sheetPart = 'xl/worksheets/sheet1.xml'
const repeat = (piece: string, bytes: number): Buffer => Buffer.alloc(bytes, piece)

/** An XLSX workbook with one part replaced. */
function xlsx(name: string, content: string | Uint8Array, lies: Partial<ArchivePart> = {}): Uint8Array {
  return zipArchive(parts.map((part) => (part.name === name ? { name, content, ...lies } : part)))
}

/** The same with so many bytes of a piece behind a start, and a directory that says a thousand. */
function flooded(name: string, start: string, piece: string, bytes = 24 * MB): Uint8Array {
  const packed = deflateRawSync(Buffer.concat([Buffer.from(start), repeat(piece, bytes)]), { level: 1 })
  return xlsx(name, '', { packed, size: 1000, crc: 1 })
}

const sheet = (rows: string): Uint8Array => xlsx(sheetPart, `<worksheet><sheetData>${rows}</sheetData></worksheet>`)
const laughs = (root: string): string =>
  `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><${root}>&l12;</${root}>`
const header = 'customer,date,amount\n'
const row = 'A,2026-01-05,3.50\n'
const gzip = (bytes: Uint8Array | string): Uint8Array => gzipSync(bytes, { level: 1 })
const item = '{"customer":"A","date":"2026-01-05","amount":3.5}'

function overlapping(): Uint8Array {
  const bytes = Buffer.from(zipArchive(parts))
  bytes.writeUInt32LE(0, bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 42)
  return bytes
}

function damagedEnd(change: (end: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(zipArchive(parts))
  change(bytes.subarray(bytes.length - 22))
  return bytes
}

/** Files made to fill memory or time: name → its bytes. Those read by the streaming readers. */
export const streamedBombs: Readonly<Record<string, () => Uint8Array | string>> = {
  'sheet of spaces.xlsx': () => flooded(sheetPart, '<worksheet><sheetData><row><c><v>', ' '),
  'sheet of empty cells.xlsx': () => flooded(sheetPart, '<worksheet><sheetData>', '<row><c r="A1"/></row>'),
  'shared strings.xlsx': () => flooded('xl/sharedStrings.xml', '<sst>', '<si><t>aaaaaaaaaaaaaaaaaaaaaaaa</t></si>'),
  'empty strings.xlsx': () => flooded('xl/sharedStrings.xml', '<sst>', '<si/>'),
  'styles.xlsx': () => flooded('xl/styles.xml', '<styleSheet><cellXfs>', '<xf/>'),
  'many sheets.xlsx': () => flooded('xl/workbook.xml', '<workbook><sheets>', '<sheet name="a"/>'),
  'relationships.xlsx': () => flooded('xl/_rels/workbook.xml.rels', '<Relationships>', '<Relationship Id="a"/>'),
  'a part nobody reads.xlsx': () => flooded('[Content_Types].xml', '<Types>', '<Default/>'),
  'comment.xlsx': () => flooded(sheetPart, '<worksheet><!--', '-'),
  'attribute.xlsx': () => flooded(sheetPart, '<worksheet a="', 'x'),
  'tag without end.xlsx': () => flooded(sheetPart, '<worksheet><', 'x'),
  'deep XML.xlsx': () => flooded(sheetPart, '<worksheet><sheetData>', '<a>'),
  'one long text.xlsx': () => flooded(sheetPart, '<worksheet><sheetData><row><c t="inlineStr"><is><t>', 'x'),
  'laughs in a sheet.xlsx': () => xlsx(sheetPart, laughs('worksheet')),
  'laughs in strings.xlsx': () => xlsx('xl/sharedStrings.xml', laughs('sst')),
  'laughs in the workbook.xlsx': () => xlsx('xl/workbook.xml', laughs('workbook')),
  'file entity.xlsx': () =>
    xlsx(sheetPart, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'),
  'size of four gigabytes.xlsx': () => xlsx(sheetPart, '<worksheet/>', { size: 0xffff_fffe }),
  'size of nothing.xlsx': () => xlsx(sheetPart, '<worksheet/>', { size: 0 }),
  'entries on each other.xlsx': overlapping,
  'many entries.xlsx': () =>
    zipArchive([...parts, ...Array.from({ length: 20_000 }, (_, i) => ({ name: `x${i}`, content: '', stored: true }))]),
  'directory of four gigabytes.xlsx': () => damagedEnd((end) => end.writeUInt32LE(0xffff_fff0, 12)),
  'directory before the start.xlsx': () => damagedEnd((end) => end.writeUInt32LE(0x7fff_ffff, 16)),
  'a million columns.xlsx': () => sheet(`<row>${'<c><v>1</v></c>'.repeat(300_000)}</row>`),
  'far-off cells.xlsx': () => sheet('<row><c r="XFD1"><v>1</v></c></row>'.repeat(1000)),
  'cells beyond the last column.xlsx': () => sheet('<row><c r="ZZZZZZ1"><v>1</v></c></row>'.repeat(1000)),
  'rows far apart.xlsx': () => sheet('<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
  'rows beyond the last.xlsx': () => sheet('<row r="4294967295"><c><v>1</v></c></row>'),
  'strings that are not there.xlsx': () => sheet('<row><c t="s"><v>4294967295</v></c></row>'.repeat(20_000)),
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
}

/** Those that SheetJS reads. */
export const libraryBombs: Readonly<Record<string, () => Uint8Array | string>> = {
  'repeated cells.ods': () => odsArchive(odsRow(['x'.repeat(2000)], 3000, 16_000)),
  'repeated rows.ods': () => odsArchive(odsRow(['x'], 1_000_000_000, 1)),
  'laughs.ods': () =>
    zipArchive([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
      { name: 'styles.xml', content: '<a/>' },
      { name: 'content.xml', content: laughs('office:document-content') },
    ]),
  'wide cell.xls': () => '<table><tr><td colspan="2000000000">a</td></tr><tr><td>b</td></tr></table>',
  'tables in tables.xls': () => '<table><tr><td>'.repeat(100_000),
  'far-off cell.xls': () =>
    '<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet ss:Name="A"><Table><Row ss:Index="1000000000"><Cell ss:Index="1000000"><Data ss:Type="String">a</Data></Cell></Row></Table></Worksheet></Workbook>',
  'sectors in a circle.xls': () => {
    const bytes = Buffer.alloc(64 * 1024)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    bytes.writeUInt16LE(0x3e, 24)
    bytes.writeUInt16LE(3, 26)
    bytes.writeUInt16LE(0xfffe, 28)
    bytes.writeUInt16LE(9, 30)
    bytes.writeUInt16LE(6, 32)
    bytes.writeUInt32LE(1, 44)
    return bytes
  },
}
