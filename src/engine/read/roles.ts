import type { FileKind, Role } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import {
  customerHeaders,
  eventHeaders,
  headerKey,
  headerScore,
  orderHeaders,
  outcomeHeaders,
  treatmentHeaders,
} from './headers.ts'
import type { ColumnProfile } from './profile.ts'

export interface RoleGuess {
  readonly role: Role
  readonly confidence: number
  readonly reason: Note
}

interface Claim {
  readonly role: Role
  readonly column: number
  readonly score: number
  readonly reason: Note
}

const numericRoles: ReadonlySet<Role> = new Set(['amount', 'unit_price', 'quantity', 'lifetime_value', 'age'])
const dateRoles: ReadonlySet<Role> = new Set(['date', 'signup_date'])

/** Which role each column plays in a file of the given kind; `chosen` wins over everything. */
export function guessRoles(
  kind: FileKind,
  columns: readonly ColumnProfile[],
  chosen: ReadonlyMap<number, Role>,
): RoleGuess[] {
  const tables = kind === 'customers' ? customerHeaders : orderHeaders
  const claims: Claim[] = []
  for (const column of columns) {
    if (chosen.has(column.index) || column.values.length === 0) continue
    const key = headerKey(column.name)
    for (const [name, words] of Object.entries(tables)) {
      const role = name as Role
      const header = headerScore(words, key)
      if (header === 0) continue
      const fit = contentFit(role, column)
      // Of several headers that mean the same, the one named first in the table is the more usual.
      const place = [...words.sure, ...words.likely].indexOf(key) * 0.0005
      claims.push({
        role,
        column: column.index,
        score: (fit ? header : header * 0.3) - place - idPenalty(role, key, column),
        reason: { code: fit ? 'import.reason.header' : 'import.reason.header_only', params: { header: column.name } },
      })
    }
    claims.push(...contentClaims(kind, column))
  }
  claims.sort((a, b) => b.score - a.score || a.column - b.column)
  const taken = new Map<number, Claim>()
  const roles = new Set<Role>(chosen.values())
  for (const claim of claims) {
    if (taken.has(claim.column) || roles.has(claim.role)) continue
    // A guess from content alone stands back where a header says the same thing otherwise.
    if (claim.role === 'amount' && claim.score <= 0.4 && roles.has('unit_price')) continue
    if (claim.role === 'customer_id' && claim.score <= 0.4 && roles.has('email')) continue
    taken.set(claim.column, claim)
    roles.add(claim.role)
  }
  return columns.map((column): RoleGuess => {
    const own = chosen.get(column.index)
    if (own !== undefined) return { role: own, confidence: 1, reason: { code: 'import.reason.chosen' } }
    const claim = taken.get(column.index)
    if (claim !== undefined)
      return { role: claim.role, confidence: Math.round(Math.min(1, claim.score) * 95) / 100, reason: claim.reason }
    if (column.values.length === 0) return { role: 'ignore', confidence: 0.9, reason: { code: 'import.reason.empty' } }
    if (isRowNumber(column)) return { role: 'ignore', confidence: 0.7, reason: { code: 'import.reason.row_number' } }
    return { role: 'attribute', confidence: 0.5, reason: { code: 'import.reason.kept' } }
  })
}

/** An unnamed column that counts the rows, as data tools write it. */
function isRowNumber(column: ColumnProfile): boolean {
  return (
    /^(unnamed: ?\d+|column \d+|)$/i.test(column.name) &&
    column.integerShare === 1 &&
    column.distinct === column.values.length
  )
}

function contentFit(role: Role, column: ColumnProfile): boolean {
  if (numericRoles.has(role)) return column.numberShare >= 0.8
  if (dateRoles.has(role)) return column.dateShare >= 0.8 || column.serialShare >= 0.8
  if (role === 'email') return column.emailShare >= 0.5
  if (role === 'currency') return column.distinct <= 30 && column.values.every((value) => value.length <= 12)
  if (role === 'status' || role === 'type') return column.distinct <= 60 && column.numberShare < 0.9
  if (role === 'product_name') return column.numberShare < 0.9
  return true
}

