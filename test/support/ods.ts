import { zipArchive } from './zip-archive.ts'

const open =
  '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">'
const close = '</table:table></office:spreadsheet></office:body></office:document-content>'

/** An OpenDocument workbook around rows written by hand. */
export function odsArchive(rows: string): Uint8Array {
  return zipArchive([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'META-INF/manifest.xml', content: '<?xml version="1.0"?><manifest:manifest/>' },
    { name: 'styles.xml', content: '<?xml version="1.0"?><office:document-styles/>' },
    { name: 'content.xml', content: open + rows + close },
  ])
}

/** A row of texts, repeated as often as said. */
export function odsRow(cells: readonly string[], rows = 1, columns = 1): string {
  const repeated = (what: string, times: number): string =>
    times === 1 ? '' : ` table:number-${what}-repeated="${times}"`
  const cell = (text: string): string =>
    `<table:table-cell office:value-type="string"${repeated('columns', columns)}><text:p>${text}</text:p></table:table-cell>`
  return `<table:table-row${repeated('rows', rows)}>${cells.map(cell).join('')}</table:table-row>`
}
