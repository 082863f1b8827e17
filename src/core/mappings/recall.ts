import type { ImportPreview, ReadOptions, Role } from '../../contract/imports.ts'
import type { Mapping, ReadChoices, RememberedMapping } from '../../contract/mappings.ts'
import type { FilePreview } from '../../engine/worker/source/index.ts'
import { headerKey } from '../../engine/read/meaning/headers.ts'
import { now, type CoreContext } from '../context.ts'
import { findMapping, keepMapping, listMappings } from '../store/mappings-table.ts'
import { fingerprintOf } from './fingerprint.ts'
import { contradictsEncoding, fitting, without } from './fitting.ts'

/** Looks at a file with these options. */
export type LookAt = (options: ReadOptions) => Promise<FilePreview>

/** Share (0–1) of a file's first rows that cannot be read with these options. */
export type UnreadableIn = (options: ReadOptions) => Promise<number>

export interface Recalled {
  readonly preview: FilePreview
  /** What the preview was made with. */
  readonly options: ReadOptions
  readonly remembered: RememberedMapping | null
}

/** What is remembered of a look at a file. */
export type Reading = Pick<ImportPreview, 'columns' | 'headerRow' | 'dateOrder' | 'decimal' | 'ambiguities'>

/** Choices that change which columns there are, so that the header as it is first seen is not the one of the table. */
const structural = ['delimiter', 'quote', 'encoding', 'sheet', 'table', 'headerRow'] as const

/**
 * Looks at a file as files with its header were read last time; what is asked for now goes before what is remembered, and
 * what the file itself contradicts is left out.
 * Cost: one look and one reading of the first rows more where something is remembered, a look more where the layout of
 * the file had been corrected; two for every part that has to be tried without
 */
export async function recall(
  core: CoreContext,
  projectId: string | null,
  asked: ReadOptions,
  lookAt: LookAt,
  unreadableIn: UnreadableIn,
): Promise<Recalled> {
  const first = await lookAt(asked)
  const fingerprint = fingerprintOf(first)
  if (fingerprint === null) return { preview: first, options: asked, remembered: null }
  const same = findMapping(core.store, projectId, fingerprint)
  const near = same !== null || projectId === null ? null : nearest(listMappings(core.store, projectId), first)
  const mapping = same ?? near?.mapping ?? null
  if (mapping === null) return { preview: first, options: asked, remembered: null }
  const optionsOf = (known: Mapping) => recalledOptions(known, asked, first, lookAt)
  const isContrary = asked.encoding === undefined && contradictsEncoding(mapping, first)
  const start = isContrary ? without(mapping, 'encoding') : mapping
  const { options, preview, leftOut } = await fitting(start, optionsOf, lookAt, unreadableIn)
  if (preview === null || JSON.stringify(options) === JSON.stringify(asked))
    return { preview: first, options: asked, remembered: null }
  const { fileName, usedAt } = mapping
  const remembered = {
    fingerprint: mapping.fingerprint,
    fileName,
    usedAt,
    differs: near?.differs ?? null,
    leftOut: isContrary ? (['encoding', ...leftOut] as const) : leftOut,
  }
  return { preview, options, remembered }
}

/** Columns by which a header may differ from one that is remembered, and the share of them that must be alike. */
const MOST_OTHERS = 2
const ALIKE = 0.75

/**
 * The remembered header that is nearly that of the file: a shop added a column to its export, or dropped one. All columns
 * of which something was chosen are there, so that nothing of it is lost unnoticed. What that file merely said clearly
 * (how its dates are written) is not taken over: it may be another source.
 */
