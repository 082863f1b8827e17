import type { Note } from '../../../contract/messages.ts'
import { currencyCode, splitNumber } from '../values/number.ts'
import type { ColumnProfile } from './profile.ts'

/** ISO codes that values carry, or the column's name, with how many do. */
function currencies(column: ColumnProfile | undefined, money: ColumnProfile | undefined): Map<string, number> {
  const tally = new Map<string, number>()
  const vote = (code: string | null): void => {
    if (code !== null) tally.set(code, (tally.get(code) ?? 0) + 1)
  }
  if (column !== undefined) for (const value of column.values) vote(currencyCode(value))
  else if (money !== undefined) {
    for (const value of money.values) vote(splitNumber(value)?.currency ?? null)
    if (tally.size === 0) {
      const named = /€|\beur\b|\$|\busd\b|£|\bgbp\b|₺|\btry\b|\btl\b|\bchf\b/i.exec(money.name)
      if (named) vote(currencyCode(named[0]))
    }
  }
  return tally
}

/** ISO code that most values carry, or that the column's name says; null: none. */
export function commonCurrency(column: ColumnProfile | undefined, money: ColumnProfile | undefined): string | null {
  let best: string | null = null
  const tally = currencies(column, money)
  for (const [code, votes] of tally) if (best === null || votes > tally.get(best)!) best = code
  return best
}

/** Currencies are never added: where there are several it is said before the import. */
export function currencyNotes(
  column: ColumnProfile | undefined,
  money: ColumnProfile | undefined,
  common: string | null,
): Note[] {
  const tally = [...currencies(column, money)].toSorted(([, a], [, b]) => b - a)
  if (tally.length < 2 || common === null) return []
  const list = tally
    .slice(0, MOST_NAMED)
    .map(([code]) => code)
    .join(', ')
  return [{ code: 'import.note.currencies', params: { column: (column ?? money)!.name, list, currency: common } }]
}

/** Currencies that are named in a sentence. */
const MOST_NAMED = 6

/** Mark between the thousands of a column of money, or null. */
export function thousandsMark(column: ColumnProfile | undefined, decimal: '.' | ','): string | null {
  if (column === undefined) return null
  for (const value of column.values) {
    const digits = splitNumber(value)?.digits ?? ''
    const mark = /\d([.,'’ ])\d{3}(?!\d)/.exec(digits)?.[1]
    if (mark !== undefined && mark !== decimal) return mark
  }
  return null
}
