import type { Note } from '../../contract/messages.ts'
import { eventRoles, orderRoles, type FileKind, type Role } from '../../contract/roles.ts'
import { headerKey } from './headers.ts'
import type { OrderColumn } from './plan.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'
import { shopOf, type ShopLayout } from './shops.ts'

/** Mends what single columns cannot know: a price without a quantity is the amount; the known layouts of some shops' exports. */
export function settleRoles(
  kind: FileKind,
  profiles: readonly ColumnProfile[],
  guesses: readonly RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
  notes: Note[],
): { roles: RoleGuess[]; shop: ShopLayout | null } {
  const roles = [...guesses]
  if (kind !== 'orders') return { roles, shop: null }
  const shop = shopOf(new Set(profiles.map((profile) => headerKey(profile.name))))
  if (shop !== null) applyLayout(shop, profiles, roles, chosen)
  const at = (role: Role): number => roles.findIndex((guess) => guess.role === role)
  if (at('amount') < 0 && at('unit_price') >= 0 && at('quantity') < 0 && !chosen.has(at('unit_price'))) {
    const price = at('unit_price')
    roles[price] = { role: 'amount', confidence: 0.6, reason: { code: 'import.reason.price_alone' } }
    notes.push({ code: 'import.note.price_alone', params: { column: profiles[price]!.name } })
  }
  return { roles, shop }
}

/** Gives the columns of a known export their roles; what the person chose stays. */
function applyLayout(
  { shop, roles: wanted }: ShopLayout,
  profiles: readonly ColumnProfile[],
  roles: RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
): void {
  const placed = new Set(chosen.keys())
  const given = new Set(chosen.values())
  for (const [header, role] of wanted) {
    const at = profiles.findIndex(
      ({ name, values, rows }, i) => headerKey(name) === header && !placed.has(i) && (values.length > 0 || rows === 0),
    )
    if (at < 0 || (role !== 'attribute' && given.has(role))) continue
    const before = roles.findIndex((guess) => guess.role === role)
    if (role === 'attribute') roles[at] = kept
    else if (before === at) given.add(role)
    else {
      if (before >= 0) roles[before] = kept
      roles[at] = { role, confidence: 0.95, reason: { code: 'import.reason.shop', params: { shop } } }
      given.add(role)
    }
    placed.add(at)
  }
}

const kept: RoleGuess = { role: 'attribute', confidence: 0.6, reason: { code: 'import.reason.kept' } }

const orderColumns: ReadonlySet<Role> = new Set(orderRoles)
const eventColumns: ReadonlySet<Role> = new Set(eventRoles)

/** Roles the rows themselves are read by. */
export function isReadRole(kind: FileKind, role: Role): role is OrderColumn {
  if (kind === 'events') return eventColumns.has(role)
  if (kind === 'campaign') return role === 'customer_id' || role === 'date'
  return kind === 'customers' ? role === 'customer_id' || role === 'email' : orderColumns.has(role)
}

/** Roles whose values are kept per customer. */
export function isKeptRole(kind: FileKind, role: Role): boolean {
  if (kind === 'events') return false
  if (kind === 'campaign') return !isReadRole(kind, role)
  if (kind === 'customers') return role !== 'customer_id' && role !== 'email'
  return role === 'email' || !orderColumns.has(role)
}
