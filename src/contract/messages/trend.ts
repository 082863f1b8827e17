import type { Note } from '../messages.ts'
import type { PersonaCard } from '../personas.ts'

/** How a group changed since the run before, as one sentence for screen and paper. */
export function trendNote({ customers, shareOfRevenue, since }: NonNullable<PersonaCard['trend']>): Note {
  if (customers === 0 && Math.abs(shareOfRevenue) < 0.05) return { code: 'card.trend.none', params: { since } }
  const sign = (value: number): string => (value < 0 ? '−' : '+')
  return {
    code: 'card.trend',
    params: {
      sign: sign(customers),
      customers: Math.abs(customers),
      shareSign: sign(shareOfRevenue),
      share: Math.abs(shareOfRevenue),
      since,
    },
  }
}
