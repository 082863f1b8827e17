// Writes a synthetic workbook of orders: node bench/gen-workbook.mjs ROWS OUT [seed]
//
// Seven columns as Online Retail has them: numbers, dates with a time as serial numbers, shared strings.
import { writeFileSync } from 'node:fs'
import { mulberry32 } from '../scripts/lib/seeded.mjs'
import { workbookParts, zipArchive } from '../test/support/zip-archive.ts'

const [rowsText, out, seedText = '1'] = process.argv.slice(2)
if (out === undefined) {
  console.error('Usage: node bench/gen-workbook.mjs ROWS OUT [seed]')
  process.exit(2)
}
const rows = Number(rowsText)
const random = mulberry32(Number(seedText))
const draw = (below) => Math.floor(random() * below)

const header = ['Invoice', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'Price', 'Customer ID']
const products = 4000
const customers = Math.max(100, rows / 10)
const strings = [
  ...header,
  ...Array.from({ length: products }, (_, n) => `P${10_000 + n}`),
  ...Array.from({ length: products }, (_, n) => `Product name number ${n} with some words`),
  ...Array.from({ length: customers }, (_, n) => `C${10_000 + n}`),
]
const text = (column, row, index) => `<c r="${column}${row}" t="s"><v>${index}</v></c>`
const number = (column, row, value) => `<c r="${column}${row}"><v>${value}</v></c>`

const lines = [`<row r="1">${header.map((_, i) => text('ABCDEFG'[i], 1, i)).join('')}</row>`]
for (let row = 2; row <= rows + 1; row++) {
  const product = header.length + draw(products)
  lines.push(
    `<row r="${row}">${number('A', row, 500_000 + (row >> 2))}${text('B', row, product)}` +
      `${text('C', row, product + products)}${number('D', row, 1 + draw(20))}` +
      `<c r="E${row}" s="1"><v>${(40_000 + draw(700) + draw(1440) / 1440).toFixed(10)}</v></c>` +
      `${number('F', row, `${draw(90)}.${10 + draw(90)}`)}` +
      `${text('G', row, header.length + 2 * products + draw(customers))}</row>`,
  )
}
const parts = workbookParts({
  sheets: { Orders: lines.join('') },
  strings: strings.map((string) => `<si><t>${string}</t></si>`).join(''),
  styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>',
})
writeFileSync(out, zipArchive(parts))
