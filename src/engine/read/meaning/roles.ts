import { adjustmentRoles, type FileKind, type Role } from '../../../contract/roles.ts'
import type { Note } from '../../../contract/messages.ts'
import { guessCampaignRoles } from './campaign-roles.ts'
import { traitByWords } from './customer-words.ts'
import { customerHeaders, eventHeaders, headerKey, headerScore, orderHeaders } from './headers.ts'
import { roleByWords } from './header-words.ts'
import { saysEvents } from './event-words.ts'
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

const numericRoles: ReadonlySet<Role> = new Set([
  'amount',
  'unit_price',
  'quantity',
  'lifetime_value',
  'age',
  'event_value',
])
/** Money beside the price: a column that holds no amounts (a shipping method, a tax rate) never plays such a role. */
const besideRoles: ReadonlySet<Role> = new Set(adjustmentRoles)
/** Without them a file cannot be read at all. */
const neededRoles: ReadonlySet<Role> = new Set([
  'customer_id',
  'order_id',
  'product',
  'date',
  'amount',
  'unit_price',
  'quantity',
  'timestamp',
  'event_type',
])
const dateRoles: ReadonlySet<Role> = new Set(['date', 'signup_date', 'timestamp'])

/** A header no table knows whose words say a role: more than the content alone, less than a known header. */
const WORDS_SCORE = 0.62
/** The same where a word is taken for one it is spelt like. */
const SPELT_SCORE = 0.45
/** Headers that mean a role only where nothing better is there. */
const LIKELY_SCORE = 0.7
/** A known name at the end of a path through JSON, as in `properties.category`. */
const PATH_SCORE = 0.85

/** Which role each column plays in a file of the given kind; `chosen` wins over everything. */
export function guessRoles(
  kind: FileKind,
  columns: readonly ColumnProfile[],
  chosen: ReadonlyMap<number, Role>,
): RoleGuess[] {
  if (kind === 'campaign') return guessCampaignRoles(columns, chosen)
  const tables = headersOf(kind)
  const claims: Claim[] = []
  for (const column of columns) {
    // A column without a value plays no role, unless the file has no rows at all.
    if (chosen.has(column.index) || (column.values.length === 0 && column.rows > 0)) continue
    claims.push(...headerClaims(tables, kind, column))
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
    if (column.name.startsWith('segmento_'))
      return { role: 'ignore', confidence: 1, reason: { code: 'import.reason.own_column' } }
    if (isRowNumber(column)) return { role: 'ignore', confidence: 0.7, reason: { code: 'import.reason.row_number' } }
    // What is told of an event is told of the event, not of whoever made it.
    if (kind === 'events') return { role: 'ignore', confidence: 0.5, reason: { code: 'import.reason.event_extra' } }
    return { role: 'attribute', confidence: 0.5, reason: { code: 'import.reason.kept' } }
  })
}

/** What words that speak of orders mean where rows are events. */
const inEvents: Readonly<Partial<Record<Role, Role>>> = {
  date: 'timestamp',
  amount: 'event_value',
  unit_price: 'event_value',
  product: 'product_id',
}

