import type { FileKind, Role } from '../../../contract/roles.ts'
import { armsOf, hasOutcome } from './campaign-roles.ts'
import { customerHeaders, eventHeaders, headerKey, headerScore } from './headers.ts'
import { saysEvents } from './event-words.ts'
import type { ColumnProfile } from './profile.ts'
import { guessRoles, type RoleGuess } from './roles.ts'

/** Share of the rows in which a column of orders is filled; events that are no purchase leave it blank. */
const MOSTLY = 0.9

/** What kind of file it is, from headers and content. */
export function guessKind(columns: readonly ColumnProfile[]): FileKind {
  const none = new Map<number, Role>()
  const orders = new Guesses(columns, guessRoles('orders', columns, none))
  const customers = new Guesses(columns, guessRoles('customers', columns, none))
  const money = orders.find('amount') ?? orders.find('unit_price')
  const date = orders.find('date')
  const lines = (['order_id', 'product', 'product_name', 'quantity'] as const).some((role) => orders.find(role)?.sure)

  const happened = columns.some((column) => saysWhatHappened(column))
  if (happened && hasTime(columns) && !isOrder(orders)) return 'events'

  // A date beside an order's columns makes an order of it; a column that can only be a group does not.
  const arms = armsOf(columns)
  if (arms !== null && (!date?.named || !lines) && hasOutcome(columns, arms)) return 'campaign'

  const known = customers.find('customer_id') !== null || customers.find('email') !== null
  if (lines || !known) return 'orders'
  // What is known of a person: only headers that say so count.
  const traits = [...customers.named].filter((role) => role !== 'customer_id' && role !== 'email').length
  if (date !== null && money !== null && (date.named || money.named)) {
    const signup = headerScore(customerHeaders.signup_date, headerKey(date.column.name)) === 1
    const worth = headerScore(customerHeaders.lifetime_value, headerKey(money.column.name)) === 1
    const isPeople =
      (signup && (worth || !money.named)) ||
      (worth && (!date.named || traits > 3)) ||
      (traits > 3 && (!date.named || signup) && isOncePerPerson(customers))
    return isPeople ? 'customers' : 'orders'
  }
  return traits > 0 || (date === null && money === null) ? 'customers' : 'orders'
}

/** No id or address stands twice: a list of people rather than of what they bought. */
function isOncePerPerson(customers: Guesses): boolean {
  const { values, distinct } = (customers.find('customer_id') ?? customers.find('email'))!.column
  return distinct === values.length
}

/** A column of what happened: a few texts under a header that says so. */
function saysWhatHappened(column: ColumnProfile): boolean {
  if (saysEvents(column)) return true
  if (headerScore(eventHeaders.event_type, headerKey(column.name)) < 1) return false
  return column.numberShare < 0.5 && column.dateShare < 0.5 && column.distinct <= 200
}

function hasTime(columns: readonly ColumnProfile[]): boolean {
  return guessRoles('events', columns, new Map()).some(
    ({ role, reason }) => role === 'timestamp' && reason.code !== 'import.reason.header_only',
  )
}

/** Every row has a number of its order or a quantity, and money. */
function isOrder(orders: Guesses): boolean {
  const filled = (role: Role): boolean => {
    const found = orders.find(role)
    return found !== null && found.sure && found.column.values.length >= found.column.rows * MOSTLY
  }
  return filled('quantity') || (filled('order_id') && (filled('amount') || filled('unit_price')))
}

interface Found {
  readonly column: ColumnProfile
  /** Its header says so; else the content alone does. */
  readonly named: boolean
  /** Its header means nothing else. */
  readonly sure: boolean
}

/** The roles of one guess. */
class Guesses {
  readonly named = new Set<Role>()
  private readonly found = new Map<Role, Found>()

  constructor(columns: readonly ColumnProfile[], guesses: readonly RoleGuess[]) {
    guesses.forEach(({ role, reason, confidence }, i) => {
      if (role === 'attribute' || role === 'ignore') return
      const named = reason.code.startsWith('import.reason.header')
      if (named) this.named.add(role)
      this.found.set(role, { column: columns[i]!, named, sure: named && confidence > 0.8 })
    })
  }

  find(role: Role): Found | null {
    return this.found.get(role) ?? null
  }
}
