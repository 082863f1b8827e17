import { expect, it } from 'vitest'
import { heldOutHeaders } from '../../../../test/support/held-out-headers.ts'
import { profileColumn } from './profile.ts'
import { plainWord } from '../values/status.ts'
import { guessRoles } from './roles.ts'

/** Values that fit the role, so that only the header tells. */
const values: Readonly<Record<string, readonly string[]>> = {
  customer_id: ['K17', 'K18', 'K17', 'K22', 'K25'],
  email: ['a@x.org', 'b@x.org', 'a@x.org', 'c@x.org', 'd@x.org'],
  date: ['2024-01-05', '2024-01-06', '2024-02-07', '2024-02-08', '2024-03-01'],
  quantity: ['1', '2', '1', '3', '4'],
  order_id: ['O-1', 'O-2', 'O-3', 'O-4', 'O-5'],
  product: ['SKU1', 'SKU2', 'SKU1', 'SKU3', 'SKU4'],
  product_name: ['Tea', 'Jam', 'Tea', 'Mug', 'Pot'],
  category: ['Drinks', 'Food', 'Drinks', 'Home', 'Home'],
  status: ['paid', 'open', 'paid', 'cancelled', 'paid'],
  currency: ['EUR', 'EUR', 'EUR', 'EUR', 'EUR'],
  attribute: ['x', 'y', 'x', 'z', 'y'],
}
const money = ['1.50', '22.90', '7.00', '31.99', '5.20']

it('headers that no table knows are understood by their words, in five languages', () => {
  let [known, asked, claimed] = [0, 0, 0]
  const wrong: string[] = []
  for (const [language, roles] of Object.entries(heldOutHeaders))
    for (const [role, headers] of Object.entries(roles))
      for (const header of headers) {
        const column = profileColumn(
          0,
          header,
          (values[role] ?? money).map((value) => [value]),
        )
        const guess = guessRoles('orders', [column], new Map())[0]!.role
        if (role !== 'attribute') asked++
        if (guess !== 'attribute') claimed++
        if (guess === role && role !== 'attribute') known++
        else if (guess !== role) wrong.push(`${language}: ${header} → ${guess}, not ${role}`)
      }
  expect(asked).toBeGreaterThan(200)
  expect(known / asked, wrong.join('\n')).toBeGreaterThan(0.97)
  expect(known / claimed, wrong.join('\n')).toBeGreaterThan(0.97)
})

it('a word of plain letters is compared as one with others is', () => {
  for (const word of ['Order ID', '  VAT (19%) ', 'a_b-c', 'I', '#', '', 'Total\tAmount\u0000', '12:30'])
    expect(plainWord(`${word} é`)).toBe(`${plainWord(word)} e`.trim())
})
