import type { ReadOptions } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import type { StatusMeaning } from '../../../contract/roles.ts'
import { isKnownStatus, plainWord, Standing, statusKey, statusStanding } from '../values/status.ts'
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
  if (column === undefined) return { statuses: chosen, question: null, notes: [] }
  const said = saidByColumn(column)
  const known: Meanings = { ...said?.meanings, ...shop?.statuses }
  const statuses: Meanings = { ...known, ...chosen }
  const unclear = unclearTexts(column, known, chosen)
  if (unclear.length === 0) return { statuses, question: null, notes: [] }
  const isNumbers = column.numberShare > 0.9
  const out = unclear.filter((text) => statusStanding(text, statuses) !== Standing.counts)
  const isSettled = unclear.some((text) => Object.hasOwn(chosen, statusKey(text)))
  const notes: Note[] =
    isNumbers && out.length === 0 && !isSettled
      ? [{ code: 'import.note.status_numbers', params: { column: column.name, example: unclear[0]! } }]
      : []
  if (unclear.length > MOST_ASKED) {
    if (out.length > 0)
      notes.push({
        code: 'import.note.status_out',
        params: { column: column.name, list: out.slice(0, MOST_OFFERED).join(', ') },
      })
    return { statuses, question: null, notes }
  }
  const reason: Note = isSettled
    ? { code: 'import.assumed.chosen' }
    : out.length === 0
      ? { code: 'import.assumed.status_open' }
      : shop?.statuses !== undefined
        ? { code: 'import.assumed.status_shop', params: { shop: shop.shop } }
        : { code: said?.reason ?? 'import.assumed.status_open' }
  const question = { code: 'import.ambiguity.status', params: { column: column.name, list: unclear.join(', ') } }
  return {
    statuses,
    notes,
    question: meaningQuestion(question, reason, column, unclear, out, statuses, chosen, 'void'),
  }
}

/**
 * A question on what texts of a column mean: all of them count, those that are taken out do not, one more with each answer.
 * @param further what a text means that is taken out beside them
 */
export function meaningQuestion(
  question: Note,
  reason: Note,
  column: ColumnProfile,
  unclear: readonly string[],
  out: readonly string[],
  statuses: Meanings,
  chosen: Meanings,
  further: StatusMeaning,
): OpenQuestion {
  const present = Object.fromEntries(out.map((text) => [statusKey(text), statuses[statusKey(text)]!]))
  const option = (texts: readonly string[], meanings: Meanings): OpenQuestion['options'][number] => ({
    label:
      texts.length === 0
        ? { code: 'import.option.status_all' }
        : { code: `import.option.${further === 'return' ? 'type' : 'status'}_but`, params: { list: texts.join(', ') } },
    assumed: texts === out,
    choose: { statuses: meanings },
    command: Object.entries(meanings)
      .map(([text, meaning]) => `--status ${quoted(`${text}=${meaning}`)}`)
      .join(' '),
  })
  const none = Object.fromEntries(unclear.map((text) => [statusKey(text), 'counts' as const]))
  const others = unclear.filter((text) => !out.includes(text)).slice(0, MOST_OFFERED)
  const all = { ...chosen, ...none }
  return {
    question,
    reason,
    columns: [column.index],
    settled: unclear.some((text) => Object.hasOwn(chosen, statusKey(text))),
    options: [
      out.length === 0 ? option(out, all) : option([], all),
      ...(out.length === 0 ? [] : [option(out, { ...all, ...present })]),
      ...others.map((text) => option([...out, text], { ...all, ...present, [statusKey(text)]: further })),
    ],
  }
}

/** A deal that was closed with a sale. */
const won =
  /^(?:closed ?won|won|abgeschlossen gewonnen|gewonnen|kazanildi|kazandi|gagnee?|ganad[oa]|cerrad[oa] ganad[oa])$/
/** A column on the payment: there an order that waits was not paid. */
const ofPayment =
  /(?:^| )(?:payment|financial|paid|zahlung\w*|bezahl\w*|odeme\w*|tahsilat|paiement|reglement|pago|cobro)(?: |$)/
const waits =
  /^(?:pending|open|due|overdue|outstanding|offen|ausstehend|uberfallig|beklemede|bekliyor|bekleniyor|en attente|a payer|pendiente|por cobrar)$/

/** Rows of a column whose orders do not count, by all that is known of it. */
export function rowsOut(column: ColumnProfile): number {
  const meanings = saidByColumn(column)?.meanings ?? {}
  return column.values.filter((text) => statusStanding(text, meanings) !== Standing.counts).length
}

/** What statuses mean by what stands beside them: deals that are not won, orders that wait in a column on the payment. */
function saidByColumn({ name, values }: ColumnProfile): { meanings: Meanings; reason: string } | null {
  const texts = [...new Set(values)]
  const isDeals = texts.some((text) => won.test(plainWord(text)))
  if (!isDeals && !ofPayment.test(plainWord(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')))) return null
  const isOut = (text: string): boolean => {
    const word = plainWord(text)
    return statusStanding(text) === Standing.counts && (isDeals ? word !== '' && !won.test(word) : waits.test(word))
  }
  const meanings = Object.fromEntries(texts.filter(isOut).map((text) => [statusKey(text), 'void' as const]))
  return { meanings, reason: `import.assumed.status_${isDeals ? 'deals' : 'unpaid'}` }
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
