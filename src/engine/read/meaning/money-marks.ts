import { currencyCode, splitNumber } from '../values/number.ts'
import type { ColumnProfile } from './profile.ts'

/** ISO code that most values carry, or that the column's name says; null: none. */
export function commonCurrency(column: ColumnProfile | undefined, money: ColumnProfile | undefined): string | null {
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
  let best: string | null = null
  for (const [code, votes] of tally) if (best === null || votes > tally.get(best)!) best = code
  return best
}

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
