import { z } from 'zod'
import type { OutputRef } from './app.ts'
import type { HealthRows } from './health.ts'
import type { ImportLayer } from './imports.ts'
import { readOptions } from './imports.ts'
import { operation } from './operation.ts'
import { rowOrders } from './row-orders.ts'

/**
 * append: beside what is there. replace: in the place of earlier imports of its kind, which are kept and come back when
 * this one is switched off. update: only what is known already is renewed, nothing new comes in.
 */
export const importModes = ['append', 'replace', 'update'] as const

/**
 * How an import meets what was imported before it. Kept with the import and applied whenever the rows are read, so that it
 * can be changed, and the import switched off, at any time.
 */
export const importDecision = z.strictObject({
  mode: z.enum(importModes).default('append'),
  /** With `replace`: ids of earlier imports, or every earlier one of the same kind. */
  replaces: z.union([z.literal('all'), z.array(z.string()).max(1000)]).default('all'),
  /** Lines of this file that are equal to an earlier line of it: counted again, or once. */
  repeats: z.enum(['keep', 'once']).default('keep'),
  /**
   * Lines that an earlier import holds: counted again; left out; or `newest`: an order that this file holds too is taken
   * from this file alone.
   */
  known: z.enum(['keep', 'leave_out', 'newest']).default('keep'),
})
export type ImportDecision = z.infer<typeof importDecision>

/** What the lines of a file have in common with each other and with earlier imports, whatever is decided. */
export interface LineFindings {
  /** Lines equal to an earlier line of the file: customer, order, day, product, amount and kind. */
  readonly repeats: number
  /** Lines that an earlier import holds. */
  readonly known: number
  /** Orders (customer and order number) that an earlier import holds; and of these, those with other lines. */
  readonly knownOrders: number
  readonly changedOrders: number
}

/** What the project gains or loses; negative: loses. */
export interface ChangeEffect {
  readonly rows: number
  /** Orders with a purchase. */
  readonly orders: number
  readonly customers: number
  /** Customers that were not there before. */
  readonly newCustomers: number
  /** Rows of the file that are left out, and rows of earlier imports that no longer count. */
  readonly leftOut: number
  readonly replaced: number
  /** Net spend in the project's currency. */
  readonly revenue: number
}

export interface ImportChange {
  /** What was read. It is not in the project until it is committed. */
  readonly layer: ImportLayer
  /** An import with the same bytes is in the project already, under this name. */
  readonly sameFileAs: string | null
  /** Nothing of its kind is in the project: there is nothing to decide. */
  readonly isFirst: boolean
  /** Earlier imports of its kind, which it could replace. */
  readonly earlier: readonly { readonly id: string; readonly fileName: string }[]
  readonly findings: LineFindings
  readonly proposed: ImportDecision
  /** What `effect` was computed for. */
  readonly decision: ImportDecision
  /** null where the project is empty: everything that was read comes in. */
  readonly effect: ChangeEffect | null
  /** What all this rests on: `changes.commit` refuses where the project is another one by then. */
  readonly basis: string
}

const importId = z.string()

/** Lines of a file that an earlier import holds too, or that are equal to an earlier line of it. */
export const linesInCommon = ['known', 'repeats'] as const
export type LinesInCommon = (typeof linesInCommon)[number]

export const changeOperations = {
  /** Reads a file into an import that nobody sees, and says what it would change. `changes.commit` shows it. */
  'changes.stage': operation<ImportChange>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      fileId: z.string(),
      options: readOptions.optional(),
    }),
  ),
  /** What another decision would change; null: what is proposed now. */
  'changes.describe': operation<ImportChange>()(
    'job',
    z.strictObject({ importId, decision: importDecision.nullable() }),
  ),
  /**
   * Shows it in the project. With the `basis` of a description just what that one said comes true, or nothing does
   * (`change.outdated`): imports came, went or count otherwise since. Without one, whatever it changes now is meant.
   */
  'changes.commit': operation<ImportLayer>()(
    'command',
    z.strictObject({ importId, decision: importDecision, basis: z.string().optional() }),
  ),
  /** The lines behind a count of `LineFindings`, of an import that is in the project or waits for a decision. */
  'changes.lines': operation<HealthRows>()(
    'query',
    z.strictObject({
      importId,
      which: z.enum(linesInCommon),
      order: z.enum(rowOrders).default('file'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** Forgets a staged import. */
  'changes.drop': operation<null>()('command', z.strictObject({ importId })),
  /**
   * The rejected rows under the header of their own file, to be mended and imported again: the import that then reads them
   * knows where they come from, so that the counts stay true.
   */
  'changes.exportForMending': operation<OutputRef>()('job', z.strictObject({ importId })),
  /** Decides otherwise about an import that is in the project. */
  'changes.decide': operation<ImportLayer>()('command', z.strictObject({ importId, decision: importDecision })),
}
