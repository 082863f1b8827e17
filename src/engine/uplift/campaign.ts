import type { Note } from '../../contract/messages.ts'
import type { UpliftCampaign } from '../../contract/uplift.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, NO_DAY, type AttributeColumn, type CampaignTail } from '../columns/types.ts'
import { dayText } from '../rfm/dates.ts'

type CampaignFacts = Omit<UpliftCampaign, 'importId' | 'fileName'>

/** Names of a group that got nothing. */
const controlNames =
  /^(0|false|no|none|nein|hayır|non|control|kontrol\w*|untreated|placebo)$|\b(control|contrôle|no (e-?mail|mail\w*|treatment|offer|contact|ad)|hold ?out|kontrol\w*)\b/i
/** Headers that say 1 of the ones who got nothing. */
const controlHeaders = /\b(control|contrôle|kontrol\w*|hold ?out)\b/i

/** A column's number in each row; NaN where it is blank or no number. */
export function numbersOf(column: AttributeColumn): Float64Array {
  const values = Float64Array.from({ length: column.dictionary.count }, (_, code) =>
    numberOf(stringAt(column.dictionary, code)),
  )
  return Float64Array.from(column.codes, (code) => (code === NO_CODE ? NaN : values[code]!))
}

function numberOf(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text)
  if (/^(yes|true|y|ja|evet|oui|si|sí)$/i.test(text)) return 1
  if (/^(no|false|n|nein|hayır|non)$/i.test(text)) return 0
  return NaN
}

export const treatmentOf = (tail: CampaignTail): AttributeColumn | undefined =>
  tail.attributes.find(({ role }) => role === 'treatment')

/** What can be asked of a campaign, and what is proposed. Cost: O(cells). */
export function describeCampaign(tail: CampaignTail): CampaignFacts {
  const treatment = treatmentOf(tail)
  const people = new Map<number, number>()
  for (const code of treatment?.codes ?? []) if (code !== NO_CODE) people.set(code, (people.get(code) ?? 0) + 1)
  const names = [...people].map(([code, count]) => ({ name: stringAt(treatment!.dictionary, code), people: count }))
  const control = proposedControl(treatment?.name ?? '', names)
  const arms = names
    .map((arm) => ({ ...arm, proposedControl: arm.name === control }))
    .sort((a, b) => Number(b.proposedControl) - Number(a.proposedControl) || b.people - a.people)
  const outcomes = tail.attributes
    .filter(({ role }) => role === 'outcome')
    .map((column) => {
      const values = numbersOf(column).filter((value) => !Number.isNaN(value))
      return {
        column: column.name,
        type: values.every((value) => value === 0 || value === 1) ? ('binary' as const) : ('amount' as const),
        mean: values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length,
        blank: tail.rows - values.length,
      }
    })
    .filter(({ mean }) => !Number.isNaN(mean))
    // A yes or no that is not rare says most; amounts are noisier still.
    .sort((a, b) => Number(a.type === 'amount') - Number(b.type === 'amount') || rarity(a.mean) - rarity(b.mean))
  const days = tail.days.filter((day) => day !== NO_DAY)
  return {
    rows: tail.rows,
    firstDate: days.length === 0 ? null : dayText(days.reduce((a, b) => Math.min(a, b))),
    lastDate: days.length === 0 ? null : dayText(days.reduce((a, b) => Math.max(a, b))),
    arms,
    outcomes,
    attributes: tail.attributes.filter(({ role }) => role === 'attribute').map(({ name }) => name),
    problem: problemOf(arms.length, outcomes.length),
  }
}

/** A rare outcome is hard to learn from; one in ten and one in two are equally good. */
function rarity(mean: number): number {
  return Math.min(mean, 1 - mean) >= 0.03 ? 0 : 1
}

function problemOf(arms: number, outcomes: number): Note | null {
  if (arms < 2) return { code: 'uplift.problem.one_group', params: { groups: arms } }
  return outcomes === 0 ? { code: 'uplift.problem.no_outcome' } : null
}

function proposedControl(header: string, arms: readonly { readonly name: string }[]): string | null {
  const says = (name: string) => arms.find((arm) => arm.name === name)?.name ?? null
  if (controlHeaders.test(header) && arms.length === 2 && says('1') !== null) return '1'
  return arms.find(({ name }) => controlNames.test(name.trim()))?.name ?? null
}
