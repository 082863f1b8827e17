import type { Warning } from '../../contract/messages.ts'
import { type CustomerAggregates } from '../rfm/aggregate.ts'
import { dayText } from '../rfm/dates.ts'
import type { RfmResult } from '../rfm/customer-columns.ts'

/** Where more customers than this bought once, quintiles of frequency collapse. */
const ONE_TIME_SHARE = 0.6

/** What a person should know before she trusts the figures. */
export function rfmWarnings(
  totals: CustomerAggregates,
  { columns, cuts, counts }: RfmResult,
  today: number,
): Warning[] {
  const warnings: Warning[] = []
  const buyers = columns.buyers.length
  const say = (severity: Warning['severity'], code: string, params: NonNullable<Warning['params']> = {}) =>
    warnings.push({ severity, code, params })
  if (totals.totals.futureRows > 0)
    say('warning', 'analysis.future_rows', { rows: totals.totals.futureRows, today: dayText(today) })
  if (totals.totals.rowsAfterAsOf > 0)
    say('info', 'analysis.rows_after', { rows: totals.totals.rowsAfterAsOf, asOf: dayText(totals.asOf) })
  const isOneDay = totals.totals.firstDay === totals.asOf
  if (buyers === 1) say('warning', 'analysis.one_customer')
  if (buyers > 1 && isOneDay) say('warning', 'analysis.one_day', { day: dayText(totals.asOf) })
  const once = columns.buyers.reduce((n, i) => n + (columns.frequency[i] === 1 ? 1 : 0), 0)
  if (buyers > 1 && once / buyers >= ONE_TIME_SHARE) {
    say('warning', 'analysis.one_time_buyers', { customers: once, share: (100 * once) / buyers })
  }
  for (const [score, list] of Object.entries({ r: cuts.r, f: cuts.f, m: cuts.m })) {
    const perScore = counts[score as 'r' | 'f' | 'm']
    const known = perScore.flatMap((n, i) => (n > 0 ? [i + 1] : []))
    if (buyers <= 1 || (score === 'r' && isOneDay)) continue
    if (list.length === 0) say('warning', `analysis.constant.${score}`, { score: known[0] ?? 3 })
    else if (known.length < perScore.length) {
      const missing = perScore.flatMap((n, i) => (n === 0 ? [i + 1] : []))
      say('info', `analysis.missing_scores.${score}`, { known: known.join(', '), missing: missing.join(', ') })
    }
  }
  const net = columns.buyers.reduce((sum, i) => sum + columns.net[i]!, 0)
  if (buyers > 0 && net <= 0) say('warning', 'analysis.no_revenue')
  const negative = columns.buyers.reduce((n, i) => n + (columns.net[i]! < 0 ? 1 : 0), 0)
  if (negative > 0) say('info', 'analysis.negative_customers', { customers: negative })
  return warnings
}
