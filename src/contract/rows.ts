import { z } from 'zod'
import type { OutputRef } from './app.ts'
import { linesInCommon } from './changes.ts'
import { rowChecks, type HealthRows } from './health.ts'
import { operation } from './operation.ts'
import { rowOrders } from './row-orders.ts'

/** The rows behind the counts of an import: those of a customer by their kind, those of nobody, those in another currency. */
export const rowParts = ['purchases', 'returns', 'zero', 'void', 'without_customer', 'foreign'] as const
export type RowPart = (typeof rowParts)[number]

const order = z.enum(rowOrders).default('file')
const partOfImport = {
  importId: z.string(),
  part: z.enum(rowParts),
  /** With `foreign`: ISO code of the one that is meant; else every other currency than the file's own. */
  currency: z.string().length(3).optional(),
}

/** A list of rows that a screen shows. */
export const rowsOf = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('import'), ...partOfImport }),
  z.strictObject({ from: z.literal('common'), importId: z.string(), which: z.enum(linesInCommon) }),
  z.strictObject({
    from: z.literal('health'),
    projectId: z.string(),
    check: z.enum(rowChecks),
    importId: z.string().optional(),
  }),
])
export type RowsOf = z.infer<typeof rowsOf>

export const rowOperations = {
  /** Amounts as they stand in the file, in its currency; of any import, switched on or off. */
  'imports.rows': operation<HealthRows>()(
    'query',
    z.strictObject({
      ...partOfImport,
      order,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** A whole list as CSV. */
  'rows.export': operation<OutputRef>()('job', z.strictObject({ of: rowsOf, order })),
}
