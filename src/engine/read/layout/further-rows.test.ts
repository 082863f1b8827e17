import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'

const header = 'order_id,customer_id,order_date,amount,category'
const row = (i: number): string => `O-${i},C-${i % 331},2024-0${1 + (i % 9)}-1${i % 10},${i % 97}.50,part ${i % 7}`

/** The head of a longer file: rows with something else among them at one place. */
function headWith(lines: readonly string[], at: number, separator = '\n'): Uint8Array {
  const rows = Array.from({ length: 6000 }, (_, i) => row(i))
  return encodeUtf8([header, ...rows.slice(0, at), ...lines, ...rows.slice(at), ''].join(separator))
}

describe('rows behind those that are looked at', () => {
  it.each(['\n', '\r\n'])('are counted where they are like them', (separator) => {
    const { tables, sampleRows, columns } = inspectBytes(headWith([], 0, separator), false, {})
    expect(tables).toHaveLength(1)
    expect(tables[0]!.rows).toEqual({ count: 6000, exact: false })
    expect(sampleRows).toBe(6000)
    expect(columns.map(({ role }) => role)).toEqual(['order_id', 'customer_id', 'date', 'amount', 'category'])
  })

  it.each([
    ['another table', ['', 'sku,stock,bin', 'A-1,5,left', 'A-2,7,right', 'A-3,9,left', '']],
    ['the header again', [header]],
    ['a remark', ['# exported by the shop']],
    ['a blank line', ['']],
    ['a row of other cells', ['O-1,C-1']],
    ['a quote that does not close', ['"O-1,C-1,2024-01-01,5.00,part 1']],
    ['rows in other quotes', Array.from({ length: 9 }, () => "'O-1','C-1','2024-01-01','5.00','part 1'")],
  ])('do not hide %s', (_, lines) => {
    const near = inspectBytes(headWith(lines, 1000), false, {})
    const far = inspectBytes(headWith(lines, 4000), false, {})
    const facts = ({ tables, plan, notes }: typeof near) => ({
      tables: tables.length,
      repeated: plan.repeatedHeader !== null,
      hasRemarks: plan.hasRemarks,
      notes: notes.map(({ code }) => code),
    })
    expect(facts(far)).toEqual(facts(near))
  })

  it('say what dates mean, however far down the first one does', () => {
    const rows = Array.from(
      { length: 6000 },
      (_, i) => `O-${i},C-${i % 331},0${1 + (i % 9)}/0${1 + (i % 8)}/2024,5.00,x`,
    )
    const text = (date: string) =>
      [header, ...rows, `O-6000,C-1,${date},5.00,x`, 'O-6001,C-1,01/01/2024,5.00,x', ''].join('\n')
    expect(inspectBytes(encodeUtf8(text('25/01/2024')), false, {}).plan.dateOrder).toBe('dmy')
    expect(inspectBytes(encodeUtf8(text('01/25/2024')), false, {}).plan.dateOrder).toBe('mdy')
  })
})
