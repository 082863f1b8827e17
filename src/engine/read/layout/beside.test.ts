import { describe, expect, it } from 'vitest'
import { readTableText } from '../../../../test/support/table-reading.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'

const orders = ['A-1,C1,2024-01-05,2.50', 'A-2,C2,2024-01-06,3.50', 'A-3,C1,2024-01-07,1.50', 'A-4,C3,2024-01-08,9.50']
const stock = ['T,4', 'J,9', ',', ',']
const rolesOf = (text: string, options = {}) =>
  inspectBytes(encodeUtf8(text), true, options).columns.map(({ role }) => role)
const beside = (gap: string, names: string, cells: readonly string[]) =>
  [`Order,Customer,Date,Amount${gap}${names}`, ...orders.map((row, i) => row + gap + cells[i]!)].join('\n')

describe('a table beside the one that is read', () => {
  it('is said and keeps out of the import', () => {
    const text = beside(',,', 'SKU,Stock', stock)
    const { inspection, rows } = readTableText(text)
    expect(inspection.layoutNotes).toEqual([{ code: 'import.note.beside', params: { columns: 'SKU, Stock' } }])
    expect(rows[1]).toEqual(['A-1', 'C1', '2024-01-05', '2.50', '', 'T', '4'])
    expect(rolesOf(text)).toEqual(['order_id', 'customer_id', 'date', 'amount', 'ignore', 'ignore', 'ignore'])
    expect(rolesOf(text, { roles: { 5: 'product' } })[5]).toBe('product')
  })

  it('may stand on its left', () => {
    const text = [`SKU,Stock,,Order,Customer,Date,Amount`, ...orders.map((row, i) => `${stock[i]!},,${row}`)].join('\n')
    expect(rolesOf(text).slice(0, 2)).toEqual(['ignore', 'ignore'])
  })

  it.each([
    ['columns behind an empty one, filled as long', beside(',,', 'SKU,Stock', ['T,4', 'J,9', 'K,1', 'L,2'])],
    ['columns that are filled here and there', beside(',,', 'SKU,Stock', ['T,4', ',', 'K,1', ','])],
    ['columns right beside', beside(',', 'SKU,Stock', stock)],
    ['one column of remarks', beside(',,', 'Remark', ['x', '', '', ''])],
  ])('%s are its own', (_, text) => {
    expect(readTableText(text).inspection.layoutNotes).toEqual([])
  })
})
