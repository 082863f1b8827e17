import type { FileKind, Role } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { headerKey } from './headers.ts'
import type { OrderColumn } from './plan.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'

/** Mends what single columns cannot know: a price without a quantity is the amount; the known layouts of some shops' exports. */
export function settleRoles(
  kind: FileKind,
  profiles: readonly ColumnProfile[],
  guesses: readonly RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
  notes: Note[],
): RoleGuess[] {
  const roles = [...guesses]
  if (kind !== 'orders') return roles
  const at = (role: Role): number => roles.findIndex((guess) => guess.role === role)
  const byKey = (key: string): number => profiles.findIndex((profile) => headerKey(profile.name) === key)
  if (byKey('lineitemname') >= 0 && byKey('financialstatus') >= 0) {
    // Shopify: `Name` is the order (#1001), `Total` stands on its first line, people are known by e-mail.
    const own = byKey('id')
    if (own >= 0 && !chosen.has(own))
      roles[own] = { role: 'attribute', confidence: 0.6, reason: { code: 'import.reason.kept' } }
    const name = byKey('name')
    if (name >= 0 && !chosen.has(name)) {
      const before = at('order_id')
      if (before >= 0 && !chosen.has(before))
        roles[before] = { role: 'attribute', confidence: 0.6, reason: { code: 'import.reason.kept' } }
      if (at('order_id') < 0)
        roles[name] = {
          role: 'order_id',
          confidence: 0.95,
          reason: { code: 'import.reason.shop', params: { shop: 'Shopify' } },
        }
    }
  }
  if (byKey('amazonorderid') >= 0) {
    // Amazon: `item-price` is the price of all pieces of the line.
    const price = byKey('itemprice')
    if (price >= 0 && !chosen.has(price) && at('amount') < 0)
      roles[price] = {
        role: 'amount',
        confidence: 0.95,
        reason: { code: 'import.reason.shop', params: { shop: 'Amazon' } },
      }
  }
  if (at('amount') < 0 && at('unit_price') >= 0 && at('quantity') < 0 && !chosen.has(at('unit_price'))) {
    const price = at('unit_price')
    roles[price] = { role: 'amount', confidence: 0.6, reason: { code: 'import.reason.price_alone' } }
    notes.push({ code: 'import.note.price_alone', params: { column: profiles[price]!.name } })
  }
  return roles
}

const orderColumns: ReadonlySet<string> = new Set<OrderColumn>([
  'customer_id',
  'email',
  'date',
  'amount',
  'unit_price',
  'quantity',
  'order_id',
  'product',
  'product_name',
  'category',
  'type',
  'status',
  'currency',
])

/** Roles the rows themselves are read by. */
export function isReadRole(kind: FileKind, role: Role): role is OrderColumn {
  return kind === 'customers' ? role === 'customer_id' || role === 'email' : orderColumns.has(role)
}

/** Roles whose values are kept per customer. */
export function isKeptRole(kind: FileKind, role: Role): boolean {
  if (kind === 'customers') return role !== 'customer_id' && role !== 'email'
  return role === 'email' || !orderColumns.has(role)
}
