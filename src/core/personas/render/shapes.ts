import type { CardFigure, PageSetup, PersonaCard } from '../../../contract/personas.ts'

export type Section =
  | 'head'
  | 'weight'
  | 'figures'
  | 'buys'
  | 'together'
  | 'traits'
  | 'action'
  | 'brief'
  | 'note'
  /** The note of her own where there is one, else why they belong together: where there is room for one of the two. */
  | 'aside'

/**
 * What stands on a card of one size, and where. Every text has its lines counted; a section that still finds no room,
 * because all texts before it are as long as they may get, is left out whole: nothing is ever cut through. So what
 * matters most stands first.
 */
export interface Shape {
  readonly name: string
  /** Sections across the whole card, then side by side, then across again. */
  readonly layout: {
    readonly top: readonly Section[]
    readonly columns: readonly (readonly Section[])[]
    readonly bottom: readonly Section[]
  }
  readonly figures: readonly CardFigure['key'][]
  /** Labels in their short form. */
  readonly short: boolean
  readonly categories: number
  /** What gives way where a note of her own needs room. */
  readonly besideNote: { readonly categories: number; readonly name?: number; readonly portrait?: number }
  readonly sentences: number
  readonly traits: number
  readonly brief: readonly (keyof PersonaCard['brief'])[]
  /** The number behind each sentence is printed, too. */
  readonly whys: boolean
  /** Most lines of each text. */
  readonly lines: {
    readonly name: number
    readonly portrait: number
    readonly sentence: number
    readonly action: number
    readonly headline: number
    readonly brief: number
    readonly why: number
    readonly note: number
  }
}

const allFigures = ['avg_spend', 'median_spend', 'avg_frequency', 'median_recency', 'return_rate'] as const
const threeFigures = ['avg_spend', 'avg_frequency', 'median_recency'] as const
const fourFigures = ['avg_spend', 'median_spend', 'avg_frequency', 'median_recency'] as const

/** Where there are scores they take the places of the figures that say least beside them. */
const insteadOf: Readonly<Record<string, CardFigure['key'] | undefined>> = { return_rate: 'churn', median_spend: 'clv' }
const insteadOfFour: typeof insteadOf = { median_spend: 'churn' }

/** The figures a card shows in this shape. */
export function figuresOf(
  { figures }: Pick<Shape, 'figures'>,
  { figures: known }: { readonly figures: readonly Pick<CardFigure, 'key'>[] },
): readonly CardFigure['key'][] {
  const better = figures.length === fourFigures.length ? insteadOfFour : insteadOf
  return figures.map((key) => {
    const other = better[key]
    return other !== undefined && known.some((figure) => figure.key === other) ? other : key
  })
}

const fullTall: Shape = {
  name: 'full-tall',
  layout: {
    top: ['head', 'weight', 'figures'],
    columns: [['buys', 'traits'], ['together']],
    bottom: ['action', 'brief', 'note'],
  },
  figures: allFigures,
  short: false,
  categories: 5,
  besideNote: { categories: 5 },
  sentences: 5,
  traits: 3,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: true,
  lines: { name: 2, portrait: 2, sentence: 3, action: 3, headline: 2, brief: 4, why: 2, note: 3 },
}

const fullWide: Shape = {
  name: 'full-wide',
  layout: {
    top: [],
    columns: [
      ['head', 'weight', 'buys', 'traits', 'note'],
      ['figures', 'together', 'action', 'brief'],
    ],
    bottom: [],
  },
  figures: allFigures,
  short: false,
  categories: 5,
  besideNote: { categories: 5 },
  sentences: 4,
  traits: 3,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: true,
  lines: { name: 2, portrait: 3, sentence: 3, action: 3, headline: 2, brief: 5, why: 2, note: 4 },
}

const halfWide: Shape = {
  name: 'half-wide',
  layout: {
    top: ['head', 'figures'],
    columns: [
      ['weight', 'buys', 'aside'],
      ['action', 'brief'],
    ],
    bottom: [],
  },
  figures: allFigures,
  short: false,
  categories: 5,
  besideNote: { categories: 4 },
  sentences: 3,
  traits: 0,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: false,
  lines: { name: 1, portrait: 2, sentence: 2, action: 3, headline: 2, brief: 2, why: 0, note: 3 },
}

const halfTall: Shape = {
  name: 'half-tall',
  layout: { top: ['head', 'weight', 'figures', 'buys', 'action', 'aside', 'brief'], columns: [], bottom: [] },
  figures: fourFigures,
  short: false,
  categories: 5,
  besideNote: { categories: 4 },
  sentences: 3,
  traits: 0,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 2, sentence: 2, action: 3, headline: 2, brief: 2, why: 0, note: 3 },
}

const row: Shape = {
  name: 'row',
  layout: {
    top: [],
    columns: [
      ['head', 'weight', 'aside'],
      ['buys', 'figures'],
      ['action', 'brief'],
    ],
    bottom: [],
  },
  figures: fourFigures,
  short: false,
  categories: 4,
  besideNote: { categories: 4 },
  sentences: 2,
  traits: 0,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 3, sentence: 3, action: 5, headline: 3, brief: 3, why: 0, note: 3 },
}

const column: Shape = {
  name: 'column',
  layout: { top: ['head', 'weight', 'figures', 'buys', 'action', 'note', 'brief'], columns: [], bottom: [] },
  figures: fourFigures,
  short: false,
  categories: 4,
  besideNote: { categories: 3 },
  sentences: 0,
  traits: 0,
  brief: ['headline', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 3, sentence: 0, action: 4, headline: 2, brief: 2, why: 0, note: 3 },
}

const quarterTall: Shape = {
  name: 'quarter-tall',
  layout: { top: ['head', 'weight', 'figures', 'buys', 'note', 'action', 'brief'], columns: [], bottom: [] },
  figures: fourFigures,
  short: true,
  categories: 3,
  besideNote: { categories: 2, name: 1, portrait: 1 },
  sentences: 0,
  traits: 0,
  brief: ['headline'],
  whys: false,
  lines: { name: 2, portrait: 2, sentence: 0, action: 4, headline: 2, brief: 0, why: 0, note: 2 },
}

const quarterWide: Shape = {
  name: 'quarter-wide',
  layout: {
    top: ['head'],
    columns: [
      ['weight', 'buys'],
      ['figures', 'action', 'note', 'brief'],
    ],
    bottom: [],
  },
  figures: threeFigures,
  short: true,
  categories: 4,
  besideNote: { categories: 3 },
  sentences: 0,
  traits: 0,
  brief: ['headline'],
  whys: false,
  lines: { name: 1, portrait: 2, sentence: 0, action: 4, headline: 3, brief: 0, why: 0, note: 2 },
}

/** The shape of a card: one a page is the whole page, two are halves, three are strips, four are quarters. */
export function shapeOf({ orientation, perPage }: Pick<PageSetup, 'orientation' | 'perPage'>): Shape {
  const tall = orientation === 'portrait'
  switch (perPage) {
    case 1:
      return tall ? fullTall : fullWide
    case 2:
      return tall ? halfWide : halfTall
    case 3:
      return tall ? row : column
    case 4:
      return tall ? quarterTall : quarterWide
  }
}
