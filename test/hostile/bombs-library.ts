import { biffRecord, biffWorkbook, endlessStrings, hiddenEndlessStrings } from '../support/biff.ts'
import { odsArchive, odsRow } from '../support/ods.ts'
import { zipArchive } from '../support/zip-archive.ts'
import { laughs } from './bombs.ts'

const MB = 1024 * 1024
const page = (rows: string): string => `<html><body><table>${rows}</table></body></html>`
const xml = (rows: string): string =>
  `<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet ss:Name="A"><Table>${rows}</Table></Worksheet></Workbook>`

/** A number in the last column of each of 65,536 rows. */
function farOff(): Buffer {
  return Buffer.concat(
    Array.from({ length: 65_536 }, (_, row) => {
      const body = Buffer.alloc(14)
      body.writeUInt16LE(row, 0)
      body.writeUInt16LE(255, 2)
      return biffRecord(0x203, body)
    }),
  )
}

/** Those that SheetJS would read. */
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
  'repeated rows behind a comment.ods': () => odsArchive(`${odsRow(['x'], 1e9)}<!--${'x'.repeat(900_000)}-->`),
  'repeated empty rows.ods': () => odsArchive(odsRow([''], 1e9, 16_384) + odsRow(['a'])),
  'spaces.ods': () =>
    odsArchive(
      '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>',
    ),
  'a long formula.ods': () =>
    odsArchive(`<table:table-row><table:table-cell table:formula="${'of:=A1+'.repeat(3e6)}"/></table:table-row>`),
  'deep.ods': () => odsArchive('<text:span>'.repeat(1_500_000)),
  'many tables.ods': () => odsArchive('</table:table><table:table table:name="x">'.repeat(3e5)),
  'a long cell.xls': () => page(`<tr><td>${'x'.repeat(20 * MB)}</td></tr>`),
  'cells without end.xls': () => page('<tr><td>'.repeat(2_500_000)),
  'wide cells.xls': () => page('<tr><td colspan="16000">a</td></tr>'.repeat(3e5)),
  'high cells.xls': () => page('<tr><td rowspan="1000000">a</td></tr>'.repeat(2e5)),
  'many tables.xls': () => `<html>${'<table><tr><td>1</td></tr></table>'.repeat(3e5)}`,
  'less than.xls': () => `<html><table>${'<'.repeat(20 * MB)}`,
  'far-off cells in XML.xls': () =>
    xml('<Row><Cell ss:Index="16000"><Data ss:Type="String">a</Data></Cell></Row>'.repeat(2e5)),
  'laughs in XML.xls': () =>
    laughs('Workbook').replace(
      '&l12;',
      '<Worksheet><Table><Row><Cell><Data>&l12;</Data></Cell></Row></Table></Worksheet>',
    ),
  'strings without end.xls': () => biffWorkbook(Buffer.alloc(0), endlessStrings),
  'strings without end in two records.xls': () => biffWorkbook(Buffer.alloc(0), hiddenEndlessStrings),
  'far-off numbers.xls': () => biffWorkbook(farOff()),
}
