import { z } from 'zod'
import type { Ambiguity } from './ambiguities.ts'
import type { ChangeEffect, ImportChange, ImportDecision, LineFindings } from './changes.ts'
import type { OutputRef } from './app.ts'
import type { RememberedMapping } from './mappings.ts'
import type { Note, Warning } from './messages.ts'
import { operation } from './operation.ts'
import { longestPaste } from './paste.ts'
import { adjustmentRoles, adjustments, fileKinds, roles, statusMeanings } from './roles.ts'
import type { Adjustment, AdjustmentRole, FileKind, Role } from './roles.ts'

export * from './roles.ts'

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

const revenueShape = Object.fromEntries(adjustmentRoles.map((role) => [role, z.enum(adjustments)])) as Record<
  AdjustmentRole,
  z.ZodEnum<{ [Name in Adjustment]: Name }>
>

/** What the person corrected; everything left out is detected. */
export const readOptions = z.strictObject({
  kind: z.enum(fileKinds).optional(),
  /** Column index (0-based, as text) → role. A role other than attribute/ignore/outcome may stand once. */
  roles: z.record(z.string().regex(/^\d+$/), z.enum(roles as unknown as [Role, ...Role[]])).optional(),
  delimiter: z.string().min(1).max(5).optional(),
  /** What stands around cells that hold delimiters; empty: nothing does. */
  quote: z.enum(['"', "'", '']).optional(),
  encoding: z.string().max(40).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(dateOrders).optional(),
  /** What becomes of the money beside the price; what is left out is proposed from the headers and the sums. */
  revenue: z.strictObject(revenueShape).partial().optional(),
  /** The total of an order that stands on each of its lines: counted once, or as the line's own. */
  orderTotals: z.enum(['once', 'line']).optional(),
  /** Numbers of orders that start anew each day: one is an order of one customer on one day; or the same order always. */
  orderNumbers: z.enum(['daily', 'whole']).optional(),
  /** What statuses and kinds of rows mean that no word list knows, by their text in lower case: `{ "4": "void" }`. */
  statuses: z.record(z.string().max(200), z.enum(statusMeanings)).optional(),
  /** What CR behind an amount means: money given back, or money that came in (DR is the other of both). */
  credit: z.enum(['minus', 'plus']).optional(),
  /** What amounts count: the currency itself as they stand, or its smallest coin (1999 is 19.99, but ¥1,999). */
  amounts: z.enum(['major', 'minor']).optional(),
  /** Of dates that name a day and a month alone: the year in which they begin. */
  year: z.number().int().min(1900).max(2199).optional(),
  /** Whether leading cells that are empty belong to the value above them, where they look like merged ones. */
  merged: z.enum(['leave', 'fill']).optional(),
  sheet: z.string().max(300).optional(),
  /** Of several tables in one file, the one to read: 1-based. */
  table: z.number().int().min(1).max(1000).optional(),
  /** 0-based line (text) or row (workbook) of the header; -1: there is none. */
  headerRow: z.number().int().min(-1).max(1000).optional(),
})
export type ReadOptions = z.infer<typeof readOptions>

export interface ColumnPreview {
  readonly index: number
  readonly name: string
  readonly role: Role
  /** 0–1; how sure the detection is. 1 where the person chose. */
  readonly confidence: number
  readonly reason: Note
  readonly type: 'text' | 'integer' | 'decimal' | 'date' | 'empty'
  /** At most three, different from each other: the cell as it is, and what we read (null: cannot be read). */
  readonly samples: readonly { readonly raw: string; readonly read: string | null }[]
}

export interface RawLine {
  /** 1-based line (or row) number in the file. */
  readonly number: number
  readonly text: string
  readonly part: 'preamble' | 'header' | 'data' | 'footer'
}

/** One of several tables in a file. */
export interface TablePreview {
  /** 1-based line (or row) on which it starts, with its header where it has one. */
  readonly line: number
  /** Rows below its header. */
  readonly rows: { readonly count: number; readonly exact: boolean }
  /** Names of its first columns. */
  readonly columns: readonly string[]
}

export interface ImportPreview {
  readonly fileId: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly format: 'delimited' | 'workbook' | 'json'
  readonly kind: FileKind
  readonly encoding: string
  readonly bom: boolean
  /** null for workbooks and JSON. */
  readonly delimiter: string | null
  readonly quote: string | null
  /** Of a workbook; lists of records in a JSON file that has several. */
  readonly sheets: readonly { readonly name: string; readonly rows: number }[]
  readonly sheet: string | null
  /** Tables found in the file or sheet, the first one first; usually one. */
  readonly tables: readonly TablePreview[]
  /** The one that is read, 1-based. */
  readonly table: number
  readonly headerRow: number
  readonly decimal: '.' | ','
  readonly thousands: string | null
  readonly dateOrder: DateOrder | null
  /** Dates name a day and a month alone; `year`: that of the first of them, null where the file does not say. Else null. */
  readonly yearless: { readonly year: number | null } | null
  readonly currency: string | null
  /** Whether amounts count the currency itself or its smallest coin; null: there are none, or they have decimals. */
  readonly amounts: 'major' | 'minor' | null
  readonly rows: { readonly count: number; readonly exact: boolean }
  readonly columns: readonly ColumnPreview[]
  readonly lines: readonly RawLine[]
  /** What we read differently from how it looks, as plain sentences. */
  readonly notes: readonly Note[]
  /** Why it cannot be imported as it stands; empty: it can. */
  readonly problems: readonly Note[]
  /** What the file leaves open, each with its consequence. */
  readonly ambiguities: readonly Ambiguity[]
  /** The rows that the consequences were counted on; `whole`: that is all of them. */
  /** What the file was read with: what was asked for, and what is remembered of files with its header. */
  readonly options: ReadOptions
  readonly remembered: RememberedMapping | null
  readonly looked: { readonly rows: number; readonly whole: boolean }
  /** The same file (by content) is in the project already. */
  readonly duplicateOf: string | null
  /** File name of the import whose rejected rows these are, mended; null: a file of its own. */
  readonly mends: string | null
}