/** What the header says the column may be. */
function headerClaims(tables: typeof orderHeaders, kind: FileKind, column: ColumnProfile): Claim[] {
  const claims: Claim[] = []
  // German `Art` is a kind, `Art.` an article.
  const full = /^art\.$/i.test(column.name.trim()) ? 'artikel' : headerKey(column.name)
  const last = lastOfPath(column.name)
  const isWhole = last === null || Object.values(tables).some((words) => headerScore(words, full) > 0)
  const key = isWhole ? full : headerKey(last)
  let isKnown = false
  for (const [name, words] of Object.entries(tables)) {
    const role = name as Role
    const header = headerScore(words, key) * (isWhole ? 1 : PATH_SCORE)
    if (header === 0) continue
    isKnown = true
    const fit = contentFit(role, column)
    if (header <= LIKELY_SCORE && isElsewise(role, column)) continue
    // Only what a file needs is worth a column whose content says otherwise: the person sees what is wrong with it.
    if (!fit && !neededRoles.has(role)) continue
    // Addresses under `who` are addresses.
    if (role === 'customer_id' && header < 1 && column.emailShare >= 0.8) continue
    // Of several headers that mean the same, the one named first in the table is the more usual.
    const place = [...(words.sure.has(key) ? words.sure : words.likely)].indexOf(key) * 0.0005
    claims.push({
      role,
      column: column.index,
      score: (fit ? header : header * 0.3) - place - idPenalty(role, key, column) - emptyPenalty(role, column),
      reason: { code: fit ? 'import.reason.header' : 'import.reason.header_only', params: { header: column.name } },
    })
  }
  if (isKnown) return claims
  const trait = kind === 'customers' ? traitByWords(column.name) : null
  const said = trait === null ? roleByWords(column.name) : { role: trait, otherwise: null, isGuess: false }
  if (said === null) return claims
  for (const [i, name] of [said.role, said.otherwise].entries()) {
    const role = name === null ? null : kind === 'events' ? (inEvents[name] ?? name) : name
    if (role === null || !Object.hasOwn(tables, role) || !contentFit(role, column)) continue
    if (isElsewise(role, column)) continue
    claims.push({
      role,
      column: column.index,
      score:
        (said.isGuess ? SPELT_SCORE : WORDS_SCORE) -
        i * 0.1 -
        idPenalty(role, key, column) -
        emptyPenalty(role, column),
      reason: { code: 'import.reason.header_words', params: { header: column.name } },
    })
  }
  return claims
}

/** The name itself where it stands at the end of a path: what wraps it says nothing of its own. */
function lastOfPath(name: string): string | null {
  if (/^(line(?: ?item)?|position|item|artikel) ?: ?name$/i.test(name.trim())) return 'item name'
  return (
    /^(?:[\w$]+\.)*(?:properties|props|traits|attributes|data|fields|payload|params|customer|user|profile|person|contact)\.([\w$]+)$/.exec(
      name,
    )?.[1] ??
    /^(?:line(?: ?item)?|position|pos|item|artikel|article|artículo|ürün|kalem|ligne|línea|order|bestellung|auftrag|commande|pedido|sipariş) ?: ?([^:]+)$/iu.exec(
      name.trim(),
    )?.[1] ??
    // `Quantity (Items)`, as tables of lines are joined to those of their orders.
    /^(.+?) \((?:items|positions|lines|order lines|positionen|artikel|kalemler|lignes|líneas)\)$/iu.exec(
      name.trim(),
    )?.[1] ??
    null
  )
}

/** What the columns of such a file may be called. */
export function headersOf(kind: FileKind): typeof orderHeaders {
  return kind === 'customers' ? customerHeaders : kind === 'events' ? eventHeaders : orderHeaders
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
  if (besideRoles.has(role)) return column.numberShare >= 0.5 && !isRate(column)
  if (numericRoles.has(role)) return column.numberShare >= 0.5
  if (dateRoles.has(role)) return column.dateShare >= 0.5 || column.serialShare >= 0.5 || column.periodShare >= 0.9
  if (role === 'email') return column.emailShare >= 0.5 && !(column.distinct === 1 && column.values.length > 20)
  // `#1001` is no name.
  if (role === 'name') return column.values.filter(isNumber).length <= column.values.length / 2
  if (role === 'cancelled') return column.dateShare >= 0.5 || (column.distinct <= 3 && column.values.every(isFlag))
  if (role === 'currency')
    return column.distinct <= 30 && column.numberShare < 0.5 && column.values.every((value) => value.length <= 12)
  // The few words of a column of kinds number nothing.
  if (role === 'order_id')
    return !(
      column.values.length >= MANY_ROWS &&
      column.distinct <= 10 &&
      !column.values.some((value) => /\d/.test(value))
    )
  if (role === 'status' || role === 'type') return column.distinct <= 60 && column.numberShare < 0.9
  if (role === 'product_name') return column.numberShare < 0.9 && column.dateShare < 0.5
  if (role === 'product' || role === 'category') return column.dateShare < 0.5 || column.numberShare > 0.5
  return true
}

/** Rows from which a column of one value is nothing that tells rows, products or people apart. */
const MANY_ROWS = 20

/** What a header only may mean, its values can deny: one group for everything, numbers that never repeat as quantities. */
function isElsewise(role: Role, column: ColumnProfile): boolean {
  const { distinct, values, integerShare } = column
  if (values.length < MANY_ROWS) return false
  if (role === 'category' || role === 'customer_id' || role === 'product') return distinct === 1
  return role === 'quantity' && integerShare === 1 && distinct > values.length * 0.9
}

