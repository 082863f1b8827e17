/** What files and their columns mean. Apart from the schemas, which a page and the engine's threads do not load. */

export const fileKinds = ['orders', 'customers', 'events', 'campaign'] as const
export type FileKind = (typeof fileKinds)[number]

/** Money beside the price; whether it belongs to the revenue is said once for each. */
export const adjustmentRoles = ['discount', 'tax', 'shipping', 'refund'] as const
export type AdjustmentRole = (typeof adjustmentRoles)[number]
export const adjustments = ['add', 'subtract', 'leave'] as const
export type Adjustment = (typeof adjustments)[number]

/**
 * What a status or a kind of row says: it counts, it never came about, its money was given back, or the row itself gives
 * money back.
 */
export const statusMeanings = ['counts', 'void', 'refunded', 'return'] as const
export type StatusMeaning = (typeof statusMeanings)[number]

/** What a column means. `attribute` is kept under its own name; `ignore` is not read. */
export const orderRoles = [
  'customer_id',
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
  'cancelled',
  'currency',
  'email',
  ...adjustmentRoles,
] as const
export const customerRoles = [
  'customer_id',
  'email',
  'name',
  'phone',
  'age',
  'gender',
  'location',
  'country',
  'signup_date',
  'lifetime_value',
  'plan',
  'industry',
  'consent',
] as const
export const eventRoles = [
  'customer_id',
  'event_type',
  'timestamp',
  'event_id',
  'event_value',
  'product_id',
  'category',
  'email',
] as const
/** `outcome` may stand for several columns: what came of it is chosen when it is asked. */
export const campaignRoles = ['customer_id', 'date', 'treatment', 'outcome'] as const
export const roles = [
  ...new Set([...orderRoles, ...customerRoles, ...eventRoles, ...campaignRoles]),
  'attribute',
  'ignore',
] as const
export type Role =
  | (typeof orderRoles)[number]
  | (typeof customerRoles)[number]
  | (typeof eventRoles)[number]
  | (typeof campaignRoles)[number]
  | 'attribute'
  | 'ignore'
