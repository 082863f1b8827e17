import type { ReadOptions } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import type { StatusMeaning } from '../../../contract/roles.ts'
import { isKnownStatus, Standing, statusKey, statusStanding } from '../values/status.ts'
import type { ColumnProfile } from './profile.ts'
import type { OpenQuestion } from './questions.ts'
import type { ShopLayout } from './shop-layout.ts'

type Meanings = Readonly<Record<string, StatusMeaning>>

/** Statuses that are asked about at most; with more of them the column is something else. */
const MOST_ASKED = 12
/** Statuses that may be taken out in one answer. */
const MOST_OFFERED = 6
/** What most orders have is no cancellation. */
const MOST_OF_THEM = 0.5

/**
 * What statuses mean that no word list knows: the person's word, else what the shop's numbers are known to mean, else they
 * all count; where any of that is assumed it is asked, one status more with each answer.
 */
export function settleStatuses(
  column: ColumnProfile | undefined,
  shop: ShopLayout | null,
  options: ReadOptions,
): { statuses: Meanings; question: OpenQuestion | null; notes: Note[] } {
  const chosen = options.statuses ?? {}
  const statuses: Meanings = { ...shop?.statuses, ...chosen }
  if (column === undefined) return { statuses: chosen, question: null, notes: [] }
  const unclear = unclearTexts(column, shop?.statuses ?? {}, chosen)
  if (unclear.length === 0) return { statuses, question: null, notes: [] }
  const isNumbers = column.numberShare > 0.9
  const out = unclear.filter((text) => statusStanding(text, statuses) !== Standing.counts)
  const isSettled = unclear.some((text) => Object.hasOwn(chosen, statusKey(text)))
  const notes: Note[] =
    isNumbers && out.length === 0 && !isSettled
      ? [{ code: 'import.note.status_numbers', params: { column: column.name, example: unclear[0]! } }]
      : []
  if (unclear.length > MOST_ASKED) return { statuses, question: null, notes }

  const present = Object.fromEntries(out.map((text) => [statusKey(text), statuses[statusKey(text)]!]))
  const option = (texts: readonly string[], meanings: Meanings): OpenQuestion['options'][number] => ({
    label:
      texts.length === 0
        ? { code: 'import.option.status_all' }
        : { code: 'import.option.status_but', params: { list: texts.join(', ') } },
    assumed: texts === out,
    choose: { statuses: meanings },
    command: Object.entries(meanings)
      .map(([text, meaning]) => `--status ${quoted(`${text}=${meaning}`)}`)
      .join(' '),
  })
  const none = Object.fromEntries(unclear.map((text) => [statusKey(text), 'counts' as const]))
  const further = unclear.filter((text) => !out.includes(text)).slice(0, MOST_OFFERED)
  const all = { ...chosen, ...none }
  return {
    statuses,
    notes,
    question: {
      question: { code: 'import.ambiguity.status', params: { column: column.name, list: unclear.join(', ') } },
      reason: isSettled
        ? { code: 'import.assumed.chosen' }
        : out.length > 0 && shop !== null
          ? { code: 'import.assumed.status_shop', params: { shop: shop.shop } }
          : { code: 'import.assumed.status_open' },
      columns: [column.index],
      settled: isSettled,
      options: [
        out.length === 0 ? option(out, all) : option([], all),
        ...(out.length === 0 ? [] : [option(out, { ...all, ...present })]),
        ...further.map((text) => option([...out, text], { ...all, ...present, [statusKey(text)]: 'void' })),
      ],
    },
  }
}

/** The statuses whose meaning is assumed or was asked, the rarest first. */
function unclearTexts({ values, numberShare }: ColumnProfile, known: Meanings, chosen: Meanings): string[] {
  const counts = new Map<string, { text: string; rows: number }>()
  for (const text of values) {
    const key = statusKey(text)
    const seen = counts.get(key)
    if (seen === undefined) counts.set(key, { text, rows: 1 })
    else seen.rows++
  }
  const isNumbers = numberShare > 0.9
  return [...counts]
    .filter(
      ([key, { text, rows }]) =>
        isNumbers ||
        Object.hasOwn(chosen, key) ||
        Object.hasOwn(known, key) ||
        (!isKnownStatus(text) && rows < values.length * MOST_OF_THEM),
    )
    .toSorted(([, a], [, b]) => a.rows - b.rows)
    .map(([, { text }]) => text)
}

function quoted(text: string): string {
  return /^[\w=-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`
}
