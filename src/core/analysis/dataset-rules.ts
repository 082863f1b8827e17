import type { ImportLayer } from '../../contract/imports.ts'
import type { Project } from '../../contract/projects.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import { localDay } from '../local-day.ts'
import { readPeopleChoices } from '../store/people-table.ts'
import type { Store } from '../store/store.ts'

/** What the project's settings do to its rows before anything is counted. */
export function rulesOf(store: Store, project: Project, layers: readonly ImportLayer[], today: string): DatasetRules {
  const last = project.asOf ?? latestImport(layers, today)
  return {
    currency: project.currency,
    rates: project.rates,
    netUpTo: project.netReversals ? dayNumber(last) : null,
    people: { all: project.mergePeople, ...readPeopleChoices(store, project.id) },
  }
}

/** as-of is never later than the day of import: the latest one, or today where clocks disagree. */
export function latestImport(layers: readonly ImportLayer[], today: string): string {
  const days = layers.filter(({ kind }) => kind === 'orders').map(({ importedAt }) => localDay(new Date(importedAt)))
  const latest = days.reduce((last, day) => (day > last ? day : last), '')
  return latest === '' || latest > today ? today : latest
}
