import type { CardFigure, PageSetup, PersonaCard } from '../../../contract/personas.ts'

export type Section = 'head' | 'weight' | 'figures' | 'buys' | 'together' | 'action' | 'brief' | 'note'

/** What fits on a card of one size, and where it stands. Every text has its lines counted, so nothing is ever cut. */
export interface Shape {
  readonly name: string
  /** Sections across the whole card, then side by side, then across again. */
  readonly layout: {
    readonly top: readonly Section[]
    readonly columns: readonly (readonly Section[])[]
    readonly bottom: readonly Section[]
  }
  readonly figures: readonly CardFigure['key'][]
  readonly categories: number
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
const fourFigures = ['avg_spend', 'median_spend', 'avg_frequency', 'median_recency'] as const

const fullTall: Shape = {
  name: 'full-tall',
  layout: {
    top: ['head', 'weight', 'figures'],
    columns: [['buys'], ['together']],
    bottom: ['action', 'brief', 'note'],
  },
  figures: allFigures,
  categories: 5,
  sentences: 5,
  traits: 3,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: true,
  lines: { name: 2, portrait: 2, sentence: 3, action: 3, headline: 2, brief: 6, why: 3, note: 4 },
}

const fullWide: Shape = {
  name: 'full-wide',
  layout: {
    top: [],
    columns: [
      ['head', 'weight', 'buys', 'note'],
      ['figures', 'together', 'action', 'brief'],
    ],
    bottom: [],
  },
  figures: allFigures,
  categories: 5,
  sentences: 4,
  traits: 0,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: true,
  lines: { name: 3, portrait: 3, sentence: 2, action: 3, headline: 2, brief: 5, why: 2, note: 4 },
}

const halfWide: Shape = {
  name: 'half-wide',
  layout: {
    top: ['head', 'figures'],
    columns: [
      ['weight', 'buys', 'note'],
      ['together', 'action', 'brief'],
    ],
    bottom: [],
  },
  figures: allFigures,
  categories: 4,
  sentences: 2,
  traits: 0,
  brief: ['headline', 'offer', 'channel'],
  whys: false,
  lines: { name: 1, portrait: 2, sentence: 2, action: 3, headline: 2, brief: 3, why: 0, note: 2 },
}

const halfTall: Shape = {
  name: 'half-tall',
  layout: {
    top: ['head', 'weight', 'figures', 'buys', 'together', 'action', 'brief', 'note'],
    columns: [],
    bottom: [],
  },
  figures: fourFigures,
  categories: 4,
  sentences: 2,
  traits: 0,
  brief: ['headline', 'angle', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 2, sentence: 2, action: 3, headline: 2, brief: 2, why: 0, note: 2 },
}

const row: Shape = {
  name: 'row',
  layout: {
    top: [],
    columns: [
      ['head', 'weight', 'note'],
      ['figures', 'buys'],
      ['action', 'brief'],
    ],
    bottom: [],
  },
  figures: fourFigures,
  categories: 3,
  sentences: 0,
  traits: 0,
  brief: ['headline', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 4, sentence: 0, action: 5, headline: 2, brief: 2, why: 0, note: 2 },
}

const column: Shape = {
  name: 'column',
  layout: { top: ['head', 'weight', 'figures', 'buys', 'action', 'brief', 'note'], columns: [], bottom: [] },
  figures: fourFigures,
  categories: 4,
  sentences: 0,
  traits: 0,
  brief: ['headline', 'offer', 'channel'],
  whys: false,
  lines: { name: 2, portrait: 3, sentence: 0, action: 5, headline: 2, brief: 2, why: 0, note: 2 },
}

const quarterTall: Shape = {
  name: 'quarter-tall',
  layout: { top: ['head', 'weight', 'figures', 'buys', 'action', 'brief'], columns: [], bottom: [] },
  figures: fourFigures,
  categories: 3,
  sentences: 0,
  traits: 0,
  brief: ['headline'],
  whys: false,
  lines: { name: 2, portrait: 2, sentence: 0, action: 4, headline: 2, brief: 0, why: 0, note: 0 },
}

const quarterWide: Shape = {
  name: 'quarter-wide',
  layout: {
    top: ['head'],
    columns: [
      ['weight', 'buys'],
      ['figures', 'action'],
    ],
    bottom: [],
  },
  figures: ['avg_spend', 'avg_frequency', 'median_recency'],
  categories: 3,
  sentences: 0,
  traits: 0,
  brief: [],
  whys: false,
  lines: { name: 1, portrait: 2, sentence: 0, action: 5, headline: 0, brief: 0, why: 0, note: 0 },
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
