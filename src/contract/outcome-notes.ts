import type { AmbiguityOption, ReadOutcome } from './ambiguities.ts'
import type { Note } from './messages.ts'

/**
 * What one way to read a file leads to, in notes (`import.outcome.*`): only what differs between the ways.
 */
export function outcomeNotes(option: AmbiguityOption, options: readonly AmbiguityOption[]): Note[] {
  const { outcome } = option
  const differs = (of: (outcome: ReadOutcome) => unknown): boolean =>
    new Set(options.map((each) => JSON.stringify(of(each.outcome)))).size > 1
  const notes: Note[] = []
  if (outcome.unreadable > 0 && differs(({ unreadable }) => unreadable))
    notes.push({ code: 'import.outcome.unreadable', params: { percent: share(outcome.unreadable, outcome.rows) } })
  if (outcome.unreadable === outcome.rows) return notes
  const datesDiffer = differs(({ firstDate, lastDate }) => [firstDate, lastDate])
  if (datesDiffer && outcome.firstDate !== null && outcome.lastDate !== null)
    notes.push({ code: 'import.outcome.dates', params: { first: outcome.firstDate, last: outcome.lastDate } })
  if (outcome.future > 0 && differs(({ future }) => future))
    notes.push({ code: 'import.outcome.future', params: { percent: share(outcome.future, outcome.rows) } })
  // Other dates move revenue from month to month; another sum says more than any month of it.
  if (outcome.bestMonth !== null && differs(({ bestMonth }) => bestMonth) && !differs(({ revenue }) => revenue)) {
    const { month, revenue } = outcome.bestMonth
    notes.push({ code: 'import.outcome.month', params: { month, revenue } })
  }
  if (differs(({ revenue }) => revenue))
    notes.push({ code: 'import.outcome.revenue', params: { revenue: outcome.revenue } })
  if (differs(({ customers }) => customers))
    notes.push({ code: 'import.outcome.customers', params: { customers: outcome.customers } })
  else if (differs(({ orders }) => orders))
    notes.push({ code: 'import.outcome.orders', params: { orders: outcome.orders } })
  return notes
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole
}
