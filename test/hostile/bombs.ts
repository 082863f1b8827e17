import { deflateRawSync } from 'node:zlib'
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
export const laughs = (root: string): string =>
  `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><${root}>&l12;</${root}>`
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

/** Letters that cannot be packed. */
function noise(length: number): string {
  let state = 12_345
  let letters = ''
  while (letters.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    letters += (state >>> 3).toString(36)
  }
  return letters.slice(0, length)
}

/** The same with so much noise in a comment that it unpacks to less than two hundred times its size. */
function slow(name: string, start: string, piece: string, bytes = 100 * MB): Uint8Array {
  const all = Buffer.concat([Buffer.from(`${start}<!--${noise(bytes / 140)}-->`), repeat(piece, bytes)])
  return xlsx(name, '', { packed: deflateRawSync(all, { level: 6 }), size: all.length, crc: 1 })
}

function sheetsOf(count: number, rows: string): ArchivePart[] {
  return workbookParts({ sheets: Object.fromEntries(Array.from({ length: count }, (_, i) => [`S${i}`, rows])) })
}

/** Ten thousand sheets that are all the same part. */
function oneSheetManyTimes(): Uint8Array {
  const row = '<row><c><v>1</v></c><c><v>2</v></c></row>'
  return zipArchive(
    sheetsOf(10_000, '').flatMap((part) =>
      part.name.endsWith('/sheet1.xml')
        ? [{ ...part, content: `<worksheet><sheetData>${row.repeat(20_000)}</sheetData></worksheet>` }]
        : /sheet\d+\.xml$/.test(part.name)
          ? []
          : [{ ...part, content: String(part.content).replaceAll(/worksheets\/sheet\d+/g, 'worksheets/sheet1') }],
    ),
  )
}

const inline = (text: string): string => `<row><c t="inlineStr"><is>${text}</is></c></row>`

/** Workbooks made to fill memory or time, and archives: name → bytes. */
export const workbookBombs: Readonly<Record<string, () => Uint8Array | string>> = {
  'quadratic entity.xlsx': () =>
    xlsx(sheetPart, `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1e5)}">]><worksheet>${'&a;'.repeat(1e5)}</worksheet>`),
  'parameter entity.xlsx': () => xlsx(sheetPart, '<!DOCTYPE a [<!ENTITY % a "x"> %a;]><worksheet/>'),
  'laughs in UTF-16.xlsx': () => xlsx(sheetPart, Buffer.from(`\ufeff${laughs('worksheet')}`, 'utf16le')),
  'flood in UTF-16.xlsx': () =>
    xlsx(sheetPart, Buffer.from(`\ufeff<worksheet><sheetData>${'<row><c r="A1"/></row>'.repeat(5e5)}`, 'utf16le')),
  'references.xlsx': () => sheet(inline(`<t>${'&#65;'.repeat(1_500_000)}</t>`)),
  'unknown references.xlsx': () => sheet(inline(`<t>${'&a;'.repeat(2_000_000)}</t>`)),
  'escapes.xlsx': () => sheet(inline(`<t>${'_x0041_'.repeat(1_100_000)}</t>`)),
  'two gigabytes of strings.xlsx': () => {
    const piece = repeat(`<si><t>${'a'.repeat(1000)}</t></si>`, 100 * MB)
    const packed = deflateRawSync(Buffer.concat([Buffer.from('<sst>'), piece]), { level: 6 })
    return xlsx('xl/sharedStrings.xml', '', { packed, size: 2 ** 31, crc: 1 })
  },
  'strings packed honestly.xlsx': () => slow('xl/sharedStrings.xml', '<sst>', `<si><t>${'a'.repeat(1000)}</t></si>`),
  'empty strings packed honestly.xlsx': () => slow('xl/sharedStrings.xml', '<sst>', '<si/>'),
  'a string without end.xlsx': () => slow('xl/sharedStrings.xml', '<sst><si>', '<r><t>aaaaaaaaaaaa</t></r>'),
  'strings of megabytes.xlsx': () => slow('xl/sharedStrings.xml', '<sst>', `<si><t>${'a'.repeat(4 * MB)}</t></si>`),
  'a cell without end.xlsx': () =>
    slow(sheetPart, '<worksheet><sheetData><row><c t="inlineStr"><is>', '<r><t>aaaaaaaaaaaa</t></r>'),
  'long texts.xlsx': () => slow(sheetPart, '<worksheet><sheetData>', inline(`<t>${'x'.repeat(100_000)}</t>`)),
  'wide rows without end.xlsx': () =>
    slow(sheetPart, '<worksheet><sheetData>', `<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>`, 40 * MB),
  'a formula of 100 MB.xlsx': () => slow(sheetPart, '<worksheet><sheetData><row><c><f>', 'A1+'),
  'one sheet ten thousand times.xlsx': oneSheetManyTimes,
  'two thousand sheets.xlsx': () =>
    zipArchive(sheetsOf(2000, '<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>'.repeat(20))),
  'forty long sheets.xlsx': () =>
    zipArchive(sheetsOf(40, '<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>'.repeat(20_000))),
  'ten thousand small entries.xlsx': () =>
    zipArchive([...parts, ...Array.from({ length: 9900 }, (_, i) => ({ name: `xl/x${i}.xml`, content: 'a' }))]),
  'a long number format.xlsx': () =>
    xlsx('xl/styles.xml', `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'[y'.repeat(2_000_000)}"/>`),
  'many number formats.xlsx': () =>
    xlsx(
      'xl/styles.xml',
      `<styleSheet><numFmts>${Array.from({ length: 3e5 }, (_, i) => `<numFmt numFmtId="${i}" formatCode="yy"/>`).join('')}`,
    ),
  'many attributes.xlsx': () => sheet(`<row ${Array.from({ length: 5e5 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  'a long name.xlsx': () => xlsx('xl/workbook.xml', `<workbook><sheets><sheet name="${'a'.repeat(7 * MB)}"/>`),
  'a zip in a zip.zip': () =>
    zipArchive([{ name: 'a.zip', content: zipArchive([{ name: 'b.csv', content: Buffer.alloc(50 * MB) }]) }]),
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
}
