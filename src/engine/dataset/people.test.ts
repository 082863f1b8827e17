import { describe, expect, it } from 'vitest'
import { smallLayer, smallPeople } from '../../../test/support/small-orders.ts'
import { personGroups } from '../changes/questions.ts'
import { stringAt, stringColumn as columnOf, strings } from '../columns/strings.ts'
import { mergeLayers } from './dataset.ts'
import { plainRules, type PeopleRules } from './rules.ts'

const orders = smallLayer(
  [
    { customer: 'anna@x.de', day: '2025-01-01', amount: 10 },
    { customer: '1', day: '2025-01-02', amount: 20 },
    { customer: '2', day: '2025-01-03', amount: 40 },
    { customer: '3', day: '2025-01-04', amount: 80 },
    { customer: '1', day: '2025-01-05', amount: 5 },
    { customer: '9', day: '2025-01-06', amount: 1 },
  ],
  { attributes: [{ name: 'E-Mail', role: 'email', values: ['', 'Anna@X.de ', 'anna@x.de', '', ''] }] },
)
const people = smallPeople([
  { id: '3', email: 'bob@x.de' },
  { id: '9', email: 'Bob@x.de', city: 'Ulm' },
])
const merge = (rules: Partial<PeopleRules>) =>
  mergeLayers([orders], [people], { ...plainRules, people: { all: false, merged: [], apart: [], ...rules } })
function spendOf(rules: Partial<PeopleRules>) {
  const dataset = merge(rules)
  const spend: Record<string, number> = {}
  for (const { rows, customer, amount } of dataset.chunks(['customer', 'amount'])) {
    for (let i = 0; i < rows; i++) {
      const id = stringAt(dataset.customers, customer[i]!)
      spend[id] = (spend[id] ?? 0) + amount[i]! / 100
    }
  }
  return spend
}

describe('one person under several ids', () => {
  it('is found by the e-mail address, whatever its case, guests too', () => {
    const dataset = merge({})
    const groups = dataset.sharedEmails()
    const named = groups.map(({ email, customers }) => [
      email,
      customers.map((code) => stringAt(dataset.customers, code)),
    ])
    expect(named).toEqual([
      ['anna@x.de', ['anna@x.de', '1', '2']],
      ['bob@x.de', ['3', '9']],
    ])
    expect(personGroups(dataset, groups, plainRules.people, 2, { offset: 0, limit: 9 })).toEqual([
      {
        email: 'bob@x.de',
        choice: 'open',
        isMerged: false,
        idTotal: 2,
        ids: [
          { customerId: '3', orders: 1, spend: 80, lastDate: '2025-01-04' },
          { customerId: '9', orders: 1, spend: 1, lastDate: '2025-01-06' },
        ],
      },
      {
        email: 'anna@x.de',
        choice: 'open',
        isMerged: false,
        idTotal: 3,
        ids: [
          { customerId: '1', orders: 2, spend: 25, lastDate: '2025-01-05' },
          { customerId: '2', orders: 1, spend: 40, lastDate: '2025-01-03' },
          { customerId: 'anna@x.de', orders: 1, spend: 10, lastDate: '2025-01-01' },
        ],
      },
    ])
  })

  it('is merged only where the person says so, under the first id that is no address, and split again', () => {
    expect(spendOf({})).toEqual({ 'anna@x.de': 10, 1: 25, 2: 40, 3: 80, 9: 1 })
    expect(spendOf({ all: true })).toEqual({ 1: 75, 3: 81 })
    expect(spendOf({ merged: ['anna@x.de'] })).toEqual({ 1: 75, 3: 80, 9: 1 })
    expect(spendOf({ all: true, apart: ['anna@x.de'] })).toEqual({ 'anna@x.de': 10, 1: 25, 2: 40, 3: 81 })
  })

  it('keeps what a customers file says of any of the ids', () => {
    const dataset = merge({ all: true })
    const codeOf = (id: string) => [...strings(dataset.customers)].indexOf(id)
    expect([dataset.inCustomersFile[codeOf('3')], dataset.inCustomersFile[codeOf('9')]]).toEqual([1, 0])
    const city = dataset.attributes.find(({ name }) => name === 'city')!
    expect(stringAt(city.dictionary, city.codes[codeOf('3')]!)).toBe('Ulm')
  })

  it('is not assumed of an address that a whole shop shares; 300,000 customers take no square of it', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => ({ customer: `c${i}`, day: '2025-01-01', amount: 1 }))
    const emails = many.map((_, i) => (i < 50 ? 'till@shop.de' : `p${i >> 1}@x.de`))
    const crowd = bigLayer(many, emails)
    const apart = mergeLayers([crowd], [])
    expect(apart.sharedEmails()).toHaveLength(1 + (300_000 - 50) / 2)
    const merged = mergeLayers([crowd], [], { ...plainRules, people: { all: true, merged: [], apart: [] } })
    const aliases = merged.aliases!
    expect([aliases[49], aliases[51], aliases[299_999]]).toEqual([49, 50, 299_998])
  })
})

/** Distinct values need no look-up: `smallLayer` is made for a few rows. */
function bigLayer(rows: readonly { readonly customer: string }[], emails: readonly string[]) {
  const one = smallLayer([{ customer: 'x', day: '2025-01-01', amount: 1 }])
  const distinct = [...new Set(emails)]
  const codes = new Map(distinct.map((email, code) => [email, code]))
  return {
    chunks: [] as Uint8Array[],
    tail: {
      ...one.tail,
      customers: columnOf(rows.map(({ customer }) => customer)),
      attributes: [
        {
          name: 'email',
          role: 'email',
          dictionary: columnOf(distinct),
          codes: Uint32Array.from(emails, (email) => codes.get(email)!),
        },
      ],
    },
  }
}
