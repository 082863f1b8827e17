import type { OrderRuns } from './order-ids.ts'

/** "No value" in a column of dictionary codes. */
export const NO_CODE = 0xffffffff
/** "No value" in a column of days. */
export const NO_DAY = -0x80000000

export const RowKind = { purchase: 0, return: 1, zero: 2, void: 3 } as const
export type RowKind = (typeof RowKind)[keyof typeof RowKind]

/** Strings laid end to end: value i is the UTF-8 bytes offsets[i] … offsets[i + 1]. */
export interface StringColumn {
  readonly count: number
  readonly bytes: Uint8Array
  /** count + 1 ascending offsets. */
  readonly offsets: Uint32Array
}

/** A column of strings that repeat: codes[i] indexes the dictionary, or is NO_CODE. */
export interface DictionaryColumn {
  readonly dictionary: StringColumn
  readonly codes: Uint32Array
}

export interface AttributeColumn extends DictionaryColumn {
  /** The column's own header. */
  readonly name: string
  /** The role it has in a customers file (`name`, `email`, `signup_date` …), else `attribute`. */
  readonly role: string
}

/** Rows of one transaction chunk; every column has `rows` entries. About 65,536 rows each. */
export interface TransactionChunk {
  readonly rows: number
  /** Money scale: amounts are integers × 10^-scale, 0 … 6. */
  readonly scale: number
  /** Code in the layer's customer dictionary, or NO_CODE: a row without a customer. */
  readonly customer: Uint32Array
  /** 64-bit hash of the order id (of customer + timestamp where blank), low and high word. */
  readonly orderLow: Uint32Array
  readonly orderHigh: Uint32Array
  /** Days since 1970-01-01 of the calendar date. */
  readonly day: Int32Array
  /** Signed integer money: purchases > 0, returns < 0, zero and void rows 0. |amount| ≤ 2^53. */
  readonly amount: Float64Array
  /** RowKind. */
  readonly kind: Uint8Array
  /** Codes in the layer's product and category dictionaries, or NO_CODE. */
  readonly product: Uint32Array
  readonly category: Uint32Array
  /** The ids of the orders where the chunk comes from a reader; kept apart from the columns. */
  readonly orderIds?: OrderRuns
  /** The same as bytes, where its reader made them at once: columns as `encodeChunk` does, ids as `encodeOrderIds`. */
  readonly encoded?: { readonly bytes: Uint8Array<ArrayBuffer>; readonly orderIds: Uint8Array<ArrayBuffer> | null }
}

export const CHUNK_ROWS = 65_536

/** What stands at the end of a layer of orders, once for all its chunks. */
export interface OrdersTail {
  readonly kind: 'orders'
  /** In order of first appearance; a row's customer code is an index into it. */
  readonly customers: StringColumn
  readonly products: StringColumn
  /** Same length as products: the commonest spelling, trimmed; empty where there is none. */
  readonly productNames: StringColumn
  readonly categories: StringColumn
  /** Same length as customers: the latest non-empty value per customer, by date, then by row. Includes e-mail (role `email`). */
  readonly attributes: readonly AttributeColumn[]
  /** In ascending order, for chunks that several readers wrote side by side. Absent or empty: all codes are the tail's. */
  readonly recoded?: readonly RecodedChunks[]
  /** Chunks whose amounts are in another currency than the layer's, by number. */
  readonly foreign?: readonly ForeignChunk[]
}

export interface ForeignChunk {
  readonly chunk: number
  /** ISO code. */
  readonly currency: string
}

/** Chunks from `fromChunk` up to the next such entry have codes of their own: here is the tail's code for each of them. */
export interface RecodedChunks {
  readonly fromChunk: number
  readonly customers: Uint32Array
  readonly products: Uint32Array
  readonly categories: Uint32Array
}

/** A customers file, whole: one entry a row, later rows win over earlier ones with the same key. */
export interface CustomersTail {
  readonly kind: 'customers'
  readonly rows: number
  /** Empty string where the file has none for that row. */
  readonly ids: StringColumn
  readonly emails: StringColumn
  /** Every other column but ids; signup_date as YYYY-MM-DD, lifetime_value as a plain decimal. */
  readonly attributes: readonly AttributeColumn[]
}

/**
 * What stands at the end of a layer of events, once for all its chunks. An event is a row of a transaction chunk: `amount`
 * is its value, `orderLow` the second of its day, `orderHigh` the code of its type.
 */
export interface EventsTail {
  readonly kind: 'events'
  /** In order of first appearance. */
  readonly customers: StringColumn
  readonly types: StringColumn
  readonly products: StringColumn
  readonly categories: StringColumn
  /** None: an event's further columns tell of the event, not of whoever made it. */
  readonly attributes: readonly AttributeColumn[]
}

/** A file of campaign results, whole: one entry a row, repeated rows are different people. */
export interface CampaignTail {
  readonly kind: 'campaign'
  readonly rows: number
  /** customer_id, or an empty string. */
  readonly ids: StringColumn
  /** Day of the campaign for that row, days since 1970-01-01, or NO_DAY. */
  readonly days: Int32Array
  /** Every other column under its own name; role `treatment`, `outcome` (numbers as plain decimals) or `attribute`. */
  readonly attributes: readonly AttributeColumn[]
}

export type LayerTail = OrdersTail | CustomersTail | EventsTail | CampaignTail

/** Row-major matrix of finite numbers. */
export interface Matrix {
  /** rows × columns values. */
  readonly data: Float64Array
  readonly rows: number
  readonly columns: number
}
