import type { StringColumn, TransactionChunk } from '../../columns/types.ts'
import { ChunkWriter } from '../stores/chunk-writer.ts'
import { ByteDictionary } from '../stores/dictionary.ts'
import { LatestValues } from '../stores/latest.ts'
import type { ReadPlan } from '../plan.ts'
import { Spellings } from '../stores/spellings.ts'
import type { SpellingCounts } from '../stores/spellings.ts'

/** Distinct byte strings, numbered in order of first appearance. */
export interface CodeStore {
  readonly count: number
  /** Code of bytes[start … end), which is added where it is new. */
  code(source: Uint8Array, start: number, end: number): number
  /** The same where values tend to follow their like. */
  codeNear(source: Uint8Array, start: number, end: number): number
  /** Everything; nothing may be added afterwards. */
  column(): StringColumn
}

/** Texts of a status, a type or a currency; somebody else may want to know what each of them means. */
export interface TextStore {
  code(source: Uint8Array, start: number, end: number): number
  /** @param meaning 1 … 255 */
  note?(code: number, meaning: number): void
}

/** The latest value of one attribute for every customer. */
export interface LatestStore {
  offer(customer: number, day: number, second: number, bytes: Uint8Array, start: number, end: number): void
  /** For customers 0 … count − 1: the code of each one's value, NO_CODE where there is none. Ends the collecting. */
  finish(count: number): { readonly codes: Uint32Array; readonly dictionary: StringColumn }
  /** Moments (seconds since 1970-01-01) of the values; only those with a value mean something. */
  moments(count: number): Float64Array
}

export interface SpellingStore {
  add(product: number, bytes: Uint8Array, start: number, end: number): void
  counted(): SpellingCounts
}

export interface ChunkStore {
  /** The next row's money: a signed integer × 10^-scale. */
  readonly money: Float64Array
  add(
    customer: number,
    orderLow: number,
    orderHigh: number,
    day: number,
    scale: number,
    kind: number,
    product: number,
    category: number,
    source: Uint8Array,
    idFrom: number,
    idTo: number,
  ): void
  take(): TransactionChunk[]
  recycle(chunk: TransactionChunk): void
  finish(): void
}

/** Where a reader of orders keeps what it reads: arrays of this language, or the memory of the kernel. */
export interface OrderStores {
  readonly customers: CodeStore
  readonly products: CodeStore
  readonly categories: CodeStore
  readonly statuses: TextStore
  readonly cancels: TextStore
  readonly types: TextStore
  readonly currencies: TextStore
  readonly spellings: SpellingStore
  /** In the order of the plan's. */
  readonly attributes: readonly LatestStore[]
  readonly chunks: ChunkStore
}

export function plainStores(plan: ReadPlan): OrderStores {
  return {
    customers: new ByteDictionary(1 << 14),
    products: new ByteDictionary(1 << 12),
    categories: new ByteDictionary(),
    statuses: new ByteDictionary(64),
    cancels: new ByteDictionary(64),
    types: new ByteDictionary(64),
    currencies: new ByteDictionary(64),
    spellings: new Spellings(),
    attributes: plan.attributes.map(() => new LatestValues()),
    chunks: new ChunkWriter(),
  }
}
