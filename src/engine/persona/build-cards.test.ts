import { describe, expect, it } from 'vitest'
import { sampleInput, threeGroups, type SampleGroup } from '../../../test/support/persona-samples.ts'
import { formatNote } from '../../contract/messages/format.ts'
import type { Note } from '../../contract/messages.ts'
import type { PersonaCard } from '../../contract/personas.ts'
import { buildCards } from './build-cards.ts'
import type { CardInput } from './card-input.ts'

const pounds = { locale: 'en', currency: 'GBP' }
const say = (note: Note): string => formatNote(note, pounds)

/** Every note of a card. */
const notes = (card: PersonaCard): Note[] => [
  card.portrait,
  ...[...card.together, card.action, ...Object.values(card.brief)].flatMap((sentence) => [sentence.text, sentence.why]),
]

const withScores = (scores: SampleGroup['scores'], change: Partial<SampleGroup> = {}): PersonaCard => {
  const [first, second, third] = threeGroups as [SampleGroup, SampleGroup, SampleGroup]
  return buildCards(sampleInput([{ ...second, scores, ...change }, first, third]))[0]!
}

describe('buildCards', () => {
  const cards = buildCards(sampleInput())

  it('says of the best who they are and what the quiet ones spent', () => {
    const best = cards[2]!
    expect(say(best.portrait)).toBe('Your best customers: 14.5 orders each, half of them back within the last 11 days.')
    expect(say(best.action.text)).toBe(
      'Write to the quiet ones first: 17 of your best customers who spent £167,000 in the last 12 months have been silent for 2 months.',
    )
    expect(say(best.action.why)).toContain('17 of 735 without an order for more than 49 days')
    expect(best.together.map((sentence) => say(sentence.text))).toContain(
      '735 customers, 16.9 % of all, bring 66 % of revenue: 3.89 times their share.',
    )
    expect(best.figures.map((figure) => figure.key)).toEqual([
      'size',
      'share_of_revenue',
      'avg_spend',
      'median_spend',
      'avg_frequency',
      'median_recency',
      'return_rate',
    ])
  })

  it.each([
    ['best', [5, 5], { orders: 14, basket: 500 }],
    ['growing', [5, 3], {}],
    ['new', [5, 1], { orders: 1, recency: 8 }],
    ['slipping', [3, 3], {}],
    ['slipping', [3, 1], { orders: 1 }],
    ['atRisk', [2, 4], {}],
    ['dormant', [1, 1], { orders: 1, recency: 300 }],
    ['negative', [1, 1], { basket: -20 }],
  ] as const)('speaks to the %s customers (R, F = %j)', (position, scores, change) => {
    const card = withScores(scores, change)
    expect(card.portrait.code.split('.')[2]).toBe(position)
    expect(card.brief.headline.text.code).toContain(`card.headline.${position}`)
    for (const note of notes(card)) {
      const text = say(note)
      expect(text, note.code).not.toBe(note.code)
      expect(text, note.code).not.toMatch(/[{}]|NaN|undefined|Infinity/)
    }
  })

  it('has every sentence in every position, with and without categories, gaps and money', () => {
    const scores = [1, 2, 3, 4, 5].flatMap((r) => [1, 2, 3, 4, 5].map((f) => [r, f] as const))
    for (const pair of scores) {
      for (const change of [{ categories: [] }, { basket: 0 }, { customers: 1 }, { customers: 2, returnRate: 0.4 }]) {
        for (const note of notes(withScores(pair, change))) {
          expect(say(note)).not.toMatch(/[{}]|NaN|undefined|Infinity|^card\./)
        }
      }
    }
  })

  it('calls regulars who spend less than the average growing, not best', () => {
    expect(withScores([5, 5], { basket: 5 }).portrait.code).toBe('card.portrait.growing')
  })

  it('lets a high return rate change the angle', () => {
    const card = withScores([5, 3], { returnRate: 0.14 })
    expect(say(card.brief.angle.text)).toBe(
      'Certainty: 14 % of their rows are returns, against 2 % for everyone. Sizes, photos and advice before any discount.',
    )
    expect(card.together.at(-1)!.text.code).toBe('card.together.returns')
  })

  it('never lets a sentence contradict its own numbers', () => {
    const input = sampleInput()
    const [first, ...rest] = input.clusters
    // On the logarithmic scale they spend more than most; on average, because of a few giants elsewhere, less.
    const traits = [{ feature: 'monetary', effect: 0.5, mean: 1269, overall: 1916 }]
    const card = buildCards({ ...input, clusters: [{ ...first!, row: { ...first!.row, traits } }, ...rest] })[0]!
    expect(card.together.map((sentence) => sentence.text.code)).toEqual([
      'card.together.weight.less',
      'card.together.alike',
      'card.together.category',
    ])
  })

  it('asks one-time buyers what was missing', () => {
    const card = withScores([1, 1], { orders: 1, recency: 300 })
    expect(card.portrait.code).toBe('card.portrait.dormant.once')
    expect(card.brief.angle.text.code).toBe('card.angle.once')
  })

  it('does with one cluster, and with one customer', () => {
    const [only] = buildCards(sampleInput([{ ...threeGroups[1]!, customers: 1 }]))
    expect(only!.portrait.code).toBe('card.portrait.everyone')
    expect(say(only!.portrait)).toMatch(/^One customer in a single group/)
    expect(say(only!.together[0]!.text)).toMatch(/^There is one customer/)
  })

  it('names the change since the previous run, and nothing where there was none', () => {
    const input: CardInput = {
      ...sampleInput(),
      previous: { since: '2011-09-09', clusters: [{ clusterId: 2, customers: 700, shareOfRevenue: 64 }] },
    }
    const [first, , third] = buildCards(input)
    expect(first!.trend).toBeNull()
    expect(third!.trend).toMatchObject({ customers: 35, since: '2011-09-09' })
    expect(third!.trend!.shareOfRevenue).toBeCloseTo(2.01, 1)
  })

  it('wears her name, note and colour', () => {
    const input = sampleInput()
    const [first, ...rest] = input.clusters
    const own = { ...first!, row: { ...first!.row, name: 'Gift hunters', note: 'Ask Anna', colour: 6 } }
    expect(buildCards({ ...input, clusters: [own, ...rest] })[0]).toMatchObject({
      name: 'Gift hunters',
      label: 'Hibernating',
      note: 'Ask Anna',
      colour: 6,
    })
  })
})
