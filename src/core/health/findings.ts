import type { HealthFinding, RowCheck } from '../../contract/health.ts'
import type { NoteParams } from '../../contract/messages.ts'
import type { CurrencyQuestion } from '../../contract/questions.ts'
import type { HealthFacts } from '../../engine/worker/tasks/health.ts'

/** Shares from which what is usual in any shop is worth a look. */
const MANY_RETURNS = 0.2
const MANY_WITHOUT_CUSTOMER = 0.01

/** Always worth a look where there are any. */
const alwaysLook: ReadonlySet<RowCheck> = new Set([
  'rejected',
  'future',
  'placeholder_date',
  'outliers',
  'large_returns',
  'repeats',
  'shared_orders',
])

/** What was found, in sentences: what is worth a look first, then the most rows. */
export function findingsOf(
  facts: HealthFacts,
  rejected: number,
  currencies: readonly CurrencyQuestion[],
): HealthFinding[] {
  const waiting = currencies.filter(({ answer }) => answer === 'open').reduce((sum, { rows }) => sum + rows, 0)
  const counts: (readonly [RowCheck, number])[] = [
    ['rejected', rejected],
    ...facts.found.map(({ check, count }) => [check, count] as const),
  ]
  return counts
    .filter(([, rows]) => rows > 0)
    .map(([check, rows]): HealthFinding => ({
      check,
      rows,
      tone: isWorthALook(check, rows, facts.rows) || (check === 'foreign' && waiting > 0) ? 'look' : 'know',
      text:
        check === 'foreign'
          ? foreignText(rows, waiting, currencies)
          : { code: `health.${check}`, params: { rows, ...paramsOf(check, facts) } },
    }))
    .toSorted((a, b) => Number(b.tone === 'look') - Number(a.tone === 'look') || b.rows - a.rows)
}

function isWorthALook(check: RowCheck, rows: number, of: number): boolean {
  if (check === 'returns') return rows > of * MANY_RETURNS
  if (check === 'without_customer') return rows > of * MANY_WITHOUT_CUSTOMER
  return alwaysLook.has(check)
}

function foreignText(rows: number, waiting: number, questions: readonly CurrencyQuestion[]): HealthFinding['text'] {
  const currencies = questions.map(({ currency }) => currency).join(', ')
  if (waiting === rows) return { code: 'health.foreign_waiting', params: { rows, currencies } }
  return waiting > 0
    ? { code: 'health.foreign', params: { rows, currencies, waiting } }
    : { code: 'health.foreign_decided', params: { rows, currencies } }
}

function paramsOf(check: RowCheck, facts: HealthFacts): NoteParams {
  switch (check) {
    case 'future':
      return { last: facts.lastDate ?? '' }
    case 'outliers':
      return facts.purchases === null ? {} : { ...facts.purchases }
    case 'large_returns':
      return facts.returns === null ? {} : { ...facts.returns }
    case 'shared_orders':
      return { orders: facts.sharedOrders }
    default:
      return {}
  }
}
