import type { ExclusionSuggestion } from '../../../contract/analysis.ts'
import type { ExclusionRule } from '../../../contract/projects.ts'

/** Two rules are the same where they leave out the same; letter case and outer blanks do not count. */
export function sameRule(
  a: Pick<ExclusionRule, 'field' | 'op' | 'value'>,
  b: Pick<ExclusionRule, 'field' | 'op' | 'value'>,
): boolean {
  return a.field === b.field && a.op === b.op && a.value.trim().toLowerCase() === b.value.trim().toLowerCase()
}

/** Suggestions that are not among the rules yet. */
export function openSuggestions(
  suggestions: readonly ExclusionSuggestion[],
  rules: readonly ExclusionRule[],
): readonly ExclusionSuggestion[] {
  return suggestions.filter((suggestion) => !rules.some((rule) => sameRule(rule, suggestion)))
}
