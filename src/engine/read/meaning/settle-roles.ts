import type { Note } from '../../../contract/messages.ts'
import { eventRoles, orderRoles, type FileKind, type Role } from '../../../contract/roles.ts'
import { headerKey, headerScore, orderHeaders } from './headers.ts'
import { roleByWords } from './header-words.ts'
import type { OrderColumn } from '../plan.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'
import type { ShopLayout } from './shop-layout.ts'
import { shopOf } from './shops.ts'
import { rowsOut } from './statuses.ts'
import { Standing, statusStanding } from '../values/status.ts'

/** Mends what single columns cannot know: a price without a quantity is the amount; the known layouts of some shops' exports. */
export function settleRoles(
  kind: FileKind,
  profiles: readonly ColumnProfile[],
  guesses: readonly RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
  notes: Note[],
  rows: readonly (readonly string[])[],
): { roles: RoleGuess[]; shop: ShopLayout | null } {
  const roles = [...guesses]
  if (kind !== 'orders') return { roles, shop: null }
  const shop = shopOf(new Set(profiles.map((profile) => headerKey(profile.name))))
  if (shop !== null) applyLayout(shop, profiles, roles, chosen)
  const at = (role: Role): number => roles.findIndex((guess) => guess.role === role)
  const state = at('status')
  if (state >= 0 && !chosen.has(state) && isPlace(state, profiles)) roles[state] = kept
  numberedStatus(profiles, roles)
  if (shop?.roles.some(([, role]) => role === 'status') !== true) tellingStatus(profiles, roles, chosen)
  const amount = at('amount')
  if (
    amount >= 0 &&
    !chosen.has(amount) &&
    !totalWords.test(headerKey(profiles[amount]!.name)) &&
    isPrice(rows, amount, at('unit_price'), at('quantity'))
  ) {
    notes.push({ code: 'import.note.amount_is_price', params: { column: profiles[amount]!.name } })
    roles[amount] = kept
  }
  const called = at('name')
  if (called >= 0 && !chosen.has(called) && isProductName(called, profiles, at)) roles[called] = productName
  codeBesideName(profiles, roles, chosen, rows)
  const who = at('customer_id')
  if (who >= 0 && !chosen.has(who) && isNameBesideEmail(profiles[who]!, profiles[at('email')]))
    roles[who] = at('name') < 0 ? personName(profiles[who]!.name) : kept
  const name = at('name')
  if (name >= 0 && at('customer_id') < 0 && at('email') < 0 && !chosen.has(name)) {
    roles[name] = { role: 'customer_id', confidence: 0.5, reason: { code: 'import.reason.name_alone' } }
    notes.push({ code: 'import.note.name_alone', params: { column: profiles[name]!.name } })
  }
  if (at('amount') < 0 && at('unit_price') >= 0 && at('quantity') < 0 && !chosen.has(at('unit_price'))) {
    const price = at('unit_price')
    roles[price] = { role: 'amount', confidence: 0.6, reason: { code: 'import.reason.price_alone' } }
    notes.push({ code: 'import.note.price_alone', params: { column: profiles[price]!.name } })
  }
  return { roles, shop }
}

/** Of a name and a code that says who it is, each code with one name, the code tells people apart. */
function codeBesideName(
  profiles: readonly ColumnProfile[],
  roles: RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
  rows: readonly (readonly string[])[],
): void {
  const who = roles.findIndex(({ role }) => role === 'customer_id')
  if (who < 0 || chosen.has(who) || profiles[who]!.values.some((value) => /\d/.test(value))) return
  const isCode = ({ index, name, values, distinct }: ColumnProfile): boolean => {
    if (roles[index]!.role !== 'attribute' || chosen.has(index) || distinct < 2) return false
    const said = roleByWords(name)
    const isSaid =
      headerScore(orderHeaders.customer_id, headerKey(name)) > 0 || (said?.role === 'customer_id' && !said.isGuess)
    if (!isSaid || values.length < profiles[who]!.values.length * 0.98) return false
    return values.every((value) => /\d/.test(value)) && isNamedOnce(rows, index, who)
  }
  const code = profiles.find(isCode)
  if (code === undefined) return
  roles[code.index] = { ...roles[who]!, reason: { code: 'import.reason.header', params: { header: code.name } } }
  const hasName = roles.some(({ role }) => role === 'name')
  roles[who] = hasName ? kept : personName(profiles[who]!.name)
}

function isNamedOnce(rows: readonly (readonly string[])[], code: number, name: number): boolean {
  const names = new Map<string, string>()
  for (const cells of rows) {
    const [key, text] = [(cells[code] ?? '').trim(), (cells[name] ?? '').trim()]
    if (key === '' || text === '') continue
    if ((names.get(key) ?? text) !== text) return false
    names.set(key, text)
  }
  return names.size > 1
}

/** Forms of companies, whose buyers write from several addresses. */
const company =
  /\b(gmbh|ag|kg|ohg|ug|e\.? ?[vk]\.?|ltd|llc|inc|corp|co|plc|sarl|sas|sa|s\.?l\.?|s\.?a\.?|bv|nv|srl|spa|a\.? ?[şs]\.?|şti|stores?|group)\b/i

