import { z } from 'zod'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'
import { rowOrders } from './row-orders.ts'

/** What the rows of orders are looked at for; each finding opens the rows it counts. */
export const rowChecks = [
  'rejected',
  'without_customer',
  'missing_product',
  'missing_category',
  'future',
  'placeholder_date',
  'foreign',
  'outliers',
  'large_returns',
  'repeats',
  'shared_orders',
  'returns',
  'zero',
  'void',
] as const
export type RowCheck = (typeof rowChecks)[number]

export interface HealthFinding {
  readonly check: RowCheck
  /** `look`: worth a look before the numbers are used; `know`: good to know. */
  readonly tone: 'look' | 'know'
  readonly rows: number
  /** `health.*`: what was found, with the threshold it was judged by. */
  readonly text: Note
}

/** Values that a column leaves empty. */
export interface MissingValues {
  /** Name of an attribute, or the role of a column of orders. */
  readonly column: string
  readonly isAttribute: boolean
  readonly missing: number
  readonly of: number
  readonly unit: 'rows' | 'customers'
}

/** Days without any row, longer than is usual in this data. */
export interface TimeGap {
  /** YYYY-MM-DD, the first and last day without a row. */
  readonly from: string
  readonly to: string
  readonly days: number
}

export interface SharedEmail {
  readonly email: string
  readonly customers: readonly string[]
}

/** The rows of all active files of orders, as they are, before any rule leaves one out. */
export interface HealthReport {
  /** accepted + rejected + without customer = read. */
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly withoutCustomer: number
  readonly firstDate: string | null
  readonly lastDate: string | null
  /** Most rows first; those worth a look before the others. */
  readonly findings: readonly HealthFinding[]
  readonly missing: readonly MissingValues[]
  /** Longest first, at most 50, and how many there are. */
  readonly gaps: { readonly total: number; readonly usualDays: number; readonly longest: readonly TimeGap[] }
  /** Addresses that stand at several customers: at most 50, and how many there are. */
  readonly sharedEmails: { readonly total: number; readonly some: readonly SharedEmail[] }
}

/** A row as it was read; what it does not have is null. */
export interface HealthRow {
  readonly fileName: string
  /** 1-based line of the file (row of the sheet) where that is known, else null. */
  readonly line: number | null
  /** 1-based position among the rows that were read and kept, else null. */
  readonly position: number | null
  readonly orderId: string | null
  readonly date: string | null
  readonly customer: string | null
  readonly product: string | null
  readonly category: string | null
  readonly amount: number | null
  /** ISO code of the amount where it is in another currency and not converted; null: it is in the project's. */
  readonly currency: string | null
  readonly kind: 'purchase' | 'return' | 'zero' | 'void' | null
  /** Rejected rows: why, and the row as it stands. */
  readonly reason: Note | null
  readonly raw: string | null
}

export interface HealthRows {
  readonly total: number
  readonly rows: readonly HealthRow[]
}

/** Customers of whom a column says nothing, those with the most rows first. */
export interface CustomersWithout {
  readonly total: number
  readonly customers: readonly {
    readonly customerId: string
    /** Rows of orders. */
    readonly rows: number
  }[]
}

export const healthOperations = {
  /** null: the project has no active file of orders. */
  'health.report': operation<HealthReport | null>()('job', z.strictObject({ projectId: z.string() })),
  'health.rows': operation<HealthRows>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      check: z.enum(rowChecks),
      /** Only those of this import. */
      importId: z.string().optional(),
      order: z.enum(rowOrders).default('file'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  'health.customers': operation<CustomersWithout>()(
    'query',
    z.strictObject({
      projectId: z.string(),
      /** Name of an attribute, as in `HealthReport.missing`. */
      column: z.string().max(200),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
}
