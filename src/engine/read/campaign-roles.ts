import type { Role } from '../../contract/imports.ts'
import { headerKey, headerScore, orderHeaders, outcomeHeaders, spendHeaders, treatmentHeaders } from './headers.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'

/** A group has a name that many people share. */
const MOST_ARMS = 20

/** Values that name a group that got nothing. */
export const armName = /\b(control|no e-?mail|kontrol\w*|hold ?out)\b/i

/**
 * Which role each column of a file of campaign results plays: who, when, in which group, what came of it (several columns
 * may say that); all others describe the person. `chosen` wins over everything.
 */
export function guessCampaignRoles(columns: readonly ColumnProfile[], chosen: ReadonlyMap<number, Role>): RoleGuess[] {
  const taken = new Set<Role>(chosen.values())
  const best = (score: (column: ColumnProfile, key: string) => number): ColumnProfile | undefined => {
    let found: { column: ColumnProfile; score: number } | undefined
    for (const column of columns) {
      if (chosen.has(column.index) || column.values.length === 0) continue
      const own = score(column, headerKey(column.name))
      if (own > (found?.score ?? 0)) found = { column, score: own }
    }
    return found?.column
  }
  const treatment = taken.has('treatment')
    ? undefined
    : best((column, key) => {
        if (column.distinct < 2 || column.distinct > MOST_ARMS) return 0
        const named = headerScore(treatmentHeaders, key)
        return named + (named > 0 && column.values.some((value) => armName.test(value)) ? 0.5 : 0)
      })
  const customer = taken.has('customer_id')
    ? undefined
    : best((column, key) => (column.distinct > 1 ? headerScore(orderHeaders.customer_id, key) : 0))
  const date = taken.has('date')
    ? undefined
    : best((column, key) =>
        column.dateShare >= 0.5 || column.serialShare >= 0.5 ? headerScore(orderHeaders.date, key) : 0,
      )
  return columns.map((column): RoleGuess => {
    const own = chosen.get(column.index)
    if (own !== undefined) return { role: own, confidence: 1, reason: { code: 'import.reason.chosen' } }
    if (column.values.length === 0) return { role: 'ignore', confidence: 0.9, reason: { code: 'import.reason.empty' } }
    const said = (role: Role): RoleGuess => ({
      role,
      confidence: 0.95,
      reason: { code: 'import.reason.header', params: { header: column.name } },
    })
    if (column === treatment) return said('treatment')
    if (column === customer) return said('customer_id')
    if (column === date) return said('date')
    if (isOutcome(column)) return said('outcome')
    return { role: 'attribute', confidence: 0.5, reason: { code: 'import.reason.kept' } }
  })
}

function isOutcome(column: ColumnProfile): boolean {
  const key = headerKey(column.name)
  const isYesNo =
    column.distinct <= 2 && column.values.every((value) => /^(yes|no|true|false|y|n|ja|nein)$/i.test(value))
  if (column.numberShare < 0.9 && !isYesNo) return false
  return headerScore(outcomeHeaders, key) === 1 || headerScore(spendHeaders, key) === 1
}