/** Names of people, two of whom may be called alike, where an address on every row tells them apart. */
function isNameBesideEmail({ values }: ColumnProfile, email: ColumnProfile | undefined): boolean {
  if (email === undefined || email.distinct < 2 || email.values.length < values.length * 0.98) return false
  const people = values.filter((value) => /^\p{L}[\p{L}.'’-]*(?:,? \p{L}[\p{L}.'’-]*){1,3}$/u.test(value))
  return (
    people.length >= values.length * 0.9 && values.filter((value) => company.test(value)).length < values.length * 0.1
  )
}

function personName(header: string): RoleGuess {
  return { role: 'name', confidence: 0.6, reason: { code: 'import.reason.header', params: { header } } }
}

/** Headers of a sum: where such a column equals the price of one, the other is the misnomer. */
const totalWords =
  /total|sum|amount|value|revenue|sales|gesamt|betrag|wert|umsatz|toplam|tutar|ciro|montant|valeur|importe|monto|valor/
/** Fewer rows of several pieces than this prove nothing. */
const ENOUGH_ROWS = 5

/** A "final price" that is the price of one however many were bought: as the amount it would lose all but one piece. */
function isPrice(rows: readonly (readonly string[])[], amount: number, price: number, quantity: number): boolean {
  if (price < 0 || quantity < 0) return false
  const several = rows.filter((cells) => /^[2-9]\d*([.,]0+)?$/.test((cells[quantity] ?? '').trim()))
  const same = several.filter((cells) => cells[amount] === cells[price] && cells[price]?.trim() !== '')
  return several.length >= ENOUGH_ROWS && same.length >= several.length * 0.95
}

/** `State` beside a city or a postcode is where somebody lives, unless it says what became of an order. */
function isPlace(state: number, profiles: readonly ColumnProfile[]): boolean {
  if (!/^(state|estado|etat)$/.test(headerKey(profiles[state]!.name))) return false
  const address =
    /^(city|zip|zipcode|postcode|postalcode|region|country|ciudad|codigopostal|provincia|ville|codepostal)$/
  return (
    profiles.some(({ name }) => address.test(headerKey(name))) &&
    profiles[state]!.values.every((value) => statusStanding(value) === Standing.counts)
  )
}

/** `name` beside somebody's first and last name and the code of a product: what was bought. */
function isProductName(name: number, profiles: readonly ColumnProfile[], at: (role: Role) => number): boolean {
  if (headerKey(profiles[name]!.name) !== 'name' || at('product') < 0 || at('product_name') >= 0) return false
  const has = (pattern: RegExp): boolean => profiles.some((profile) => pattern.test(headerKey(profile.name)))
  return has(/firstname$|vorname$|^prenom$/) && has(/lastname$|nachname$|surname$/)
}

/** Of several columns on what became of an order, the one that speaks of the most cancelled, refunded and unpaid ones. */
function tellingStatus(
  profiles: readonly ColumnProfile[],
  roles: RoleGuess[],
  chosen: ReadonlyMap<number, Role>,
): void {
  const now = roles.findIndex(({ role }) => role === 'status')
  if (now < 0 || chosen.has(now)) return
  let most = rowsOut(profiles[now]!)
  for (const { index, name, numberShare, distinct } of profiles) {
    if (roles[index]!.role !== 'attribute' || chosen.has(index) || numberShare > 0.9 || distinct > 60) continue
    if (headerScore(orderHeaders.status, headerKey(name)) < 1) continue
    const out = rowsOut(profiles[index]!)
    if (out <= most) continue
    most = out
    const before = roles.findIndex(({ role }) => role === 'status')
    roles[index] = { ...roles[before]!, reason: { code: 'import.reason.header', params: { header: name } } }
    roles[before] = kept
  }
}

/** `status`, `order_status_id`; a bare `state_id` may be a province. */
function isStatus(name: string): boolean {
  if (headerScore(orderHeaders.status, headerKey(name)) === 1) return true
  return /stat[uü]|durum/i.test(name) && roleByWords(name)?.role === 'status'
}

/** A status written as numbers plays its role too: which of them are cancelled orders is asked. */
function numberedStatus(profiles: readonly ColumnProfile[], roles: RoleGuess[]): void {
  if (roles.some(({ role }) => role === 'status' || role === 'cancelled')) return
  const at = profiles.findIndex(
    ({ name, numberShare, distinct }, i) =>
      roles[i]!.role === 'attribute' && numberShare > 0.9 && distinct > 1 && distinct <= 60 && isStatus(name),
  )
  if (at >= 0)
    roles[at] = {
      role: 'status',
      confidence: 0.6,
      reason: { code: 'import.reason.header', params: { header: profiles[at]!.name } },
    }
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
    const fitting = profiles.filter(
      ({ index, name, values, rows }) =>
        headerKey(name) === header && !placed.has(index) && (values.length > 0 || rows === 0),
    )
    // Of two that are called alike, one is the other written out: `N. Revenue`, `N. Revenue (formatted)`.
    const at = (fitting.find(({ name }) => !/\(formatted\)/i.test(name)) ?? fitting[0])?.index ?? -1
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

const productName: RoleGuess = {
  role: 'product_name',
  confidence: 0.7,
  reason: { code: 'import.reason.header', params: { header: 'name' } },
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
