import type { ImportLayer } from '../../../contract/imports.ts'
import type { RowPart } from '../../../contract/rows.ts'
import { t } from '../../i18n/index.ts'
import type { OpenPart } from './layers-store.ts'

/** One of the things an import brought. */
export interface Brought {
  /** Its number and its name. */
  readonly text: string
  /** The rows behind it; null: they are no rows of orders. */
  readonly open: OpenPart | null
}

/** What came in with an import, each thing with its number. */
export function cameIn(layer: ImportLayer): Brought[] {
  const { id: importId, kind, customers, counts, foreignRows } = layer
  const people = (text: string): Brought => ({ text, open: null })
  if (kind === 'customers') return [people(t('import.done.people', { n: customers }))]
  if (kind === 'campaign') return [people(t('import.done.trial', { n: customers }))]
  if (kind === 'events')
    return [
      people(t('import.done.events', { n: counts.accepted - counts.void, customers })),
      ...(counts.void > 0 ? [people(t('import.done.repeated', { n: counts.void }))] : []),
    ]
  const rows = (part: RowPart, n: number, text: string): Brought[] =>
    n === 0 ? [] : [{ text, open: { importId, part } }]
  return [
    ...rows('purchases', counts.purchases, t('import.done.purchases', { n: counts.purchases })),
    ...rows('returns', counts.returns, t('import.done.returns', { n: counts.returns })),
    ...rows('zero', counts.zero, t('import.done.zero', { n: counts.zero })),
    ...rows('void', counts.void, t('import.done.void', { n: counts.void })),
    ...foreignRows.map(({ currency, rows: n }) => ({
      text: t('import.done.foreign', { n, currency }),
      open: { importId, part: 'foreign' as const, currency },
    })),
  ]
}
