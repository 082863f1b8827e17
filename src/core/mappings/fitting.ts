import type { ReadOptions } from '../../contract/imports.ts'
import { ExpectedError } from '../../contract/errors.ts'
import type { Mapping, RememberedPart } from '../../contract/mappings.ts'
import type { FilePreview } from '../../engine/worker/source/index.ts'
import type { LookAt, UnreadableIn } from './recall.ts'

const choicesOf: Readonly<Record<RememberedPart, readonly (keyof ReadOptions)[]>> = {
  encoding: ['encoding'],
  layout: ['delimiter', 'quote', 'sheet', 'table', 'headerRow'],
  date_order: ['dateOrder'],
  decimal: ['decimal'],
  columns: ['roles', 'kind', 'revenue', 'orderTotals', 'orderNumbers'],
}

/** Parts in the order in which they are doubted: a wrong layout spoils all that follows. */
const doubted = ['layout', 'date_order', 'decimal', 'columns'] as const satisfies readonly RememberedPart[]

/**
 * Share of the rows by which fewer must be unreadable without a part for it not to fit. Some rows that are written
 * otherwise than the rest prove nothing; and whoever chose a column may have known that it is often empty.
 */
const leastGain: Readonly<Record<(typeof doubted)[number], number>> = {
  layout: 0.1,
  date_order: 0.1,
  decimal: 0.1,
  columns: 0.9,
}

/** What is remembered but for one part. */
export function without(mapping: Mapping, part: RememberedPart): Mapping {
  const names: readonly string[] = choicesOf[part]
  const keep = <Choices extends object>(choices: Choices): Choices =>
    Object.fromEntries(Object.entries(choices).filter(([name]) => !names.includes(name))) as Choices
  return { ...mapping, choices: keep(mapping.choices), settled: keep(mapping.settled) }
}

/**
 * Whether a remembered encoding is not this file's, whatever it looks like: marks and letters of Unicode cannot be
 * mistaken, those of one code page for another can.
 */
export function contradictsEncoding({ choices }: Mapping, first: Pick<FilePreview, 'encoding' | 'bom'>): boolean {
  if (choices.encoding === undefined) return false
  const isUnicode = (name: string): boolean => /^utf/i.test(name)
  return first.bom || isUnicode(first.encoding) || isUnicode(choices.encoding)
}

interface Reading {
  readonly options: ReadOptions
  /** null: the file cannot be looked at like that. */
  readonly preview: FilePreview | null
  readonly unreadable: number
}

/** Takes over what is remembered but for the parts without which clearly more of the file can be read. */
export async function fitting(
  mapping: Mapping,
  optionsOf: (mapping: Mapping) => Promise<{ readonly options: ReadOptions; readonly hasColumns: boolean }>,
  lookAt: LookAt,
  unreadableIn: UnreadableIn,
): Promise<Reading & { readonly leftOut: readonly RememberedPart[] }> {
  const read = async (known: Mapping): Promise<Reading> => {
    try {
      const { options, hasColumns } = await optionsOf(known)
      const preview = await lookAt(options)
      const isLost = !hasColumns || preview.problems.length > 0
      return { options, preview, unreadable: isLost ? 1 : await unreadableIn(options) }
    } catch (error) {
      // A sheet or table of that name is not there.
      if (error instanceof ExpectedError) return { options: {}, preview: null, unreadable: 1 }
      throw error
    }
  }
  let known = mapping
  let reading = await read(known)
  const leftOut: RememberedPart[] = []
  for (const part of doubted) {
    const less = without(known, part)
    const gain = leastGain[part]
    if (reading.unreadable < gain || JSON.stringify(less) === JSON.stringify(known)) continue
    const other = await read(less)
    if (reading.unreadable - other.unreadable < gain) continue
    known = less
    reading = other
    leftOut.push(part)
  }
  return { ...reading, leftOut }
}
