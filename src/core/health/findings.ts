import type { HealthFinding, RowCheck } from '../../contract/health.ts'
import type { NoteParams } from '../../contract/messages.ts'
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
export function findingsOf(facts: HealthFacts, rejected: number): HealthFinding[] {
  const counts: (readonly [RowCheck, number])[] = [
    ['rejected', rejected],
    ...facts.found.map(({ check, count }) => [check, count] as const),
  ]
  return counts
    .filter(([, rows]) => rows > 0)
    .map(([check, rows]): HealthFinding => ({
      check,
      rows,
      tone: isWorthALook(check, rows, facts.rows) ? 'look' : 'know',
      text: { code: `health.${check}`, params: { rows, ...paramsOf(check, rows, facts) } },
    }))
    .toSorted((a, b) => Number(b.tone === 'look') - Number(a.tone === 'look') || b.rows - a.rows)
}

function isWorthALook(check: RowCheck, rows: number, of: number): boolean {
  if (check === 'returns') return rows > of * MANY_RETURNS
  if (check === 'without_customer') return rows > of * MANY_WITHOUT_CUSTOMER
  return alwaysLook.has(check)
}

function paramsOf(check: RowCheck, rows: number, facts: HealthFacts): NoteParams {
  switch (check) {
    case 'future':
      return { last: facts.lastDate ?? '' }
    case 'outliers':
      return facts.purchases === null ? {} : { ...facts.purchases }
    case 'large_returns':
      return facts.returns === null ? {} : { ...facts.returns }
    case 'shared_orders':
      return { orders: facts.sharedOrders }
    case 'returns':
      return { percent: facts.rows === 0 ? 0 : (100 * rows) / facts.rows }
    default:
      return {}
  }
}
