import { stringAt } from '../columns/strings.ts'
import { NO_CODE } from '../columns/types.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'

/** Groups of the reference (Mavera), in the order in which their rules are tried. */
export const personaGroups = ['high_value', 'growth', 'at_risk', 'new'] as const
export type PersonaGroup = (typeof personaGroups)[number]
export const NO_GROUP = 255

/** Names for people. */
export const personaGroupNames: Readonly<Record<PersonaGroup, string>> = {
  high_value: 'High Value',
  growth: 'Growth',
  at_risk: 'At Risk',
  new: 'New',
}

/**
 * @param ltv lifetime value where a file gives one, else net spend; currency units
 * @param churn probability 0–1
 * @returns index into `personaGroups`
 */
export function personaGroup(ltv: number, churn: number, purchases: number): number {
  if (ltv > 500 && churn < 0.15) return 0
  if (ltv > 100 && purchases >= 2) return 1
  return churn > 0.4 ? 2 : 3
}

/** The lifetime value of each listed customer: the column of that role where it has a number, else net spend. */
export function lifetimeValues(columns: CustomerColumns, scale: number): Float64Array {
  const unit = 10 ** scale
  const values = columns.net.map((net) => net / unit)
  const given = columns.attributes.find(({ role }) => role === 'lifetime_value')
  if (given === undefined) return values
  const numbers = Array.from({ length: given.dictionary.count }, (_, code) => Number(stringAt(given.dictionary, code)))
  for (let i = 0; i < values.length; i++) {
    const code = given.codes[i]!
    if (code !== NO_CODE && Number.isFinite(numbers[code]!)) values[i] = numbers[code]!
  }
  return values
}
