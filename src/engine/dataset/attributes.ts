import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type AttributeColumn, type CustomersTail, type StringColumn } from '../columns/types.ts'
import type { OrdersLayer } from './dataset.ts'
import { emailKey, type People } from './people.ts'
import { TextIndex } from './text-index.ts'

/** One attribute being filled: the last value set wins. */
class AttributeBuilder {
  readonly name: string
  readonly role: string
  private readonly values = new TextIndex()
  private codes = new Uint32Array(0)

  constructor(name: string, role: string) {
    this.name = name
    this.role = role
  }

  /** Codes of this builder for each value of a dictionary; empty values are no values. */
  codesFor(dictionary: StringColumn): Uint32Array {
    return Uint32Array.from({ length: dictionary.count }, (_, i) => {
      const value = stringAt(dictionary, i)
      return value === '' ? NO_CODE : this.values.code(value)
    })
  }

  set(customer: number, code: number): void {
    if (code === NO_CODE) return
    if (customer >= this.codes.length) {
      const grown = new Uint32Array(Math.max(1024, (customer + 1) * 2)).fill(NO_CODE)
      grown.set(this.codes)
      this.codes = grown
    }
    this.codes[customer] = code
  }

  finish(customers: number): AttributeColumn {
    const codes = new Uint32Array(customers).fill(NO_CODE)
    codes.set(this.codes.subarray(0, customers))
    return { name: this.name, role: this.role, dictionary: this.values.column(), codes }
  }
}

/** A file of customers as it takes part in a dataset. */
export type CustomersLayer = CustomersTail & {
  /** Nobody new comes in with it: only people who are known by then get its values. */
  readonly knownOnly?: boolean
}

/**
 * The person each row of each customers file is about: by customer_id where it stands, else by e-mail (also where the
 * e-mail itself is the key of a guest checkout). Rows that meet nobody become customers of their own, or are left out
 * (NO_CODE) where the file may only add to known ones.
 */
export function peopleOfRows(
  orders: readonly OrdersLayer[],
  codesOfLayers: readonly (Uint32Array | null)[],
  people: readonly CustomersLayer[],
  customers: TextIndex,
): Uint32Array[] {
  if (people.length === 0) return []
  const byEmail = new Map<string, number>()
  orders.forEach(({ tail }, layer) => {
    const codes = codesOfLayers[layer]!
    for (const { role, dictionary, codes: values } of tail.attributes) {
      if (role !== 'email') continue
      for (let i = 0; i < values.length; i++) {
        if (values[i] === NO_CODE) continue
        const email = emailKey(stringAt(dictionary, values[i]!))
        if (email !== '' && !byEmail.has(email)) byEmail.set(email, codes === null ? i : codes[i]!)
      }
    }
  })
  for (const [id, customer] of customers.entries()) {
    if (id.includes('@') && !byEmail.has(emailKey(id))) byEmail.set(emailKey(id), customer)
  }
  return people.map((tail) => {
    const target = new Uint32Array(tail.rows)
    for (let i = 0; i < tail.rows; i++) {
      const id = stringAt(tail.ids, i)
      const email = stringAt(tail.emails, i)
      const known = customers.find(id) ?? (email === '' ? undefined : byEmail.get(emailKey(email)))
      const customer = known ?? (tail.knownOnly === true ? NO_CODE : customers.code(id === '' ? email : id))
      target[i] = customer
      if (email !== '' && customer !== NO_CODE && !byEmail.has(emailKey(email))) byEmail.set(emailKey(email), customer)
    }
    return target
  })
}

/** Columns of orders files, then of customers files, which win; of one kind the later import wins. */
export function joinAttributes(
  orders: readonly OrdersLayer[],
  codesOfLayers: readonly (Uint32Array | null)[],
  people: readonly CustomersLayer[],
  targets: readonly Uint32Array[],
  persons: People,
  count: number,
): { attributes: AttributeColumn[]; inCustomersFile: Uint8Array } {
  const builders = new Map<string, AttributeBuilder>()
  const builderFor = (name: string, role: string): AttributeBuilder => {
    const key = role === 'attribute' ? `attribute ${name.toLowerCase()}` : role
    const known = builders.get(key)
    if (known !== undefined) return known
    const created = new AttributeBuilder(name, role)
    builders.set(key, created)
    return created
  }
  orders.forEach(({ tail }, layer) => {
    const toDataset = codesOfLayers[layer]!
    for (const attribute of tail.attributes) {
      const builder = builderFor(attribute.name, attribute.role)
      const codes = builder.codesFor(attribute.dictionary)
      for (let i = 0; i < tail.customers.count; i++) {
        const code = attribute.codes[i]!
        if (code !== NO_CODE) builder.set(persons.of(toDataset === null ? i : toDataset[i]!), codes[code]!)
      }
    }
  })
  people.forEach((tail, file) => {
    const target = targets[file]!
    const emails = builderFor('email', 'email')
    const emailCodes = emails.codesFor(tail.emails)
    for (let i = 0; i < tail.rows; i++) {
      if (target[i] !== NO_CODE) emails.set(persons.of(target[i]!), emailCodes[i]!)
    }
    for (const attribute of tail.attributes) {
      const builder = builderFor(attribute.name, attribute.role)
      const codes = builder.codesFor(attribute.dictionary)
      for (let i = 0; i < tail.rows; i++) {
        const code = attribute.codes[i]!
        if (code !== NO_CODE && target[i] !== NO_CODE) builder.set(persons.of(target[i]!), codes[code]!)
      }
    }
  })
  const inCustomersFile = new Uint8Array(count)
  for (const target of targets)
    for (const customer of target) if (customer !== NO_CODE) inCustomersFile[persons.of(customer)] = 1
  const attributes = [...builders.values()].map((builder) => builder.finish(count))
  return { attributes: attributes.filter((column) => column.dictionary.count > 0), inCustomersFile }
}
