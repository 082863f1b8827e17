import type { ReadOptions } from '../../../contract/imports.ts'
import type { StatusMeaning } from '../../../contract/roles.ts'
import { plainWord, Standing, statusKey, typeStanding } from '../values/status.ts'
import type { ColumnProfile } from './profile.ts'
import type { OpenQuestion } from './questions.ts'
import { meaningQuestion } from './statuses.ts'

type Meanings = Readonly<Record<string, StatusMeaning>>

/** More kinds than this are no codes of papers. */
const MOST_CODES = 8
/** The two sides of a ledger. */
const sides = ['s h', 'soll haben', 'd c', 'd h', 'dr cr', 'debit credit', 'debe haber', 'borc alacak', 'b a'].map(
  (pair) => pair.split(' '),
)
/** `SI`, `F2`, `CRM`: how books write what kind of paper a row is. */
const code = /^\p{Lu}[\p{Lu}\d]{0,3}$/u
/** Such codes of credit notes and returns, as most books write them. */
const credits: ReadonlySet<string> = new Set(
  'sc cn cm cr crm crn scn nc av avo gs gu gut gsc rma ret ref sr acr g2 sto'.split(' '),
)

/**
 * What kinds of rows mean that no word says: of the two sides of a ledger the rarer one gives money back, and so does the
 * code of a credit note; all else counts. Both are asked, unless the rows have a sign that says it.
 * @param isNegative whether all rows of that kind are written with a sign
 */
export function settleTypes(
  column: ColumnProfile | undefined,
  isNegative: (text: string) => boolean,
  options: ReadOptions,
): { statuses: Meanings; question: OpenQuestion | null } {
  const chosen = options.statuses ?? {}
  if (column === undefined) return { statuses: {}, question: null }
  const counts = new Map<string, number>()
  for (const text of column.values) counts.set(text, (counts.get(text) ?? 0) + 1)
  const texts = [...counts.keys()].toSorted((a, b) => counts.get(a)! - counts.get(b)!)
  const isLedger = texts.length === 2 && sides.some((pair) => texts.every((text) => pair.includes(plainWord(text))))
  const isCodes = texts.length > 1 && texts.length <= MOST_CODES && texts.every((text) => code.test(text))
  if (!isLedger && !isCodes) return { statuses: {}, question: null }

  const isRare = (text: string): boolean => counts.get(text)! < column.values.length / 2
  const unclear = texts.filter(
    (text) =>
      Object.hasOwn(chosen, statusKey(text)) ||
      (isRare(text) && !isNegative(text) && typeStanding(text) === Standing.counts),
  )
  if (unclear.length === 0) return { statuses: {}, question: null }
  const known: Meanings = Object.fromEntries(
    unclear
      .filter((text) => isLedger || credits.has(plainWord(text)))
      .map((text) => [statusKey(text), 'return' as const]),
  )
  const statuses = { ...known, ...chosen }
  const isSettled = unclear.some((text) => Object.hasOwn(chosen, statusKey(text)))
  const out = unclear.filter((text) => typeStanding(text, statuses) !== Standing.counts)
  return {
    statuses: known,
    question: meaningQuestion(
      { code: 'import.ambiguity.type', params: { column: column.name, list: unclear.join(', ') } },
      {
        code: isSettled
          ? 'import.assumed.chosen'
          : out.length === 0
            ? 'import.assumed.type_open'
            : `import.assumed.type_${isLedger ? 'ledger' : 'codes'}`,
      },
      column,
      unclear,
      out,
      statuses,
      chosen,
      'return',
    ),
  }
}