/** A bare `id` that never repeats numbers the orders, one that does names the customers. */
function idPenalty(role: Role, key: string, column: ColumnProfile): number {
  if (key !== 'id') return 0
  const unique = column.distinct > column.values.length * 0.98
  if (role === 'customer_id') return unique && column.values.length > 5 ? 0.1 : 0
  return role === 'order_id' && !unique ? 0.1 : 0
}

function contentClaims(kind: FileKind, column: ColumnProfile): Claim[] {
  const claims: Claim[] = []
  const claim = (role: Role, score: number, code: string): void => {
    claims.push({ role, column: column.index, score, reason: { code } })
  }
  if (column.emailShare >= 0.8) claim('email', 0.6, 'import.reason.emails')
  const looksLikeDate = column.dateShare >= 0.95 && !column.values.every((value) => /^\d{9,}$/.test(value))
  if (kind === 'orders') {
    if (looksLikeDate) claim('date', 0.5, 'import.reason.dates')
    const decimals = column.commaVotes + column.pointVotes
    if (!looksLikeDate && !column.pointZero && column.numberShare >= 0.95 && decimals >= column.values.length * 0.3)
      claim('amount', 0.4, 'import.reason.numbers')
    if (
      !looksLikeDate &&
      decimals === 0 &&
      column.emailShare < 0.5 &&
      /^(column \d+|)$/i.test(column.name) &&
      column.distinct < column.values.length &&
      column.distinct > 2 &&
      column.values.every((value) => /^[\w-]{2,40}$/.test(value) && /\d/.test(value))
    )
      claim('customer_id', 0.35, 'import.reason.repeating_ids')
  }
  return claims
}

/** What kind of file it is, from headers and content. */
export function guessKind(columns: readonly ColumnProfile[]): FileKind {
  const keys = new Map(columns.map((column) => [headerKey(column.name), column]))
  const has = (words: (typeof orderHeaders)[Role]): boolean =>
    [...keys.keys()].some((key) => headerScore(words, key) === 1)
  const orders = new Set(
    guessRoles('orders', columns, new Map())
      .filter((guess) => guess.confidence > 0.3)
      .map((guess) => guess.role),
  )
  const person = orders.has('customer_id') || orders.has('email')
  const money = orders.has('amount') || orders.has('unit_price')
  if (has(eventHeaders) && orders.has('date') && !money) return 'events'
  if (has(eventHeaders) && orders.has('date') && person && !orders.has('order_id') && !orders.has('quantity'))
    return 'events'
  const arm = [...keys].some(
    ([key, column]) =>
      headerScore(treatmentHeaders, key) === 1 ||
      (headerScore(treatmentHeaders, key) > 0 &&
        column.values.some((value) => /\b(control|no e-?mail|kontrol\w*|hold ?out)\b/i.test(value))),
  )
  if (arm && has(outcomeHeaders) && !orders.has('date')) return 'campaign'
  const customers = guessRoles('customers', columns, new Map()).filter((guess) => guess.confidence > 0.3)
  const traits = customers.filter(({ role }) => !['customer_id', 'email', 'attribute', 'ignore'].includes(role)).length
  const known = customers.some(({ role }) => role === 'customer_id' || role === 'email')
  const lines = orders.has('order_id') || orders.has('product') || orders.has('product_name') || orders.has('quantity')
  if (orders.has('date') && money) {
    // One row a person, with what is known of her: a sign-up date and a total are no order.
    const key = columns.find(
      (column) =>
        customers[0] !== undefined && guessRoles('customers', columns, new Map())[column.index]?.role === 'customer_id',
    )
    const unique = key !== undefined && key.distinct === key.values.length && key.values.length > 1
    const worth = customers.some(({ role }) => role === 'lifetime_value' || role === 'signup_date')
    return known && !lines && unique && worth && traits >= 2 && !has({ sure: strictOrderWords, likely: new Set() })
      ? 'customers'
      : 'orders'
  }
  if (known && !lines && (traits > 0 || (!orders.has('date') && !money))) return 'customers'
  return 'orders'
}

/** Headers that only orders have. */
const strictOrderWords: ReadonlySet<string> = new Set([
  'orderdate',
  'invoicedate',
  'purchasedate',
  'transactiondate',
  'bestelldatum',
  'siparistarihi',
  'datecommande',
  'fechapedido',
])
