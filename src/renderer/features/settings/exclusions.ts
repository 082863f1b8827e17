import type { ExclusionSuggestion } from '../../../contract/analysis.ts'
import type { ExclusionRule } from '../../../contract/projects.ts'

export type Draft = Pick<ExclusionRule, 'field' | 'op' | 'value'>

/** Two rules are the same where they leave out the same; letter case and outer blanks do not count. */
export function sameRule(a: Draft, b: Draft): boolean {
  return a.field === b.field && a.op === b.op && a.value.trim().toLowerCase() === b.value.trim().toLowerCase()
}

/** Suggestions that are not among the rules yet. */
export function openSuggestions(
  suggestions: readonly ExclusionSuggestion[],
  rules: readonly ExclusionRule[],
): readonly ExclusionSuggestion[] {
  return suggestions.filter((suggestion) => !rules.some((rule) => sameRule(rule, suggestion)))
}

/** The rules without one that leaves out the same. */
export function withoutRule(rules: readonly ExclusionRule[], draft: Draft): readonly ExclusionRule[] {
  return rules.filter((rule) => !sameRule(rule, draft))
}

/** The rules with one more, switched on; a rule that is there already is not added again. */
export function withRule(rules: readonly ExclusionRule[], draft: Draft): readonly ExclusionRule[] {
  if (rules.some((rule) => sameRule(rule, draft))) return rules
  const { field, op, value } = draft
  return [...rules, { field, op, value: value.trim(), id: crypto.randomUUID(), enabled: true }]
}