export const rejectKinds = [
  'cast',
  'missing_columns',
  'too_many_columns',
  'unclosed_quote',
  'invalid_encoding',
  'oversized',
  'malformed',
] as const
export type RejectKind = (typeof rejectKinds)[number]

export interface RejectedRow {
  /** 1-based line of the file (row of the sheet) on which the record starts. */
  readonly line: number
  /** Offset of the record's first byte; -1 for workbooks. */
  readonly byteOffset: number
  /** Name of the column at fault, or empty. */
  readonly column: string
  readonly kind: RejectKind
  readonly message: Note
  readonly raw: string
}

/** Kinds that there are none of are left out. */
export type RejectedCounts = { readonly [Kind in RejectKind]?: number }

/** accepted + rejected + withoutCustomer = read, always. */
export interface RowCounts {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly withoutCustomer: number
  readonly purchases: number
  readonly returns: number
  readonly zero: number
  readonly void: number
}

export interface ImportLayer {
  readonly id: string
  readonly projectId: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly kind: FileKind
  readonly importedAt: string
  readonly active: boolean
  /** How it meets earlier imports; `changes.decide` decides otherwise. */
  readonly decision: ImportDecision
  /**
   * What it had in common with earlier imports, and what it changed, when it came in; null: nobody looked. `outdated`:
   * imports came, went or count otherwise since; the next analysis looks again and says which lines stand twice now.
   */
  readonly change: {
    readonly findings: LineFindings
    readonly effect: ChangeEffect | null
    readonly outdated?: true
  } | null
  /** File name of the active import that takes its place; null: its rows count. */
  readonly replacedBy: string | null
  /** Rows in other currencies than `currency`; accepted, and held back until there is a rate. */
  readonly foreignRows: readonly { readonly currency: string; readonly rows: number }[]
  /** Id of the import whose rejected rows these are, mended; null: a file of its own. */
  readonly mends: string | null
  /** How many of its rejected rows came back mended, in active imports. */
  readonly mended: number
  readonly counts: RowCounts
  readonly customers: number
  readonly firstDate: string | null
  readonly lastDate: string | null
  readonly currency: string | null
  readonly encoding: string
  readonly delimiter: string | null
  readonly mapping: Readonly<Record<string, string>>
  readonly warnings: readonly Warning[]
  readonly milliseconds: number
}

/** A file that was offered and is not imported yet. */
export interface WaitingFile {
  readonly fileId: string
  readonly fileName: string
  /** What it was read with at the latest look; null: nobody looked. */
  readonly options: ReadOptions | null
  readonly remembered: RememberedMapping | null
  /** Read whole, what it would change as it was last described; null: not read whole. */
  readonly change: ImportChange | null
}

export const importOperations = {
  'imports.preview': operation<ImportPreview>()(
    'job',
    z.strictObject({
      projectId: z.string().nullable(),
      fileId: z.string(),
      options: readOptions.optional(),
      /** Whether the rows are counted where that takes a moment; else they are estimated. */
      count: z.boolean().default(true),
      /** Whether it is read as files with its header were last time, where `options` do not say otherwise. */
      recall: z.boolean().default(true),
    }),
  ),
  'imports.run': operation<ImportLayer>()(
    'job',
    z.strictObject({ projectId: z.string(), fileId: z.string(), options: readOptions.optional() }),
  ),
  'imports.list': operation<readonly ImportLayer[]>()('query', z.strictObject({ projectId: z.string() })),
  /** Switch a layer off (undo) or on again. */
  'imports.setActive': operation<ImportLayer>()(
    'command',
    z.strictObject({ importId: z.string(), active: z.boolean() }),
  ),
  'imports.delete': operation<null>()('command', z.strictObject({ importId: z.string() })),
  'imports.rejected': operation<{
    readonly total: number
    readonly rows: readonly RejectedRow[]
    /** With the first page: how many there are of each kind. */
    readonly byKind: RejectedCounts | null
  }>()(
    'query',
    z.strictObject({
      importId: z.string(),
      kind: z.enum(rejectKinds).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
  ),
  'imports.exportRejected': operation<OutputRef>()('job', z.strictObject({ importId: z.string() })),
  /** A table from the clipboard becomes a file that can be looked at and imported like one that was dropped. */
  'imports.paste': operation<{ readonly fileId: string }>()(
    'command',
    z.strictObject({
      text: z.string().max(longestPaste),
      /** What the clipboard holds as a web page, for tables that their text does not show. */
      html: z.string().max(longestPaste).nullable(),
    }),
  ),
  /**
   * Files that were offered and wait for the person's word: a page that was loaded anew takes them up again. `lost` names
   * those that waited when the app ended, once; nothing of them was kept.
   */
  'imports.waiting': operation<{ readonly files: readonly WaitingFile[]; readonly lost: readonly string[] }>()(
    'command',
    z.strictObject({}),
  ),
  /**
   * The tables of an archive become waiting files of their own in its place, named “archive › table”. Asked again, it
   * answers the same.
   */
  'imports.unpack': operation<{ readonly files: readonly { readonly fileId: string; readonly fileName: string }[] }>()(
    'job',
    z.strictObject({ fileId: z.string() }),
  ),
  /** Forget a file that was offered and not imported. */
  'imports.discardFile': operation<null>()('command', z.strictObject({ fileId: z.string() })),
}