function nearest(
  mappings: readonly Mapping[],
  { columns }: Pick<FilePreview, 'columns'>,
): { mapping: Mapping; differs: NonNullable<RememberedMapping['differs']> } | null {
  const keyOf = (name: string): string => headerKey(name) || name
  const keys = new Set(columns.map(({ name }) => keyOf(name)))
  let best: ReturnType<typeof nearest> = null
  let fewest = MOST_OTHERS + 1
  for (const mapping of mappings) {
    const known = new Set(mapping.header.map(keyOf))
    const missing = mapping.header.filter((name) => !keys.has(keyOf(name)))
    const added = columns.map(({ name }) => name).filter((name) => !known.has(keyOf(name)))
    const others = missing.length + added.length
    const isNear = others < fewest && known.size - missing.length >= ALIKE * Math.max(known.size, keys.size)
    if (!isNear || !Object.keys(mapping.choices.roles ?? {}).every((name) => keys.has(keyOf(name)))) continue
    fewest = others
    best = { mapping: { ...mapping, settled: {} }, differs: { added, missing } }
  }
  return best
}

/** @returns the options, and whether all columns are there of which something was chosen */
async function recalledOptions(
  { choices, settled }: Mapping,
  asked: ReadOptions,
  first: FilePreview,
  lookAt: LookAt,
): Promise<{ readonly options: ReadOptions; readonly hasColumns: boolean }> {
  const { roles: byName = {}, ...rest } = choices
  const layout = structural.some((part) => rest[part] !== undefined)
  const { columns, ambiguities } = layout ? await lookAt({ ...rest, ...asked }) : first
  const open = (code: string): boolean =>
    ambiguities.some((each) => each.question.code === `import.ambiguity.${code}` && !each.settled)
  const byKey = new Map(Object.entries(byName).map(([name, role]) => [headerKey(name) || name, role]))
  const known = columns.flatMap(({ index, name }) => {
    const role = byKey.get(headerKey(name) || name)
    return role === undefined ? [] : [[String(index), role]]
  })
  const roles = { ...(Object.fromEntries(known) as Record<string, Role>), ...asked.roles }
  const options: ReadOptions = {
    ...(settled.dateOrder !== undefined && open('date_order') && { dateOrder: settled.dateOrder }),
    ...(settled.decimal !== undefined && open('decimal') && { decimal: settled.decimal }),
    ...rest,
    ...asked,
    ...(Object.keys(roles).length > 0 && { roles }),
  }
  return { options, hasColumns: known.length >= byKey.size }
}

/**
 * Keeps how a file was read for the next one with its header.
 * @param read the preview made with `options`
 */
export async function remember(
  core: CoreContext,
  projectId: string,
  fileName: string,
  options: ReadOptions,
  read: Reading,
  lookAt: LookAt,
): Promise<void> {
  const layout = structural.some((part) => options[part] !== undefined)
  // The next such file is first seen as this one was: before anything was corrected.
  const seen = layout ? await lookAt({}) : read
  const fingerprint = fingerprintOf(seen)
  if (fingerprint === null) return
  // The year of one export is not that of the next.
  const { roles = {}, year: _year, ...asked } = options
  // What the first look finds by itself was no correction: the next file may lie otherwise.
  const { delimiter: _delimiter, headerRow: _headerRow, ...others } = asked
  const rest = layout && fingerprintOf(read) === fingerprint ? others : asked
  const named = Object.fromEntries(
    read.columns.flatMap(({ index, name }) => {
      const role = roles[String(index)]
      return role === undefined ? [] : [[name, role]]
    }),
  )
  const choices: ReadChoices = { ...rest, ...(Object.keys(named).length > 0 && { roles: named }) }
  const isOpen = (code: string): boolean =>
    read.ambiguities.some(({ question, settled }) => question.code === `import.ambiguity.${code}` && !settled)
  const mapping: Mapping = {
    fingerprint,
    header: seen.columns.map(({ name }) => name),
    fileName: fileName.slice(0, 500),
    usedAt: now(),
    choices,
    settled: {
      ...(read.dateOrder !== null && !isOpen('date_order') && { dateOrder: read.dateOrder }),
      ...(!isOpen('decimal') && { decimal: read.decimal }),
    },
  }
  await core.store.write([keepMapping(projectId, mapping)])
}
