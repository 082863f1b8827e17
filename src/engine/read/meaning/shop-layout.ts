import type { Role, StatusMeaning } from '../../../contract/roles.ts'

/** An export that is known by some of its headers (as headerKey writes them). */
export interface ShopLayout {
  readonly shop: string
  /** All of them stand in the file. */
  readonly marks: readonly string[]
  /** Header → role, in order of preference: a role that is taken, or a column that is not there, is passed over. */
  readonly roles: readonly (readonly [header: string, role: Role])[]
  /** The amount or price is what was asked before discounts were taken off. */
  readonly beforeDiscount?: boolean
  /** What its statuses mean beside the words that everybody knows, by their text in lower case. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>
}

/** An order of Magento is closed once all of it is given back; without that it is complete. */
export const closedIsRefunded: NonNullable<ShopLayout['statuses']> = { closed: 'refunded', geschlossen: 'refunded' }
