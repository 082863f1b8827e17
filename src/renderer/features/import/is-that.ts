import type { ImportDecision } from '../../../contract/changes.ts'

/** Whether a decision is as `part` says, as far as that says anything. */
export function isThat(decision: ImportDecision, part: Partial<ImportDecision>): boolean {
  return Object.entries(part).every(
    ([name, value]) => JSON.stringify(decision[name as keyof ImportDecision]) === JSON.stringify(value),
  )
}