/** Of several columns of money the one that holds some; of two that are called alike the one without a remark behind. */
function emptyPenalty(role: Role, column: ColumnProfile): number {
  const isNothing =
    (besideRoles.has(role) || role === 'amount') && column.distinct === 1 && !/[1-9]/.test(column.values[0] ?? '')
  // Of several dates the one that every row has: an order that was never paid has no day of payment.
  const isGappy = role === 'date' && column.values.length < column.rows * 0.95
  return (isNothing ? 0.2 : isGappy ? 0.15 : 0) + (/\(formatted\)/i.test(column.name) ? 0.01 : 0)
}

/** 0.2, 19 or 7: a share or a tax rate, not money. */
function isRate(column: ColumnProfile): boolean {
  if (column.values.length < 3) return false
  const values = new Set(column.values.map((value) => Number(value.replace(',', '.'))))
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (Number.isNaN(most) || least < 0 || most === 0) return false
  if (most < 1) return values.size <= 20
  return column.integerShare === 1 && values.size <= 4 && most <= 27 && most >= 5 && least !== 1
}

/** A bare `id` that never repeats numbers the orders, one that does names the customers; a number tells people apart better than a name. */
function idPenalty(role: Role, key: string, column: ColumnProfile): number {
  if (role === 'customer_id' && column.values.length > 0 && column.values.every(isWords)) return 0.1
  if (!/^(id|no|nr|num|number|nummer|numero|n)$/.test(key)) return 0
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
  if (kind === 'events' && looksLikeDate) claim('timestamp', 0.4, 'import.reason.dates')
  if (kind === 'events' && saysEvents(column)) claim('event_type', 0.75, 'import.reason.events')
  if (kind === 'orders') {
    // Numbers under `Name`, as shops write their orders.
    if (headerKey(column.name) === 'name' && column.values.length > 0 && column.values.every(isNumbered))
      claim('order_id', 0.72, 'import.reason.numbered')
    // Under a bare `#` the numbers of orders, unless they count the rows.
    if (column.name.trim() === '#' && column.integerShare === 1 && !isCounter(column))
      claim('order_id', 0.35, 'import.reason.numbered')
    // Whoever pays with the same card is the same person, where nothing says better who it was.
    if (isCard(column)) claim('customer_id', 0.35, 'import.reason.repeating_ids')
    if (looksLikeDate) claim('date', 0.5, 'import.reason.dates')
    // A card's expiry is a month as well.
    else if (
      column.periodShare >= 0.95 &&
      column.numberShare < 0.5 &&
      !/expir|valid|ablauf|gültig|caduc/i.test(column.name)
    )
      claim('date', 0.4, 'import.reason.dates')
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

/** 1, 2, 3 … down the rows. */
function isCounter({ values }: ColumnProfile): boolean {
  const [first, last] = [Number(values[0]), Number(values.at(-1))]
  return first <= 1 && last - first < values.length * 2
}

/** Numbers of cards that come back. */
function isCard(column: ColumnProfile): boolean {
  const { name, values, distinct } = column
  if (values.length < 5 || distinct < 3 || distinct >= values.length || column.commaVotes + column.pointVotes > 0)
    return false
  return /^(card|kart|karten?|carte|tarjeta)(no|nr|id|number|nummer|numarasi|numero)$/.test(headerKey(name))
}

/** Digits, and no word beside them: `#1001`, `A 12`. */
function isNumber(text: string): boolean {
  return /\d/.test(text) && !/(?:^|\s)\p{L}{2,}(?=\s|$)/u.test(text)
}

/** Several words without a digit: a name. */
function isWords(text: string): boolean {
  return !/\p{N}/u.test(text) && text.split(' ').filter((word) => /\p{L}/u.test(word)).length > 1
}

/** `#1001`, `SO-2041`. */
function isNumbered(text: string): boolean {
  return /^#?[A-Z]{0,5}[-/]?\d{2,}$/i.test(text)
}

function isFlag(text: string): boolean {
  return /^(0|1|yes|no|true|false|y|n|t|f|j|ja|nein|wahr|falsch|e|h|evet|hayır|var|yok|doğru|yanlış|o|oui|non|vrai|faux|s|sí|si|verdadero|falso|x)$/i.test(
    text,
  )
}
