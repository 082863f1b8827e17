import { utf32Of } from './utf32.ts'

export function isZip(head: Uint8Array): boolean {
  return startsWith(head, [0x50, 0x4b, 0x03, 0x04])
}

/** A zip or an OLE container: what workbooks come in. */
export function isWorkbook(head: Uint8Array): boolean {
  return startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])
}

function startsWith(head: Uint8Array, bytes: readonly number[], at = 0): boolean {
  return bytes.every((byte, i) => head[at + i] === byte)
}

const magics: readonly (readonly [bytes: readonly number[] | string, name: string, at?: number])[] = [
  ['%PDF', 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['WEBP', 'a picture (WebP)', 8],
  ['II*\u0000', 'a picture (TIFF)'],
  ['MM\u0000*', 'a picture (TIFF)'],
  ['BM', 'a picture (BMP)', 0],
  ['BZh', 'a bzip2 archive; unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive; unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive; unpack it first'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive; unpack it first'],
  ['Rar!', 'a RAR archive; unpack it first'],
  ['ustar', 'a tar archive; unpack it first', 257],
  ['SQLite format 3\u0000', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['ORC', 'an ORC file'],
  ['Obj\u0001', 'an Avro file'],
  ['FEA1', 'a Feather file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  ['$FL2', 'an SPSS file'],
  ['Standard Jet DB', 'an Access database', 4],
  ['Standard ACE DB', 'an Access database', 4],
  ['bplist00', 'a property list of macOS'],
  ['ftyphei', 'a picture (HEIC)', 4],
  ['ftypavif', 'a picture (AVIF)', 4],
  ['ARROW1', 'an Arrow file'],
  ['MZ', 'a Windows program'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a Linux program'],
  ['{\\rtf', 'a rich text document'],
  ['ID3', 'a sound file'],
  ['OggS', 'a sound file'],
  ['RIFF', 'a sound or film file'],
  ['ftyp', 'a film file', 4],
  ['wOFF', 'a font'],
  ['wOF2', 'a font'],
]

/** Where the table of a web page may begin. */
const MARKUP_BYTES = 256 * 1024

/** A text compressed with gzip, as far as its first bytes say. */
export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, [0x1f, 0x8b])
}

/** A table as a web page or as XML of Excel 2003, which shops save as `.xls`. */
export function isMarkupTable(head: Uint8Array): boolean {
  const start = startOfText(head)
  if (!start.startsWith('<')) return false
  let text = ''
  for (let i = 0; i < head.length && i < MARKUP_BYTES; i += 8192)
    text += String.fromCharCode.apply(null, head.subarray(i, Math.min(i + 8192, MARKUP_BYTES)) as unknown as number[])
  text = text.replaceAll('\u0000', '')
  if (/^<\?xml/i.test(start) && /<(\w+:)?Workbook[\s>]/.test(text)) return true
  return /^<(!doctype html|html|head|body|table|meta|style|div|\?xml)\b/i.test(start) && /<table[\s>]/i.test(text)
}

/** What a file that is no table looks like (`password` for an encrypted workbook), or null. */
export function foreignFormat(head: Uint8Array): string | null {
  for (const [magic, name, at = 0] of magics) {
    const bytes = typeof magic === 'string' ? Array.from(magic, (letter) => letter.charCodeAt(0)) : magic
    if (
      startsWith(head, bytes, at) &&
      !(name === 'a picture (BMP)' && !hasControls(head)) &&
      !(magic === 'MZ' && !hasControls(head)) &&
      !(magic === 'ORC' && !hasControls(head))
    )
      return name
  }
  if (isWorkbook(head)) return null
  const text = startOfText(head)
  if (isMarkupTable(head)) return null
  if (/^<(!doctype html|html|head|body|table|meta)\b/i.test(text)) return 'a web page (HTML)'
  if (/^<\?xml|^<svg\b/i.test(text)) return /<svg\b/i.test(text) ? 'a picture (SVG)' : 'an XML document'
  if (/^(\{\s*("|\}|$)|\[\s*(\{|\[|"|\]|$))/.test(text) && looksLikeJson(text)) return 'JSON'
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return null
  return hasControls(head) && !looksLikeUtf16(head) && utf32Of(head) === null ? 'a file that is no text' : null
}

/** `{"a": …` or `[{…`; a bracketed cell at the start of a table goes on with a delimiter. */
function looksLikeJson(text: string): boolean {
  return /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(text) || /^\[\s*(\{|\[|\])/.test(text) || /^\{\s*\}/.test(text)
}

function startOfText(head: Uint8Array): string {
  let text = ''
  for (let i = 0; i < Math.min(head.length, 4096); i++) if (head[i] !== 0) text += String.fromCharCode(head[i]!)
  return text.replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').trimStart()
}

/** Control characters that no text file has. */
function hasControls(head: Uint8Array): boolean {
  const n = Math.min(head.length, 8192)
  let controls = 0
  let marks = 0
  let lines = 0
  for (let i = 0; i < n; i++) {
    const byte = head[i]!
    if (byte < 9 || (byte > 13 && byte < 0x1b) || (byte > 0x1c && byte < 0x20 && byte !== 0x1e && byte !== 0x1f))
      controls++
    if (byte === 1) marks++
    else if (byte === 10 || byte === 13) lines++
  }
  // Hive puts a byte 1 between the cells.
  if (marks === controls && lines > 0) return false
  return controls > Math.max(2, n * 0.01)
}

function looksLikeUtf16(head: Uint8Array): boolean {
  const n = Math.min(head.length, 4096) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  return (odd > n * 0.2 && even < n * 0.02) || (even > n * 0.2 && odd < n * 0.02)
}
