import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type StringColumn } from '../columns/types.ts'
import type { CustomersLayer } from './attributes.ts'
import type { OrdersLayer } from './dataset.ts'
import type { PeopleRules } from './rules.ts'

/** Which customers are one person. */
export interface People {
  /** Code of the person a customer's code stands for. */
  of(customer: number): number
  /** null: everyone is who the ids say. */
  readonly aliases: Uint32Array | null
}

export const everyoneApart: People = { of: (customer) => customer, aliases: null }

/** An address that more customers share is a shop's, a marketplace's or a test's, and says nothing about a person. */
export const MOST_IDS = 10

export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}

/** Customers with the same e-mail address, in the order of the dataset's codes. */
export interface EmailGroup {
  readonly email: string
  /** Two or more. */
  readonly customers: readonly number[]
}

/**
 * Addresses that stand at two or more customers: of the orders' own column, of the customers files, and ids that are an
 * address themselves (guest checkouts). Cost: one look-up an address and customer.
 */
export function sharedEmails(
  customers: StringColumn,
  orders: readonly OrdersLayer[],
  codesOfLayers: readonly (Uint32Array | null)[],
  people: readonly CustomersLayer[],
  targets: readonly Uint32Array[],
): EmailGroup[] {
  const first = new Map<string, number>()
  const groups = new Map<string, Set<number>>()
  const add = (text: string, customer: number) => {
    const email = emailKey(text)
    if (!email.includes('@')) return
    const known = first.get(email)
    if (known === undefined) first.set(email, customer)
    else if (known !== customer) {
      const group = groups.get(email) ?? new Set([known])
      groups.set(email, group.add(customer))
    }
  }
  orders.forEach(({ tail }, layer) => {
    const codes = codesOfLayers[layer]!
    for (const { role, dictionary, codes: values } of tail.attributes) {
      if (role !== 'email') continue
      for (let i = 0; i < values.length; i++)
        if (values[i] !== NO_CODE) add(stringAt(dictionary, values[i]!), codes === null ? i : codes[i]!)
    }
  })
  people.forEach((tail, file) => {
    for (let i = 0; i < tail.rows; i++)
      if (targets[file]![i] !== NO_CODE) add(stringAt(tail.emails, i), targets[file]![i]!)
  })
  for (let code = 0; code < customers.count; code++) {
    if (holdsAt(customers, code)) add(stringAt(customers, code), code)
  }
  return [...groups].map(([email, ids]) => ({ email, customers: [...ids].sort((a, b) => a - b) }))
}

/** Whether a group is merged under these rules. */
export function isMerged({ email, customers }: EmailGroup, rules: PeopleChoices): boolean {
  if (rules.merged.has(email)) return true
  return rules.all && !rules.apart.has(email) && customers.length <= MOST_IDS
}

export interface PeopleChoices {
  readonly all: boolean
  readonly merged: ReadonlySet<string>
  readonly apart: ReadonlySet<string>
}

export function choicesOf({ all, merged, apart }: PeopleRules): PeopleChoices {
  return { all, merged: new Set(merged), apart: new Set(apart) }
}

/** The person goes by the first id that is no e-mail address, else by the first. */
export function mergePeople(customers: StringColumn, groups: readonly EmailGroup[], rules: PeopleRules): People {
  const choices = choicesOf(rules)
  const merged = groups.filter((group) => isMerged(group, choices))
  if (merged.length === 0) return everyoneApart
  const aliases = Uint32Array.from({ length: customers.count }, (_, code) => code)
  const rootOf = (code: number): number => {
    let root = code
    while (aliases[root] !== root) root = aliases[root]!
    while (aliases[code] !== root) {
      const next = aliases[code]!
      aliases[code] = root
      code = next
    }
    return root
  }
  const isBefore = (a: number, b: number): boolean => {
    const [mailA, mailB] = [holdsAt(customers, a), holdsAt(customers, b)]
    return mailA === mailB ? a < b : mailB
  }
  for (const { customers: codes } of merged) {
    for (const code of codes.slice(1)) {
      const [a, b] = [rootOf(codes[0]!), rootOf(code)]
      if (a !== b) aliases[isBefore(a, b) ? b : a] = isBefore(a, b) ? a : b
    }
  }
  for (let code = 0; code < aliases.length; code++) rootOf(code)
  return { aliases, of: (customer) => aliases[customer]! }
}

function holdsAt({ bytes, offsets }: StringColumn, code: number): boolean {
  for (let i = offsets[code]!; i < offsets[code + 1]!; i++) if (bytes[i] === 0x40) return true
  return false
}
