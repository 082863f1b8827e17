import { z } from 'zod'
import type { ClusterProfile, ClusterTrait, CategoryShare } from './analysis.ts'
import type { OutputRef } from './app.ts'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'

/** A sentence of a card with the number that triggered it ("why"). */
export interface CardSentence {
  readonly text: Note
  readonly why: Note
}

/** A figure of a card, with where it stands among all customers. */
export interface CardFigure {
  readonly key:
    | 'size'
    | 'share_of_revenue'
    | 'avg_spend'
    | 'median_spend'
    | 'avg_frequency'
    | 'median_recency'
    | 'return_rate'
    /** Mean probability of no purchase within the horizon, 0–1; only where there are scores. */
    | 'churn'
    /** Mean expected net spend of the next year; only where there are scores. */
    | 'clv'
  readonly value: number
  /** The same figure over all customers with a purchase. */
  readonly overall: number | null
  /** Two histograms over the same 12 bins, each scaled to its own peak 0–1: everyone, this cluster. Empty: none. */
  readonly histogram: { readonly everyone: readonly number[]; readonly cluster: readonly number[] }
}

export interface PersonaCard {
  readonly clusterId: number
  /** Her own name, else the product's label. */
  readonly name: string
  readonly label: string
  readonly note: string | null
  /** Index into the categorical palette. */
  readonly colour: number
  /** One line: who these people are. */
  readonly portrait: Note
  readonly profile: ClusterProfile
  readonly figures: readonly CardFigure[]
  readonly topCategories: readonly CategoryShare[]
  readonly traits: readonly ClusterTrait[]
  /** Why these people are together. */
  readonly together: readonly CardSentence[]
  /** What to do next, with an estimate from the data. */
  readonly action: CardSentence
  readonly brief: {
    readonly headline: CardSentence
    readonly angle: CardSentence
    readonly offer: CardSentence
    readonly channel: CardSentence
  }
  /** Change since the previous run, or null where there is none. */
  readonly trend: { readonly customers: number; readonly shareOfRevenue: number; readonly since: string } | null
}

/** Body of one persona for other tools; churn fields are absent while there are no scores. */
export interface PersonaBody {
  readonly name: string
  readonly description: string
  readonly demographic: { readonly industries: readonly string[]; readonly plans: readonly string[] }
  readonly psychographic: {
    readonly cluster: string
    readonly avg_ltv: number
    readonly avg_churn_risk?: number
    readonly engagement_tier: 'high' | 'medium' | 'low'
  }
}

export const pageSetup = z.strictObject({
  size: z.enum(['A4', 'Letter']).default('A4'),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  perPage: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(1),
})
export type PageSetup = z.output<typeof pageSetup>

export const personaFormats = ['pdf', 'html', 'md', 'json', 'profiles'] as const
export type PersonaFormat = (typeof personaFormats)[number]

export const personaOperations = {
  'personas.cards': operation<readonly PersonaCard[]>()('query', z.strictObject({ projectId: z.string() })),
  /** Writes the cards; `clusterIds` picks some of them. `html` is also what the print preview shows. */
  'personas.export': operation<OutputRef>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      format: z.enum(personaFormats),
      page: pageSetup.optional(),
      clusterIds: z.array(z.number().int()).max(50).optional(),
    }),
  ),
  /** The Markdown itself, to be copied. */
  'personas.markdown': operation<{ readonly text: string }>()(
    'query',
    z.strictObject({ projectId: z.string(), clusterIds: z.array(z.number().int()).max(50).optional() }),
  ),
}
