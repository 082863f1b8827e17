import { expect, it } from 'vitest'
import { readText, strings } from '../../../../test/support/read-text.ts'

const file = (customers: readonly string[]): string =>
  `order_id,customer_id,date,amount\n${customers.map((id, i) => `'${1000 + i},${id},'2024-01-0${1 + i},'${i + 1}.50`).join('\n')}\n`

it('apostrophes of spreadsheets are dropped where a whole column has them, and that is said', () => {
  const { result, inspection, rows, rejected } = readText(file(["'00120", "'00121", "'00120"]), {}, [], {
    usesKernel: true,
  })
  expect(strings(result.tail.kind === 'orders' ? result.tail.customers : never())).toEqual(['00120', '00121'])
  expect(rows.map((row) => row.split(' | ').slice(0, 3))).toEqual([
    ['00120', '2024-01-01', '1.5'],
    ['00121', '2024-01-02', '2.5'],
    ['00120', '2024-01-03', '3.5'],
  ])
  expect(rejected).toEqual([])
  expect(inspection.notes.filter(({ code }) => code === 'import.note.text_mark')[1]).toEqual({
    code: 'import.note.text_mark',
    params: { column: 'customer_id', example: "'00120", read: '00120' },
  })
})

it('an id that begins with one among others is left alone, and so is what is quoted', () => {
  const ids = (customers: readonly string[]): string[] =>
    readText(file(customers)).rows.map((row) => row.split(' | ')[0]!)
  expect(ids(["'00120", '00121', '00122'])).toEqual(["'00120", '00121', '00122'])
  expect(ids(["'s Gravenhage'", "'a b'", "'c d'"])).toEqual(["'s Gravenhage'", "'a b'", "'c d'"])
})

function never(): never {
  throw new Error('not read as orders')
}
