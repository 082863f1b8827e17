import { z } from 'zod'
import type { OutputRef } from './app.ts'
import { customerFilter, type CustomerRow } from './customers.ts'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'

export interface SimilarCustomer {
  readonly row: CustomerRow
  /** Cosine of the two embeddings, −1 … 1; 1 = alike in everything that is compared. */
  readonly similarity: number
  /** What they share, the rarest first, with numbers. */
  readonly reasons: readonly Note[]
}

export interface SimilarCustomers {
  /** How many customers were compared: everyone with a purchase. */
  readonly compared: number
  /** Nearest first; empty for someone without a purchase. */
  readonly neighbours: readonly SimilarCustomer[]
}

export interface Lookalike {
  /** 1 = most alike. */
  readonly rank: number
  /** Cosine to the mean of the group. */
  readonly similarity: number
  readonly row: CustomerRow
}

export interface Lookalikes {
  /** Customers with a purchase in the group that is matched. */
  readonly members: number
  /** Customers outside it who were compared. */
  readonly compared: number
  /** How many of the most alike are listed in all. */
  readonly total: number
  readonly rows: readonly Lookalike[]
}

const group = {
  projectId: z.string(),
  /** Whom the wanted customers should be like, and not be: a segment, a cluster or any filter. */
  like: customerFilter,
  count: z.number().int().min(1).max(100_000).default(1000),
}

export const similarOperations = {
  /** The customers most like one customer. The first call of a run makes the embedding. */
  'similar.customers': operation<SimilarCustomers>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      index: z.number().int().min(0),
      limit: z.number().int().min(1).max(100).default(10),
    }),
  ),
  /** The customers outside a group who are most like it. */
  'similar.lookalikes': operation<Lookalikes>()(
    'job',
    z.strictObject({
      ...group,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** The same as a file: customers.csv of the look-alikes, most alike first. */
  'similar.exportLookalikes': operation<OutputRef>()('job', z.strictObject(group)),
}
