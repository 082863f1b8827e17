import { z } from 'zod'
import type { OutputRef } from './app.ts'
import { readOptions, roles, type Role } from './imports.ts'
import { operation } from './operation.ts'
import type { Project } from './projects.ts'

/** What the person chose for files with one header; columns by their names, so that their order does not matter. */
export const readChoices = readOptions
  .omit({ roles: true })
  .extend({ roles: z.record(z.string().max(200), z.enum(roles as unknown as [Role, ...Role[]])).optional() })
export type ReadChoices = z.infer<typeof readChoices>

/** What one file said clearly and the next one may leave open: it is asked no more then. */
export const settledReading = readOptions.pick({ dateOrder: true, decimal: true })
export type SettledReading = z.infer<typeof settledReading>

/** How files with one header are read, remembered from the last import of such a file. */
export const mapping = z.strictObject({
  /** Of the header's names without case, accents and marks, in any order; the delimiter has no part in it. */
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  /** The names as they stood in that file. */
  header: z.array(z.string().max(200)).max(20_000),
  fileName: z.string().max(500),
  /** ISO 8601. */
  usedAt: z.string().max(40),
  choices: readChoices,
  settled: settledReading,
})
export type Mapping = z.infer<typeof mapping>

/** Parts of what is remembered. */
export const rememberedParts = ['encoding', 'layout', 'date_order', 'decimal', 'columns'] as const
export type RememberedPart = (typeof rememberedParts)[number]

/** Tells where the reading of a file comes from, in a preview. */
export interface RememberedMapping {
  readonly fingerprint: string
  readonly fileName: string
  readonly usedAt: string
  /** Where the header is not the same but nearly: columns that only one of both has. */
  readonly differs: { readonly added: readonly string[]; readonly missing: readonly string[] } | null
  /** Parts that were chosen for that file and do not fit this one: it is looked at afresh in them. */
  readonly leftOut: readonly RememberedPart[]
}

/** What an import of settings changed. */
export interface ImportedSettings {
  readonly project: Project
  /** The project as it was, to take it back. */
  readonly before: Project
  readonly mappings: number
}

export const mappingOperations = {
  /** Those last used first. */
  'mappings.list': operation<readonly Mapping[]>()('query', z.strictObject({ projectId: z.string() })),
  /** Files with this header are looked at afresh, in every project. */
  'mappings.forget': operation<null>()('command', z.strictObject({ fingerprint: z.string() })),
  /** Exclusions, cut-points, thresholds, maker, dates and mappings as one JSON file; no row of data is in it. */
  'projects.exportSettings': operation<OutputRef>()('job', z.strictObject({ projectId: z.string() })),
  /** Takes such a file over: its settings replace those of the project, its mappings join the others. */
  'projects.importSettings': operation<ImportedSettings>()(
    'command',
    z.strictObject({ projectId: z.string(), fileId: z.string() }),
  ),
}
