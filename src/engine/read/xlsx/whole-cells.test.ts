import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { XlsxFault } from './fault.ts'
import { cellFormat } from './formats.ts'
import { SharedStrings, sharedStringsScanner } from './shared-strings.ts'
import { SheetReader } from './sheet.ts'

const strings = new SharedStrings()
const shared = sharedStringsScanner(strings)
shared.push(encodeUtf8('<sst><si><t>apple</t></si><si><t> pear &amp; plum</t></si></sst>'))
shared.finish()

/** Rows of a sheet, or what is wrong with it; `whole`: usual cells are taken in one go. */
function read(bytes: Uint8Array, cut: number, whole: boolean): unknown {
  const rows: unknown[] = []
  const context = { strings, styles: { formats: ['General', 'yyyy-mm-dd', '00000'].map(cellFormat) }, is1904: false }
  const reader = new SheetReader(context, (cells, line) => rows.push([line, cells]) < 5)
  if (!whole) Object.assign(reader, { cell: undefined })
  try {
    for (let at = 0; at < bytes.length; at += cut) reader.push(bytes.subarray(at, at + cut))
    reader.finish()
  } catch (error) {
    if (!(error instanceof XlsxFault)) throw error
    return [rows, error.message]
  }
  return [rows, reader.filled]
}

const attributes = fc
  .array(
    fc.constantFrom(
      ' r="A1"',
      ' r="C2"',
      ' r="XFE1"',
      ' s="1"',
      ' s="0"',
      ' s="2"',
      ' t="s"',
      ' t="b"',
      ' t="e"',
      ' t="str"',
      " t='s'",
      '  r="B1"',
      ' x:r="D1"',
      ' ph="1"',
      ' s=""',
      '\n s="1"',
    ),
    { maxLength: 4 },
  )
  .map((list) => list.join(''))
const value = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '7',
    '44927.5',
    '-3.50',
    'a_b',
    'a&amp;b',
    'é',
    '<!-- -->1',
    '<![CDATA[1]]>',
    ' 1 ',
    '1\r2',
  ),
  fc.double({ noNaN: true }).map(String),
)
const cell = fc
  .tuple(attributes, value, fc.constantFrom('c', 'c', 'c', 'c', 'x:c', 'ce'), fc.nat(15))
  .map(([given, text, name, odd]) =>
    odd === 0
      ? `<${name}${given}/>`
      : odd === 1
        ? `<${name}${given}><is><t>${text}</t></is></${name}>`
        : odd === 2
          ? `<${name}${given}><f>1</f><v>${text}</v></${name}>`
          : odd === 3
            ? `<${name}${given}><v>${text}</v>`
            : `<${name}${given}><v>${text}</v></${name}>`,
  )
const row = fc
  .tuple(
    fc.array(cell, { maxLength: 4 }),
    fc.constantFrom('<row>', '<row r="3">', '<row r="1" s="1">', ''),
    fc.boolean(),
  )
  .map(([cells, open, isEnded]) => `${open}${cells.join('')}${isEnded ? '</row>' : ''}`)

it('usual cells taken in one go are what their tags and texts are, at every cut', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 1, max: 60 }), fc.nat(3), (rows, cut, odd) => {
      const data = `<sheetData>${rows.join('')}</sheetData>`
      const bytes = encodeUtf8(odd === 0 ? `${rows.join('')}${data}` : `<worksheet>${data}`)
      const plain = read(bytes, Infinity, false)
      expect(read(bytes, Infinity, true)).toEqual(plain)
      expect(read(bytes, cut, true)).toEqual(plain)
    }),
    { numRuns: 500 },
  )
})
